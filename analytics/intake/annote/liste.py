"""Write the sheet « À corriger »: what was found, each finding with a link to its cell, and what the caps leave out.

It comes last, so that no sheet changes place: a macro or a program that counts the sheets finds them where they were.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from analytics import format_fr
from analytics.intake.annote.marque import COULEURS, neutralised, xml_text
from analytics.intake.annote.plan import MOST_COMMENTS, NIVEAU, Plan
from analytics.intake.annote.styles import Styles
from analytics.intake.annote.xml import Names
from analytics.intake.catalogue import NIVEAUX
from analytics.intake.feuille_ajoutee import MARQUE
from analytics.intake.findings import Finding
from analytics.intake.sheet import NO_VALUE

HEADERS = ("Niveau", "Feuille", "Cellule", "Colonne", "Valeur lue", "Ce qui ne va pas, et comment le corriger")
_WIDTHS = (13, 22, 11, 26, 34, 90)
_LONGEST = 1_000
_HIGHEST = 400
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


def write_list(plan: Plan, names: Names, styles: Styles, sheets: dict[str | None, str], note: str | None) -> bytes:
    """Return the XML of the sheet; `sheets`: name in the findings → name in the workbook, in which links lead."""
    top = list(_top(plan, note))
    first = len(top) + 2
    looks = ["titre", "gras", *[""] * len(top)]
    rows = [_row(at, [(text, styles.text(looks[at - 1]))], sum(_WIDTHS)) for at, text in enumerate(top, start=1)]
    rows.append(_row(first, [(title, styles.text("entete")) for title in HEADERS]))
    links = []
    for at, finding in enumerate(plan.lines, start=first + 1):
        place, target = _target(finding, sheets)
        rows.append(_row(at, _cells(finding, plan, place, styles)))
        if target:
            links.append(f'<hyperlink ref="C{at}" location="{xml_text(target)}" display="{xml_text(place)}"/>')
    return _sheet(names, len(top), first, rows, links).encode()


def _sheet(names: Names, top: int, first: int, rows: list[str], links: list[str]) -> str:
    """Put the sheet together: `top` sentences, headers in row `first`, then the findings."""
    last = f"F{first + len(rows) - top - 1}"
    return "".join([
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{names.main}">',
        f'<sheetPr><tabColor rgb="{COULEURS[0]}"/><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:{last}"/>',
        f'<sheetViews><sheetView showGridLines="0" workbookViewId="0"><pane ySplit="{first}" topLeftCell="A{first + 1}" ',
        'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>',
        *(f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, width in enumerate(_WIDTHS, start=1)),
        "</cols><sheetData>", *rows, f'</sheetData><autoFilter ref="A{first}:{last}"/><mergeCells count="{top}">',
        *(f'<mergeCell ref="A{at}:F{at}"/>' for at in range(1, top + 1)), "</mergeCells>",
        *(["<hyperlinks>", *links, "</hyperlinks>"] if links else []),
        '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>',
        '<pageSetup orientation="landscape" fitToHeight="0"/></worksheet>',
    ])  # fmt: skip


def _top(plan: Plan, note: str | None) -> Iterator[str]:
    """Say what the sheet is, what was found, what the colours mean, and what the caps leave out."""
    yield f"{MARQUE}."
    yield _counts(plan)
    yield "Corrigez les cellules dans leurs feuilles, puis déposez ce classeur de nouveau : cette feuille-ci est mise de côté."
    yield "Rouge : erreur, à corriger avant de publier. Orange : à vérifier. Bleu : à enrichir, un conseil."
    yield "Chaque cellule colorée dit pourquoi en commentaire."
    if note:
        yield note
    if plan.unlisted:
        yield f"Cette liste s'arrête là : {format_fr.compte(plan.unlisted, 'autre point', 'autres points')} du même genre n'y sont pas."
    if plan.uncommented:
        yield (
            f"Une feuille a {format_fr.nombre(MOST_COMMENTS)} commentaires au plus : "
            f"{format_fr.compte(plan.uncommented, 'point de plus n’en a pas', 'points de plus n’en ont pas')}."
        )
    if plan.uncoloured:
        yield f"{format_fr.compte(plan.uncoloured, 'cellule n’est pas colorée', 'cellules ne sont pas colorées')}, faute de place."


def _counts(plan: Plan) -> str:
    """Say how many findings each level has."""
    words = (("erreur", "erreurs"), ("point à vérifier", "points à vérifier"), ("conseil", "conseils"))
    said = [
        format_fr.compte(plan.counts[level], *word)
        for level, word in zip(NIVEAUX, words, strict=True)
        if plan.counts[level]
    ]
    return f"{format_fr.liste(said)}." if said else "Rien à corriger."


def _target(finding: Finding, sheets: dict[str | None, str]) -> tuple[str, str | None]:
    """Return the place of a finding as it is shown, and where its link leads (None: nowhere)."""
    if finding.feuille not in sheets:
        return "", None
    cell = finding.cellule or (f"A{finding.ligne}" if finding.ligne else "A1")
    shown = finding.cellule or (f"ligne {finding.ligne}" if finding.ligne else "feuille")
    return shown, "'" + sheets[finding.feuille].replace("'", "''") + f"'!{cell}"


def _cells(finding: Finding, plan: Plan, place: str, styles: Styles) -> list[tuple[str, int]]:
    """Return the texts of a line, each with its format."""
    value = "" if finding.valeur in (None, NO_VALUE) else str(finding.valeur)
    plain = styles.text()
    return [
        (NIVEAU[finding.niveau], styles.text(rank=NIVEAUX.index(finding.niveau))),
        (finding.feuille or finding.fichier or "", plain),
        (place, styles.text("lien")),
        (plan.titles.get(finding.colonne or "", ""), plain),
        (value[:_LONGEST], plain),
        (finding.message, plain),
    ]


def _row(number: int, cells: list[tuple[str, int]], width: int | None = None) -> str:
    """Return the XML of one row of texts, as high as the longest needs (`width`: of the only, merged, cell)."""
    widths = _WIDTHS if width is None else (width,)
    lines = max(math.ceil((len(text) + 1) / room) for (text, _), room in zip(cells, widths, strict=True))
    made = "".join(
        f'<c r="{letter}{number}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{xml_text(neutralised(text))}</t></is></c>'
        for letter, (text, style) in zip("ABCDEF", cells, strict=False)
    )
    return f'<row r="{number}" ht="{min(_HIGHEST, 5 + 15 * lines)}" customHeight="1">{made}</row>'
