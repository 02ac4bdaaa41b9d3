"""Turn the declared columns into what Excel enforces: drop-down lists, checks while typing, reminders of what is missing.

Everything comes from the declarations of the schema; a list that is closed refuses another value, an open one only suggests.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from analytics.exports.publies import published_envelope_ids
from analytics.exports.sheet_layout import Styles
from analytics.schema import TABLES, Column, Kind, Table
from analytics.schema.lists import SOURCE_ALLIANCE
from analytics.schema.reference import cycle_choices

LISTS_SHEET = "Listes"
LAST_ROW = 20_000
"""Last row that lists, checks and reminders cover."""
YES_NO = ("oui", "non")
_FIRST_DAY = date(1990, 1, 1)
_ENVELOPE_COLUMNS = ("enveloppe", "id_enveloppe")
_REFERS_TO = {("financement", "id_initiative"): ("initiatives", "id_initiative")}
"""Column that suggests what stands in a column of another sheet."""
_SEVERITY = {Kind.LISTE: "stop", Kind.OUINON: "stop", Kind.EXERCICE: "warning"}
_MESSAGES = {
    Kind.LISTE: "Choisissez une valeur de la liste : ouvrez-la avec la flèche à droite de la case.",
    Kind.OUINON: "Écrivez « oui » ou « non », ou laissez la case vide.",
    Kind.EXERCICE: "Écrivez deux années qui se suivent, par exemple « 2021-2022 ».",
    Kind.MONTANT: "Écrivez seulement un nombre, sans signe, par exemple 12 000,00. Laissez la case vide si le montant est inconnu.",
    Kind.ENTIER: "Écrivez un nombre entier, par exemple « {exemple} ». Laissez la case vide s'il est inconnu.",
    Kind.NOMBRE: "Écrivez seulement un nombre, par exemple « {exemple} ».",
    Kind.DATE: "Écrivez une date : année, mois, jour, par exemple 2021-04-01.",
    Kind.URL: "Copiez l'adresse au complet, par exemple « https://www.crdbsl.org/ ».",
    Kind.TEXTE: "Ce texte est trop long : {longueur} caractères au plus.",
}


def exercices() -> tuple[str, ...]:
    """Return the exercices of every cycle, most recent first."""
    years = [int(year) for choice in cycle_choices() for year in choice.value.split("-")]
    return tuple(f"{year}-{year + 1}" for year in range(max(years) - 1, min(years) - 1, -1))


def listed_values(column: Column) -> tuple[str, ...]:
    """Return what the drop-down list of a column offers; empty when it has none of its own."""
    if column.choices is not None:
        return tuple(choice.value for choice in column.choices())
    if column.kind is Kind.OUINON:
        return YES_NO
    if column.kind is Kind.EXERCICE:
        return exercices()
    return published_envelope_ids() if column.name in _ENVELOPE_COLUMNS else ()


def list_names() -> dict[tuple[str, ...], str]:
    """Return values of a list → name of the list in the workbook; equal lists share one."""
    named: dict[tuple[str, ...], str] = {}
    for table in TABLES.values():
        for column in table:
            if values := listed_values(column):
                named.setdefault(values, f"liste_{table.name}_{column.name}")
    return named


def write_lists(book: Workbook, styles: Styles) -> None:
    """Write the hidden sheet of the lists, one a column, and name each of them."""
    sheet = book.add_worksheet(LISTS_SHEET)
    for place, (values, name) in enumerate(list_names().items()):
        letter = xl_col_to_name(place)
        sheet.set_column(place, place, max(map(len, values)) + 2)
        sheet.write_string(0, place, name, styles(bold=True))
        sheet.write_column(1, place, values, styles(num_format="@"))
        book.define_name(name, f"={LISTS_SHEET}!${letter}$2:${letter}${len(values) + 1}")
    sheet.hide()


def validation(table: Table, column: Column) -> dict[str, object] | None:
    """Return Excel's check of a column (options of XlsxWriter), or None when anything may be typed."""
    source = _list_source(table, column)
    check = {"validate": "list", "source": source} if source else _typed_check(table, column)
    if check is None:
        return None
    said = _MESSAGES[column.kind if column.kind in _MESSAGES else Kind.LISTE]
    message = said.format(exemple=column.example, longueur=column.max_length)
    only_suggests = column.open_list or (bool(source) and column.kind is Kind.TEXTE)
    severity = "warning" if column.open_list else _SEVERITY.get(column.kind, "warning")
    return check | {
        "error_type": severity,
        "error_title": column.title[:32],
        "error_message": message,
        "show_error": not only_suggests,
    }


def _list_source(table: Table, column: Column) -> str | None:
    """Return the formula of a column's list: a named one, or a column of another sheet."""
    if other := _REFERS_TO.get((table.name, column.name)):
        referred = TABLES[other[0]]
        letter = xl_col_to_name(referred.names.index(other[1]))
        return f"='{referred.title}'!${letter}$2:${letter}${LAST_ROW}"
    values = listed_values(column)
    return f"={list_names()[values]}" if values else None


def _typed_check(table: Table, column: Column) -> dict[str, object] | None:
    """Return the check of a column without a list: number, date, length, address."""
    if column.kind in (Kind.MONTANT, Kind.ENTIER, Kind.NOMBRE):
        return {"validate": "integer" if column.kind is Kind.ENTIER else "decimal"} | _bounds(column)
    if column.kind is Kind.DATE:
        return {"validate": "date", "criteria": ">=", "value": _FIRST_DAY}
    if column.kind is Kind.URL:
        return {"validate": "custom", "value": f'=LEFT({xl_col_to_name(table.names.index(column.name))}2,4)="http"'}
    if column.max_length is not None:
        return {"validate": "length", "criteria": "<=", "value": column.max_length}
    return None


def _bounds(column: Column) -> dict[str, object]:
    """Return the bounds of a number."""
    low = -(10**12) if column.minimum is None else column.minimum
    return {"criteria": "between", "minimum": low, "maximum": 10**12 if column.maximum is None else column.maximum}


def reminders(table: Table) -> Iterator[tuple[str, str]]:
    """Yield (column, formula that is true where a cell is missing) for each cell that a row, once begun, must fill."""
    letters = {name: xl_col_to_name(place) for place, name in enumerate(table.names)}
    begun = f"COUNTA($A2:${xl_col_to_name(len(table.columns) - 1)}2)>0"
    for column in table:
        if column.required:
            yield column.name, f'=AND({begun},${letters[column.name]}2="")'
    for group in table.at_least_one:
        empty = ",".join(f'${letters[name]}2=""' for name in group)
        yield from ((name, f"=AND({begun},{empty})") for name in group)
    yield from _envelope_reminder(letters)


def _envelope_reminder(letters: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the reminder that an amount of the Alliance names its envelope."""
    if {"source_financement", "enveloppe"} <= set(letters):
        yield "enveloppe", f'=AND(${letters["source_financement"]}2="{SOURCE_ALLIANCE}",${letters["enveloppe"]}2="")'


def unique_columns(table: Table) -> tuple[str, ...]:
    """Return the column that must not hold the same value twice: the key, when it is one column."""
    return table.key if len(table.key) == 1 else ()
