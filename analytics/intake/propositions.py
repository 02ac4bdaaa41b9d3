"""Propose what to write in a faulty cell: the values that its text may stand for, each with its reason, likeliest first.

Nothing is proposed that cannot be read without any doubt: what a person accepts ends the finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from difflib import get_close_matches

import pandas as pd

from analytics import format_fr
from analytics.intake.cells import Habits, read_cell
from analytics.intake.controles.identite import NAMES, chosen_names
from analytics.intake.dates import MONTHS, read_day
from analytics.intake.findings import Finding
from analytics.intake.nombres import read_number, to_cents
from analytics.intake.reparation import mend
from analytics.intake.results import Reading
from analytics.schema import NON_PUBLIE, TABLES, Column, Kind
from analytics.schema.reference import spelling_index
from analytics.schema.spelling import fold

MOST = 5
_CLOSE = 0.6
_A_NUMBER = re.compile(r"\d(?:[\d\s'.,\u00a0\u202f]*\d)?(?:\s*(?:M|k)?\s?\$)?")
_A_DATE = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{1,2}(?:er)?\s+[^\W\d]+\.?\s+\d{4}|[^\W\d]{3,}\.?\s+\d{4}"
)
_DIGITS = re.compile(r"(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})")
_YEAR = re.compile(r"(?:19|20)\d{2}")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A text to write in a cell, and why (a few French words, without a final point)."""

    valeur: str
    raison: str


def proposals(
    finding: Finding, reading: Reading, context: Mapping[str, pd.DataFrame] | None = None
) -> tuple[Proposal, ...]:
    """Return what may be written in the cell of a finding, at most five texts; none when nothing can be guessed.

    `context`: the tables of the published version, for what the deposit does not bring.
    """
    column = column_of(finding, reading)
    if column is None or finding.cellule is None:
        return ()
    text = finding.valeur or ""
    if finding.code == "organisme-deux-graphies":
        found = _organisation(text, reading, context or {})
    elif finding.code in _LINKS:
        found = _linked(text, *_LINKS[finding.code], reading, context or {})
    else:
        found = _BY_CODE[finding.code](text, column) if finding.code in _BY_CODE else _read_as(text, column)
    kept: dict[str, Proposal] = {}
    for proposal in found:
        if proposal.valeur != text and _sound(proposal.valeur, column):
            kept.setdefault(proposal.valeur, proposal)
    return tuple(kept.values())[:MOST]


def column_of(finding: Finding, reading: Reading) -> Column | None:
    """Return the declared column that a finding is about: that of the table which its sheet fills."""
    for name, table in reading.tables.items():
        here = any((p.fichier, p.feuille) == (finding.fichier, finding.feuille) for p in table.parties or (table,))
        if here and finding.colonne in TABLES[name]:
            return TABLES[name][finding.colonne]
    return None


def _sound(text: str, column: Column) -> bool:
    """Tell whether a text is read in its column without any finding."""
    cell = read_cell(text, column, Habits())
    return cell.code is None and cell.value is not None and (column.max_length or len(text)) >= len(text)


def _read_as(text: str, column: Column) -> list[Proposal]:
    """Propose what was read of a text that its kind can read."""
    if not text:
        return []
    cell = read_cell(text, column, Habits())
    return [] if cell.value is None else [Proposal(_written(cell.value, column), "ce qui a été lu")]


def _written(value: object, column: Column) -> str:
    """Write a typed value as a cell is best typed."""
    if column.kind is Kind.MONTANT:
        return _amount(int(value))
    if column.kind is Kind.OUINON:
        return format_fr.ouinon(bool(value))
    if column.kind is Kind.NOMBRE:
        return str(value).replace(".", ",")
    return str(value)


def _amount(cents: int) -> str:
    """Write an amount as a cell is best typed (« 12 000,00 »)."""
    return format_fr.nombre(Decimal(cents) / 100, 2).replace(format_fr.NBSP, " ")


