"""Read the cells of a big sheet straight into Arrow texts, and the errors of the formats whose bytes are not looked at.

The texts are those of `xlsx_text`, save where a number and a text would be written alike (« 12.345 »), or a time of day has
no date: such a sheet is left to the slower reader, which tells them apart.
"""

from __future__ import annotations

import fastexcel
import pyarrow as pa
import pyarrow.compute as pc

from analytics.intake.textes import change_texts, encode_if_repeated, is_encoded

ENOUGH_CELLS = 50_000
"""Cells from which a sheet is worth reading so."""
_UNSURE = r"^(?:true|false|1899-12-|[+-]?\d{5}-|-?[1-9]\d{0,2}\.\d{3}$|-0$)|\.\d{9}$|\d:\d\d\.\d"
_MIDNIGHT = " 00:00:00"
_ERRORS = {
    "Div0": "#DIV/0!",
    "NA": "#N/A",
    "Name": "#NAME?",
    "Null": "#NULL!",
    "Num": "#NUM!",
    "Ref": "#REF!",
    "Value": "#VALUE!",
    "GettingData": "#GETTING_DATA",
}


def fast_columns(reader: fastexcel.ExcelReader, name: str, width: int) -> list[pa.Array] | None:
    """Return the columns of a sheet, from its first row and its first column that is not blank, or None when it cannot tell.

    `width`: how many columns are expected; another number would mean that the first is not the one that is thought.
    """
    batch = reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string").to_arrow()
    columns = [encode_if_repeated(column.cast(pa.string())) for column in batch.columns]
    if len(columns) != width or any(_is_unsure(column) for column in columns):
        return None
    return [_without_midnight(column) for column in columns]


def _is_unsure(column: pa.Array) -> bool:
    """Tell whether a column holds a text that two kinds of cells would give."""
    texts = column.dictionary if is_encoded(column) else column
    return pc.any(pc.match_substring_regex(texts, _UNSURE)).as_py() is True


def _without_midnight(column: pa.Array) -> pa.Array:
    """Return a column whose dates at midnight are days."""
    return change_texts(column, _days)


def _days(texts: pa.Array) -> pa.Array:
    """Return texts in which the dates at midnight are days."""
    dated = pc.and_(pc.ends_with(texts, _MIDNIGHT), pc.equal(pc.binary_length(texts), 19))
    if not pc.any(dated).as_py():
        return texts
    return pc.if_else(dated, pc.utf8_slice_codeunits(texts, 0, 10), texts)


def error_cells(data: bytes, names: list[str], lefts: dict[str, int]) -> dict[str, dict[tuple[int, int], str]]:
    """Return sheet → (row, column) from 0 → error shown there; `lefts`: sheet → its first column that is not blank."""
    reader = fastexcel.read_excel(data)
    found = {}
    for name in names:
        errors = reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string").to_arrow_with_errors()[1]
        found[name] = {
            (error.position[0], error.position[1] + lefts[name]): text
            for error in (errors.errors if errors else ())
            if (text := _error_text(error.detail))
        }
    return found


def _error_text(detail: str) -> str | None:
    """Return the error of a cell as people see it, from what the reader says of it."""
    word = detail.partition("'Error(")[2].partition(")")[0]
    return _ERRORS.get(word, "#N/A") if word else None
