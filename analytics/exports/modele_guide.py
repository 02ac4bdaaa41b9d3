"""Write what explains the template: the first sheet, the sheet of examples, the note on each header."""

from __future__ import annotations

from datetime import date

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from analytics import format_fr
from analytics.exports.sheet_layout import (
    INK,
    LINE,
    ONE_OF_MARK,
    PAPER,
    REQUIRED_MARK,
    SOFT,
    STRONG,
    Styles,
    line_height,
    mark,
    set_print,
)
from analytics.schema import NON_PUBLIE, RULES_VERSION, TABLES, Column, Kind, Table

READ_ME_SHEET, EXAMPLES_SHEET = "Lisez-moi", "Exemples"
TITLE = "Modèle à remplir"
STEPS = (
    "Remplissez « Initiatives » (une ligne par initiative), puis « Financement » (une ligne par montant). Les autres feuilles servent au besoin.",
    f"Un titre suivi de « {REQUIRED_MARK} » est obligatoire. Parmi les titres suivis de « {ONE_OF_MARK} », remplissez-en au moins un.",
    "Dans une ligne commencée, une case qui se colore rappelle ce qu'il reste à remplir; un identifiant rouge et souligné y est deux fois.",
    "Arrêtez la souris sur un titre : sa note dit quoi écrire, avec un exemple. La feuille « Exemples » les réunit.",
    "Choisissez dans la liste quand une flèche apparaît à droite de la case. Vous pouvez aussi taper la valeur.",
    "Vous ne connaissez pas une valeur? Laissez la case vide. N'écrivez jamais 0 pour dire « inconnu ».",
    "Ne changez pas les titres des colonnes. Vos propres colonnes, ajoutées à droite, seront signalées et mises de côté.",
    "N'écrivez aucun nom ni coordonnées d'une personne : le tableau de bord est public.",
)
KINDS: tuple[tuple[Kind, str, str], ...] = (
    (
        Kind.MONTANT,
        "Un nombre, avec une virgule pour les cents. Chaque ligne porte sa propre somme, jamais un cumul.",
        "19 606,25",
    ),
    (Kind.DATE, "Année, mois, jour.", "2021-04-01"),
    (Kind.EXERCICE, "Du 1er avril au 31 mars : les deux années.", "2021-2022"),
    (Kind.LISTE, "Une valeur de la liste, telle quelle.", "La Matanie"),
    (Kind.LISTES, "Plusieurs valeurs, séparées par un point-virgule.", "familles; jeunes"),
    (Kind.OUINON, "Un de ces deux mots; vide si vous ne le savez pas.", "oui"),
    (Kind.ENTIER, "Un nombre sans décimale.", "120"),
    (Kind.URL, "L'adresse au complet.", "https://www.crdbsl.org/actualites"),
    (
        Kind.TEXTE,
        f"Quelques mots. Là où c'est permis, « {NON_PUBLIE} » dit que personne ne l'a publié.",
        "Frigos partagés",
    ),
)
"""How to write each kind of value, with an example."""
_WIDTHS = (26, 62, 44)
_EXAMPLE_WIDTHS = (30, 27, 36, 80)
_NOTE_CHARACTERS, _NOTE_WIDTH, _NOTE_LINE = 46, 320, 17


def write_read_me(book: Workbook, styles: Styles, today: date) -> None:
    """Write the first sheet: how to fill, how to write each kind of value, what each sheet holds."""
    sheet = book.add_worksheet(READ_ME_SHEET)
    sheet.hide_gridlines(2)
    sheet.set_tab_color(STRONG)
    for place, characters in enumerate(_WIDTHS):
        sheet.set_column(place, place, characters)
    sheet.set_row(0, 36)
    sheet.write_string(0, 0, TITLE, styles(bold=True, font_size=22, font_color=STRONG, valign="vcenter"))
    made = f"Version des règles : {RULES_VERSION}. Modèle produit {format_fr.le(pd.Timestamp(today))}."
    sheet.write_string(1, 0, made, styles())
    row = _write_steps(sheet, styles, 3)
    row = _write_kinds(sheet, styles, row + 1)
    _write_sheets(sheet, styles, row + 1)
    set_print(sheet, f"&L{TITLE}&RPage &P de &N", high=1)


def _heading(sheet: Worksheet, styles: Styles, row: int, words: tuple[str, ...]) -> int:
    """Write a row of headings over the whole width; return the row after."""
    sheet.set_row(row, 24)
    for place in range(len(_WIDTHS)):
        text = words[place] if place < len(words) else ""
        sheet.write(row, place, text, styles(bold=True, bg_color=STRONG, font_color=PAPER, valign="vcenter"))
    return row + 1


def _write_steps(sheet: Worksheet, styles: Styles, row: int) -> int:
    """Write the numbered instructions; return the row after."""
    row = _heading(sheet, styles, row, ("Comment remplir ce classeur",))
    look = styles(text_wrap=True, bottom=1, bottom_color=LINE, valign="vcenter")
    for number, step in enumerate(STEPS, start=1):
        sheet.set_row(row, line_height(step, sum(_WIDTHS)) + 4)
        sheet.merge_range(row, 0, row, len(_WIDTHS) - 1, f"{number}. {step}", look)
        row += 1
    return row


