"""Write what explains a workbook: the dictionary of its columns, the sources of its rows, what is borrowed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from analytics.exports.dictionnaire import DICTIONARY_COLUMNS, dictionary_frame
from analytics.exports.provenances import SOURCE_COLUMNS, data_credits, sources_frame
from analytics.exports.releve import Releve
from analytics.exports.sheet_layout import INK, LINE, PAPER, STRONG, Styles, line_height, set_print
from analytics.schema.feuilles import COMPUTED_SHEET

DICTIONARY_SHEET, SOURCES_SHEET = "Dictionnaire", "Sources"
_DICTIONARY_WIDTHS = (20, 28, 34, 52, 26, 12, 12, 52, 28, 52, 52)
_SOURCE_WIDTHS = (40, 90, 40, 10)


def write_dictionary(book: Workbook, styles: Styles) -> None:
    """Write one row a column of the model."""
    sheet = computed_sheet(book, styles, DICTIONARY_SHEET, _DICTIONARY_WIDTHS)
    frame = dictionary_frame()
    write_table(sheet, styles, DICTIONARY_COLUMNS, frame, _DICTIONARY_WIDTHS)
    sheet.freeze_panes(3, 2)
    sheet.autofilter(2, 0, 2 + len(frame), len(DICTIONARY_COLUMNS) - 1)
    set_print(sheet, f"&L&B{DICTIONARY_SHEET}&B&RPage &P de &N", pages=2, landscape=True)
    sheet.repeat_rows(2)


def write_sources(book: Workbook, styles: Styles, releve: Releve) -> None:
    """Write one row an address, then who must be credited for what is borrowed."""
    sheet = computed_sheet(book, styles, SOURCES_SHEET, _SOURCE_WIDTHS)
    frame = sources_frame(releve.tables)
    after = write_table(sheet, styles, SOURCE_COLUMNS, frame, _SOURCE_WIDTHS)
    sheet.freeze_panes(3, 0)
    sheet.autofilter(2, 0, max(3, after - 1), len(SOURCE_COLUMNS) - 1)
    sheet.write_string(after + 1, 0, "Ce que nous empruntons", styles(bold=True, font_size=13, font_color=STRONG))
    look = styles(text_wrap=True)
    for row, text in enumerate(data_credits(), start=after + 2):
        sheet.merge_range(row, 0, row, len(_SOURCE_WIDTHS) - 1, text, look)
        sheet.set_row(row, line_height(text, sum(_SOURCE_WIDTHS) * 0.9))
    set_print(sheet, f"&L&B{SOURCES_SHEET}&B&RPage &P de &N", landscape=True)


def computed_sheet(book: Workbook, styles: Styles, name: str, widths: Sequence[float]) -> Worksheet:
    """Add a sheet that no deposit reads back, and say so in its first cell."""
    sheet = book.add_worksheet(name)
    sheet.hide_gridlines(2)
    for place, characters in enumerate(widths):
        sheet.set_column(place, place, characters, styles())
    sheet.write_string(0, 0, COMPUTED_SHEET, styles(italic=True, font_color=INK))
    return sheet


def write_table(
    sheet: Worksheet, styles: Styles, headers: Mapping[str, str], frame: pd.DataFrame, widths: Sequence[float]
) -> int:
    """Write headers in the third row, then the rows of a frame, each as high as its texts need; return the row after."""
    write_headers(sheet, styles, 2, list(headers.values()))
    look = styles(text_wrap=True, bottom=1, bottom_color=LINE)
    for row, values in enumerate(frame[list(headers)].itertuples(index=False), start=3):
        sheet.set_row(row, max(line_height(str(text), wide) for text, wide in zip(values, widths, strict=True)))
        for place, value in enumerate(values):
            sheet.write(row, place, value, look)
    return 3 + len(frame)


def write_headers(sheet: Worksheet, styles: Styles, row: int, titles: Sequence[str]) -> None:
    """Write a row of headers."""
    look = styles(bold=True, bg_color=STRONG, font_color=PAPER, text_wrap=True, valign="vcenter")
    for place, title in enumerate(titles):
        sheet.write_string(row, place, title, look)
    sheet.set_row(row, 34)
