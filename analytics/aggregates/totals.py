"""Work out what each published total leaves once everything it covers is taken away.

A total covers the funding rows and the finer totals of the same exercice, source and envelope whose territory and priority
are those it names (it covers all of them where it names none). The innermost total owns a row. Source: modele.md §1, §4.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.schema.lists import ARRONDI, EXACT, PLAFOND, PLANCHER
from analytics.schema.reference import NON_VENTILE

KEYS = ["exercice", "source_financement", "enveloppe"]
_PLACE = [*KEYS, "territoire", "priorite"]
_LEVELS = 4
"""Totals that may cover one another: those that name a territory and a priority, a territory, a priority, nothing."""


def remainders(funding: pd.DataFrame, totals: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the ledger's `reste` rows (one per total with something left) and, per funding row, the totals it is part of.

    Both frames have `KEYS`, territoire, priorite, montant_accorde (cents) and precision. The second answer is aligned on
    `funding` with the columns `MEMBERSHIP`: positions in `totals` of the finest total that covers the row (`id_total`) and of
    the finest and coarsest of them if they are exact (`total_exact`, `total_exact_englobant`).
    """
    totals = totals.reset_index(drop=True)
    totals = totals.assign(precision=totals["precision"].fillna(EXACT), _id=totals.index)
    owner, parent = owners(funding, totals), owners(totals, totals)
    left = _left(funding, totals, owner, parent)
    coarsest = _coarsest(parent)
    rest = _rest_rows(totals, left, _doubts(funding, totals, owner, parent))
    return _with_membership(rest, rest["_id"], totals, coarsest).drop(columns="_id"), _with_membership(
        funding, owner, totals, coarsest
    )


EXACT_TOTALS = ("total_exact", "total_exact_englobant")
MEMBERSHIP = ("id_total", *EXACT_TOTALS)


def _with_membership(rows: pd.DataFrame, owner: pd.Series, totals: pd.DataFrame, coarsest: pd.Series) -> pd.DataFrame:
    """Add the columns `MEMBERSHIP` to rows owned by these totals."""
    exact = totals.index[totals["precision"] == EXACT]
    around = owner.map(coarsest)
    return rows.assign(
        id_total=owner.astype("Int64"),
        total_exact=owner.where(owner.isin(exact)).astype("Int64"),
        total_exact_englobant=around.where(around.isin(exact)).astype("Int64"),
    )


def owners(rows: pd.DataFrame, totals: pd.DataFrame) -> pd.Series:
    """Return, per row, the position of the finest total that covers it (never itself), missing where none does.

    `rows` is a set of funding rows, or `totals` itself (then each total gets its parent).
    """
    named = {place: number for number, place in reversed(list(enumerate(_places(totals))))}
    if "_id" in rows:
        found = [_finest(place, named, own) for own, place in enumerate(_places(rows))]
        return pd.Series(found, index=rows.index, dtype="Int64")
    numbers = rows.groupby(_PLACE, dropna=False, sort=False, observed=True).ngroup()
    met = _places(rows.loc[~numbers.duplicated()])
    found = pd.array([_finest(place, named) for place in met], "Int64")
    return pd.Series(found.take(numbers), index=rows.index)


def _places(rows: pd.DataFrame) -> list[tuple[str | None, ...]]:
    """Return the place of each row: its `KEYS`, its territory and its priority (None: none named)."""
    return list(zip(*(rows[name].to_numpy(object, na_value=None) for name in _PLACE), strict=True))


def _finest(place: tuple[str | None, ...], named: Mapping[tuple[str | None, ...], int], own: int = -1) -> int | None:
    """Return the position of the finest total that covers a place, other than `own`; the territory is finer than the priority."""
    *keys, territoire, priorite = place
    around = ((territoire, priorite), (territoire, None), (None, priorite), (None, None))
    found = (named.get((*keys, *one)) for one in around)
    return next((total for total in found if total is not None and total != own), None)


def _left(funding: pd.DataFrame, totals: pd.DataFrame, owner: pd.Series, parent: pd.Series) -> pd.Series:
    """Return, per total, its amount minus the rows and the finer totals it owns (cents; below zero: they exceed it)."""
    rows = funding["montant_accorde"].groupby(owner).sum()
    finer = totals["montant_accorde"].groupby(parent).sum()
    return (
        totals["montant_accorde"] - rows.reindex(totals.index, fill_value=0) - finer.reindex(totals.index, fill_value=0)
    )


def _coarsest(parent: pd.Series) -> pd.Series:
    """Return, per total, the coarsest total above it (itself when none)."""
    top = pd.Series(parent.index, index=parent.index, dtype="Int64")
    for _ in range(_LEVELS):
        top = top.map(parent).fillna(top)
    return top.astype("Int64")


def _doubts(funding: pd.DataFrame, totals: pd.DataFrame, owner: pd.Series, parent: pd.Series) -> pd.Series:
    """Return, per total, the set of precisions of what it owns, its own excepted."""
    inside = pd.concat([
        pd.DataFrame({"_id": owner, "precision": funding["precision"]}),
        pd.DataFrame({"_id": parent, "precision": totals["precision"]}),
    ]).dropna(subset=["_id"])  # fmt: skip
    return inside.drop_duplicates().groupby("_id")["precision"].agg(frozenset).reindex(totals.index)


def _rest_rows(totals: pd.DataFrame, left: pd.Series, doubts: pd.Series) -> pd.DataFrame:
    """Build the `reste` rows: territory and priority that no total names become « Non ventilé ».

    A total that is no exact amount keeps its row even when nothing is left: it says « plus de » or « environ ».
    """
    rest = totals.assign(
        ligne="reste",
        montant_accorde=left,
        territoire=totals["territoire"].fillna(NON_VENTILE),
        priorite=totals["priorite"].fillna(NON_VENTILE),
        statut=NON_VENTILE,
        precision=[_rest_precision(own, inside) for own, inside in zip(totals["precision"], doubts, strict=True)],
    )
    return rest.loc[(left > 0) | ((left == 0) & (totals["precision"] != EXACT))]


def _rest_precision(total: str, inside: frozenset[str] | float) -> str:
    """Say how sure a remainder is: an exact total minus a floor is a ceiling; two doubts make an approximate amount."""
    doubts = (inside if isinstance(inside, frozenset) else frozenset()) - {EXACT}
    if not doubts:
        return total
    return PLAFOND if total == EXACT and doubts == {PLANCHER} else ARRONDI
