"""Take out of the open data what must not be in it: columns declared not public, and what looks like personal data in texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa

from analytics.intake.textes import matching
from analytics.schema import TABLES, Column, Kind, Table

REDACTED = "[retiré]"
Finder = Callable[[str], Iterable[tuple[str, str]]]
"""Text → (kind of personal data, the words to take out); a kind that ends with « ? » is less sure, and taken out all the same."""


@dataclass(frozen=True, slots=True)
class Search:
    """One search for personal data: `sieve`, the pattern of the only texts worth a look, and what looks through them."""

    sieve: str
    find: Finder


@dataclass(frozen=True, slots=True)
class Finders:
    """What looks for personal data: numbers and addresses in every text, names in the free ones only (a title is no person)."""

    numbers: Search
    names: Search

    def of(self, column: Column) -> tuple[Search, ...]:
        """Return what looks through a column."""
        return (self.numbers, self.names) if column.free_text else (self.numbers,)


@dataclass(frozen=True)
class Ouvertes:
    """What may be published: `tables` (name → public columns only), and what was left out.

    `colonnes`: the columns declared not public, as « Table, colonne »; `retraits`: kind of personal data → number of texts mended.
    """

    tables: Mapping[str, pd.DataFrame]
    colonnes: tuple[str, ...]
    retraits: Mapping[str, int]


def open_tables(tables: Mapping[str, pd.DataFrame], finders: Finders) -> Ouvertes:
    """Return the tables that may be published."""
    counts: Counter[str] = Counter()
    kept = {name: _open_table(TABLES[name], tables[name], finders, counts) for name in TABLES}
    closed = [f"{table.title}, {c.title}" for table in TABLES.values() for c in table if not c.public]
    return Ouvertes(kept, tuple(closed), dict(counts))


def public_columns(table: Table) -> list[Column]:
    """Return the columns of a table that the open data has."""
    return [column for column in table if column.public]


def _open_table(table: Table, frame: pd.DataFrame, finders: Finders, counts: Counter[str]) -> pd.DataFrame:
    """Keep the public columns of a table; what looks like personal data in their texts is replaced, and counted."""
    public = public_columns(table)
    mended = {c.name: _mended(frame[c.name], finders.of(c), counts) for c in public if c.kind is Kind.TEXTE}
    return frame[[column.name for column in public]].assign(**mended)


def _mended(texts: pd.Series, searches: tuple[Search, ...], counts: Counter[str]) -> pd.Series:
    """Replace personal data in a column, each distinct text that a sieve keeps being read once."""
    distinct = texts.dropna().unique()
    changed: dict[str, str] = {}
    for search in searches:
        for text in distinct[matching(pa.array(distinct, pa.large_string()), search.sieve)]:
            clean, kinds = redacted(changed.get(text, text), search.find)
            if kinds:
                changed[text] = clean
                counts.update(dict.fromkeys(kinds, int((texts == text).sum())))
    return texts.replace(changed) if changed else texts


def redacted(text: str, finder: Finder) -> tuple[str, frozenset[str]]:
    """Return a text without what looks like personal data, and the kinds that were found in it."""
    kinds: set[str] = set()
    for _ in range(len(text)):
        found = [(kind, words) for kind, words in finder(text) if words and words != REDACTED]
        if not found:
            break
        for kind, words in found:
            kinds.add(kind.removesuffix("?"))
            text = text.replace(words, REDACTED)
    return text, frozenset(kinds)
