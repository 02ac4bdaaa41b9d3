"""Search the initiatives: words in any order, facets whose counts follow the other choices, sums with their coverage.

A result holds every word asked (each may be the beginning of a word of the initiative), and in each facet one of the values chosen there.
Amounts in cents. The index is made once a version (`search_index.build_index`); a search reads it and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from analytics.aggregates.precision import combined
from analytics.aggregates.search_index import Facette, Index
from analytics.schema.spelling import fold

TRIS = ("montant", "titre", "date")
WORDS_READ = 12
"""Words beyond this number are not read: an address may hold anything."""

Choix = Mapping[str, Iterable[str]]


@dataclass(frozen=True, slots=True)
class Resultat:
    """What a search found: positions in the index in the order asked, counts per facet value, sums and their coverage."""

    positions: np.ndarray
    comptes: dict[str, dict[str, int]]
    nombre_avec_montant: int
    montant_accorde: int | None
    precision: str | None
    montant_alliance: int | None
    precision_alliance: str | None

    @property
    def nombre(self) -> int:
        """Return the number of initiatives found."""
        return len(self.positions)


def words(asked: str) -> tuple[str, ...]:
    """Return the different words of what somebody typed, folded."""
    return tuple(dict.fromkeys(fold(asked).split()))[:WORDS_READ]


def search(index: Index, asked: str = "", choix: Choix | None = None, tri: str = TRIS[0]) -> Resultat:
    """Return the initiatives that hold every word of `asked` and, in each facet of `choix`, one of its values.

    ValueError for a sort or a facet that does not exist. A value that its facet does not have matches nothing.
    """
    chosen = {name: tuple(values) for name, values in (choix or {}).items() if values}
    if tri not in index.ordres or not chosen.keys() <= index.facettes.keys():
        raise ValueError(f"unknown sort {tri!r} or facet among {sorted(chosen)}")
    held = _hold_words(index, words(asked))
    passed = {name: _hold_values(index.facettes[name], values, len(index)) for name, values in chosen.items()}
    misses = sum((~mask for mask in passed.values()), np.zeros(len(index), dtype=np.int8))
    kept = held & (misses == 0)
    comptes = {
        name: _counts(facet, kept if name not in passed else kept | (held & (misses == 1) & ~passed[name]))
        for name, facet in index.facettes.items()
    }
    order = index.ordres[tri]
    return Resultat(order[kept[order]], comptes, **_sums(index.fiches[_SUMMED].loc[kept]))


def _hold_words(index: Index, asked: tuple[str, ...]) -> np.ndarray:
    """Tell the initiatives whose text holds every word, each at the beginning of a word; the longest word is looked for first."""
    left = np.arange(len(index), dtype=np.int32)
    texts = index.textes
    for word in sorted(asked, key=len, reverse=True):
        found = pc.match_substring(texts, f" {word}")
        left, texts = left[found.to_numpy(zero_copy_only=False)], texts.filter(found)
    held = np.zeros(len(index), dtype=bool)
    held[left] = True
    return held


def _hold_values(facet: Facette, values: tuple[str, ...], count: int) -> np.ndarray:
    """Tell the initiatives that have one of these values in a facet."""
    codes = [code for code, value in enumerate(facet.valeurs) if value in values]
    held = np.zeros(count, dtype=bool)
    held[facet.lignes[np.isin(facet.codes, codes)]] = True
    return held


def _counts(facet: Facette, kept: np.ndarray) -> dict[str, int]:
    """Count the initiatives kept per value of a facet."""
    numbers = np.bincount(facet.codes[kept[facet.lignes]], minlength=len(facet.valeurs))
    return dict(zip(facet.valeurs, numbers.tolist(), strict=True))


_SUMMED = ["montant_accorde", "precision", "montant_alliance", "precision_alliance"]


def _sums(found: pd.DataFrame) -> dict[str, object]:
    """Sum the amounts of what was found, with how sure the sums are: cents, or None where none of them is published."""
    awarded, precision = _sum(found["montant_accorde"], found["precision"])
    alliance, precision_alliance = _sum(found["montant_alliance"], found["precision_alliance"])
    return {
        "nombre_avec_montant": int(found["montant_accorde"].count()),
        "montant_accorde": awarded,
        "precision": precision,
        "montant_alliance": alliance,
        "precision_alliance": precision_alliance,
    }


def _sum(amounts: pd.Series, precisions: pd.Series) -> tuple[int | None, str | None]:
    """Return a sum of cents and its precision; nothing where no amount is published."""
    if amounts.notna().sum() == 0:
        return None, None
    return int(amounts.sum()), combined(frozenset(precisions.dropna().unique()))


def offered(
    comptes: Mapping[str, int], chosen: Iterable[str] = (), always: Iterable[str] = (), limit: int = 24
) -> list[str]:
    """Return the values of a facet worth offering, in their fixed order: those that find something, those chosen, those in `always`.

    Of more than `limit` that find something, the most frequent are kept.
    """
    wanted = {*chosen, *always}
    frequent = sorted((v for v in comptes if comptes[v] > 0), key=lambda value: -comptes[value])[:limit]
    return [value for value in comptes if value in wanted or value in set(frequent)]
