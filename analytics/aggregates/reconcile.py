"""Compare the cuts of one envelope with its committed amount, and name every gap down to its rows (modele.md §4.1)."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.aggregates.groups import Aggregate, aggregate_cuts
from analytics.aggregates.ledger import Tables, located_funding
from analytics.aggregates.totals import KEYS, owners
from analytics.schema.lists import EXACT


@dataclass(frozen=True, slots=True)
class Cut:
    """The sum of one cut (cents) and its gap with the envelope's committed amount (0 when it reconciles)."""

    par: str
    somme: int | None
    ecart: int


def reconcile(ledger: pd.DataFrame, enveloppe: str | None) -> list[Cut]:
    """Return the sum of each cut of the envelope beside its gap with the whole."""
    return [_cut(aggregate) for aggregate in aggregate_cuts(ledger, enveloppe).values()]


def _cut(aggregate: Aggregate) -> Cut:
    """Sum the groups of an aggregate and compare with its total."""
    groups, whole = aggregate.lignes["montant_accorde"].sum(min_count=1), aggregate.total["montant_accorde"]
    known = not (pd.isna(groups) or pd.isna(whole))
    return Cut(aggregate.par, None if pd.isna(groups) else int(groups), int(groups - whole) if known else 0)


def overruns(tables: Tables) -> pd.DataFrame:
    """Return the published totals that their own rows exceed: the total's columns, `somme_lignes` and `depassement` (cents).

    The sums keep the rows (what is detailed is known); the gap is shown beside, with the file and row of the total.
    """
    totals = tables["totaux_publies"].reset_index(drop=True)
    totals = totals.assign(_id=totals.index, precision=totals["precision"].fillna(EXACT))
    funding = located_funding(tables)
    inside = funding["montant_accorde"].groupby(owners(funding, totals)).sum()
    finer = totals["montant_accorde"].groupby(owners(totals, totals)).sum()
    summed = inside.reindex(totals.index, fill_value=0) + finer.reindex(totals.index, fill_value=0)
    over = totals.assign(somme_lignes=summed, depassement=summed - totals["montant_accorde"]).drop(columns="_id")
    return over.loc[over["depassement"] > 0, [*over.columns.difference(KEYS, sort=False), *KEYS]].reset_index(drop=True)
