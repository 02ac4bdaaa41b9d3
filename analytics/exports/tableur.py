"""Write a table that is on screen as a file for a spreadsheet: CSV for the Excel of Québec, or xlsx.

Amounts leave in dollars, as numbers. A text that a spreadsheet would run as a formula is neutralised with an apostrophe.
"""

from __future__ import annotations

import io

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from analytics.intake.annote.marque import neutralised as neutralised_text

_CSV_MIME, _XLSX_MIME = "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MIMES = {"csv": _CSV_MIME, "xlsx": _XLSX_MIME}


def neutralised(value: object) -> object:
    """Return a cell that no spreadsheet runs: a text that begins like a formula gets an apostrophe; numbers pass untouched."""
    return neutralised_text(value) if isinstance(value, str) else value


def in_dollars(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with its `montant_*` columns in dollars (Float64) instead of cents."""
    return frame.assign(
        **{name: frame[name].astype("Float64") / 100 for name in frame.columns if name.startswith("montant")}
    )


def to_csv(frame: pd.DataFrame, titles: dict[str, str] | None = None) -> bytes:
    """Return the CSV that a double-click opens well in Québec: UTF-8 with BOM, semicolons, decimal comma, one header row."""
    text = in_dollars(frame).map(neutralised).rename(columns=titles or {})
    return text.to_csv(index=False, sep=";", decimal=",", date_format="%Y-%m-%d").encode("utf-8-sig")


def to_xlsx(frame: pd.DataFrame, titles: dict[str, str] | None = None, notes: tuple[str, ...] = ()) -> bytes:
    """Return a workbook of one sheet « Données » (frozen header, filters, real numbers and dates) and a sheet « Source » with the notes."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Données"
    frame = in_dollars(frame)
    sheet.append([(titles or {}).get(name, name) for name in frame.columns])
    for row in frame.astype("object").itertuples(index=False):
        sheet.append([None if pd.isna(value) else neutralised(_plain(value)) for value in row])
    _dress(sheet, frame)
    origin = book.create_sheet("Source")
    for note in notes:
        origin.append([neutralised(note)])
    origin.column_dimensions["A"].width = 110
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


def _plain(value: object) -> object:
    """Return a value that openpyxl writes: a Timestamp as a day, a numpy number as a Python one."""
    if isinstance(value, pd.Timestamp):
        return value.date()
    return value.item() if hasattr(value, "item") else value


def _dress(sheet: Worksheet, frame: pd.DataFrame) -> None:
    """Freeze the header, filter, set widths and number formats."""
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for rank, name in enumerate(frame.columns, start=1):
        letter = get_column_letter(rank)
        longest = int(frame[name].head(500).astype("str").str.len().fillna(0).max()) if len(frame) else 0
        sheet.column_dimensions[letter].width = min(60, max(12, longest + 2))
        if name.startswith("montant"):
            for cell in sheet[letter][1:]:
                cell.number_format = '#,##0.00\\ "$"'
