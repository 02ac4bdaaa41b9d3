"""Carry « plus de » and « environ » through every sum.

A group that holds all the rows of a published total is as sure as that total, whatever its rows: the floor of an initiative
and the ceiling of what is left cancel out. Otherwise the doubts of the rows remain. Source: modele.md §4.3.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.aggregates.grouping import Pairs, grouping
from analytics.aggregates.ledger import MEASURES
from analytics.aggregates.totals import EXACT_TOTALS
from analytics.schema.lists import ARRONDI, EXACT, PLAFOND, PLANCHER


def precision_by(ledger: pd.DataFrame, by: pd.Series, whole: pd.DataFrame | None = None) -> pd.Series:
    """Return, per value of `by`, how sure the sum of its amounts is (exact, plancher, plafond, arrondi).

    `by` is aligned on `ledger`; `whole` is the ledger before any filter (default: the same), which tells whether a group
    holds the whole of a published total. A group without any amount is absent from the answer.
    """
    cut, sorts = grouping(by), read_sorts(ledger if whole is None else whole)
    found = sorts.precision(cut.pairs(ledger["rang_sorte"].to_numpy()), len(cut.keys))
    return pd.Series(found, index=pd.Index(cut.keys, dtype="str", name="by"), dtype="str").dropna()


@dataclass(frozen=True, slots=True)
class Sorts:
    """What the sorts of row of a ledger (`rang_sorte`) are, one item a sort, read once for any number of cuts.

    `known`: per measure, whether its amount is known; `said`: the precision. `totals`: for the finest and the coarsest exact total
    that the rows are part of, its number (0: none) and, one item a total, how many rows with an amount it has (0 for none).
    """

    known: dict[str, np.ndarray]
    said: np.ndarray
    totals: tuple[tuple[np.ndarray, np.ndarray], ...]

    def precision(self, met: Pairs, groups: int) -> np.ndarray:
        """Return the precision of each group from the sorts met in it; missing where it has no amount."""
        met = met.only(self.known["montant_accorde"][met.values])
        doubts = {group: set() for group in met.groups.tolist()}
        for group, doubt in zip(met.groups.tolist(), self._doubts(met).tolist(), strict=True):
            doubts[group].add(doubt)
        found = np.full(groups, np.nan, dtype=object)
        found[list(doubts)] = [combined(frozenset(each)) for each in doubts.values()]
        return found

    def _doubts(self, met: Pairs) -> np.ndarray:
        """Return the precision of each pair; exact where its group holds every row of an exact published total, fine or coarse."""
        held = np.zeros(len(met.groups), bool)
        for total_of, everywhere in self.totals:
            totals = total_of[met.values]
            _, place = np.unique(met.groups * len(everywhere) + totals, return_inverse=True)
            here = np.bincount(place, weights=met.rows)[place]
            held |= here == everywhere[totals]
        return np.where(held, EXACT, self.said[met.values])


def read_sorts(ledger: pd.DataFrame) -> Sorts:
    """Read the sorts of row of a ledger, each from one of its rows."""
    sorts = ledger["rang_sorte"].to_numpy()
    rows = np.bincount(sorts)
    example = np.zeros(len(rows), np.int64)
    example[sorts] = np.arange(len(sorts))
    known = {name: ~ledger[name].array[example].isna() for name in MEASURES}
    totals = []
    for level in EXACT_TOTALS:
        total_of = ledger[level].array[example].to_numpy(np.int64, na_value=-1) + 1
        total_of[~known["montant_accorde"]] = 0
        everywhere = np.bincount(total_of, weights=rows, minlength=1)
        everywhere[0] = 0
        totals.append((total_of, everywhere))
    return Sorts(known, np.asarray(ledger["precision"].array[example], dtype=object), tuple(totals))


def combined(doubts: frozenset[str]) -> str:
    """Return the precision of a sum of rows with these precisions: a floor keeps its « plus de » unless something may lower it."""
    doubts = doubts - {EXACT}
    if not doubts:
        return EXACT
    if doubts == {PLANCHER} or doubts == {PLANCHER, ARRONDI}:
        return PLANCHER
    return PLAFOND if doubts == {PLAFOND} else ARRONDI
