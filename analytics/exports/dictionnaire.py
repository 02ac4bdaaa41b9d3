"""Read the declarations as a dictionary: one entry a column, found by any of its words, and as a table to download.

Nothing is written here that `analytics.schema` does not declare: a column added there is in the dictionary.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import pandas as pd

from analytics import format_fr
from analytics.schema import TABLES, Choice, Column, Kind, Table
from analytics.schema.reference import Word, vocabulary
from analytics.schema.spelling import fold

KIND_WORDS = {
    Kind.TEXTE: "Texte",
    Kind.MONTANT: "Montant en dollars",
    Kind.DATE: "Date",
    Kind.ENTIER: "Nombre entier",
    Kind.NOMBRE: "Nombre",
    Kind.OUINON: "Oui ou non",
    Kind.LISTE: "Une valeur d'une liste",
    Kind.LISTES: "Une ou plusieurs valeurs d'une liste",
    Kind.EXERCICE: "Exercice, du 1er avril au 31 mars",
    Kind.URL: "Adresse web",
}
"""Kind of a column → how it is said to a person."""

HEADERS, VALUES = "en-têtes", "valeurs"
"""Parts of an entry that a page keeps folded: those where a search may find something that is not in sight."""

DICTIONARY_COLUMNS = {
    "table": "Table",
    "colonne": "Colonne",
    "nom": "Nom technique",
    "description": "Description",
    "type": "Type",
    "unite": "Unité",
    "obligatoire": "Obligatoire",
    "regles": "Règles",
    "exemple": "Exemple",
    "valeurs": "Valeurs acceptées",
    "entetes": "En-têtes acceptés",
}
"""Name → header of the columns of `dictionary_frame`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One column of one table."""

    table: Table
    column: Column

    @property
    def headers(self) -> tuple[str, ...]:
        """Return every header that names this column in a file: its title, its technical name, the other spellings."""
        return tuple(dict.fromkeys((self.column.title, self.column.name, *self.column.spellings)))

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Return the values of its list, if it has one."""
        return self.column.choices() if self.column.choices else ()

    def texts(self) -> dict[str, str]:
        """Return part of the entry → its words, folded."""
        values = [word for choice in self.choices for word in (choice.value, *choice.spellings, choice.description)]
        seen = (self.column.description, KIND_WORDS[self.column.kind], self.column.example, self.table.title)
        parts = {"fiche": (self.column.title, self.column.name, *seen), HEADERS: self.headers, VALUES: values}
        return {part: fold(" ".join(words)) for part, words in parts.items()}


@dataclass(frozen=True, slots=True)
class Match:
    """One entry that a search finds; `hidden` names the folded parts where its words are, none when they are in sight."""

    entry: Entry
    hidden: frozenset[str] = frozenset()


@cache
def entries() -> tuple[Entry, ...]:
    """Return every column of every table, in the order of the workbook."""
    return tuple(Entry(table, column) for table in TABLES.values() for column in table)


def entries_of(table: Table) -> tuple[Entry, ...]:
    """Return the columns of one table."""
    return tuple(entry for entry in entries() if entry.table is table)


def search(text: str) -> list[Match]:
    """Return the entries that hold every word of `text`, whatever the accents and the case; nothing for a blank text."""
    words = fold(text).split()
    return [found for entry in entries() if (found := _match(entry, words))] if words else []


def _match(entry: Entry, words: Sequence[str]) -> Match | None:
    """Tell whether an entry holds every word, and where those that are not in sight stand."""
    parts = _texts(entry)
    if not all(any(word in text for text in parts.values()) for word in words):
        return None
    out_of_sight = [word for word in words if word not in parts["fiche"]]
    return Match(
        entry, frozenset(part for part in (HEADERS, VALUES) if any(word in parts[part] for word in out_of_sight))
    )


@cache
def _texts(entry: Entry) -> dict[str, str]:
    """Fold the words of an entry once."""
    return entry.texts()


def search_words(text: str) -> list[Word]:
    """Return the words of the domain that hold every word of `text` (all of them for a blank text)."""
    asked = fold(text).split()
    return [
        word
        for word in vocabulary()
        if all(part in fold(" ".join((word.terme, *word.others, word.definition))) for part in asked)
    ]


@dataclass(frozen=True, slots=True)
class ClosedList:
    """One closed list: the columns that use it and its values."""

    name: str
    uses: tuple[str, ...]
    choices: tuple[Choice, ...]
    open: bool


@cache
def closed_lists() -> tuple[ClosedList, ...]:
    """Return each list once, named after the column that declares it first, in the order of the workbook."""
    used: dict[tuple[Choice, ...], list[Entry]] = {}
    for entry in entries():
        if entry.choices:
            used.setdefault(entry.choices, []).append(entry)
    return tuple(
        ClosedList(found[0].column.title, _uses(found), choices, found[0].column.open_list)
        for choices, found in used.items()
    )


def _uses(found: list[Entry]) -> tuple[str, ...]:
    """Name the tables whose columns use a list."""
    return tuple(dict.fromkeys(entry.table.title for entry in found))


def rules(entry: Entry) -> list[str]:
    """Say in French each rule of a column, its table's included."""
    said = entry.column.constraints()
    groups = [group for group in entry.table.at_least_one if entry.column.name in group]
    titles = [format_fr.liste(f"« {entry.table[name].title} »" for name in group) for group in groups]
    said += [f"Dans chaque ligne, au moins un parmi {title}." for title in titles]
    return [*said, "D'autres valeurs sont gardées."] if entry.column.open_list else said


def dictionary_frame(chosen: Sequence[Entry] | None = None) -> pd.DataFrame:
    """Return the dictionary as texts, one row a column (all of them by default); columns `DICTIONARY_COLUMNS`."""
    rows = [_row(entry) for entry in (entries() if chosen is None else chosen)]
    return pd.DataFrame(rows, columns=list(DICTIONARY_COLUMNS), dtype="str")


def _row(entry: Entry) -> dict[str, str]:
    """Write one column of the model as a row of the dictionary."""
    column = entry.column
    return {
        "table": entry.table.title,
        "colonne": column.title,
        "nom": f"{entry.table.name}.{column.name}",
        "description": column.description,
        "type": KIND_WORDS[column.kind],
        "unite": column.unit or "",
        "obligatoire": "oui" if column.required else "non",
        "regles": " ".join(rules(entry)),
        "exemple": column.example,
        "valeurs": " | ".join(choice.value for choice in entry.choices),
        "entetes": " | ".join(entry.headers),
    }
