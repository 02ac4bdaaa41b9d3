"""Lay a declared table out as an Excel sheet: header, formats, widths, frozen panes, filters, print.

The header cell holds exactly the column's title, so that the file reads back; what marks a required column (« * ») or one
of a group of which one at least is required (« † ») is a number format, seen on the screen and on paper, never in the value.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from analytics.format_fr import NBSP
from analytics.schema import Column, Kind, Table

FONT = "Calibri"
INK, PAPER, STRONG, SOFT, LINE = "#1F2A33", "#FFFFFF", "#0B5A7A", "#DCEAF1", "#B8C7D1"
ATTENTION = "#B25E09"
MONEY_FORMAT = '#,##0.00\\ "$"'
"""Written in Excel's own code: an Excel of Québec shows « 1 234 567,89 $ » (its settings choose the space and the comma)."""
DATE_FORMAT = "yyyy-mm-dd"
REQUIRED_MARK, ONE_OF_MARK = "*", "†"
LETTER = 1
"""Excel's code of the Letter paper."""

_NUMBER_FORMATS = {
    Kind.MONTANT: MONEY_FORMAT,
    Kind.DATE: DATE_FORMAT,
    Kind.ENTIER: "#,##0",
    Kind.NOMBRE: "#,##0.##########",
}
_WIDTHS = {
    Kind.MONTANT: 18,
    Kind.DATE: 14,
    Kind.ENTIER: 12,
    Kind.NOMBRE: 12,
    Kind.OUINON: 15,
    Kind.EXERCICE: 13,
    Kind.LISTE: 24,
    Kind.LISTES: 34,
    Kind.URL: 36,
}
_TEXT_WIDTHS = ((60, 20), (140, 42), (2_000, 52))
"""Longest text accepted → width of the column, in characters."""
_PAGE_WIDTH = 210
"""Characters that a landscape page shows without becoming too small to read."""
_ALIGNED = {
    Kind.MONTANT: {"align": "right", "indent": 1},
    Kind.ENTIER: {"align": "right", "indent": 1},
    Kind.NOMBRE: {"align": "right", "indent": 1},
    Kind.DATE: {"align": "center"},
    Kind.OUINON: {"align": "center"},
    Kind.EXERCICE: {"align": "center"},
}


@dataclass
class Styles:
    """The cell formats of a workbook, made once each."""

    book: Workbook
    _made: dict[tuple[tuple[str, object], ...], Format] = field(default_factory=dict)

    def __call__(self, **properties: object) -> Format:
        """Return the format that has these properties over the house's font."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            base = {"font_name": FONT, "font_size": 11, "font_color": INK, "valign": "top"}
            self._made[key] = self.book.add_format(base | properties)
        return self._made[key]


def new_book(sink: io.BytesIO, created: datetime, **properties: str) -> Workbook:
    """Open a workbook to be written to `sink`; `created` is given so that the same content makes the same bytes."""
    book = Workbook(sink, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties(properties | {"created": created})
    book.set_calc_mode("auto")
    return book


def lay_out(book: Workbook, styles: Styles, table: Table, name: str, rows: int = 0, *, wrap: bool = True) -> Worksheet:
    """Add the sheet of a table: its header and its columns' formats; `rows` data rows are to come under the filters."""
    sheet = book.add_worksheet(name)
    for place, column in enumerate(table):
        sheet.set_column(place, place, width(column), styles(**data_look(column, wrap)))
        sheet.write_string(0, place, column.title, styles(**header_look(table, column)))
    sheet.set_row(0, 44)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, rows), len(table.columns) - 1)
    pages = ceil(sum(map(width, table)) / _PAGE_WIDTH)
    set_print(sheet, f"&L&B{name}&B&RPage &P de &N", pages=pages, landscape=True)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0)
    return sheet


def set_print(sheet: Worksheet, footer: str, *, pages: int = 1, high: int = 0, landscape: bool = False) -> None:
    """Print on Letter paper, `pages` pages wide and `high` pages high (0: as many as needed), with a footer."""
    if landscape:
        sheet.set_landscape()
    sheet.set_paper(LETTER)
    sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
    sheet.fit_to_pages(pages, high)
    sheet.set_footer(footer)


def write_lines(sheet: Worksheet, first_row: int, lines: Sequence[str], look: Format, characters: int) -> int:
    """Write sentences one a row, each as high as it needs on `characters` a line; return the row after."""
    for row, line in enumerate(lines, start=first_row):
        sheet.set_row(row, line_height(line, characters))
        sheet.write_string(row, 0, line, look)
    return first_row + len(lines)


def line_height(text: str, characters: int) -> float:
    """Return the height (points) of a text that wraps in a column `characters` wide (letters are narrower than figures)."""
    return 3 + 15.0 * max(1, sum(ceil(len(line) / (1.08 * characters)) for line in text.split("\n")))


def mark(table: Table, column: Column) -> str:
    """Return the sign beside a column's title: required, one of a group, or nothing."""
    if column.required:
        return REQUIRED_MARK
    return ONE_OF_MARK if any(column.name in group for group in table.at_least_one) else ""


def header_look(table: Table, column: Column) -> dict[str, object]:
    """Return the look of a header cell: dark and marked when something is required, pale otherwise."""
    sign = mark(table, column)
    colours = {"bg_color": STRONG, "font_color": PAPER} if sign else {"bg_color": SOFT, "font_color": INK}
    shown = {"num_format": f'@"{NBSP}{sign}"' if sign else "@"}
    return colours | shown | {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "border_color": LINE}


def data_look(column: Column, wrap: bool = True) -> dict[str, object]:
    """Return the look of a column's cells: amounts, dates and numbers with their format, everything else as text."""
    long_text = column.kind in (Kind.TEXTE, Kind.LISTES) and (column.max_length or 0) > _TEXT_WIDTHS[0][0]
    shown = {"num_format": _NUMBER_FORMATS.get(column.kind, "@")} | _ALIGNED.get(column.kind, {})
    return shown | ({"text_wrap": True} if wrap and long_text else {})


def width(column: Column) -> float:
    """Return the width of a column (characters): its kind's, and room for the longest word of its title, mark and filter."""
    wanted = _WIDTHS.get(column.kind) or next(
        room for length, room in _TEXT_WIDTHS if (column.max_length or 0) <= length
    )
    return max(wanted, max(map(len, column.title.split())) + 6)
