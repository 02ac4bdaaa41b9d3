"""Read one cell of each kind: the slow path, called once for each distinct text that the vectors could not read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from typing import Any

from analytics import format_fr
from analytics.intake.dates import read_day
from analytics.intake.nombres import Number, read_number, to_cents
from analytics.intake.sheet import NO_VALUE
from analytics.schema import NON_PUBLIE, Column, Kind
from analytics.schema.model import LISTES_SEPARATOR
from analytics.schema.reference import spelling_index
from analytics.schema.spelling import fold

SIGNS = frozenset(
    fold(sign)
    for sign in (
        "n. d.",
        "nd",
        "n/d",
        "n/a",
        "na",
        "nc",
        "n. c.",
        "s. o.",
        "so",
        "x",
        "sans objet",
        "non disponible",
        "non connu",
        "inconnu",
        "à déterminer",
        "à confirmer",
        "à préciser",
        "null",
        "none",
        "nan",
        "tbd",
        "manquant",
        "néant",
        NON_PUBLIE,
    )
)
"""Folded words that say that a value is missing; a text of punctuation only (« .. », « - », « **** ») says so too."""
_PUNCTUATION = re.compile(r"[\s.\-–—_*?…/\\]+")
_EXCEL_ERROR = re.compile(
    r"#(?:N/A|N/D|REF!|VALUE!|VALEUR!|DIV/0!|NAME\?|NOM\s?\?|NUM!|NOMBRE!|NULL!|NUL!|SPILL!|CALC!|GETTING_DATA)",
    re.IGNORECASE,
)
_YES = frozenset(("oui", "o", "vrai", "true", "yes", "y", "x", "1"))
_NO = frozenset(("non", "n", "faux", "false", "no", "0"))
_EXERCICE = re.compile(r"((?:19|20)?\d{2})\s*(?:[-/–—‑_]|\s+(?:à|a|au)\s+|\s)\s*((?:19|20)?\d{2})")
_URL = re.compile(r"https?://[^\s<>\"']+(?:\s*[;,]?\s+https?://[^\s<>\"']+)*", re.IGNORECASE)
_BARE_URL = re.compile(r"(?:www\.)[\w.-]+\.[a-z]{2,}(?:/[^\s<>\"']*)?", re.IGNORECASE)
_ENDS = ("date_fin", "echeance", "date_limite_initiatives", "date_limite_plans")
MAX_CENTS = 10**17
_LONGEST_SIGN, LONGEST = 60, 500
"""Lengths beyond which a text does not say that a value is missing, and is no number, date or value of a list."""
_LONG = (Kind.TEXTE, Kind.LISTES, Kind.URL)
_ILLEGIBLE = {
    Kind.MONTANT: "montant-illisible",
    Kind.NOMBRE: "nombre-illisible",
    Kind.ENTIER: "nombre-illisible",
    Kind.DATE: "date-illisible",
    Kind.EXERCICE: "exercice-illisible",
    Kind.OUINON: "ouinon-illisible",
    Kind.LISTE: "valeur-hors-liste",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """What one text became (`value` None: missing), the finding it deserves, and what its sentence needs."""

    value: Any = None
    code: str | None = None
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Habits:
    """How a column is written, as the profile says or as its other cells show; `proposes`: the nearest value is looked for.

    `decimal` is what the profile says; `usual`, how the other numbers of the column are written, decides for « 1,500 » only.
    `scale`: what the title of a column of amounts says to multiply by.
    """

    decimal: str | None = None
    usual: str | None = None
    month_first: bool = False
    epoch_1904: bool = False
    proposes: bool = True
    scale: int = 1


CellReader = Callable[[str, Column, Habits], Cell]


def is_sign(text: str) -> bool:
    """Tell whether a text only says that the value is missing."""
    return _PUNCTUATION.fullmatch(text) is not None or (len(text) <= _LONGEST_SIGN and fold(text) in SIGNS)


def read_cell(text: str, column: Column, habits: Habits) -> Cell:
    """Read one text for one column; what its kind cannot read may still be a sign, an Excel error, a formula."""
    if text == NO_VALUE:
        return Cell(None, "formule-sans-valeur")
    if len(text) > LONGEST and column.kind not in _LONG:
        return Cell(None, _ILLEGIBLE[column.kind])
    cell = READERS[column.kind](text, column, habits)
    if cell.code is None or (cell.value is not None and cell.code != "valeur-hors-liste-gardee"):
        return cell
    if _EXCEL_ERROR.fullmatch(text):
        return Cell(None, "valeur-erreur-excel")
    return read_sign(text, column) if is_sign(text) else cell


def read_sign(text: str, column: Column) -> Cell:
    """Read a sign of missing value: kept as « Non publié » where the column accepts it, else missing, never zero."""
    if column.may_be_unpublished:
        return Cell(NON_PUBLIE, None if text == NON_PUBLIE else "valeur-reconnue", {"lu": NON_PUBLIE})
    return Cell(None, "obligatoire-non-publie" if column.required else "valeur-manquante")


def _texte(text: str, column: Column, habits: Habits) -> Cell:
    """Read a text: any, save what only says that it is missing."""
    return Cell(None, "valeur-manquante") if is_sign(text) or _EXCEL_ERROR.fullmatch(text) else Cell(text)


def _montant(text: str, column: Column, habits: Habits) -> Cell:
    """Read an amount as whole cents."""
    number = _number(text, habits)
    if number is None:
        return Cell(None, "montant-illisible")
    value = number.value if "abrege" in number.decided else number.value * habits.scale
    if abs(value) * 100 > MAX_CENTS:
        return Cell(None, "montant-demesure")
    cents = to_cents(value)
    code = _decided(number, value)
    return Cell(
        cents,
        code,
        {"lu": format_fr.montant(cents), "propose": format_fr.nombre(Decimal(cents) / 100, 2)} if code else {},
    )


def _number(text: str, habits: Habits) -> Number | None:
    """Read a number; one that can be read in two ways follows the others of its column, and stays said."""
    number = read_number(text, habits.decimal)
    if number is None or habits.usual is None or "ambigu" not in number.decided:
        return number
    usual = read_number(text, habits.usual)
    return usual and Number(usual.value, usual.decided | {"ambigu"})


def _decided(number: Number, value: Decimal) -> str | None:
    """Return the finding that says what was decided to read an amount."""
    for decided, code in (
        ("monnaie", "montant-autre-monnaie"),
        ("ambigu", "montant-ambigu"),
        ("abrege", "montant-abrege"),
    ):
        if decided in number.decided:
            return code
    return "montant-trop-de-decimales" if (value * 100) % 1 else None


def _nombre(text: str, column: Column, habits: Habits) -> Cell:
    """Read a measure, with or without a percent sign."""
    number = _number(text.rstrip("%").strip() if text.endswith("%") else text, habits)
    if number is None or "monnaie" in number.decided:
        return Cell(None, "nombre-illisible")
    if "ambigu" not in number.decided:
        return Cell(float(number.value))
    written = format_fr.nombre(number.value)
    return Cell(float(number.value), "nombre-ambigu", {"lu": written, "propose": written})


def _entier(text: str, column: Column, habits: Habits) -> Cell:
    """Read a count."""
    number = read_number(text, habits.decimal)
    if number is None or "monnaie" in number.decided or abs(number.value) > 10**15:
        return Cell(None, "nombre-illisible")
    return Cell(int(number.value)) if number.value == int(number.value) else Cell(None, "nombre-non-entier")


def _date(text: str, column: Column, habits: Habits) -> Cell:
    """Read a date as its day."""
    day = read_day(text, habits.month_first, column.name in _ENDS, habits.epoch_1904)
    said = {"lu": day.value.isoformat(), "propose": day.value.isoformat()} if day.value else {}
    return Cell(day.value, day.code, said)


def _exercice(text: str, column: Column, habits: Habits) -> Cell:
    """Read a financial year as « 2021-2022 »."""
    found = _EXERCICE.fullmatch(text.strip())
    if found is None:
        return Cell(None, "exercice-illisible")
    first, second = (int(year) + (2000 if len(year) == 2 else 0) for year in found.groups())
    proposed = f"{first}-{first + 1}"
    if second != first + 1:
        return Cell(None, "exercice-impossible", {"propose": proposed})
    return Cell(proposed, None if text == proposed else "valeur-reconnue", {"lu": proposed})


def _ouinon(text: str, column: Column, habits: Habits) -> Cell:
    """Read yes or no."""
    word = fold(text)
    if word in _YES or text in "✓✔☑☒✗":
        return Cell(True)
    return Cell(False) if word in _NO else Cell(None, "ouinon-illisible")


def _liste(text: str, column: Column, habits: Habits) -> Cell:
    """Read one value of a closed list, by any of its spellings."""
    value = _index(column).get(fold(text))
    place = column.name == "territoire"
    if value is None:
        proposed = nearest(text, column) if habits.proposes else column.example
        return Cell(text if column.open_list else None, _outside(column), {"propose": proposed})
    return Cell(value, None if value == text else "territoire-reconnu" if place else "valeur-reconnue", {"lu": value})


def _outside(column: Column) -> str:
    """Return the finding of a value that its list does not have."""
    if column.open_list:
        return "valeur-hors-liste-gardee"
    return "territoire-inconnu" if column.name == "territoire" else "valeur-hors-liste"


def _listes(text: str, column: Column, habits: Habits) -> Cell:
    """Read several values of a list; a comma separates too when the whole is no value of the list."""
    whole = _index(column).get(fold(text))
    parts = [text] if whole else [part.strip() for part in re.split(r"[;,|\n]|\s/\s", text) if part.strip()]
    cells = [_liste(part, column, habits) for part in parts]
    value = LISTES_SEPARATOR.join(dict.fromkeys(cell.value for cell in cells if cell.value)) or None
    worst = next((cell for cell in cells if cell.value is None or cell.code == _outside(column)), None)
    if worst is not None:
        return Cell(value, worst.code, worst.details)
    return Cell(value, None if value == text else "valeur-reconnue", {"lu": value or ""})


def _url(text: str, column: Column, habits: Habits) -> Cell:
    """Read a web address; only http and https are addresses."""
    if _URL.fullmatch(text):
        return Cell(text)
    if _BARE_URL.fullmatch(text):
        return Cell(f"https://{text}", "adresse-completee", {"lu": f"https://{text}"})
    return Cell(None, "adresse-illisible")


READERS: dict[Kind, CellReader] = {
    Kind.TEXTE: _texte,
    Kind.MONTANT: _montant,
    Kind.NOMBRE: _nombre,
    Kind.ENTIER: _entier,
    Kind.DATE: _date,
    Kind.EXERCICE: _exercice,
    Kind.OUINON: _ouinon,
    Kind.LISTE: _liste,
    Kind.LISTES: _listes,
    Kind.URL: _url,
}


def _index(column: Column) -> dict[str, str]:
    """Return folded spelling → value of a column's list."""
    return spelling_index(column.choices()) if column.choices else {}


@cache
def _spellings(column: Column) -> tuple[str, ...]:
    """Return the folded spellings of a column's list."""
    return tuple(_index(column))


@cache
def nearest(text: str, column: Column) -> str:
    """Return the value of the list that a text most looks like, or the column's example."""
    close = get_close_matches(fold(text)[:80], _spellings(column), n=1, cutoff=0.6)
    return _index(column)[close[0]] if close else column.example
