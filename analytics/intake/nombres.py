"""Read one number as people type it: « 2 016 049 $ », « 1 234,50 », « (1 000,00) », « 1,500 », « 2,5E7 », « 97 000euros ».

Rules, each of them said in a finding when it decides something:
- a group of exactly three digits after a single comma or point is a thousand (money has no thousandths), unless
  the profile says that this sign is the decimal one, or it is a point and the column shows points as such;
- parentheses, or a sign before or after, mean a negative number;
- « M$ », « k$ » and an exponent multiply; another currency is read as it is;
- an apostrophe before the number, « ,- » and « TTC » after it, say nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

SPACES = re.compile(r"[\s\u00a0\u2000-\u200b\u202f\u2060\ufeff]+")
_CURRENCY = re.compile(r"(?i)(?:\$\s*(?:CA(?:N|D)?|can\.?)?|CAD\s*\$?|CA\s*\$|dollars?(?: canadiens?)?)")
_FOREIGN = re.compile(r"(?i)(?:€|\beuros?\b|(?<=\d)euros?\b|\bEUR\b|£|US\s*\$?|\$\s*US)")
_SCALE = re.compile(r"(?i)(?<=\d)\s*(millions?(?: de)?|M|milliers?(?: de)?|k)(?=\s*$)")
_SAYS_NOTHING = re.compile(r"(?i)^'(?=[-+(\d])|(?<=\d)[.,] ?--?$|(?<=[\d$€A-Z)]) ?(?:TTC|HT|T\.T\.C\.|H\.T\.)$")
_TITLE_SCALE = re.compile(
    r"(?P<k>\b[kK] ?(?:[$€]|euros?\b|dollars?\b|CAD\b)|\bmilliers?\b)|(?P<m>\bM ?(?:[$€]|CAD\b)|\bmillions?\b)"
)
"""What a title of column says of its amounts: « (k$) », « en milliers de dollars », « M€ »."""
_SIGNS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2014": "-", "’": "'", "\u2009": " "})
_PLAIN = re.compile(r"(?P<whole>\d+)(?:[.,](?P<part>\d*))?")
_SPACED = re.compile(r"(?P<whole>\d{1,3}(?:[ ']\d{3})+)(?:[.,](?P<part>\d*))?")
_ENGLISH = re.compile(r"(?P<whole>\d{1,3}(?:,\d{3})+)(?:\.(?P<part>\d*))?")
_GERMAN = re.compile(r"(?P<whole>\d{1,3}(?:\.\d{3})+)(?:,(?P<part>\d*))?")
_EXPONENT = re.compile(r"(?i)(\d+)(?:[.,](\d+))?E([+-]?\d{1,2})")
_AMBIGUOUS = re.compile(r"[1-9]\d{0,2}(?P<sign>[.,])\d{3}")
_SHOWS_DECIMAL = re.compile(
    r"\D*\d[\d\s]*(?:[.,]\d{3})*(?:([.,])(?:\d{1,2}|\d{4,})|(?<=\d{4})([.,])\d{3})(?:\s*\D{0,4})"
)
"""A number whose last sign can only be the decimal one: it has another number of digits after it than a thousand has."""
_LONGEST = 40
_DECIMAL_SIGN = {"virgule": ",", "point": "."}
DECIMALES = tuple(_DECIMAL_SIGN)
"""What a profile may say of the decimal sign."""
PERHAPS_TWO_READINGS = r"(?:^|[^\d.,])[1-9]\d{0,2}[.,]\d{3}(?:$|[^\d.,])"
"""What every text that `two_readings` finds holds, as Arrow searches it."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number read, and what had to be decided to read it (`ambigu`, `abrege`, `monnaie`)."""

    value: Decimal
    decided: frozenset[str] = frozenset()


