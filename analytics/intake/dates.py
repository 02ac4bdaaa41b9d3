"""Read one date as people type it: « 2021-04-01 », « 31/03/2022 », « 1er avril 2021 », « mars 2022 », « 44286 ».

Rules, each of them said in a finding when it decides something: day before month, unless another date of the same
column can only be month before day; a month without a day is its first day, or its last in a column of ends; a
time of day is dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from analytics.schema.spelling import fold

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv jan january",
            "fevrier fevr fev feb february",
            "mars mar march",
            "avril avr apr april",
            "mai may",
            "juin jun june",
            "juillet juil jul july",
            "aout aou aug august",
            "septembre sept sep september",
            "octobre oct october",
            "novembre nov november",
            "decembre dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAY = re.compile(r"^(?:le )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)? ?(?:le )?")
_TIME = re.compile(r"(?:[T ]+\d{1,2}\s?[:h]\s?\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s?[AaPp][Mm])?(?:Z|[+-]\d{2}:?\d{2})?)$")
_YEAR_FIRST = re.compile(r"(\d{4})([-/. ])(\d{1,2})\2(\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_YEAR_MONTH = re.compile(r"((?:19|20)\d{2})[-/](\d{1,2})|(\d{1,2})[-/]((?:19|20)\d{2})")
_WORDS = re.compile(r"(\d{1,2})(?:er|e)? ([a-z]+) (\d{4})")
_WORDS_MONTH_FIRST = re.compile(r"([a-z]+) (\d{1,2})(?:st|nd|rd|th)? (\d{4})")
_WORDS_NO_DAY = re.compile(r"([a-z]+) (\d{4})")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
PLAUSIBLE = (date(1990, 1, 1), date(2050, 12, 31))


@dataclass(frozen=True, slots=True)
class Day:
    """A date read and the code of the finding that says what was decided (None: nothing was)."""

    value: date | None
    code: str | None = None


def month_first(texts: list[str]) -> bool:
    """Tell whether a column writes month before day: a date can only be read so, and none only the other way."""
    pairs = [
        (int(found[1]), int(found[3])) for text in texts if (found := _YEAR_LAST.fullmatch(_TIME.sub("", text.strip())))
    ]
    return any(second > 12 >= first for first, second in pairs) and not any(
        first > 12 >= second for first, second in pairs
    )


def read_day(text: str, month_before_day: bool = False, end_of_period: bool = False, epoch_1904: bool = False) -> Day:
    """Read one date; `Day(None, code)` says why it cannot be read. `epoch_1904`: a number counts the days from 1904."""
    bare = _TIME.sub("", text.strip())
    if _SERIAL.fullmatch(bare):
        return _plausible(
            Day((_EPOCH_1904 if epoch_1904 else _EPOCH) + timedelta(days=int(float(bare))), "date-numero")
        )
    for read in (_read_digits, _read_words):
        day = read(bare, month_before_day, end_of_period)
        if day is not None:
            return _plausible(day)
    return Day(None, "date-illisible")


def _plausible(day: Day) -> Day:
    """Say that a date is far from every cycle, when nothing else was said of it."""
    if day.value is not None and day.code is None and not PLAUSIBLE[0] <= day.value <= PLAUSIBLE[1]:
        return Day(day.value, "date-improbable")
    return day


def _make(year: int, month: int, day: int, code: str | None = None) -> Day:
    """Build a date, or say that the calendar has none such."""
    try:
        return Day(date(year, month, day), code)
    except ValueError:
        return Day(None, "date-impossible")


def _no_day(year: int, month: int, end_of_period: bool) -> Day:
    """Read a month without a day as its first or last day."""
    first = _make(year, month, 1, "date-incomplete")
    if not end_of_period or first.value is None:
        return first
    after = date(year + month // 12, month % 12 + 1, 1)
    return Day(after - timedelta(days=1), "date-incomplete")


def _read_digits(text: str, month_before_day: bool, end_of_period: bool) -> Day | None:
    """Read a date written with digits only."""
    if found := _YEAR_FIRST.fullmatch(text):
        return _make(int(found[1]), int(found[3]), int(found[4]))
    if found := _COMPACT.fullmatch(text):
        return _make(*map(int, found.groups()))
    if found := _YEAR_LAST.fullmatch(text):
        return _read_year_last(int(found[1]), int(found[3]), found[4], month_before_day)
    if found := _YEAR_MONTH.fullmatch(text):
        return _no_day(int(found[1] or found[4]), int(found[2] or found[3]), end_of_period)
    return None


def _read_year_last(first: int, second: int, year_text: str, month_before_day: bool) -> Day:
    """Read « 05/12/2016 »: day first unless only the other reading exists or the column says otherwise."""
    year = int(year_text) + (2000 if len(year_text) == 2 else 0)
    both = first <= 12 and second <= 12 and first != second
    swap = second > 12 >= first or (both and month_before_day)
    day, month = (second, first) if swap else (first, second)
    return _make(year, month, day, "date-ambigue" if both or len(year_text) == 2 else None)


def _read_words(text: str, _month_before_day: bool, end_of_period: bool) -> Day | None:
    """Read a date with its month in words, French first."""
    words = _WEEKDAY.sub("", fold(text))
    if (found := _WORDS.fullmatch(words)) and found[2] in MONTHS:
        return _make(int(found[3]), MONTHS[found[2]], int(found[1]))
    if (found := _WORDS_MONTH_FIRST.fullmatch(words)) and found[1] in MONTHS:
        return _make(int(found[3]), MONTHS[found[1]], int(found[2]))
    if (found := _WORDS_NO_DAY.fullmatch(words)) and found[1] in MONTHS:
        return _no_day(int(found[2]), MONTHS[found[1]], end_of_period)
    return None