def _write_kinds(sheet: Worksheet, styles: Styles, row: int) -> int:
    """Write how each kind of value is typed; return the row after."""
    row = _heading(sheet, styles, row, ("Ce que vous écrivez", "Comment", "Par exemple"))
    for kind, how, example in KINDS:
        row = _write_row(sheet, styles, row, (kind.value.capitalize(), how, example))
    return row


def _write_sheets(sheet: Worksheet, styles: Styles, row: int) -> int:
    """Write what each sheet holds, with a link to it; return the row after."""
    row = _heading(sheet, styles, row, ("Feuille", "Ce qu'elle contient", "Ce qu'est une ligne"))
    for table in TABLES.values():
        after = _write_row(sheet, styles, row, (table.title, table.description, table.grain))
        link = styles(underline=1, bold=True, font_color=STRONG, valign="vcenter", bottom=1, bottom_color=LINE)
        sheet.write_url(
            row, 0, f"internal:'{table.title}'!A2", link, table.title, f"Ouvrir la feuille « {table.title} »"
        )
        row = after
    return row


def _write_row(sheet: Worksheet, styles: Styles, row: int, texts: tuple[str, ...]) -> int:
    """Write one row of the guide, as high as its longest text; return the row after."""
    sheet.set_row(row, max(line_height(text, width) for text, width in zip(texts, _WIDTHS, strict=True)) + 4)
    for place, text in enumerate(texts):
        look = styles(text_wrap=True, valign="vcenter", bottom=1, bottom_color=LINE, bold=place == 0)
        sheet.write_string(row, place, text, look)
    return row + 1


def write_examples(book: Workbook, styles: Styles) -> None:
    """Write the sheet of examples: every column of every sheet, one under the other, so that nothing there reads as data."""
    sheet = book.add_worksheet(EXAMPLES_SHEET)
    sheet.hide_gridlines(2)
    for place, characters in enumerate(_EXAMPLE_WIDTHS):
        sheet.set_column(place, place, characters)
    heads = ("Titre exact", "Faut-il le remplir? Genre", "Exemple de valeur", "Ce qu'on y écrit")
    for place, text in enumerate(heads):
        sheet.write_string(
            0, place, text, styles(bold=True, bg_color=STRONG, font_color=PAPER, text_wrap=True, valign="vcenter")
        )
    sheet.set_row(0, 34)
    sheet.freeze_panes(1, 0)
    row = 1
    for table in TABLES.values():
        row = _write_table_examples(sheet, styles, table, row)
    set_print(sheet, f"&L{TITLE} : exemples&RPage &P de &N", landscape=True)
    sheet.repeat_rows(0)


def _write_table_examples(sheet: Worksheet, styles: Styles, table: Table, row: int) -> int:
    """Write the example of each column of a table; return the row after."""
    look = styles(bold=True, font_size=13, bg_color=SOFT, font_color=INK, valign="vcenter")
    sheet.set_row(row, 26)
    sheet.merge_range(row, 0, row, len(_EXAMPLE_WIDTHS) - 1, f"Feuille « {table.title} » : {table.grain}", look)
    for place, column in enumerate(table, start=row + 1):
        said = " ".join([column.description, *column.constraints()[1:]])
        cells = (column.title, f"{needed(table, column)}; {column.kind.value}", column.example, said)
        sheet.set_row(
            place, max(line_height(text, width) for text, width in zip(cells, _EXAMPLE_WIDTHS, strict=True)) + 2
        )
        for at, text in enumerate(cells):
            cell = styles(text_wrap=True, valign="vcenter", bottom=1, bottom_color=LINE, bold=at == 0)
            sheet.write_string(place, at, text, cell)
    return row + 1 + len(table.columns)


def needed(table: Table, column: Column) -> str:
    """Say whether a column must be filled."""
    return {REQUIRED_MARK: f"obligatoire {REQUIRED_MARK}", ONE_OF_MARK: f"au moins un {ONE_OF_MARK}"}.get(
        mark(table, column), "facultatif"
    )


def header_note(table: Table, column: Column) -> str:
    """Return the note of a header: what the column means, each rule it obeys, an example."""
    rules = column.constraints()
    if mark(table, column) == ONE_OF_MARK:
        rules[0] = "Au moins une des colonnes marquées « † »."
    return "\n".join([column.description, *rules, f"Exemple : {column.example}"])


def note_options(text: str) -> dict[str, object]:
    """Return the size and look of a note, as high as its text."""
    lines = (line_height(text, _NOTE_CHARACTERS) - 3) / 15
    return {
        "author": TITLE,
        "width": _NOTE_WIDTH,
        "height": int(lines * _NOTE_LINE + 16),
        "font_name": "Calibri",
        "font_size": 10,
        "color": SOFT,
    }
