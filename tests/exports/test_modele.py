"""The template says, lists and checks what the schema declares, column by column, and reads back as nine empty tables."""

import re
from datetime import date
from functools import cache
from io import BytesIO

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation

from analytics.exports.modele import template_workbook
from analytics.exports.modele_guide import KINDS, STEPS
from analytics.exports.modele_regles import LAST_ROW, exercices, listed_values, reminders
from analytics.exports.publies import published_envelope_ids
from analytics.intake import Upload, read_uploads
from analytics.schema import RULES_VERSION, TABLES, Column, Kind, Table

TODAY = date(2026, 11, 22)
COLUMNS = [
    pytest.param(table, column, id=f"{table.name}-{column.name}") for table in TABLES.values() for column in table
]


@cache
def content() -> bytes:
    return template_workbook(TODAY)


@cache
def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(content()))


def header(table: Table, column: Column) -> openpyxl.cell.Cell:
    """Return the header cell of a column."""
    return book()[table.title].cell(1, table.names.index(column.name) + 1)


def check_of(table: Table, column: Column) -> DataValidation | None:
    """Return the check that covers the first data cell of a column."""
    cell = header(table, column).offset(1).coordinate
    checks = book()[table.title].data_validations.dataValidation
    return next((check for check in checks if cell in check.sqref), None)


def offered(formula: str) -> tuple[str, ...]:
    """Return the values behind a named list."""
    sheet, cells = book().defined_names[formula.lstrip("=")].attr_text.split("!")
    return tuple(row[0].value for row in book()[sheet][cells.replace("$", "")])


def test_template_has_its_sheets_in_order():
    titles = [table.title for table in TABLES.values()]
    assert book().sheetnames == ["Lisez-moi", *titles, "Exemples", "Listes"]
    assert [sheet.title for sheet in book() if sheet.sheet_state == "hidden"] == ["Listes"]
    assert book().active.title == "Lisez-moi"


@pytest.mark.parametrize("name", TABLES)
def test_template_sheet_is_its_header_and_nothing_else(name):
    table, sheet = TABLES[name], book()[TABLES[name].title]
    assert [cell.value for cell in sheet[1]] == [column.title for column in table]
    assert sheet.max_row == 1
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref.startswith(f"A1:{sheet.cell(1, len(table.columns)).column_letter}")
    assert (sheet.print_title_rows, sheet.page_setup.orientation) == ("$1:$1", "landscape")


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_template_header_is_marked_when_something_is_required(table, column):
    one_of = any(column.name in group for group in table.at_least_one)
    expected = "*" if column.required else "†" if one_of else ""
    assert re.findall(r"[*†]", header(table, column).number_format) == list(expected)
    assert header(table, column).value == column.title


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_template_header_note_says_all_of_the_declaration(table, column):
    note = header(table, column).comment.text
    assert column.description in note
    assert f"Exemple : {column.example}" in note
    rules = column.constraints() if column.required else column.constraints()[1:]
    assert all(rule in note for rule in rules)


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_template_column_has_the_format_of_its_kind(table, column):
    dimension = book()[table.title].column_dimensions
    letter = header(table, column).column_letter
    style = next(d for d in dimension.values() if d.min <= openpyxl.utils.column_index_from_string(letter) <= d.max)
    expected = {
        Kind.MONTANT: '#,##0.00\\ "$"',
        Kind.DATE: "yyyy-mm-dd",
        Kind.ENTIER: "#,##0",
        Kind.NOMBRE: "#,##0.##########",
    }
    assert style.number_format == expected.get(column.kind, "@")
    assert style.width >= max(map(len, column.title.split())) + 4


@pytest.mark.parametrize(
    ("table", "column"),
    [p for p in COLUMNS if p.values[1].kind in (Kind.LISTE, Kind.LISTES, Kind.OUINON, Kind.EXERCICE)],
)
def test_template_column_offers_its_list(table, column):
    check = check_of(table, column)
    assert check.type == "list"
    assert offered(check.formula1) == listed_values(column)
    if column.choices:
        assert offered(check.formula1) == tuple(choice.value for choice in column.choices())
    if column.kind is Kind.OUINON:
        assert offered(check.formula1) == ("oui", "non")


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_template_refuses_only_what_a_closed_list_excludes(table, column):
    check = check_of(table, column)
    closed = column.kind in (Kind.LISTE, Kind.OUINON) and not column.open_list
    refuses = check is not None and check.showErrorMessage and check.errorStyle in (None, "stop")
    assert refuses == closed
    if check is not None and check.showErrorMessage:
        assert check.error and "{" not in check.error and len(check.error) <= 255


@pytest.mark.parametrize(
    ("table", "column"), [p for p in COLUMNS if p.values[1].kind in (Kind.MONTANT, Kind.ENTIER, Kind.NOMBRE, Kind.DATE)]
)
def test_template_checks_numbers_and_days(table, column):
    check = check_of(table, column)
    expected = {Kind.MONTANT: "decimal", Kind.ENTIER: "whole", Kind.NOMBRE: "decimal", Kind.DATE: "date"}
    assert check.type == expected[column.kind]
    if column.minimum is not None:
        assert float(check.formula1) == column.minimum


