"""Hold what a deposit gives for one table, all its sheets together, and place what is found in its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa

from analytics.intake.findings import Batch, Place
from analytics.intake.results import TableReading
from analytics.intake.tables import TypedTable
from analytics.intake.textes import encode
from analytics.schema import TABLES, Table


@dataclass(frozen=True)
class DepositTable:
    """One table of a deposit: its parts (one a sheet) and their rows, one after the other."""

    parts: tuple[TypedTable, ...]
    counts: tuple[int, ...]

    @property
    def table(self) -> Table:
        """Return the declaration of the table."""
        return self.parts[0].table

    @cached_property
    def columns(self) -> dict[str, pa.Array]:
        """Return the typed Arrow columns of all the parts."""
        if len(self.parts) == 1:
            return self.parts[0].columns
        return {name: pa.concat_arrays([part.columns[name] for part in self.parts]) for name in self.table.names}

    @cached_property
    def _encoded(self) -> dict[str, pa.DictionaryArray]:
        """Return the columns encoded so far."""
        return dict(self.parts[0].encoded) if len(self.parts) == 1 else {}

    def encoded(self, name: str) -> pa.DictionaryArray:
        """Return a column with each distinct value once, made once and kept."""
        if name not in self._encoded:
            self._encoded[name] = encode(self.columns[name])
        return self._encoded[name]

    def texts(self, name: str) -> pa.Array:
        """Return a column, with each distinct value once when that is at hand."""
        return self._encoded.get(name, self.columns[name])

    @cached_property
    def frame(self) -> pd.DataFrame:
        """Return the typed frame of all the parts."""
        frames = [part.frame() for part in self.parts]
        frame = frames[0] if len(frames) == 1 else pd.concat(frames, ignore_index=True)
        return frame.astype(
            {name: dtype for name, dtype in self.table.dtypes.items() if str(frame[name].dtype) != dtype}
        )

    @cached_property
    def rows(self) -> np.ndarray:
        """Return the true row of each row."""
        return np.concatenate([part.rows for part in self.parts])

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def batches(self, batch: Batch, positions: np.ndarray, column: str | None = None) -> Iterator[Batch]:
        """Place a batch, whose words are aligned with rows of the table (by position): one batch a sheet."""
        start = 0
        for part in self.parts:
            stop = start + len(part.rows)
            inside = np.flatnonzero((positions >= start) & (positions < stop))
            if len(inside):
                sheet = part.layout.sheet
                place = part.place(column) if column else Place(sheet.fichier, sheet.feuille)
                yield replace(replace(batch, rows=self.rows[positions]).only(inside), place=place)
            start = stop

    def reading(self) -> TableReading:
        """Return where the table was found and what it holds."""
        parts = tuple(_part_reading(part, count) for part, count in zip(self.parts, self.counts, strict=True))
        if len(parts) == 1:
            return parts[0]
        names = dict.fromkeys(name for part in parts for name in part.montants)
        sums = {name: sum(part.montants.get(name, 0) for part in parts) for name in names}
        first = parts[0]
        return TableReading(
            first.fichier, first.feuille, first.ligne_entete, sum(self.counts), sums, first.colonnes, parts
        )


def _part_reading(part: TypedTable, count: int) -> TableReading:
    """Return what was read in one sheet."""
    layout = part.layout
    header = int(layout.sheet.rows[layout.header]) if layout.header >= 0 else 0
    return TableReading(layout.sheet.fichier, layout.sheet.feuille, header, count, part.montants, layout.columns())


def gather(read: list[list[tuple[TypedTable, int]]]) -> dict[str, DepositTable]:
    """Put together the parts of each table, in the order of the workbook's tables; counts are rows of data of the sheets."""
    found = {name: [entry for sheet in read for entry in sheet if entry[0].table.name == name] for name in TABLES}
    return {
        name: DepositTable(tuple(part for part, _ in parts), tuple(count for _, count in parts))
        for name, parts in found.items()
        if parts
    }


Check = Callable[[dict[str, DepositTable], Mapping[str, pd.DataFrame]], Iterator[Batch]]
"""A check of a whole deposit: its tables, and the typed tables of the published version."""