def _near(text: str, column: Column) -> list[Proposal]:
    """Propose the values of a list that a text most looks like, by any of their spellings."""
    index = spelling_index(column.choices()) if column.choices else {}
    whole = fold(text)
    inside = [value for spelling, value in index.items() if len(spelling) > 3 and f" {spelling} " in f" {whole} "]
    if inside:
        return [Proposal(value, "nommé dans la cellule") for value in inside]
    close = get_close_matches(whole[:80], list(index), n=2 * MOST, cutoff=_CLOSE)
    return [Proposal(index[spelling], "valeur de la liste la plus proche") for spelling in close]


def _amounts(text: str, column: Column) -> list[Proposal]:
    """Propose the readings of an amount, the larger first when its sign has two, or the only number of a sentence."""
    read = [number for decimal in ("point", "virgule") if (number := read_number(text, decimal)) is not None]
    values = sorted({abs(to_cents(number.value)) for number in read}, reverse=True)
    if len(values) > 1:
        why = ("si le signe sépare les milliers", "si le signe est celui des décimales")
        return [Proposal(_amount(cents), reason) for cents, reason in zip(values, why, strict=True)]
    if values:
        return [Proposal(_amount(values[0]), "montant lu")]
    numbers = [hit[0].strip() for hit in _A_NUMBER.finditer(text)]
    number = read_number(numbers[0]) if len(numbers) == 1 else None
    return [Proposal(_amount(to_cents(number.value)), "seul nombre de la cellule")] if number else []


def _numbers(text: str, column: Column) -> list[Proposal]:
    """Propose the whole numbers near a number, or the only number of a sentence."""
    hits = [hit[0] for hit in _A_NUMBER.finditer(text)]
    number = read_number(text) or (read_number(hits[0]) if len(hits) == 1 else None)
    if number is None:
        return []
    value = abs(number.value)
    if column.kind is Kind.NOMBRE:
        return [Proposal(str(value.normalize()).replace(".", ","), "nombre lu")]
    around = dict.fromkeys((int(value.to_integral_value("ROUND_HALF_UP")), int(value), int(value) + 1))
    if value == int(value):
        return [Proposal(str(int(value)), "nombre lu")]
    return [Proposal(str(whole), "nombre entier le plus proche") for whole in around]


def _days(text: str, column: Column) -> list[Proposal]:
    """Propose the days that a text may mean: day or month first, first or last of the month, or the only date of a sentence."""
    texts = [text] if read_day(text).value else [hit[0] for hit in _A_DATE.finditer(text)]
    found: dict[str, str] = {}
    for piece in texts if len(texts) == 1 else []:
        for month_first, end, why in (
            (False, False, "lu jour, mois, année"),
            (True, False, "lu mois, jour, année"),
            (False, True, "dernier jour du mois"),
        ):
            day = read_day(piece, month_first, end)
            if day.value is not None:
                incomplete = "premier jour du mois" if day.code == "date-incomplete" and not end else why
                found.setdefault(day.value.isoformat(), incomplete)
    if len(found) == 1:
        found = dict.fromkeys(found, "date lue")
    return [Proposal(day, why) for day, why in found.items()] or _last_days(text)


