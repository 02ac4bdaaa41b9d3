"""What `benchmarks.exports` times besides the slides: the sheets to print and the workbook, and the same made of a browser's pictures."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from html import escape

import pandas as pd
import plotly.graph_objects as go
from openpyxl import Workbook
from openpyxl.drawing.image import Image
from playwright.sync_api import Browser

from analytics.exports.classeur import version_workbook
from analytics.exports.fiches import sheets_pdf
from analytics.exports.fiches.contenu import territory_sheet
from analytics.exports.fiches.echelles import common_scales
from analytics.exports.releve import Releve
from analytics.exports.tableur import in_dollars
from analytics.figures.barres import bars
from analytics.figures.carte import map_figure
from analytics.format_fr import montant
from analytics.schema import TABLES
from analytics.schema.reference import territoires

NINE = tuple(t.nom for t in territoires())
Picture = Callable[[go.Figure], bytes]
"""Figure → picture made by the browser."""
_STYLE = (
    "<style>@page{size:Letter;margin:1.5cm}body{font:9pt sans-serif}section{break-after:page}img{width:48%}"
    "table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #999;text-align:left}</style>"
)


def native_sheets(releve: Releve) -> bytes:
    """Compose the nine sheets of the territories."""
    return sheets_pdf(releve, NINE)


def printed_sheets(releve: Releve, picture: Picture, browser: Browser) -> bytes:
    """Print the same nine sheets from a page of the browser: the same texts and tables, a picture of each figure."""
    scales = common_scales(releve.coupes)
    body = "".join(_section(releve, territory_sheet(releve, scales, nom), picture) for nom in NINE)
    page = browser.new_page()
    try:
        page.set_content(f"<html lang='fr-CA'>{_STYLE}{body}</html>")
        return page.pdf(format="Letter", prefer_css_page_size=True, tagged=True)
    finally:
        page.close()


def _section(releve: Releve, sheet: dict, picture: Picture) -> str:
    """Write one sheet as HTML."""
    profil = releve.profil(sheet["nom"])
    values = releve.par_territoire.lignes.set_index("cle")["montant_accorde"]
    drawn = [
        map_figure(values, "light", lambda cents: montant(int(cents))),
        bars(releve.par_territoire.lignes, "light"),
        bars(profil.par_exercice, "light"),
        bars(profil.par_priorite, "light"),
    ]
    pictures = "".join(f"<img src='data:image/png;base64,{base64.b64encode(picture(one)).decode()}'>" for one in drawn)
    tables = "".join(_table(sheet[name]) for name in ("initiatives", "besoins", "etapes") if sheet[name])
    gaps = "".join(f"<li>{escape(text)}</li>" for text in sheet["manques"])
    return f"<section><h1>{escape(sheet['titre'])}</h1><p>{escape(sheet['message'])}</p>{pictures}{tables}<ul>{gaps}</ul></section>"


def _table(told: dict) -> str:
    """Write one list as an HTML table."""
    head = "".join(f"<th>{escape(text)}</th>" for text in told["entetes"])
    rows = "".join("<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in told["lignes"])
    return f"<h2>{escape(told['titre'])}</h2><table><tr>{head}</tr>{rows}</table>"


def native_workbook(releve: Releve) -> bytes:
    """Write the whole version as a workbook with native charts."""
    return version_workbook(releve)


def pictured_workbook(releve: Releve, picture: Picture) -> bytes:
    """Write the same tables with openpyxl, and a picture of the three charts."""
    book = Workbook()
    summary = book.active
    for rank, aggregate in enumerate((releve.par_territoire, releve.par_priorite, releve.par_exercice)):
        summary.add_image(Image(io.BytesIO(picture(bars(aggregate.lignes, "light")))), f"A{1 + 20 * rank}")
    for name, table in TABLES.items():
        sheet = book.create_sheet(table.title)
        sheet.append([column.title for column in table])
        frame = in_dollars(releve.tables[name])[list(table.names)].astype("object")
        for row in frame.where(frame.notna(), None).itertuples(index=False):
            sheet.append([value.to_pydatetime() if isinstance(value, pd.Timestamp) else value for value in row])
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()
