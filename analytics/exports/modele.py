"""Write the Excel template that a person fills: everything in it derives from the schema.

A first sheet that explains, one blank sheet a table (exact headers, notes, lists, checks, reminders), the examples apart, the
lists in a hidden sheet. Left blank, it reads back as nine tables without a row.
"""

from __future__ import annotations

import io
from datetime import date, datetime, time

from xlsxwriter.worksheet import Worksheet

from analytics.exports.modele_guide import TITLE, header_note, note_options, write_examples, write_read_me
from analytics.exports.modele_regles import LAST_ROW, reminders, unique_columns, validation, write_lists
from analytics.exports.sheet_layout import ATTENTION, STRONG, Styles, lay_out, new_book
from analytics.schema import RULES_VERSION, TABLES, Table

_HATCH = 14
"""Excel's thin upward stripes: what is missing is seen without its colour."""


def template_workbook(today: date) -> bytes:
    """Return the template as an xlsx file, dated `today`; the same day gives the same bytes."""
    sink = io.BytesIO()
    said = f"Version des règles : {RULES_VERSION}"
    with new_book(sink, datetime.combine(today, time()), title=TITLE, comments=said) as book:
        styles = Styles(book)
        write_read_me(book, styles, today)
        for table in TABLES.values():
            sheet = lay_out(book, styles, table, table.title)
            sheet.set_tab_color(ATTENTION if not table.carried_over else STRONG)
            _guide(sheet, styles, table)
        write_examples(book, styles)
        write_lists(book, styles)
    return sink.getvalue()


def _guide(sheet: Worksheet, styles: Styles, table: Table) -> None:
    """Put on a blank sheet the notes of its headers, its lists and checks, its reminders."""
    places = {name: place for place, name in enumerate(table.names)}
    for column in table:
        note = header_note(table, column)
        sheet.write_comment(0, places[column.name], note, note_options(note))
        if check := validation(table, column):
            sheet.data_validation(1, places[column.name], LAST_ROW - 1, places[column.name], check)
    missing = styles.book.add_format({"pattern": _HATCH, "fg_color": ATTENTION, "bg_color": "#FCE8D5"})
    twice = styles.book.add_format({"bold": True, "font_color": "#B3362B", "underline": 1})
    for name, formula in reminders(table):
        _highlight(sheet, places[name], {"type": "formula", "criteria": formula, "format": missing})
    for name in unique_columns(table):
        _highlight(sheet, places[name], {"type": "duplicate", "format": twice})


def _highlight(sheet: Worksheet, place: int, rule: dict[str, object]) -> None:
    """Apply a reminder to the data rows of one column."""
    sheet.conditional_format(1, place, LAST_ROW - 1, place, rule)
