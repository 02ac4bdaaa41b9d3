"""Encoded columns and vectors give what reading cell by cell gives."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.intake import Upload, read_uploads
from analytics.intake.cells import Habits, read_cell
from analytics.intake.columns import FEW, parse_column
from analytics.intake.reparation import mend_column
from analytics.intake.sheet import clean_texts
from analytics.intake.textes import change_texts, encode, encode_if_repeated, is_encoded, mask_of
from analytics.intake.vecteurs import plain_cents
from analytics.schema import TABLES
from tests.intake.fabrique import FLAT_HEADER, csv_bytes, flat_csv, xlsx_bytes
from tests.intake.mutants import TEXTS

AMOUNT = TABLES["financement"]["montant_accorde"]
COLUMNS = [column for table in TABLES.values() for column in table]
WRITTEN = st.text(alphabet="0123456789,. \u00a0\u202f$-+eE", max_size=14) | st.sampled_from(TEXTS)


def cell_by_cell(texts: list[str | None]) -> list[int | None]:
    """Read amounts one by one."""
    return [read_cell(text, AMOUNT, Habits()).value if text else None for text in texts]


@given(st.lists(WRITTEN, min_size=1, max_size=40))
def test_amounts_read_in_vectors_are_those_read_one_by_one(texts):
    column = clean_texts(pa.array(texts * (FEW // len(texts) + 1), pa.string()))
    assert parse_column(column, AMOUNT).values.to_pylist() == cell_by_cell(column.to_pylist())


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=30), st.sampled_from([" ", "\u00a0", "\u202f"]))
def test_amounts_written_in_french_need_no_cell_by_cell_reading(cents, space):
    texts = [f"{c // 100:,},{c % 100:02d}{space}$".replace(",", space, f"{c // 100:,}".count(",")) for c in cents]
    found, unread = plain_cents(pa.array(texts))
    assert (found.to_pylist(), unread.tolist()) == (cents, [])


@pytest.mark.parametrize(
    "text", ["1,500", "1.500", "12 00", "1 23 456", "1,2,3", "", "-5", "1e5", "1 000,5 0", "9" * 16]
)
def test_amounts_that_need_judgment_are_left_aside(text):
    found, unread = plain_cents(pa.array(["1", text, "2,5"]))
    assert (found.to_pylist(), unread.tolist()) == ([100, None, 250], [1])


@given(st.sampled_from(COLUMNS), st.lists(st.sampled_from([*TEXTS, None]), min_size=1, max_size=60))
def test_encoded_column_gives_what_a_plain_one_gives(column, texts):
    plain = clean_texts(pa.array(texts, pa.string()))
    encoded = pa.array(["Titre de colonne", *texts]).dictionary_encode().slice(1)
    one, other = parse_column(plain, column), parse_column(change_texts(encoded, clean_texts), column)
    assert one.values.to_pylist() == other.values.to_pylist()
    found = [
        {
            (t.code, at, text)
            for t in read.troubles
            for at, text in zip(t.positions.tolist(), t.texts.to_pylist(), strict=True)
        }
        for read in (one, other)
    ]
    assert found[0] == found[1]
    assert other.encoded is None or other.encoded.to_pylist() == other.values.to_pylist()


@given(st.lists(st.sampled_from(["a", " a", "Ã©", "é", "", "b ", "√©", None]), min_size=1, max_size=30))
def test_mending_and_trimming_an_encoded_column_is_the_same(texts):
    plain, encoded = pa.array(texts, pa.string()), pa.array(texts, pa.string()).dictionary_encode()
    (one, first), (other, second) = mend_column(plain), mend_column(encoded)
    assert clean_texts(one).to_pylist() == change_texts(other, clean_texts).to_pylist()
    assert (first is None) == (second is None)
    if first is not None:
        assert first.positions.tolist() == second.positions.tolist()
        assert first.became.to_pylist() == second.became.to_pylist()


def test_columns_that_repeat_are_encoded_and_the_others_not():
    assert is_encoded(encode_if_repeated(pa.array(["a", "b"] * 5000)))
    assert not is_encoded(encode_if_repeated(pa.array([f"n{number}" for number in range(10_000)])))
    assert not is_encoded(encode_if_repeated(pa.array(["a"] * 100)))


@given(st.lists(st.text(max_size=3), max_size=20), st.booleans())
def test_encode_gives_the_column_back_with_each_text_once(texts, ordered):
    column = pa.array(sorted(set(texts)) if ordered else texts, pa.string())
    encoded = encode(column)
    assert encoded.to_pylist() == column.to_pylist()
    assert len(encoded.dictionary) == len(set(column.to_pylist()))


def test_mask_of_an_encoded_column_spreads_over_the_rows():
    column = pa.array(["a", None, "b", "a"]).dictionary_encode()
    assert mask_of(column, lambda texts: pc.equal(texts, "a")).tolist() == [True, False, False, True]


@pytest.mark.parametrize("count", [10, 6_000])
def test_big_clean_file_has_no_finding(count):
    reading = read_uploads([Upload("x.csv", flat_csv(count))], isole=False)
    assert reading.anomalies == []
    assert reading.tables["financement"].montants == {"montant_accorde": count * 100_000}


def test_big_workbook_gives_what_the_same_csv_gives():
    rows = [[f"P{n}", f"Projet {n}", "Moisson", "La Mitis", "Transport", "en cours", "Autre", "2021-2022", n + n % 100 / 100]
            for n in range(7_000)]  # fmt: skip
    rows[5][8], rows[6][3], rows[7][8] = "n. d.", "Mitisse", "1 000,50 $"
    book = read_uploads([Upload("x", xlsx_bytes({"P": [FLAT_HEADER, *rows]}))], isole=False)
    text = read_uploads([Upload("x", csv_bytes([FLAT_HEADER, *rows]))], isole=False)
    assert [(f.cellule, f.code, f.valeur) for f in book.anomalies] == [
        (f.cellule, f.code, f.valeur) for f in text.anomalies
    ]
    for name, frame in book.frames.items():
        kept = [column for column in frame if column not in ("origine_feuille", "origine_fichier")]
        assert frame[kept].equals(text.frames[name][kept])


@pytest.mark.parametrize("parts", [4, 8])
def test_both_readers_of_a_big_workbook_agree(monkeypatch, parts):
    rows = [
        [f"P{n}", "Projet", "x", "La Mitis", "Transport", "en cours", "Autre", "2021-2022", n / parts]
        for n in range(7_000)
    ]
    data = xlsx_bytes({"P": [[], [None, *FLAT_HEADER], *([None, *row] for row in rows)]})
    fast = read_uploads([Upload("x", data)], isole=False)
    monkeypatch.setattr("analytics.intake.xlsx_file.ENOUGH_CELLS", 10**9)
    slow = read_uploads([Upload("x", data)], isole=False)
    assert fast.to_json() == slow.to_json()
    assert fast.frames["financement"].equals(slow.frames["financement"])
