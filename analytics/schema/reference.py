"""Read the reference tables of `data/reference/`: territories, priorities, sectors, cycles, indicators, facts.

Each is a small CSV kept with its source (`data/reference/SOURCES.md`); read once a process and never changed.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from analytics.schema.model import Choice
from analytics.schema.spelling import fold

DATA = Path(__file__).resolve().parents[2] / "data"
REFERENCE = DATA / "reference"

REGIONAL = "Régional"
NON_VENTILE = "Non ventilé"
"""Group of what a published total leaves once its known rows are taken away."""


def _read(name: str) -> list[dict[str, str]]:
    """Read one reference CSV (UTF-8, comma) as rows of text."""
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _split(cell: str) -> tuple[str, ...]:
    """Split a cell of several values separated by « | »."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


@dataclass(frozen=True, slots=True)
class Territoire:
    """One of the eight MRC, or Régional: `article` reads « de La Matanie », `groupings` e.g. KRTB."""

    code: str
    nom: str
    nom_officiel: str
    article: str
    groupings: tuple[str, ...]
    spellings: tuple[str, ...]

    @property
    def is_mrc(self) -> bool:
        """Tell an MRC from the ninth territory, Régional."""
        return self.code != "REG"


@cache
def territoires() -> tuple[Territoire, ...]:
    """Return the nine territories, west to east along the river, then Régional."""
    return tuple(
        Territoire(
            r["code"], r["nom"], r["nom_officiel"], r["article"], _split(r["regroupements"]), _split(r["graphies"])
        )
        for r in _read("territoires")
    )


@cache
def mrc_names() -> tuple[str, ...]:
    """Return the names of the eight MRC, west to east."""
    return tuple(t.nom for t in territoires() if t.is_mrc)


@cache
def groupings() -> dict[str, tuple[str, ...]]:
    """Return grouping → names of its MRC (« KRTB » …), in the order of the territories."""
    names = dict.fromkeys(grouping for t in territoires() for grouping in t.groupings)
    return {name: tuple(t.nom for t in territoires() if name in t.groupings) for name in names}


@dataclass(frozen=True, slots=True)
class Priorite:
    """One priority of one cycle; lists of two cycles have no agreed correspondence and are never compared."""

    cycle: str
    nom: str
    nom_long: str
    spellings: tuple[str, ...]
    official: bool
    source: str
    note: str


@cache
def priorites() -> tuple[Priorite, ...]:
    """Return the priorities of every cycle, in the order they were published."""
    return tuple(
        Priorite(
            r["cycle"], r["nom"], r["nom_long"], _split(r["graphies"]), r["officielle"] == "oui", r["source"], r["note"]
        )
        for r in _read("priorites")
    )


@cache
def priorites_of(cycle: str) -> tuple[str, ...]:
    """Return the names of a cycle's priorities, in published order (empty for an unknown cycle)."""
    return tuple(p.nom for p in priorites() if p.cycle == cycle)


@dataclass(frozen=True, slots=True)
class Indicateur:
    """What an indicator of need measures and how it may be read."""

    code: str
    nom: str
    unite: str
    description: str
    caution: str


@cache
def indicateurs() -> tuple[Indicateur, ...]:
    """Return the definitions of the indicators that a screen may show."""
    return tuple(
        Indicateur(r["indicateur"], r["nom"], r["unite"], r["description"], r["mise_en_garde"])
        for r in _read("indicateurs")
    )


@cache
def published_facts() -> tuple[dict[str, str], ...]:
    """Return every published amount found, with its use (`usage`) and the reason when it is not added (`raison`)."""
    return tuple(_read("faits_publies"))


@cache
def missing_facts() -> tuple[dict[str, str], ...]:
    """Return what nobody published or found (`sujet`, `ce_qui_manque`), whom to ask (`a_qui_demander`) and why (`pourquoi`)."""
    return tuple(_read("manques"))


@cache
def attributions() -> tuple[dict[str, str], ...]:
    """Return what is borrowed (`quoi`), the words to show (`mention`), its `licence` and the addresses of both."""
    return tuple(_read("attributions"))


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the domain: the other words people use for it, its meaning, and where it is read (an address, or a sentence)."""

    terme: str
    others: tuple[str, ...]
    definition: str
    source: str


@cache
def vocabulary() -> tuple[Word, ...]:
    """Return the words of the domain, in alphabetical order."""
    words = [Word(r["terme"], _split(r["autres_mots"]), r["definition"], r["source"]) for r in _read("vocabulaire")]
    return tuple(sorted(words, key=lambda word: fold(word.terme)))


@cache
def publishers() -> dict[str, str]:
    """Return web host → name of the publisher, to cite a source in words."""
    return {r["hote"]: r["editeur"] for r in _read("editeurs")}


def _choices(values: list[tuple[str, tuple[str, ...], str]]) -> tuple[Choice, ...]:
    """Build a closed list; one value met twice keeps every spelling."""
    merged: dict[str, Choice] = {}
    for value, spellings, description in values:
        before = merged.get(value, Choice(value))
        merged[value] = Choice(
            value, tuple(dict.fromkeys(before.spellings + spellings)), before.description or description
        )
    return tuple(merged.values())


@cache
def territoire_choices() -> tuple[Choice, ...]:
    """Return the closed list of the territories with their spellings."""
    return _choices([(t.nom, (t.nom_officiel, *t.spellings), t.nom_officiel) for t in territoires()])


@cache
def priorite_choices() -> tuple[Choice, ...]:
    """Return the closed list of the priorities of all cycles; each says its long name and the cycles that have it."""
    cycles = {p.nom: ", ".join(q.cycle for q in priorites() if q.nom == p.nom) for p in priorites()}
    return _choices([(p.nom, (p.nom_long, *p.spellings), f"{p.nom_long} ({cycles[p.nom]})") for p in priorites()])


@cache
def secteur_choices() -> tuple[Choice, ...]:
    """Return the fifteen sectors of the Table régionale, then « Autre »."""
    return _choices([(r["nom"], _split(r["graphies"]), r["note"]) for r in _read("secteurs")])


@cache
def cycle_choices() -> tuple[Choice, ...]:
    """Return the cycles of the Alliance, oldest first."""
    return _choices([(r["cycle"], _split(r["graphies"]), r["nom"]) for r in _read("cycles")])


@cache
def cycle_ends() -> dict[str, date]:
    """Return cycle → its last day."""
    return {r["cycle"]: date.fromisoformat(r["date_fin"]) for r in _read("cycles")}


@cache
def spelling_index(choices: tuple[Choice, ...]) -> dict[str, str]:
    """Return folded spelling → canonical value for a closed list; ValueError when a spelling means two values."""
    index: dict[str, str] = {}
    for choice in choices:
        for spelling in (choice.value, *choice.spellings):
            if index.setdefault(fold(spelling), choice.value) != choice.value:
                raise ValueError(f"« {spelling} » désigne à la fois « {index[fold(spelling)]} » et « {choice.value} »")
    return index
