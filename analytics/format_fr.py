"""Write amounts, parts, dates and lists the way Québec reads them. Money comes in whole cents.

Source of the usage: Office québécois de la langue française (no-break space between groups and before $, %; decimal comma).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

import pandas as pd
from babel.dates import format_date
from babel.numbers import format_decimal

LOCALE = "fr_CA"
HEURE_LOCALE = ZoneInfo("America/Toronto")
"""Clock of the region: a version published in the evening is not of the day after."""
NBSP = "\u00a0"
NON_PUBLIE = "non publié"
_PREFIXES = {"plancher": "plus de ", "arrondi": "environ ", "plafond": "au plus "}


def missing(value: object) -> bool:
    """Tell a value that is not published from a number, a date or a text."""
    return value is None or bool(pd.isna(value))


def nombre(value: int | float | Decimal | None, decimals: int = 0) -> str:
    """Write a number: 1234.5, 1 → « 1 234,5 »; a missing one is « non publié »."""
    if missing(value):
        return NON_PUBLIE
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(_rounded(value, decimals), format=pattern, locale=LOCALE)


def _rounded(value: int | float | Decimal, decimals: int) -> Decimal:
    """Round half up, as people do by hand (Python's own rounding goes to the even digit)."""
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def montant(cents: int | None, precision: str | None = None) -> str:
    """Write an exact amount: 22993000 → « 229 930 $ », 2000075 → « 20 000,75 $ », with « plus de », « environ », « au plus »."""
    if missing(cents):
        return NON_PUBLIE
    dollars = Decimal(int(cents)) / 100
    return _PREFIXES.get(precision or "", "") + nombre(dollars, 0 if int(cents) % 100 == 0 else 2) + NBSP + "$"


def montant_court(cents: int | None, precision: str | None = None) -> str:
    """Write an amount for a sentence or a mark: « 2,6 M$ » from one million up, exact to the dollar below."""
    if missing(cents):
        return NON_PUBLIE
    millions = Decimal(int(cents)) / 100_000_000
    if abs(_rounded(millions, 2)) < 1:
        return montant(int(_rounded(Decimal(int(cents)) / 100, 0)) * 100, precision)
    return _PREFIXES.get(precision or "", "") + nombre(millions, 1) + NBSP + "M$"


def montant_json(cents: int | None) -> str | None:
    """Write an amount for a machine: 158696200 → "1586962.00"; None when it is not published."""
    return None if missing(cents) else str(Decimal(int(cents)).scaleb(-2).quantize(Decimal("0.01")))


def part(value: float | None, decimals: int = 0) -> str:
    """Write a part of 0 to 1: 0.4343 → « 43 % », with one decimal « 43,4 % »; a small one that is not nothing says « moins de 1 % »."""
    if missing(value):
        return NON_PUBLIE
    if 0 < value < 0.5 * 10 ** -(decimals + 2):
        return "moins de " + nombre(Decimal(1).scaleb(-decimals), decimals) + NBSP + "%"
    return nombre(Decimal(str(value)) * 100, decimals) + NBSP + "%"


def jour(moment: date) -> date:
    """Return an instant as the clocks of the region show it; a day, or an instant without a zone, as it is."""
    return moment if getattr(moment, "tzinfo", None) is None else moment.astimezone(HEURE_LOCALE)


def jour_civil(moment: datetime) -> date:
    """Return the day that it was in the region at an instant: in the evening, it is already the next day in universal time."""
    return moment.astimezone(HEURE_LOCALE).date()


def date_longue(day: date | None) -> str:
    """Write a day: « 31 mars 2026 », « 1er avril 2026 »; an instant is written as the day it was in the region."""
    if missing(day):
        return NON_PUBLIE
    day = jour(day)
    text = format_date(day, "d MMMM y", locale=LOCALE)
    return text.replace("1 ", "1er ", 1) if day.day == 1 else text


def le(day: pd.Timestamp | None) -> str:
    """Write a day with its article: « le 31 mars 2026 »."""
    return NON_PUBLIE if missing(day) else "le " + date_longue(day)


def mois(day: pd.Timestamp | None) -> str:
    """Write a month: « septembre 2021 »."""
    return NON_PUBLIE if missing(day) else format_date(day, "MMMM y", locale=LOCALE)


def date_iso(day: pd.Timestamp | None) -> str | None:
    """Write a day for a machine: "2026-03-31"."""
    return None if missing(day) else day.strftime("%Y-%m-%d")


def ouinon(value: bool | None) -> str:
    """Write a yes or no."""
    return NON_PUBLIE if missing(value) else ("oui" if value else "non")


def compte(number: int, singular: str, plural: str | None = None) -> str:
    """Write a count with its noun: « 1 initiative », « 0 initiative », « 25 initiatives »."""
    return nombre(number) + NBSP + (singular if abs(number) < 2 else plural or singular + "s")


_EN_LETTRES = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf")


def en_lettres(number: int) -> str:
    """Write a count in a sentence that names its whole in words: « six » des huit MRC; from ten up, in figures."""
    return _EN_LETTRES[number] if 0 <= number < len(_EN_LETTRES) else nombre(number)


def parmi(number: int, whole: int, nouns: str) -> str:
    """Count a part of a whole: « 3 des 6 priorités »; « les 6 priorités » when it is the whole."""
    return (
        f"les {nombre(whole)}{NBSP}{nouns}" if number == whole else f"{nombre(number)} des {nombre(whole)}{NBSP}{nouns}"
    )


def liste(items: Iterable[str]) -> str:
    """Join words: « a, b et c »."""
    words = list(items)
    return words[0] if len(words) == 1 else (", ".join(words[:-1]) + " et " + words[-1] if words else "")


def intervalle(low: int | None, high: int | None) -> str:
    """Write a range of amounts: « de 450 000 $ à 650 000 $ », « 516 000 $ » when both are equal."""
    if missing(low) and missing(high):
        return NON_PUBLIE
    if missing(low):
        return montant(high, "plafond")
    if missing(high):
        return montant(low, "plancher")
    return montant(low) if low == high else f"de {montant(low)} à {montant(high)}"