def _last_days(text: str) -> list[Proposal]:
    """Propose the last day of the month where a day is one too many (« 31/02/2021 »)."""
    hit = _DIGITS.search(text)
    if hit:
        first, month, last = (int(part) for part in hit.groups())
        year = first if first > 31 else last
    else:
        words, years = fold(text).split(), _YEAR.findall(text)
        month = next((MONTHS[word] for word in words if word in MONTHS), 0)
        year = int(years[0]) if len(years) == 1 else 0
    if not (1 <= month <= 12 and 1900 <= year <= 2100):
        return []
    after = date(year + month // 12, month % 12 + 1, 1)
    return [Proposal((after - timedelta(days=1)).isoformat(), "dernier jour de ce mois")]


def _exercices(text: str, column: Column) -> list[Proposal]:
    """Propose the exercices that a year, or two that do not follow, may mean."""
    years = [int(year) for year in _YEAR.findall(text)]
    starts = [year for first in years[:1] for year in (first, first - 1)] if len(years) == 1 else []
    starts += [years[0], years[-1] - 1] if len(years) > 1 else []
    return [
        Proposal(f"{start}-{start + 1}", f"du 1er avril {start} au 31 mars {start + 1}")
        for start in dict.fromkeys(starts)
    ]


def _yes_no(text: str, column: Column) -> list[Proposal]:
    """Propose yes and no."""
    return [Proposal("oui", "choix possible"), Proposal("non", "choix possible")]


def _other_choices(text: str, column: Column) -> list[Proposal]:
    """Propose the other values of a short list."""
    return [Proposal(choice.value, "choix possible") for choice in column.choices() if choice.value != text]


def _unpublished(text: str, column: Column) -> list[Proposal]:
    """Propose the word that says that nobody published a value, where the column accepts it."""
    return [Proposal(NON_PUBLIE, "si personne ne l'a publié")] if column.may_be_unpublished else []


def _mended(text: str, column: Column) -> list[Proposal]:
    """Propose the text whose accents were coded twice, mended."""
    return [Proposal(mend(text), "accents réparés")]


_BY_CODE: dict[str, Callable[[str, Column], list[Proposal]]] = (
    dict.fromkeys(("territoire-inconnu", "valeur-hors-liste", "valeur-hors-liste-gardee"), _near)
    | dict.fromkeys(
        (
            "montant-illisible",
            "montant-ambigu",
            "montant-trop-de-decimales",
            "montant-abrege",
            "montant-autre-monnaie",
            "montant-negatif",
        ),
        _amounts,
    )
    | dict.fromkeys(("nombre-illisible", "nombre-ambigu", "nombre-non-entier", "nombre-hors-bornes"), _numbers)
    | dict.fromkeys(
        ("date-illisible", "date-impossible", "date-ambigue", "date-incomplete", "date-numero", "date-improbable"),
        _days,
    )
    | dict.fromkeys(("exercice-illisible", "exercice-impossible"), _exercices)
    | {
        "ouinon-illisible": _yes_no,
        "statut-contraire": _other_choices,
        "obligatoire-vide": _unpublished,
        "texte-repare": _mended,
    }
)

_LINKS = {
    "initiative-inconnue": ("initiatives", "id_initiative", 0.6),
    "enveloppe-inconnue": ("enveloppes", "id_enveloppe", 0.0),
}
"""Findings that name what another table should hold: the table, its column, how alike the values proposed must be."""


def _organisation(text: str, reading: Reading, context: Mapping[str, pd.DataFrame]) -> list[Proposal]:
    """Propose the name under which an organisation is listed, or else written most often."""
    cells = [reading.frames[table][column].dropna() for table, column in NAMES if table in reading.frames]
    listed = reading.frames.get("organismes", context.get("organismes"))
    known = set() if listed is None else set(listed["nom"].dropna())
    chosen = chosen_names(pd.concat(cells).value_counts().to_dict(), known) if cells else {}
    return [Proposal(chosen[text], "le nom le plus courant")] if text in chosen else []


def _linked(
    text: str, table: str, name: str, alike: float, reading: Reading, context: Mapping[str, pd.DataFrame]
) -> list[Proposal]:
    """Propose the values of another table, as deposited or else as published, that a text most looks like."""
    known = reading.frames.get(table, context.get(table))
    values = [] if known is None else known[name].dropna().astype(str).drop_duplicates().tolist()
    title = TABLES[table].title
    near = get_close_matches(text, values, n=MOST, cutoff=alike) if values else []
    return [Proposal(value, f"de la table «\u00a0{title}\u00a0»") for value in near]
