"""Read a workbook into sheets: every row in its true place, every cell as one canonical text.

A number is written with the fifteen digits that Excel itself shows, a date as ISO, true and false as VRAI and FAUX,
so that one parser serves the workbook and the CSV. A number with three decimals gets a fourth: it is no thousand.
"""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import numpy as np
import pyarrow as pa
from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum

from analytics.intake.results import FileReading, Upload
from analytics.intake.sheet import Sheet, clean_texts
from analytics.intake.xlsx_cells import special_cells


def read_workbook(upload: Upload, kind: str) -> tuple[FileReading, list[Sheet]]:
    """Read every sheet of a workbook; the errors of the reader (password, damaged) are the caller's."""
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(upload.contenu))
    names = [sheet.name for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    special = special_cells(upload.contenu) if kind in ("xlsx", "xlsm") else {}
    sheets = [read_sheet(workbook.get_sheet_by_name(name), upload.nom, special.get(name, {})) for name in names]
    return FileReading(upload.nom, kind), sheets


def read_sheet(source: CalamineSheet, fichier: str, special: dict[tuple[int, int], str]) -> Sheet:
    """Read one sheet; `special` is (row, column) → text of the cells that the reader leaves empty."""
    top, left = source.start or (0, 0)
    rows = source.to_python(skip_empty_area=True) if source.start else []
    columns = [list(column) for column in zip(*rows, strict=True)]
    for (row, column), text in special.items():
        if 0 <= row - top < len(rows) and 0 <= column - left < len(columns) and columns[column - left][row - top] == "":
            columns[column - left][row - top] = text
    blank = pa.nulls(len(rows), pa.string())
    texts = [blank] * left + [clean_texts(column_text(column)) for column in columns] if rows else []
    return Sheet(fichier, source.name, tuple(texts), np.arange(top + 1, top + 1 + len(rows), dtype=np.int64))


def column_text(values: list[Any]) -> pa.Array:
    """Write the cells of a column as texts; a column of one type is written in one go."""
    kinds = set(map(type, values))
    if kinds <= {str}:
        return pa.array(values, pa.string())
    if kinds <= {float, int}:
        return _numbers_text(np.array(values, np.float64))
    if kinds <= {date}:
        return pa.array(values, pa.date32()).cast(pa.string())
    if kinds == {float, str}:
        return _mixed_text(values)
    written: dict[Any, str] = {}
    return pa.array(
        [
            value
            if type(value) is str
            else written.get((type(value), value)) or written.setdefault((type(value), value), cell_text(value))
            for value in values
        ],
        pa.string(),
    )


def _numbers_text(numbers: np.ndarray) -> pa.Array:
    """Write numbers: whole ones in one go, the others one by one."""
    if (np.abs(numbers) < 1e15).all() and (numbers % 1 == 0).all():
        return pa.array(numbers.astype(np.int64)).cast(pa.string())
    return pa.array(list(map(number_text, numbers.tolist())), pa.string())


def _mixed_text(values: list[Any]) -> pa.Array:
    """Write a column of numbers and texts (most often: numbers and empty cells)."""
    return pa.array([value if type(value) is str else cell_text(value) for value in values], pa.string())


def cell_text(value: Any) -> str:
    """Write one cell as its canonical text."""
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, datetime):
        return value.isoformat(" ").removesuffix(" 00:00:00")
    return value.isoformat() if isinstance(value, date) else str(value)


def number_text(number: float) -> str:
    """Write a number with the fifteen digits that Excel shows, without exponent, never with three decimals."""
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    text = f"{number:.15g}"
    if "e" in text:
        text = f"{number:.0f}" if abs(number) >= 1e15 else f"{number:.12f}".rstrip("0").rstrip(".")
    return f"{text}0" if text[-4:-3] == "." else text
