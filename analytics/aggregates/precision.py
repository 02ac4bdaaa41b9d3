"""Carry « plus de » and « environ » through every sum.

A group that holds all the rows of a published total is as sure as that total, whatever its rows: the floor of an initiative
and the ceiling of what is left cancel out. Otherwise the doubts of the rows remain. Source: modele.md §4.3.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.aggregates.grouping import Grouping, grouping
from analytics.schema.lists import ARRONDI, EXACT, PLAFOND, PLANCHER

LEVELS = ("total_exact", "total_exact_englobant")


def precision_by(ledger: pd.DataFrame, by: pd.Series, whole: pd.DataFrame | None = None) -> pd.Series:
    """Return, per value of `by`, how sure the sum of its amounts is (exact, plancher, plafond, arrondi).

    `by` is aligned on `ledger`; `whole` is the ledger before any filter (default: the same), which tells whether a group
    holds the whole of a published total. A group without any amount is absent from the answer.
    """
    return read_doubts(ledger, ledger if whole is None else whole).precision(grouping(by))


@dataclass(frozen=True, slots=True)
class Doubts:
    """What the rows of a ledger say of their precision, read once for any number of cuts.

    `funded`: the rows that have an amount; of those, `doubtful`: the ones that are not exact, `said`: the precision of each.
    `totals`: for the finest and the coarsest exact total, the total of each of those rows (-1: none) and its number of rows.
    """

    funded: np.ndarray
    doubtful: np.ndarray
    said: pd.Series
    totals: tuple[tuple[np.ndarray, np.ndarray], ...]

    def precision(self, cut: Grouping) -> pd.Series:
        """Return the precision of each group; one without any amount is absent."""
        cut = cut.only(self.funded)
        doubtful = self.doubtful & (cut.codes >= 0)
        if doubtful.any():
            doubtful &= ~self._absorbed(cut)
        met = pd.DataFrame({"group": cut.codes[doubtful], "doubt": self.said.array[doubtful]}).drop_duplicates()
        said = met.astype({"doubt": "str"}).groupby("group")["doubt"].agg(frozenset).to_dict()
        present = np.flatnonzero(cut.counts())
        return pd.Series(
            [combined(said.get(rank, frozenset())) for rank in present],
            index=pd.Index([cut.keys[rank] for rank in present], name="by"),
            dtype="object",
        )

    def _absorbed(self, cut: Grouping) -> np.ndarray:
        """Tell the rows whose group holds every row of an exact published total, the finest or the coarsest one."""
        held = np.zeros(len(cut.codes), bool)
        for ids, everywhere in self.totals:
            inside = (ids >= 0) & (cut.codes >= 0)
            pairs = np.where(inside, cut.codes * len(everywhere) + ids, -1)
            here = np.bincount(pairs[inside], minlength=len(cut.keys) * len(everywhere))
            held |= inside & (here[pairs] == everywhere[ids])
        return held


def read_doubts(rows: pd.DataFrame, whole: pd.DataFrame) -> Doubts:
    """Read what the rows say of their precision; `whole` is the ledger that they come from."""
    funded, counted = (ledger["montant_accorde"].notna().to_numpy() for ledger in (rows, whole))
    said = rows["precision"].loc[funded]
    totals = []
    for level in LEVELS:
        ids = rows[level].to_numpy(np.int64, na_value=-1)[funded]
        if (wide := int(ids.max(initial=-1)) + 1) > 0:
            everywhere = ids if rows is whole else whole[level].to_numpy(np.int64, na_value=-1)[counted]
            totals.append((ids, np.bincount(everywhere[everywhere >= 0], minlength=wide)))
    return Doubts(funded, (said != EXACT).to_numpy(), said, tuple(totals))


def combined(doubts: frozenset[str]) -> str:
    """Return the precision of a sum of rows with these precisions: a floor keeps its « plus de » unless something may lower it."""
    doubts = doubts - {EXACT}
    if not doubts:
        return EXACT
    if doubts == {PLANCHER} or doubts == {PLANCHER, ARRONDI}:
        return PLANCHER
    return PLAFOND if doubts == {PLAFOND} else ARRONDI
