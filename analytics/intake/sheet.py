"""Hold one sheet as Arrow columns of text, whatever file it came from."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analytics.intake.findings import Batch, Place
from analytics.intake.reparation import Mended, mend_column
from analytics.intake.textes import change_texts, encode_if_repeated

NO_VALUE = "\u0000formule"
"""Text that stands for a formula saved without its value."""
Block = tuple[int, int, int]
"""A cell merged over several rows: its first and last true rows, its column from 0."""
WORKERS = 2
"""Threads that prepare columns: the work is Arrow's, which does not hold Python's lock."""


def column_letter(index: int) -> str:
    """Return the letter of a column (0 → A, 26 → AA)."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number of a column from 0 (A → 0, AA → 26)."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


@dataclass(frozen=True)
class Sheet:
    """A sheet as read: trimmed texts, null where a cell is empty.

    `columns[j][i]` is the cell of column `j` (0 for A) and true row `rows[i]` of the file (1 for the first); a column that
    repeats its texts is encoded (see `textes`).
    `epoch_1904`: the workbook counts its days from 1904. `bands`: rows in which a cell is merged over several columns.
    `blocks`: cells merged over several rows, whose text was given to each of these.
    """

    fichier: str
    feuille: str | None
    columns: tuple[pa.Array, ...]
    rows: np.ndarray
    batches: tuple[Batch, ...] = field(default=(), repr=False)
    visible: bool = True
    epoch_1904: bool = False
    bands: frozenset[int] = frozenset()
    blocks: tuple[Block, ...] = ()

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
        return replace(self, columns=columns, rows=self.rows[positions])


def is_blank(sheet: Sheet, index: int, header: int) -> bool:
    """Tell whether a column has no value under the headers, which are at this position."""
    below = sheet.columns[index].slice(header + 1)
    return below.null_count == len(below)


def make_sheet(
    fichier: str,
    feuille: str | None,
    columns: Sequence[pa.Array | pa.ChunkedArray],
    rows: np.ndarray,
    batches: Sequence[Batch] = (),
) -> Sheet:
    """Build a sheet from texts as read: in one piece, those coded twice mended and said, trimmed, empty ones null."""
    with ThreadPoolExecutor(WORKERS) as pool:
        ready = list(pool.map(_ready, columns))
    mended = [
        Batch(
            "texte-repare",
            Place(fichier, feuille, None, column_letter(index)),
            rows[found.positions],
            found.typed,
            each={"lu": found.became},
        )
        for index, (_, found) in enumerate(ready)
        if found is not None
    ]
    return Sheet(fichier, feuille, tuple(column for column, _ in ready), rows, (*batches, *mended))


def _ready(column: pa.Array | pa.ChunkedArray) -> tuple[pa.Array, Mended | None]:
    """Return one column ready for a sheet, and the cells mended in it."""
    whole, mended = mend_column(encode_if_repeated(in_one_piece(column)))
    return change_texts(whole, clean_texts), mended


def in_one_piece(texts: pa.Array | pa.ChunkedArray) -> pa.Array:
    """Return the texts as one array (of large texts when they exceed two gigabytes)."""
    if isinstance(texts, pa.Array):
        return texts
    whole = texts.combine_chunks()
    if isinstance(whole, pa.Array):
        return whole
    return pa.concat_arrays([chunk.cast(pa.large_string()) for chunk in whole.chunks])


def clean_texts(texts: pa.Array) -> pa.Array:
    """Return the texts trimmed, null where nothing is left."""
    trimmed = pc.utf8_trim_whitespace(texts)
    lengths = pc.binary_length(trimmed)
    if pc.min(lengths).as_py() == 0:
        return pc.if_else(pc.equal(lengths, 0), pa.scalar(None, trimmed.type), trimmed)
    return trimmed
