"""The workbook of a version: what a person reads in it, and that a deposit takes it back without a finding of its own."""

from collections import Counter
from io import BytesIO

import openpyxl
import pandas as pd
import pytest

from analytics.aggregates.groups import aggregate_by
from analytics.aggregates.ledger import build_ledger
from analytics.amorce import read_published
from analytics.exports.classeur import sheet_name, version_workbook
from analytics.exports.classeur.annexes import DICTIONARY_SHEET, SOURCES_SHEET
from analytics.exports.classeur.sommaire import SUMMARY_SHEET
from analytics.exports.dictionnaire import entries
from analytics.exports.exemple import example_workbook
from analytics.exports.provenances import sources_frame
from analytics.intake import Upload, read_uploads
from analytics.schema import TABLES, Kind
from analytics.schema.feuilles import COMPUTED_SHEET
from tests.aggregates.fabrique import funding, initiative, table, workbook
from tests.exports.releves import example, published, releve_of

COMPUTED = (SUMMARY_SHEET, DICTIONARY_SHEET, SOURCES_SHEET)
ORIGIN = ["origine_fichier", "origine_feuille", "origine_ligne"]


@pytest.fixture(scope="module")
def book():
    return openpyxl.load_workbook(BytesIO(version_workbook(published())))


def found(reading):
    """Return code → number of the findings of a reading."""
    return Counter(finding.code for finding in reading.anomalies)


def read_back(releve):
    return read_uploads([Upload("classeur.xlsx", version_workbook(releve))], isole=False)


@pytest.mark.parametrize(
    ("releve", "source"),
    [
        (published, read_published),
        (lambda: example(300), lambda: read_uploads([Upload("e.xlsx", example_workbook(300, 5))], isole=False)),
    ],
    ids=["publiés", "fictif"],
)
def test_version_workbook_comes_back_with_no_finding_of_its_own(releve, source):
    back, before = read_back(releve()), source()
    assert back.publiable and back.colonnes_inconnues == []
    assert found(back) == found(before) - Counter({"feuille-ignoree": found(before)["feuille-ignoree"]})


@pytest.mark.parametrize(
    "releve",
    [published, lambda: example(300), pytest.param(lambda: example(5000), marks=pytest.mark.stress)],
    ids=["publiés", "300", "5 000"],
)
def test_version_workbook_comes_back_with_the_same_tables_and_sums(releve):
    told, back = releve(), read_back(releve())
    for name, frame in told.tables.items():
        pd.testing.assert_frame_equal(back.frames[name].drop(columns=ORIGIN), frame.drop(columns=ORIGIN))
    ledger = build_ledger(back.frames)
    for par in ("territoire", "priorite", "exercice", "statut", "source"):
        again = aggregate_by(par, ledger, told.enveloppe.id, told.enveloppe.cycle)
        pd.testing.assert_frame_equal(again.lignes, told.aggregate(par).lignes)


def test_version_workbook_has_one_sheet_a_table_between_those_it_computes(book):
    titles = [table.title for table in TABLES.values()]
    assert book.sheetnames == [SUMMARY_SHEET, *titles, DICTIONARY_SHEET, SOURCES_SHEET]
    assert {book[name]["A1"].value for name in COMPUTED} == {COMPUTED_SHEET}


@pytest.mark.parametrize("name", TABLES)
def test_version_workbook_freezes_and_filters_each_table(book, name):
    sheet = book[TABLES[name].title]
    assert sheet.freeze_panes == "B2" and sheet.auto_filter.ref == sheet.dimensions
    assert [cell.value for cell in sheet[1]] == [column.title for column in TABLES[name]]


@pytest.mark.parametrize("name", TABLES)
def test_version_workbook_holds_real_numbers_and_dates(book, name):
    columns = book[TABLES[name].title].iter_cols(min_row=2)
    for column, cells in zip(TABLES[name], columns, strict=True):
        filled = [cell for cell in cells if cell.value is not None]
        if column.kind in (Kind.MONTANT, Kind.ENTIER, Kind.NOMBRE):
            assert all(cell.data_type == "n" for cell in filled), column.name
        if column.kind is Kind.DATE:
            assert all(cell.is_date for cell in filled), column.name


def test_summary_says_the_sums_of_the_version_and_draws_them(book):
    sheet = book[SUMMARY_SHEET]
    written = {row[0]: row[1] for row in sheet.iter_rows(values_only=True) if isinstance(row[1], int | float)}
    assert written["La Mitis"] == 229_930 and written["Non ventilé"] == 2_612_032 - 36_000 - 19_606 - 30_827
    assert written["2020-2021"] == 1_025_070
    assert len(sheet._charts) == 3


