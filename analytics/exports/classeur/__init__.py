"""Write a whole version as one workbook that a person would have made, and that a deposit takes back as it is.

« Sommaire » (figures and charts), one sheet a table (exact headers, filters, real numbers and dates), « Dictionnaire », « Sources ».
The computed sheets say in their first cell that no deposit reads them (`analytics.schema.feuilles`).
"""

from __future__ import annotations

import io
from pathlib import Path

from analytics.exports.classeur.annexes import write_dictionary, write_sources
from analytics.exports.classeur.sommaire import filled_tables, write_summary
from analytics.exports.releve import Releve
from analytics.exports.sheet_layout import ATTENTION, STRONG, Styles, lay_out, new_book
from analytics.exports.sheet_rows import fill_sheets
from analytics.schema import TABLES
from analytics.schema.fictif import MARK, WARNING

TITLE = "Alliance pour la solidarité du Bas-Saint-Laurent"


def version_workbook(releve: Releve) -> bytes:
    """Return the xlsx file of a version; the same version on the same day gives the same bytes."""
    sink = io.BytesIO()
    told = releve.version
    said = {"title": TITLE, "subject": releve.stamp, "comments": WARNING if told.fictif else ""}
    with new_book(sink, told.publiee_le.replace(tzinfo=None, microsecond=0), **said) as book:
        styles = Styles(book)
        write_summary(book, styles, releve, TITLE)
        for name in filled_tables(releve):
            rows = len(releve.tables[name])
            sheet = lay_out(book, styles, TABLES[name], sheet_name(name, told.fictif), rows, wrap=False)
            sheet.set_tab_color(ATTENTION if told.fictif else STRONG)
            if told.fictif:
                sheet.set_header(f"&C&B{WARNING}")
        write_dictionary(book, styles)
        write_sources(book, styles, releve)
    filled = {place: (TABLES[name], releve.tables[name]) for place, name in enumerate(filled_tables(releve), start=1)}
    return fill_sheets(sink.getvalue(), filled)


def export_files(releve: Releve, sortie: Path, territoire: str | None) -> dict[Path, bytes]:
    """Return the workbook under the name asked for; a territory is of no use to it: a workbook is whole."""
    return {sortie: version_workbook(releve)}


def sheet_name(table: str, fictif: bool) -> str:
    """Return the name of a table's sheet: its title, marked when its rows are fictitious."""
    return f"{TABLES[table].title} ({MARK})" if fictif else TABLES[table].title
