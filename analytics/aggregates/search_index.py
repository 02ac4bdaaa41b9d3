"""Prepare the initiatives for searching, once a version: folded text, facets as codes, amounts per initiative, orders.

Grain: one row an initiative (the first of each `id_initiative`). Added to its columns: `montant_accorde`, `montant_alliance` (the part
whose source is FQIS – Alliance), `montant_verse`, `montant_depense` (cents, missing = not published), `precision` and
`precision_alliance` (how sure the two first are), `date_annonce` (the last one), `date` (its first day, else its last announcement),
`autres_territoires` (those that only its amounts name, in words, or missing).
Nothing here depends on what is asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa

from analytics import format_fr
from analytics.aggregates.ledger import MEASURES, Tables
from analytics.aggregates.precision import combined
from analytics.aggregates.search_text import fold_all
from analytics.schema import NON_PUBLIE, lists
from analytics.schema.lists import EXACT, SOURCE_ALLIANCE
from analytics.schema.model import LISTES_SEPARATOR
from analytics.schema.reference import cycle_choices, priorites, territoires

SEARCHED = ("titre", "organisme_porteur", "fiduciaire", "description", "id_initiative", "territoire", "priorite")
AVEC, SANS = "avec", "sans"
"""Values of the facet « montant »: an awarded amount is published, or none is."""
FACETTES = ("territoire", "cycle", "priorite", "statut", "montant", "clienteles", "type_initiative")


@dataclass(frozen=True, slots=True)
class Facette:
    """One facet: its values in their fixed order, and the pairs (position of the initiative, code of its value)."""

    valeurs: tuple[str, ...]
    lignes: np.ndarray
    codes: np.ndarray


@dataclass(frozen=True, slots=True)
class Index:
    """Everything that a search reads; `ordres` gives, per sort, every position from the first shown to the last."""

    fiches: pd.DataFrame
    textes: pa.Array
    facettes: dict[str, Facette]
    ordres: dict[str, np.ndarray]

    def __len__(self) -> int:
        """Return the number of initiatives."""
        return len(self.fiches)


def build_index(tables: Tables) -> Index:
    """Return the index of the initiatives of a version; an amount whose initiative is unknown belongs to none."""
    named = tables["initiatives"].drop_duplicates("id_initiative").reset_index(drop=True)
    position = pd.Index(named["id_initiative"]).get_indexer(tables["financement"]["id_initiative"])
    funding = tables["financement"].set_axis(position).loc[position >= 0]
    fiches = with_amounts(named, funding)
    folded = fold_all(_searched_text(fiches))
    return Index(
        fiches, pa.array([f" {text}" for text in folded], pa.large_string()), _facets(fiches, funding), _orders(fiches)
    )


def with_amounts(named: pd.DataFrame, funding: pd.DataFrame) -> pd.DataFrame:
    """Add to each initiative the sums of its funding rows (indexed by its position), how sure they are, and its dates."""
    sums = funding[list(MEASURES)].groupby(level=0).sum(min_count=1).reindex(named.index).astype("Int64")
    awarded = funding.loc[funding["montant_accorde"].notna()]
    alliance = awarded.loc[awarded["source_financement"] == SOURCE_ALLIANCE]
    announced = funding["date_annonce"].groupby(level=0).max().reindex(named.index)
    return named.assign(
        **{name: sums[name] for name in MEASURES},
        montant_alliance=alliance["montant_accorde"].groupby(level=0).sum().reindex(named.index).astype("Int64"),
        precision=_precisions(awarded["precision"], len(named)),
        precision_alliance=_precisions(alliance["precision"], len(named)),
        date_annonce=announced,
        date=named["date_debut"].fillna(announced),
        autres_territoires=_other_territories(named["territoire"], funding["territoire"].dropna()),
    )


def _other_territories(own: pd.Series, funded: pd.Series) -> pd.Series:
    """Name, per initiative, the territories of its amounts that are not its own."""
    others = funded.loc[funded.to_numpy() != own.reindex(funded.index).to_numpy()]
    return (
        others.groupby(level=0).agg(lambda names: format_fr.liste(sorted(set(names)))).reindex(own.index).astype("str")
    )


def _precisions(precisions: pd.Series, count: int) -> pd.Series:
    """Return how sure the awarded sum of each initiative is, from the precision of each of its rows; missing where it has none."""
    precisions = precisions.fillna(EXACT)
    kinds = list(pd.unique(precisions))
    met = np.zeros(count, dtype=np.int64)
    for bit, kind in enumerate(kinds):
        met[precisions.index[precisions == kind]] |= 1 << bit
    said = [None] + [
        combined(frozenset(k for bit, k in enumerate(kinds) if code >> bit & 1)) for code in range(1, 1 << len(kinds))
    ]
    return pd.Series(np.array(said, dtype=object)[met], dtype="str")


def _searched_text(fiches: pd.DataFrame) -> list[str]:
    """Join the searched columns of each initiative; « Non publié » is no word of theirs."""
    columns = [fiches[name].fillna("").mask(fiches[name] == NON_PUBLIE, "") for name in SEARCHED]
    return columns[0].str.cat(columns[1:], sep=" ").tolist()


def _facets(fiches: pd.DataFrame, funding: pd.DataFrame) -> dict[str, Facette]:
    """Return the seven facets; an initiative counts in every territory and priority that its amounts name."""
    several = fiches["clienteles"].str.split(LISTES_SEPARATOR.strip()).explode().astype("str").str.strip()
    amounts = pd.Series(np.where(fiches["montant_accorde"].notna(), AVEC, SANS), index=fiches.index)
    pairs = {
        "territoire": pd.concat([fiches["territoire"], funding["territoire"].dropna()]),
        "cycle": fiches["cycle"],
        "priorite": pd.concat([fiches["priorite"], funding["priorite"].dropna()]),
        "statut": fiches["statut"],
        "montant": amounts,
        "clienteles": several,
        "type_initiative": fiches["type_initiative"],
    }
    return {name: _facet(values, REFERENCES[name]()) for name, values in pairs.items()}


def _facet(values: pd.Series, reference: Iterable[str]) -> Facette:
    """Build a facet from values indexed by position: a missing one is « Non publié », a repeated pair counts once."""
    filled = values.fillna(NON_PUBLIE)
    met = pd.unique(filled)
    known = [value for value in dict.fromkeys(reference) if value != NON_PUBLIE]
    order = [*known, *sorted(set(met) - {*known, NON_PUBLIE}), NON_PUBLIE]
    codes = pd.Categorical(filled, categories=order).codes.astype(np.int64)
    pairs = filled.index.to_numpy(np.int64) * len(order) + codes
    pairs = pairs if filled.index.is_unique else np.unique(pairs)
    return Facette(tuple(order), (pairs // len(order)).astype(np.int32), (pairs % len(order)).astype(np.int32))


REFERENCES = {
    "territoire": lambda: [t.nom for t in territoires()],
    "cycle": lambda: [choice.value for choice in reversed(cycle_choices())],
    "priorite": lambda: [p.nom for p in priorites()],
    "statut": lambda: [choice.value for choice in lists.statut()],
    "montant": lambda: [AVEC, SANS],
    "clienteles": lambda: [choice.value for choice in lists.clienteles()],
    "type_initiative": lambda: [choice.value for choice in lists.type_initiative()],
}
"""Facet → its values in their fixed order; any other value met comes after them, then « Non publié »."""


def _orders(fiches: pd.DataFrame) -> dict[str, np.ndarray]:
    """Return the positions in each order; ties follow the title, what is not published comes last."""
    titles = pd.Series(fold_all(fiches["titre"].fillna("").tolist()), index=fiches.index, dtype="str")
    by_title = titles.sort_values(kind="stable").index
    return {
        "montant": _descending(fiches.loc[by_title, "montant_accorde"]),
        "titre": by_title.to_numpy(np.int32),
        "date": _descending(fiches.loc[by_title, "date"]),
    }


def _descending(values: pd.Series) -> np.ndarray:
    """Return the positions from the largest value to the smallest, then those without any."""
    return values.sort_values(ascending=False, kind="stable", na_position="last").index.to_numpy(np.int32)
