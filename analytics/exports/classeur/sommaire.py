"""Write the first sheet of a workbook: the version, the answer in one sentence, the tables of sums and their native charts."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from analytics import format_fr
from analytics.aggregates.groups import Aggregate
from analytics.aggregates.ledger import in_enveloppe
from analytics.exports.classeur.annexes import computed_sheet, write_headers
from analytics.exports.releve import Releve
from analytics.exports.sheet_layout import ATTENTION, LINE, MONEY_FORMAT, SOFT, STRONG, Styles, set_print
from analytics.figures.phrases import coverage, headline
from analytics.schema import TABLES
from analytics.schema.fictif import WARNING

SUMMARY_SHEET = "Sommaire"
_WIDTHS = (34, 20, 16, 14, 14, 12, 3, 14, 14, 14, 14, 14, 14)
_HEADERS = ("Montant accordé", "Précision", "Part du total", "Initiatives nommées", "Avec montant")
_CHART_COLUMN, _CHART_WIDTH = 7, 640
_ROW_PX = 20
_EXACT = "exact"


@dataclass(frozen=True, slots=True)
class Block:
    """One table of the summary: its title, the name of its groups, the aggregate, the kind of its chart."""

    title: str
    header: str
    aggregate: Aggregate
    chart: str

    @property
    def lignes(self) -> pd.DataFrame:
        """Return the groups shown: nothing left to break down is no group."""
        return self.aggregate.shown().lignes


def write_summary(book: Workbook, styles: Styles, releve: Releve, title: str) -> None:
    """Write the sheet « Sommaire »."""
    sheet = computed_sheet(book, styles, SUMMARY_SHEET, _WIDTHS)
    sheet.set_tab_color(ATTENTION if releve.version.fictif else STRONG)
    sheet.set_row(1, 34)
    sheet.write_string(1, 0, title, styles(bold=True, font_size=20, font_color=STRONG, valign="vcenter"))
    row = _write_identity(sheet, styles, releve, 2)
    row = _write_envelopes(sheet, styles, releve, row + 1)
    for block in _blocks(releve):
        row = _write_block(book, sheet, styles, block, row + 1)
    set_print(sheet, "&L&BSommaire&B&RPage &P de &N", landscape=True)


def _blocks(releve: Releve) -> list[Block]:
    """Return the three cuts shown, largest question first."""
    return [
        Block("Par territoire", "Territoire", releve.par_territoire, "bar"),
        Block("Par priorité", "Priorité", releve.par_priorite, "bar"),
        Block("Par exercice", "Exercice", releve.par_exercice, "column"),
    ]


def _write_identity(sheet: Worksheet, styles: Styles, releve: Releve, row: int) -> int:
    """Write the version, the answer, the coverage, the mark of fictitious data; return the row after."""
    total = releve.par_territoire.total
    known = coverage(int(total["nombre_initiatives"]), int(total["nombre_avec_montant"]))
    lines = [
        (WARNING, {"bold": True, "font_color": ATTENTION}) if releve.version.fictif else None,
        (headline(releve.progress), {"bold": True, "font_size": 13}) if releve.progress else None,
        (f"Couverture : {known}. Dernière annonce connue : {format_fr.date_longue(releve.last_day)}.", {}),
        (f"{releve.stamp} par {releve.version.auteur} : {releve.version.commentaire}", {}),
        ("Une case vide veut dire « non publié », jamais 0. La feuille « Sources » donne l'adresse de chaque publication.", {}),
    ]  # fmt: skip
    if silent := [table.title for name, table in TABLES.items() if name not in filled_tables(releve)]:
        lines.append((f"Sans ligne dans cette version : {format_fr.liste(silent)}.", {}))
    for text, look in filter(None, lines):
        sheet.write_string(row, 0, text, styles(**look))
        row += 1
    return row


def filled_tables(releve: Releve) -> list[str]:
    """Return the tables that have a sheet: a sheet of headers alone would be taken for a slip."""
    return [name for name in TABLES if len(releve.tables[name])]


def _heading(sheet: Worksheet, styles: Styles, row: int, text: str) -> int:
    """Write the title of a table; return the row after."""
    sheet.set_row(row, 24)
    sheet.write_string(row, 0, text, styles(bold=True, font_size=14, font_color=STRONG, valign="vcenter"))
    return row + 1


def _write_envelopes(sheet: Worksheet, styles: Styles, releve: Releve, row: int) -> int:
    """Write one row an envelope: its amount, what is committed, its period; return the row after."""
    row = _heading(sheet, styles, row, "Les enveloppes")
    write_headers(sheet, styles, row, ("Enveloppe", "Montant", "Accordé", "Part accordée", "Début", "Fin"))
    cell = {"bottom": 1, "bottom_color": LINE}
    money, share = styles(num_format=MONEY_FORMAT, **cell), styles(num_format="0.0\\ %", **cell)
    day = styles(num_format="yyyy-mm-dd", align="center", **cell)
    for enveloppe in releve.enveloppes.values():
        row += 1
        committed = in_enveloppe(releve.ledger, enveloppe.id)["montant_accorde"].sum(min_count=1)
        sheet.write_string(row, 0, enveloppe.nom, styles(text_wrap=True, **cell))
        _amount(sheet, row, 1, enveloppe.montant, money)
        _amount(sheet, row, 2, committed, money)
        _number(sheet, row, 3, committed / enveloppe.montant if enveloppe.montant else None, share)
        sheet.write_datetime(row, 4, enveloppe.date_debut.to_pydatetime(), day)
        sheet.write_datetime(row, 5, enveloppe.date_fin.to_pydatetime(), day)
    return row + 1


def _write_block(book: Workbook, sheet: Worksheet, styles: Styles, block: Block, row: int) -> int:
    """Write one cut of the envelope, its total as a formula, its chart beside; return the row after."""
    first = _heading(sheet, styles, row, block.title) + 1
    write_headers(sheet, styles, first - 1, (block.header, *_HEADERS))
    for at, group in enumerate(block.lignes.to_dict("records"), start=first):
        _write_group(sheet, styles, at, group, {"bottom": 1, "bottom_color": LINE})
    last = first + len(block.lignes) - 1
    total = {"cle": "Total", "part_du_total": pd.NA, **block.aggregate.total.to_dict()}
    _write_group(sheet, styles, last + 1, total, {"bold": True, "top": 2, "top_color": STRONG, "bg_color": SOFT})
    if not pd.isna(total["montant_accorde"]) and last >= first:
        look = styles(num_format=MONEY_FORMAT, bold=True, top=2, top_color=STRONG, bg_color=SOFT)
        sheet.write_formula(last + 1, 1, f"=SUM(B{first + 1}:B{last + 1})", look, total["montant_accorde"] / 100)
    height = max(260, (last - first + 4) * _ROW_PX)
    sheet.insert_chart(
        row, _CHART_COLUMN, _chart(book, block, first, last, height), {"description": block_summary(block)}
    )
    return max(last + 2, row + height // _ROW_PX + 1)


def _write_group(sheet: Worksheet, styles: Styles, row: int, group: dict, look: dict[str, object]) -> None:
    """Write one group of a cut; what is not published stays blank."""
    known = not pd.isna(group["montant_accorde"])
    sheet.write_string(row, 0, group["cle"], styles(**look))
    _amount(sheet, row, 1, group["montant_accorde"], styles(num_format=MONEY_FORMAT, **look))
    precision = group["precision"] if known and not pd.isna(group["precision"]) else ""
    sheet.write_string(row, 2, precision if known else format_fr.NON_PUBLIE, styles(indent=1, **look))
    _number(sheet, row, 3, group["part_du_total"], styles(num_format="0.0\\ %", **look))
    whole = styles(num_format="#,##0", **look)
    sheet.write_number(row, 4, int(group["nombre_initiatives"]), whole)
    sheet.write_number(row, 5, int(group["nombre_avec_montant"]), whole)


def _amount(sheet: Worksheet, row: int, place: int, cents: int | None, look: object) -> None:
    """Write cents as dollars, or nothing."""
    _number(sheet, row, place, None if cents is None or pd.isna(cents) else int(cents) / 100, look)


def _number(sheet: Worksheet, row: int, place: int, value: float | None, look: object) -> None:
    """Write a number, or nothing."""
    if value is None or pd.isna(value):
        sheet.write_blank(row, place, None, look)
    else:
        sheet.write_number(row, place, value, look)


def _chart(book: Workbook, block: Block, first: int, last: int, height: int) -> object:
    """Return the native chart of a cut: bars from zero, values on the bars, no legend."""
    chart = book.add_chart({"type": block.chart})
    chart.add_series({
        "name": "Montant accordé",
        "categories": [SUMMARY_SHEET, first, 0, last, 0],
        "values": [SUMMARY_SHEET, first, 1, last, 1],
        "fill": {"color": STRONG},
        "gap": 40,
        "data_labels": {"value": True, "num_format": '#,##0\\ "$"'},
    })  # fmt: skip
    chart.set_title({"name": f"Montant accordé {block.title.lower()}", "name_font": {"size": 13, "color": STRONG}})
    chart.set_legend({"none": True})
    amounts = {"num_format": '#,##0\\ "$"', "min": 0, "major_gridlines": {"visible": True, "line": {"color": LINE}}}
    if block.chart == "bar":  # its first group on top, its amounts under the bars
        chart.set_x_axis(amounts | {"label_position": "high"})
        chart.set_y_axis({"reverse": True})
    else:
        chart.set_y_axis(amounts)
    chart.set_size({"width": _CHART_WIDTH, "height": height})
    return chart


def block_summary(block: Block) -> str:
    """Read a cut aloud, for those who do not see the chart."""
    rows = block.lignes.to_dict("records")
    said = "; ".join(f"{row['cle']} : {format_fr.montant(row['montant_accorde'], row['precision'])}" for row in rows)
    return f"{block.title} : {said}."
