"""Turn the rows of data of a sheet into typed frames (`TABLES[name].dtypes`) and the findings of their cells."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analytics import format_fr
from analytics.intake.colonnes_typees import to_pandas
from analytics.intake.columns import ARROW_TYPES, Parsed, Trouble, parse_column
from analytics.intake.entetes import Layout, Match
from analytics.intake.findings import Batch, Place
from analytics.intake.lignes import data_rows
from analytics.intake.nombres import read_number, scale_of
from analytics.intake.sheet import Sheet, column_letter
from analytics.schema import TABLES, Column, Kind, Table

WORKERS = 2
LONGEST_UNIT = 60
"""Length beyond which a text under a title is no unit."""


@dataclass(frozen=True)
class TypedTable:
    """One table read from one sheet: typed Arrow columns, row by row of data, and where each came from.

    `encoded`: some of the columns with each distinct value once, when that was at hand; never the values of other rows.
    """

    table: Table
    layout: Layout
    rows: np.ndarray
    columns: dict[str, pa.Array]
    batches: list[Batch] = field(default_factory=list)
    encoded: dict[str, pa.DictionaryArray] = field(default_factory=dict)

    @property
    def montants(self) -> dict[str, int]:
        """Return the sum in cents of every readable amount of each column the sheet has."""
        present = [
            name
            for name in self.table.of_kind(Kind.MONTANT)
            if name in self.layout.matches[self.table.name] or name in self.layout.constants
        ]
        return {name: pc.sum(self.columns[name]).as_py() or 0 for name in present}

    def place(self, name: str) -> Place:
        """Return the place of a column: its letter in the sheet when it has one."""
        return column_place(self.layout, self.table, name)

    def frame(self) -> pd.DataFrame:
        """Return the typed frame with the columns of origin."""
        sheet, count = self.layout.sheet, len(self.rows)
        shared: dict[int, pd.api.extensions.ExtensionArray] = {}
        arrays = {name: self._to_pandas(name, shared) for name in self.table.names}
        origin = {
            "origine_fichier": _repeat(sheet.fichier, count),
            "origine_feuille": _repeat(sheet.feuille, count),
            "origine_ligne": pd.arrays.IntegerArray(self.rows.astype(np.int64), np.zeros(count, bool)),
        }
        return pd.DataFrame(arrays | origin, copy=False)

    def _to_pandas(self, name: str, shared: dict[int, pd.api.extensions.ExtensionArray]) -> object:
        """Return a column for pandas; the columns of texts that the sheet lacks are one and the same, which none can change."""
        values, kind = self.columns[name], self.table[name].kind
        if kind.dtype != "str":
            return to_pandas(values, kind)
        if id(values) not in shared:
            shared[id(values)] = to_pandas(values, kind)
        return shared[id(values)]


def column_place(layout: Layout, table: Table, name: str) -> Place:
    """Return the place of a table's column in a sheet."""
    match = layout.matches[table.name].get(name)
    return Place(
        layout.sheet.fichier,
        layout.sheet.feuille,
        name,
        column_letter(match.index) if match else None,
        table[name].title,
    )


def _repeat(text: str | None, count: int) -> pd.api.extensions.ExtensionArray:
    """Return one text repeated (missing for None) as a pandas text column."""
    scalar = pa.scalar(text, pa.large_string())
    return to_pandas(pa.repeat(scalar, count), Kind.TEXTE)


def read_tables(layout: Layout, decimal: str | None) -> list[TypedTable]:
    """Read every table of a sheet: a column that two tables share is read, and complained about, once."""
    sheet, batches = data_rows(layout)
    read: dict[tuple[str, int | str], Parsed] = {}
    tables = [_read_table(name, layout, sheet, decimal, read) for name in layout.tables]
    tables[0].batches[:0] = batches
    return tables


def _read_table(
    name: str, layout: Layout, sheet: Sheet, decimal: str | None, read: dict[tuple[str, int | str], Parsed]
) -> TypedTable:
    """Read one table of a sheet; `read` holds what the table before it has read."""
    table = TABLES[name]
    wanted = {column.name: key for column in table if (key := _key(column, layout, name)) is not None}
    fresh = [column for column in table if column.name in wanted and wanted[column.name] not in read]
    with ThreadPoolExecutor(WORKERS) as pool:
        parsed = list(
            pool.map(
                lambda column: parse_column(
                    _texts(column, layout, name, sheet), column, decimal, sheet.epoch_1904, _scale(column, layout, name)
                ),
                fresh,
            )
        )
    read |= {wanted[column.name]: result for column, result in zip(fresh, parsed, strict=True)}
    absent = {kind: pa.nulls(len(sheet), ARROW_TYPES[kind]) for kind in {column.kind for column in table}}
    columns = {
        column.name: read[wanted[column.name]].values if column.name in wanted else absent[column.kind]
        for column in table
    }
    encoded = {name: found for name, key in wanted.items() if (found := read[key].encoded) is not None}
    typed = TypedTable(table, layout, sheet.rows, columns, encoded=encoded)
    for column, result in zip(fresh, parsed, strict=True):
        place = column_place(layout, table, column.name)
        typed.batches.extend(_say_scale(column, layout, place, _scale(column, layout, name)))
        typed.batches.extend(_batch(trouble, place, sheet, column) for trouble in result.troubles)
    return typed


def _scale(column: Column, layout: Layout, table: str) -> int:
    """Return what the amounts of a column are multiplied by, as its title says, or the line of units under it."""
    match = layout.matches[table].get(column.name)
    if column.kind is not Kind.MONTANT or match is None or column.name in layout.constants:
        return 1
    under = layout.sheet.columns[match.index].slice(layout.header + 1, 1).to_pylist()
    unit = next((text for text in under if text and read_number(text[:LONGEST_UNIT]) is None), "")
    scale = scale_of(match.header)
    return scale if scale != 1 or len(unit) > LONGEST_UNIT else scale_of(unit)


def _say_scale(column: Column, layout: Layout, place: Place, scale: int) -> Iterator[Batch]:
    """Say that the amounts of a column were multiplied."""
    if scale != 1:
        words = {
            "unite": "milliers" if scale == 1_000 else "millions",
            "lu": format_fr.nombre(scale),
            "exemple": column.example,
        }
        header = layout.sheet.rows[layout.header : layout.header + 1] if layout.header >= 0 else layout.sheet.rows[:0]
        yield Batch("montant-en-milliers", place, header, [place.titre], common=words)


def _key(column: Column, layout: Layout, table: str) -> tuple[str, int | str] | None:
    """Return what a column is read from: a constant of the profile, or the column of the sheet."""
    if column.name in layout.constants:
        return column.name, layout.constants[column.name]
    match: Match | None = layout.matches[table].get(column.name)
    return (column.name, match.index) if match else None


def _texts(column: Column, layout: Layout, table: str, sheet: Sheet) -> pa.Array:
    """Return the texts of a column, a constant being repeated on each row."""
    if column.name in layout.constants:
        return pa.repeat(pa.scalar(layout.constants[column.name], pa.string()), len(sheet))
    return sheet.columns[layout.matches[table][column.name].index]


def _batch(trouble: Trouble, place: Place, sheet: Sheet, column: Column) -> Batch:
    """Turn what was found in a column into findings with their true rows."""
    common = {"exemple": column.example} | dict(trouble.common)
    return Batch(trouble.code, place, sheet.rows[trouble.positions], trouble.texts, trouble.details, common=common)