@pytest.mark.parametrize("name", TABLES)
def test_template_checks_cover_the_rows_to_fill(name):
    for check in book()[TABLES[name].title].data_validations.dataValidation:
        assert [(r.min_row, r.max_row) for r in check.sqref.ranges] == [(2, LAST_ROW)]


def test_template_suggests_the_initiatives_already_typed():
    check = check_of(TABLES["financement"], TABLES["financement"]["id_initiative"])
    assert check.formula1 == f"'Initiatives'!$A$2:$A${LAST_ROW}"
    assert not check.showErrorMessage


@pytest.mark.parametrize("name", ["financement", "totaux_publies"])
def test_template_suggests_the_published_envelopes(name):
    check = check_of(TABLES[name], TABLES[name]["enveloppe"])
    assert offered(check.formula1) == published_envelope_ids()
    assert not check.showErrorMessage


def test_exercices_cover_every_cycle_the_most_recent_first():
    assert exercices()[0] == "2028-2029"
    assert exercices()[-1] == "2010-2011"
    assert "2023-2024" in exercices()


@pytest.mark.parametrize("name", TABLES)
def test_template_reminds_of_every_required_cell(name):
    table = TABLES[name]
    reminded = {column for column, _ in reminders(table)}
    assert {column.name for column in table if column.required} <= reminded
    assert {column for group in table.at_least_one for column in group} <= reminded
    rules = book()[table.title].conditional_formatting
    covered = {str(rule.sqref).split(":")[0] for rule in rules}
    assert {header(table, table[column]).offset(1).coordinate for column in reminded} <= covered


def test_reminders_ask_an_envelope_of_the_alliance_only():
    formulas = dict(reminders(TABLES["financement"]))
    assert formulas["enveloppe"] == '=AND($D2="FQIS – Alliance",$E2="")'
    assert formulas["montant_verse"] == '=AND(COUNTA($A2:$N2)>0,$H2="",$I2="",$J2="")'
    assert formulas["exercice"] == '=AND(COUNTA($A2:$N2)>0,$F2="")'


def texts(sheet: str) -> list[str]:
    """Return the texts of a sheet, row by row."""
    return [cell.value for row in book()[sheet] for cell in row if cell.value is not None]


def test_template_read_me_says_the_version_the_day_and_how_to_fill():
    said = texts("Lisez-moi")
    assert f"Version des règles : {RULES_VERSION}. Modèle produit le 22 novembre 2026." in said
    assert all(any(step in text for text in said) for step in STEPS)
    assert {kind for kind, _, _ in KINDS} | {Kind.NOMBRE} == set(Kind)
    links = {cell.hyperlink.location: cell.value for row in book()["Lisez-moi"] for cell in row if cell.hyperlink}
    assert links == {f"'{table.title}'!A2": table.title for table in TABLES.values()}


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_template_examples_show_every_column(table, column):
    rows = [tuple(cell.value for cell in row) for row in book()["Exemples"]]
    start = next(i for i, row in enumerate(rows) if row[0] == f"Feuille « {table.title} » : {table.grain}")
    row = rows[start + 1 + table.names.index(column.name)]
    assert (row[0], row[2]) == (column.title, column.example)
    assert column.kind.value in row[1] and column.description in row[3]
    assert ("obligatoire" in row[1]) == column.required


def test_template_is_the_same_to_the_byte_on_the_same_day():
    assert template_workbook(TODAY) == content()
    assert template_workbook(date(2027, 1, 5)) != content()


def test_blank_template_reads_back_as_nine_tables_without_a_row():
    reading = read_uploads([Upload("modele.xlsx", content())])
    assert [finding for finding in reading.anomalies if finding.niveau == "erreur"] == []
    assert {name: (table.feuille, table.ligne_entete, table.lignes) for name, table in reading.tables.items()} == {
        name: (table.title, 1, 0) for name, table in TABLES.items()
    }
    assert {name: list(table.colonnes.values()) for name, table in reading.tables.items()} == {
        name: list(table.names) for name, table in TABLES.items()
    }
    assert reading.colonnes_inconnues == []


def test_template_filled_with_its_examples_is_accepted():
    filled = openpyxl.load_workbook(BytesIO(content()))
    for table in TABLES.values():
        for place, column in enumerate(table, start=1):
            filled[table.title].cell(2, place, column.example)
    sink = BytesIO()
    filled.save(sink)
    reading = read_uploads([Upload("rempli.xlsx", sink.getvalue())])
    assert [f.message for f in reading.anomalies if f.niveau == "erreur"] == []
    assert {name: table.lignes for name, table in reading.tables.items()} == dict.fromkeys(TABLES, 1)
    assert all(reading.frames[name][list(table.names)].notna().all(axis=None) for name, table in TABLES.items())
