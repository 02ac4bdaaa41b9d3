"""The fictitious workbook: marked everywhere, the same to the byte, and read back exactly as its tables are."""

import zipfile
from datetime import date
from io import BytesIO

import openpyxl
import pandas as pd
import pytest

from analytics.exports.exemple import DATED, MAX_INITIATIVES, example_tables, example_workbook, sheet_name
from analytics.exports.modele import template_workbook
from analytics.intake import Upload, read_uploads
from analytics.schema import TABLES, Kind


@pytest.fixture(scope="module")
def small_book():
    return example_workbook(25, 1)


def test_example_workbook_refuses_more_than_excel_holds():
    with pytest.raises(ValueError, match=str(MAX_INITIATIVES + 1)):
        example_workbook(MAX_INITIATIVES + 1, 1)


def test_example_workbook_is_the_same_to_the_byte(small_book):
    assert example_workbook(25, 1) == small_book
    assert example_workbook(25, 2) != small_book


@pytest.mark.parametrize("content", [lambda: example_workbook(25, 1), lambda: template_workbook(date(2026, 11, 22))])
def test_written_workbooks_hold_no_trace_of_the_hour(content):
    with zipfile.ZipFile(BytesIO(content())) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_DEFLATED}


def test_example_workbook_is_dated_the_same_whenever_it_is_made(small_book):
    properties = openpyxl.load_workbook(BytesIO(small_book)).properties
    assert {properties.created, properties.modified} == {DATED}


def test_example_workbook_is_marked_everywhere(small_book):
    book = openpyxl.load_workbook(BytesIO(small_book))
    assert book.sheetnames == ["Lisez-moi (fictif)", *(sheet_name(name) for name in TABLES)]
    assert all("fictif" in sheet.title and len(sheet.title) <= 31 for sheet in book)
    assert all("fictives" in sheet.oddHeader.center.text for sheet in book.worksheets[1:])
    assert "fictif" in book.properties.keywords and "fictives" in book.properties.subject
    assert "fictives" in book.worksheets[0]["A2"].value


@pytest.mark.parametrize("name", TABLES)
def test_example_workbook_read_by_openpyxl_equals_the_tables(small_book, name):
    sheet = openpyxl.load_workbook(BytesIO(small_book), read_only=True)[sheet_name(name)]
    header, *rows = sheet.iter_rows(values_only=True)
    table, expected = TABLES[name], example_tables(25, 1)[name]
    assert header == tuple(column.title for column in table)
    assert len(rows) == len(expected)
    for column, cells in zip(table, zip(*rows, strict=True), strict=True):
        assert [_typed(column.kind, cell) for cell in cells] == expected[column.name].astype(object).where(
            expected[column.name].notna(), None
        ).to_list(), column.name


def _typed(kind: Kind, cell: object) -> object:
    """Return a cell as the typed tables hold it."""
    if cell is None:
        return None
    if kind is Kind.MONTANT:
        return round(cell * 100)
    if kind is Kind.OUINON:
        return {"oui": True, "non": False}[cell]
    return pd.Timestamp(cell) if kind is Kind.DATE else cell


@pytest.mark.parametrize(("initiatives", "graine"), [(1, 0), (25, 1), (300, 5)])
def test_example_workbook_goes_through_the_intake(initiatives, graine):
    reading = read_uploads([Upload("exemple.xlsx", example_workbook(initiatives, graine))])
    expected = {name: frame for name, frame in example_tables(initiatives, graine).items() if len(frame)}
    assert [finding for finding in reading.anomalies if finding.niveau == "erreur"] == []
    assert reading.publiable and reading.colonnes_inconnues == []
    assert {name: table.lignes for name, table in reading.tables.items() if table.lignes} == {
        name: len(frame) for name, frame in expected.items()
    }
    for name, frame in expected.items():
        pd.testing.assert_frame_equal(
            reading.frames[name].drop(columns="origine_fichier"), frame.drop(columns="origine_fichier")
        )
        sums = {column: int(frame[column].sum()) for column in TABLES[name].of_kind(Kind.MONTANT)}
        assert {column: reading.tables[name].montants.get(column, 0) for column in sums} == sums


def test_example_workbook_gives_only_the_advice_it_means_to_give():
    reading = read_uploads([Upload("exemple.xlsx", example_workbook(300, 5))])
    expected = {"territoire-different", "initiative-sans-montant", "feuille-ignoree", "fin-apres-limite"}
    assert {finding.code for finding in reading.anomalies} <= expected
