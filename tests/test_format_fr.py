"""Numbers, dates and lists are written as Québec reads them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import format_fr as fr


def spaced(text):
    """Return the text with its no-break spaces made plain, to read the expectations."""
    assert " $" not in text and " %" not in text, "an ordinary space would break the line before the unit"
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("cents", "precision", "written"),
    [
        (22_993_000, None, "229 930 $"),
        (2_000_075, "exact", "20 000,75 $"),
        (3_600_000, "plancher", "plus de 36 000 $"),
        (252_559_900, "plafond", "au plus 2 525 599 $"),
        (450_000_000, "arrondi", "environ 4 500 000 $"),
        (0, None, "0 $"),
        (-5, None, "-0,05 $"),
        (None, None, "non publié"),
        (pd.NA, "plancher", "non publié"),
    ],
)
def test_montant(cents, precision, written):
    assert spaced(fr.montant(cents, precision)) == written


@pytest.mark.parametrize(
    ("cents", "written"),
    [
        (261_203_200, "2,6 M$"),
        (601_414_400, "6,0 M$"),
        (99_424_300, "994 243 $"),
        (99_999_999, "1,0 M$"),
        (1_050, "11 $"),
        (None, "non publié"),
    ],
)
def test_montant_court(cents, written):
    assert spaced(fr.montant_court(cents)) == written


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (0.4343, 0, "43 %"),
        (0.4343, 1, "43,4 %"),
        (1, 0, "100 %"),
        (0, 0, "0 %"),
        (0.0001, 0, "moins de 1 %"),
        (0.005, 0, "1 %"),
        (None, 0, "non publié"),
    ],
)
def test_part(value, decimals, written):
    assert spaced(fr.part(value, decimals)) == written


def test_dates():
    assert fr.date_longue(pd.Timestamp("2026-03-31")) == "31 mars 2026"
    assert fr.le(pd.Timestamp("2018-04-01")) == "le 1er avril 2018"
    assert fr.date_longue(pd.Timestamp("2021-09-11")) == "11 septembre 2021"
    assert fr.mois(pd.Timestamp("2021-09-22")) == "septembre 2021"
    assert fr.le(pd.NaT) == "non publié" and fr.date_iso(None) is None


def test_an_instant_is_written_as_the_day_it_was_in_the_region():
    evening, noon = datetime(2026, 7, 2, 2, 30, tzinfo=UTC), datetime(2026, 7, 2, 16, tzinfo=UTC)
    assert (fr.le(evening), fr.le(noon)) == ("le 1er juillet 2026", "le 2 juillet 2026")
    assert fr.le(date(2026, 7, 2)) == "le 2 juillet 2026"


def test_counts_and_lists():
    assert [spaced(fr.compte(n, "initiative")) for n in (0, 1, 2, 1200)] == [
        "0 initiative",
        "1 initiative",
        "2 initiatives",
        "1 200 initiatives",
    ]
    assert [fr.liste(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a et b", "a, b et c"]
    assert (fr.ouinon(True), fr.ouinon(False), fr.ouinon(pd.NA)) == ("oui", "non", "non publié")


def test_small_counts_are_written_in_words():
    assert [fr.en_lettres(n) for n in (0, 1, 6, 9, 10, 1234)] == ["zéro", "un", "six", "neuf", "10", "1\u00a0234"]


def test_a_part_of_a_whole_is_counted_and_the_whole_named():
    assert [spaced(fr.parmi(n, 6, "priorités")) for n in (1, 5, 6)] == [
        "1 des 6 priorités",
        "5 des 6 priorités",
        "les 6 priorités",
    ]


def test_ranges():
    assert spaced(fr.intervalle(45_000_000, 65_000_000)) == "de 450 000 $ à 650 000 $"
    assert spaced(fr.intervalle(51_600_000, 51_600_000)) == "516 000 $"
    assert spaced(fr.intervalle(100, None)) == "plus de 1 $" and spaced(fr.intervalle(None, 100)) == "au plus 1 $"
    assert fr.intervalle(None, None) == "non publié"


@given(st.integers(-(10**15), 10**15))
def test_montant_json_keeps_every_cent(cents):
    whole, decimals = fr.montant_json(cents).split(".")
    assert len(decimals) == 2 and int(whole + decimals) == cents


@given(st.integers(0, 10**13))
def test_montant_reads_back_to_the_same_cents(cents):
    text = spaced(fr.montant(cents)).removesuffix(" $").replace(" ", "")
    whole, _, decimals = text.partition(",")
    assert int(whole) * 100 + int(decimals or 0) == cents


def test_jour_civil_is_the_day_of_the_region_not_that_of_universal_time() -> None:
    assert fr.jour_civil(datetime(2026, 11, 27, 4, 59, tzinfo=UTC)) == date(2026, 11, 26)
    assert fr.jour_civil(datetime(2026, 11, 27, 5, 0, tzinfo=UTC)) == date(2026, 11, 27)
    assert fr.jour_civil(datetime(2026, 7, 1, 3, 59, tzinfo=UTC)) == date(2026, 6, 30), "an hour later in summer"
