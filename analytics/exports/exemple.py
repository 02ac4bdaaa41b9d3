"""Make up a whole workbook, marked fictitious everywhere: typed tables, then an Excel file that reads back as they are.

Promises: deterministic for a seed (the file to the byte); from 25 initiatives on every column of every table is used;
each envelope's committed sum stays inside it; each territory keeps, in each envelope, the proportion published for 2021-2022
(to the dollar, from 18 initiatives on).
"""

from __future__ import annotations

import io
from datetime import datetime

import numpy as np
import pandas as pd
from xlsxwriter import Workbook

from analytics.exports.fictif import context, draws
from analytics.exports.fictif.funding import draw_rows, funding_table
from analytics.exports.fictif.initiatives import draw_plan, initiatives_table
from analytics.exports.fictif.totals import totals_table
from analytics.exports.sheet_layout import ATTENTION, Styles, lay_out, new_book, set_print, write_lines
from analytics.exports.sheet_rows import FIRST_ROW, fill_sheets
from analytics.schema import TABLES
from analytics.schema.fictif import MARK, WARNING

FILE_NAME = "exemple-fictif.xlsx"
MAX_INITIATIVES = 450_000
"""Beyond it, their amounts may outgrow the 1 048 575 rows of a sheet of Excel (the tables themselves have no limit)."""
DATED = datetime(2026, 3, 31)
"""Day written in the file's properties, always the same: two files of one seed are equal to the byte."""
READ_ME_WIDTH = 95
READ_ME = (
    "Ce classeur est un exemple. Il sert à essayer le tableau de bord, à former une personne ou à montrer la forme attendue.",
    "Chaque identifiant d'initiative commence par « FICTIF » : le tableau de bord l'affiche sur chaque page.",
    "Seuls sont réels les noms des territoires et des priorités, les périodes des enveloppes et les montants des enveloppes qui ont été publiés.",
    "Les sommes par territoire suivent les proportions publiées pour 2021-2022; rien d'autre n'est tiré de la réalité.",
    "Ne publiez pas ce classeur dans un tableau de bord ouvert au public.",
)


def example_tables(initiatives: int, graine: int) -> dict[str, pd.DataFrame]:
    """Return the nine typed tables of a fictitious Alliance of `initiatives` initiatives; ValueError below one."""
    if initiatives < 1:
        raise ValueError(f"at least one initiative, not {initiatives}")
    rng = draws.generator(graine)
    plan = draw_plan(rng, initiatives)
    rows = draw_rows(rng, plan)
    tables = {
        "initiatives": initiatives_table(rng, plan),
        "financement": funding_table(rng, plan, rows),
        "totaux_publies": totals_table(plan, rows),
        "enveloppes": context.envelopes_table(),
        "parts_enveloppe": context.parts_table(),
        "jalons": context.steps_table(rng),
        "organismes": context.organisations_table(rng, initiatives),
        "documents": context.documents_table(),
        "indicateurs": context.needs_table(rng),
    }
    return {name: _with_origin(name, tables[name]) for name in TABLES}


def example_workbook(initiatives: int, graine: int) -> bytes:
    """Return the xlsx file of `example_tables`: a first sheet that warns, then one sheet a table, all marked fictitious.

    ValueError below one initiative or above `MAX_INITIATIVES`.
    """
    if initiatives > MAX_INITIATIVES:
        raise ValueError(f"at most {MAX_INITIATIVES} initiatives in a workbook, not {initiatives}")
    tables = example_tables(initiatives, graine)
    sink = io.BytesIO()
    with new_book(sink, DATED, title="Exemple fictif", subject=WARNING, keywords=MARK, comments=WARNING) as book:
        styles = Styles(book)
        _write_read_me(book, styles, f"{initiatives} initiatives fictives, graine {graine}.")
        for name, table in TABLES.items():
            sheet = lay_out(book, styles, table, sheet_name(name), len(tables[name]), wrap=False)
            sheet.set_header(f"&C&B{WARNING}")
            sheet.set_tab_color(ATTENTION)
    return fill_sheets(
        sink.getvalue(), {place: (TABLES[name], tables[name]) for place, name in enumerate(TABLES, start=1)}
    )


def _write_read_me(book: Workbook, styles: Styles, size: str) -> None:
    """Write the first sheet: what this file is, and that nothing in it is true."""
    sheet = book.add_worksheet(f"Lisez-moi ({MARK})")
    sheet.hide_gridlines(2)
    sheet.set_tab_color(ATTENTION)
    sheet.set_column(0, 0, READ_ME_WIDTH)
    title = styles(bold=True, font_size=20, font_color=ATTENTION)
    warning = styles(bold=True, font_size=12, text_wrap=True, bottom=2, bottom_color=ATTENTION, valign="vcenter")
    sheet.set_row(0, 32)
    sheet.write_string(0, 0, "Exemple fictif", title)
    sheet.set_row(1, 28)
    sheet.write_string(1, 0, WARNING, warning)
    write_lines(sheet, 3, (*READ_ME, size), styles(text_wrap=True), READ_ME_WIDTH)
    set_print(sheet, f"&L{WARNING}&RPage &P de &N")


def sheet_name(table: str) -> str:
    """Return the name of a table's sheet: its title, marked."""
    return f"{TABLES[table].title} ({MARK})"


def _with_origin(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Say where each row stands in the workbook."""
    rows = np.arange(FIRST_ROW, FIRST_ROW + len(frame))
    origin = {"origine_fichier": FILE_NAME, "origine_feuille": sheet_name(name), "origine_ligne": rows}
    return frame.assign(**origin).astype(TABLES[name].dtypes)
