"""Numbers: what people type becomes exact cents, or nothing."""

from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import format_fr
from analytics.intake.columns import FEW, parse_column
from analytics.intake.nombres import read_number, to_cents, usual_decimal
from analytics.schema import TABLES

CENTS = st.integers(min_value=0, max_value=10**14)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 016 049 $", "2016049"),
        ("2\u00a0016\u00a0049,00\u00a0$", "2016049"),
        ("2\u202f016\u202f049", "2016049"),
        ("1 234,50", "1234.50"),
        ("1234.5", "1234.5"),
        ("$1,234.56", "1234.56"),
        ("1.234,56", "1234.56"),
        ("1'234.50", "1234.50"),
        ("12,5", "12.5"),
        ("0,500", "0.5"),
        ("12345,678", "12345.678"),
        ("(1 000,00)", "-1000"),
        ("1 000,00-", "-1000"),
        ("\u2212 12", "-12"),
        ("12 000 $ CA", "12000"),
        ("12 000 dollars", "12000"),
    ],
)
def test_read_number_reads_what_people_type(text, expected):
    number = read_number(text)
    assert number.value == Decimal(expected)
    assert not number.decided


@pytest.mark.parametrize(
    ("text", "expected", "decided"),
    [
        ("1,500 $", "1500", "ambigu"),
        ("1.500", "1500", "ambigu"),
        ("97 000euros", "97000", "monnaie"),
        ("50 000 €", "50000", "monnaie"),
        ("2,5E7", "25000000", "abrege"),
        ("2,4 M$", "2400000", "abrege"),
        ("2,4 millions", "2400000", "abrege"),
        ("45 k$", "45000", "abrege"),
    ],
)
def test_read_number_says_what_it_decided(text, expected, decided):
    number = read_number(text)
    assert (number.value, number.decided) == (Decimal(expected), {decided})


@pytest.mark.parametrize(
    ("text", "decimal", "expected"),
    [("1,500", "virgule", "1.5"), ("1.500", "virgule", "1500"), ("1.500", "point", "1.5"), ("1,500", "point", "1500")],
)
def test_read_number_follows_the_profile(text, decimal, expected):
    number = read_number(text, decimal)
    assert number.value == Decimal(expected)
    assert not number.decided


@pytest.mark.parametrize(
    "text",
    [
        "douze mille",
        "12 00",
        "1 23 456",
        "12,34,56",
        "12 000 et plus",
        "plus de 36 000 $",
        "12-13",
        "",
        "$",
        ",",
        "1,2.3",
        "2021-04-01",
        "50 %",
        "12h",
    ],
)
def test_read_number_refuses_what_is_no_number(text):
    assert read_number(text) is None


@given(CENTS)
def test_read_number_gives_back_every_amount_written_in_french(cents):
    assert to_cents(read_number(format_fr.montant(cents)).value) == cents


@given(
    CENTS,
    st.sampled_from([" ", "\u00a0", "\u202f", "'"]),
    st.sampled_from([",", "."]),
    st.sampled_from(["", "$", " $", "\u00a0$ CA"]),
)
def test_read_number_gives_back_every_way_of_writing(cents, group, decimal, currency):
    whole = f"{cents // 100:,}".replace(",", group)
    assert to_cents(read_number(f"{whole}{decimal}{cents % 100:02d}{currency}").value) == cents


@given(st.text(max_size=30))
def test_read_number_never_raises(text):
    number = read_number(text)
    assert number is None or number.value.is_finite()


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["33.333", "7.5"], "point"),
        (["1,234.50", "1,500"], "point"),
        (["1234.567"], "point"),
        (["1,500", "2,50"], None),
        (["1.500"], None),
        (["33.333", "7.5", "8,5"], None),
        (["1,234,567", "12 000", "n. d."], None),
    ],
)
def test_usual_decimal_is_a_point_that_the_column_shows(texts, expected):
    assert usual_decimal(texts) == expected


@pytest.mark.parametrize("times", [1, FEW])
@pytest.mark.parametrize(
    ("texts", "cents"),
    [(["33.333", "7.5"], [3_333, 750]), (["1,500", "2,50"], [150_000, 250]), (["1.500", "12"], [150_000, 1_200])],
)
def test_ambiguous_amount_follows_its_column_and_is_said(texts, cents, times):
    parsed = parse_column(pa.array(texts * times), TABLES["financement"]["montant_accorde"])
    assert parsed.values.to_pylist() == cents * times
    assert [(trouble.code, len(trouble.positions)) for trouble in parsed.troubles] == [("montant-ambigu", times)]