def usual_decimal(texts: Iterable[str]) -> str | None:
    """Return « point » when the numbers of a column show that it is their decimal sign, and a comma nowhere is; else None.

    A comma shown so decides nothing: who writes « 12,50 $ » may well write « 1,500 $ » for one thousand five hundred. But
    « 1500,250 » can only have three decimals, and so has the whole column: « virgule ».
    """
    signs, thousandths = set(), False
    for text in texts:
        if len(text) <= _LONGEST and (found := _SHOWS_DECIMAL.fullmatch(text.strip())):
            signs.add(found[1] or found[2])
            thousandths |= found[2] == ","
    return "point" if signs == {"."} else "virgule" if thousandths and signs == {","} else None


@lru_cache(maxsize=65536)
def read_number(text: str, decimal: str | None = None) -> Number | None:
    """Read a number, or return None; `decimal` is « virgule » or « point » when the profile says so."""
    bare = SPACES.sub(" ", unicodedata.normalize("NFKC", text)).translate(_SIGNS).strip()
    decided = set()
    bare = _SAYS_NOTHING.sub("", bare)
    for pattern, said in ((_FOREIGN, "monnaie"), (_CURRENCY, None)):
        bare, found = pattern.subn(" ", bare, count=1)
        decided |= {said} if found and said else set()
    bare, negative = _take_sign(SPACES.sub(" ", bare).strip())
    bare, scale = _take_scale(bare)
    number = _read_digits(re.sub(r" ?([.,]) ?", r"\1", bare), decimal, decided)
    if number is None:
        return None
    decided |= {"abrege"} if scale != 1 else set()
    return Number(number * scale * (-1 if negative else 1), frozenset(decided))


def two_readings(text: str) -> dict[str, Decimal]:
    """Return decimal sign → number that a text then is, when it is one or another by its sign (« 1,500 »); else nothing."""
    read = {sign: number.value for sign in DECIMALES if (number := read_number(text, sign)) is not None}
    return read if len(set(read.values())) > 1 else {}


def _take_sign(text: str) -> tuple[str, bool]:
    """Take away one sign, before or after, or the parentheses of an accountant's negative."""
    if text.startswith("(") and text.endswith(")"):
        return text[1:-1].strip(), True
    if text[:1] in ("-", "+"):
        return text[1:].strip(), text[0] == "-"
    if text.endswith("-") and len(text) > 1:
        return text[:-1].strip(), True
    return text, False


def _take_scale(text: str) -> tuple[str, int]:
    """Take away « M », « millions », « k » at the end and return what they multiply by."""
    found = _SCALE.search(text)
    if found is None:
        return text, 1
    return text[: found.start()].strip(), 1_000_000 if found[1][0] in "mM" and not found[1].lower().startswith(
        "millier"
    ) else 1_000


def _read_digits(text: str, decimal: str | None, decided: set[str]) -> Decimal | None:
    """Read bare digits, their thousands and their decimals; note in `decided` what was ambiguous."""
    if found := _EXPONENT.fullmatch(text):
        decided.add("abrege")
        return Decimal(f"{found[1]}.{found[2] or 0}E{found[3]}")
    if found := _AMBIGUOUS.fullmatch(text):
        if decimal is None:
            decided.add("ambigu")
        if decimal is None or found["sign"] != _DECIMAL_SIGN[decimal]:
            return Decimal(text.replace(found["sign"], ""))
    for pattern in (_PLAIN, _SPACED, _ENGLISH, _GERMAN):
        if found := pattern.fullmatch(text):
            whole = re.sub(r"[ ',.]", "", found["whole"])
            return Decimal(f"{whole}.{found['part'] or 0}")
    return None


def scale_of(title: str) -> int:
    """Return what a title says that the amounts under it must be multiplied by."""
    found = _TITLE_SCALE.search(SPACES.sub(" ", title))
    return 1 if found is None else 1_000 if found["k"] else 1_000_000


def to_cents(value: Decimal) -> int:
    """Return whole cents, half a cent away from zero."""
    return int((value * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))
