"""Rows written in vectors are what Excel and our own reader find: every kind of value, any text, as many rows as there are."""

import re
import zipfile
from datetime import datetime
from io import BytesIO

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from analytics.exports import sheet_rows
from analytics.exports.sheet_layout import Styles, lay_out, new_book
from analytics.exports.sheet_rows import MAX_ROWS, fill_sheets
from analytics.schema import TABLES

TABLE = TABLES["enveloppes"]
DATED = datetime(2026, 3, 31)
PRINTED = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Cn"]), max_size=40)


def enveloppes(**columns) -> pd.DataFrame:
    """Return typed rows of the envelopes; the columns not given are missing."""
    return pd.DataFrame(columns).reindex(columns=list(TABLE.dtypes)).astype(TABLE.dtypes)


def written(frame: pd.DataFrame) -> bytes:
    """Return the workbook of one sheet that shows these rows."""
    sink = BytesIO()
    with new_book(sink, DATED) as book:
        lay_out(book, Styles(book), TABLE, "Feuille", len(frame))
    return fill_sheets(sink.getvalue(), {0: (TABLE, frame)})


def column(content: bytes, title: str) -> list[openpyxl.cell.Cell]:
    """Return the cells under a title, as openpyxl reads them."""
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    place = [cell.value for cell in sheet[1]].index(title) + 1
    return [sheet.cell(row, place) for row in range(2, sheet.max_row + 1)]


@pytest.mark.parametrize(
    "text",
    [
        "a < b & c > d",
        "deux\nlignes",
        "  des espaces  ",
        "=1+1",
        "+33",
        "-5",
        "@nom",
        "« Éveil » – 12 $",
        "😀",
        "'",
        '"',
        "]]>",
        "&amp;",
    ],
)
def test_fill_sheets_writes_a_text_as_it_is(text):
    [cell] = column(written(enveloppes(nom=[text])), "Nom")
    assert (cell.value, cell.data_type) == (text, "s")


def test_fill_sheets_drops_what_no_spreadsheet_can_hold():
    assert column(written(enveloppes(nom=["a\x00b\x0bc"])), "Nom")[0].value == "abc"


@settings(max_examples=30, deadline=None)
@given(st.lists(PRINTED, min_size=1, max_size=5))
def test_fill_sheets_gives_back_any_text(texts):
    rows = CalamineWorkbook.from_filelike(BytesIO(written(enveloppes(nom=texts)))).get_sheet_by_index(0).to_python()
    assert [row[1] for row in rows[1:]] == texts


@pytest.mark.parametrize(
    ("cents", "dollars"), [(1, 0.01), (10, 0.1), (1_960_605, 19_606.05), (-50, -0.5), (0, 0), (601_414_400, 6_014_144)]
)
def test_fill_sheets_writes_cents_exactly(cents, dollars):
    [cell] = column(written(enveloppes(montant=[cents])), "Montant de l'enveloppe ($)")
    assert cell.value == dollars
    assert cell.number_format == '#,##0.00\\ "$"'


@pytest.mark.parametrize("day", ["1900-03-01", "1969-12-31", "1970-01-01", "2024-02-29", "2029-03-31"])
def test_fill_sheets_writes_days(day):
    [cell] = column(written(enveloppes(date_debut=pd.to_datetime([day]))), "Date de début")
    assert cell.value == datetime.fromisoformat(day)
    assert cell.number_format == "yyyy-mm-dd"


def test_fill_sheets_leaves_missing_values_empty():
    content = written(
        enveloppes(id_enveloppe=["a", "b"], montant=[None, 5], date_debut=pd.to_datetime([None, "2020-01-01"]))
    )
    for title in ("Nom", "Montant de l'enveloppe ($)", "Date de début"):
        assert column(content, title)[0].value is None
    assert content.count(b"nan") == 0


@pytest.mark.parametrize(
    "rows", [0, 1, sheet_rows.CHUNK - 1, sheet_rows.CHUNK, sheet_rows.CHUNK + 1, 2 * sheet_rows.CHUNK + 3]
)
def test_fill_sheets_keeps_every_row_in_its_place(rows):
    content = written(enveloppes(nom=[f"r{n}" for n in range(2, rows + 2)], montant=np.arange(rows) * 100))
    cells = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert [row[1] for row in cells[1:]] == [f"r{n}" for n in range(2, rows + 2)]
    assert [row[3] for row in cells[1:]] == list(range(rows))


def test_fill_sheets_declares_the_size_it_has():
    archive = zipfile.ZipFile(BytesIO(written(enveloppes(nom=["a", "b", "c"]))))
    xml = archive.read("xl/worksheets/sheet1.xml").decode()
    assert re.findall(r'<dimension ref="([^"]*)"/>', xml) == ["A1:L4"]
    assert re.findall(r'<autoFilter ref="([^"]*)"', xml) == ["A1:L4"]


def test_fill_sheets_makes_the_same_bytes_from_the_same_rows():
    assert written(enveloppes(nom=["a"])) == written(enveloppes(nom=["a"]))


def test_fill_sheets_reads_a_frame_cut_and_put_together():
    whole = enveloppes(nom=["a", "b", "c", "d"], montant=[1, 2, 3, 4])
    pieces = pd.concat([whole.iloc[2:], whole.iloc[:2]])
    assert [cell.value for cell in column(written(pieces), "Nom")] == ["c", "d", "a", "b"]


def test_fill_sheets_refuses_more_rows_than_excel_holds():
    with pytest.raises(ValueError, match="enveloppes"):
        fill_sheets(b"", {0: (TABLE, enveloppes(montant=np.zeros(MAX_ROWS, int)))})
