"""Hold one sheet as Arrow columns of text, whatever file it came from."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analytics.intake.findings import Batch, Place

NO_VALUE = "\u0000formule"
"""Text that stands for a formula saved without its value."""


def column_letter(index: int) -> str:
    """Return the letter of a column (0 → A, 26 → AA)."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True)
class Sheet:
    """A sheet as read: trimmed texts, null where a cell is empty.

    `columns[j][i]` is the cell of column `j` (0 for A) and true row `rows[i]` of the file (1 for the first).
    """

    fichier: str
    feuille: str | None
    columns: tuple[pa.Array, ...]
    rows: np.ndarray
    batches: tuple[Batch, ...] = field(default=(), repr=False)

    def __len__(self) -> int:
        """Return the number of rows, blank ones included."""
        return len(self.rows)

    @property
    def label(self) -> str:
        """Return the name by which a sheet may say what table it is: its own, or the file's without its ending."""
        return self.feuille or self.fichier.rsplit(".", 1)[0]

    @property
    def place(self) -> Place:
        """Return the place of what concerns the sheet as a whole."""
        return Place(self.fichier, self.feuille)

    def row(self, index: int) -> list[str | None]:
        """Return the cells of one row (by position, not by true row)."""
        return [column[index].as_py() for column in self.columns]

    def head(self, count: int) -> list[list[str | None]]:
        """Return the first rows as lists of cells."""
        columns = [column.slice(0, count).to_pylist() for column in self.columns]
        return [list(cells) for cells in zip(*columns, strict=True)] if columns else []

    def filled(self) -> np.ndarray:
        """Return for each row how many of its cells are not empty."""
        filled = np.zeros(len(self), np.int32)
        for column in self.columns:
            filled += 1 if column.null_count == 0 else column.is_valid().to_numpy(zero_copy_only=False).astype(np.int32)
        return filled

    def keep(self, positions: np.ndarray | slice) -> Sheet:
        """Return the sheet with only these rows, which keep their true numbers."""
        if isinstance(positions, slice):
            start, stop, _ = positions.indices(len(self))
            columns = tuple(column.slice(start, max(0, stop - start)) for column in self.columns)
        else:
            taken = pa.array(positions)
            columns = tuple(column.take(taken) for column in self.columns)
        return Sheet(self.fichier, self.feuille, columns, self.rows[positions], self.batches)


def clean_texts(texts: pa.Array | pa.ChunkedArray) -> pa.Array:
    """Return the texts in one piece, trimmed, null where nothing is left."""
    if isinstance(texts, pa.ChunkedArray):
        texts = texts.combine_chunks()
        if isinstance(texts, pa.ChunkedArray):
            texts = pa.concat_arrays([chunk.cast(pa.large_string()) for chunk in texts.chunks])
    trimmed = pc.utf8_trim_whitespace(texts)
    lengths = pc.binary_length(trimmed)
    if pc.min(lengths).as_py() == 0:
        return pc.if_else(pc.equal(lengths, 0), pa.scalar(None, trimmed.type), trimmed)
    return trimmed