def test_summary_sets_each_envelope_against_what_is_committed(book):
    rows = {row[0]: row[1:4] for row in book[SUMMARY_SHEET].iter_rows(values_only=True)}
    amount, committed, share = rows["Alliance pour la solidarité 2018-2023"]
    assert (amount, committed, round(share, 4)) == (6_014_144, 1_025_070 + 1_586_962, 0.4343)
    assert rows["Alliance pour la solidarité 2024-2029"] == (None, None, None)


def test_summary_totals_are_formulas_whose_value_is_the_total(book):
    content = BytesIO(version_workbook(published()))
    values = openpyxl.load_workbook(content, data_only=True, read_only=True)[SUMMARY_SHEET]
    totals = [row[1] for row in values.iter_rows(values_only=True) if row[0] == "Total"]
    assert totals == [1_025_070 + 1_586_962] * 3
    assert [row[1] for row in book[SUMMARY_SHEET].iter_rows(values_only=True) if row[0] == "Total"][0].startswith(
        "=SUM("
    )


def test_summary_leaves_blank_what_is_not_published(book):
    rows = {row[0]: row for row in book[SUMMARY_SHEET].iter_rows(values_only=True)}
    assert rows["Santé"][1:3] == (None, "non publié")


def test_summary_has_no_row_for_nothing_left_to_break_down():
    releve = releve_of(workbook([initiative("a")], [funding("a", 10)]))
    sheet = openpyxl.load_workbook(BytesIO(version_workbook(releve)))[SUMMARY_SHEET]
    assert "Non ventilé" not in [row[0] for row in sheet.iter_rows(values_only=True)]


def test_dictionary_and_sources_are_whole(book):
    assert book[DICTIONARY_SHEET].max_row == 3 + len(entries())
    addresses = {row[1] for row in book[SOURCES_SHEET].iter_rows(min_row=4, values_only=True) if row[1]}
    assert addresses == set(sources_frame(published().tables)["adresse"])


def test_fictitious_workbook_is_marked_on_every_sheet():
    book = openpyxl.load_workbook(BytesIO(version_workbook(example(25))))
    for name in TABLES:
        assert "fictives" in book[sheet_name(name, True)].oddHeader.center.text
    said = [row[0] for row in book[SUMMARY_SHEET].iter_rows(max_row=8, values_only=True) if row[0]]
    assert any("fictives" in text for text in said) and "fictives" in book.properties.description


def test_version_workbook_is_the_same_to_the_byte():
    assert version_workbook(published()) == version_workbook(published())


def test_a_table_without_rows_has_no_sheet_and_is_named():
    releve = releve_of({"initiatives": table("initiatives", initiative("a"))})
    book = openpyxl.load_workbook(BytesIO(version_workbook(releve)))
    said = [row[0] for row in book[SUMMARY_SHEET].iter_rows(max_row=9, values_only=True) if row[0]]
    assert "Jalons" not in book.sheetnames and any("Étapes des plans" in text for text in said)
    assert "tableau-vide" not in found(read_uploads([Upload("c.xlsx", version_workbook(releve))], isole=False))


def test_a_text_that_looks_like_a_formula_stays_a_text():
    rows = [initiative("a", titre='=HYPERLINK("http://exemple.test")', description="+1 & <b>")]
    releve = releve_of({"initiatives": table("initiatives", *rows)})
    sheet = openpyxl.load_workbook(BytesIO(version_workbook(releve)))["Initiatives"]
    assert sheet["B2"].value.startswith("=HYPERLINK") and sheet["B2"].data_type in ("s", "inlineStr")


def test_a_computed_sheet_is_never_read_even_when_it_looks_like_a_table():
    book = openpyxl.Workbook()
    for rank, mark in enumerate((COMPUTED_SHEET, None)):
        sheet = book.active if not rank else book.create_sheet("Initiatives")
        if mark:
            sheet.append([mark])
        sheet.append(
            [TABLES["initiatives"][name].title for name in ("id_initiative", "titre", "territoire", "priorite")]
        )
        sheet.append([f"id-{rank}", f"Titre {rank}", "La Mitis", "Logement"])
    sink = BytesIO()
    book.save(sink)
    reading = read_uploads([Upload("c.xlsx", sink.getvalue())], isole=False)
    assert reading.frames["initiatives"]["id_initiative"].tolist() == ["id-1"] and "feuille-ignoree" not in found(
        reading
    )
