"""Dates: what people type becomes a day, or the reason why not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import format_fr
from analytics.intake.dates import month_first, read_day

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2050, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "2021-04-01",
        "2021/04/01",
        "2021-04-01 13:45:00",
        "2021-04-01T00:00:00Z",
        "20210401",
        "1er avril 2021",
        "le 1er avril 2021",
        "Jeudi 1 AVRIL 2021",
        "1 avr. 2021",
        "April 1, 2021",
    ],
)
def test_read_day_reads_what_people_type(text):
    day = read_day(text)
    assert (day.value, day.code) == (date(2021, 4, 1), None)


@pytest.mark.parametrize(
    ("text", "expected", "code"),
    [
        ("31/03/2022", date(2022, 3, 31), None),
        ("03/31/2022", date(2022, 3, 31), None),
        ("04/04/2022", date(2022, 4, 4), None),
        ("05/12/2016", date(2016, 12, 5), "date-ambigue"),
        ("31/03/22", date(2022, 3, 31), "date-ambigue"),
        ("avril 2022", date(2022, 4, 1), "date-incomplete"),
        ("2022-04", date(2022, 4, 1), "date-incomplete"),
        ("44286", date(2021, 3, 31), "date-numero"),
        ("1021-04-01", date(1021, 4, 1), "date-improbable"),
        ("31/02/2021", None, "date-impossible"),
        ("30 février 2021", None, "date-impossible"),
        ("2021-13-01", None, "date-impossible"),
        ("bientôt", None, "date-illisible"),
        ("2021", None, "date-illisible"),
        ("Solde en 2018", None, "date-illisible"),
    ],
)
def test_read_day_says_what_it_decided(text, expected, code):
    day = read_day(text)
    assert (day.value, day.code) == (expected, code)


def test_read_day_ends_a_period_on_its_last_day():
    assert read_day("février 2024", end_of_period=True).value == date(2024, 2, 29)
    assert read_day("décembre 2023", end_of_period=True).value == date(2023, 12, 31)


def test_month_first_needs_a_proof_and_no_counterproof():
    assert month_first(["05/12/2016", "05/25/2016"])
    assert not month_first(["05/12/2016"])
    assert not month_first(["25/05/2016", "05/25/2016"])


@given(DAYS, st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y-%m-%d 10:30"]))
def test_read_day_gives_back_every_day(day, form):
    assert read_day(day.strftime(form)) == read_day(day.isoformat())
    assert read_day(day.strftime(form)).value == day


@given(DAYS)
def test_read_day_gives_back_every_day_in_french_words(day):
    assert read_day(format_fr.date_longue(day)).value == day


@given(DAYS)
def test_read_day_reads_day_before_month(day):
    assert read_day(day.strftime("%d/%m/%Y")).value == day


@given(st.text(max_size=30))
def test_read_day_never_raises(text):
    day = read_day(text)
    assert day.value is not None or day.code in ("date-illisible", "date-impossible")
