"""Carry « plus de » and « environ » through every sum.

A group that holds all the rows of a published total is as sure as that total, whatever its rows: the floor of an initiative
and the ceiling of what is left cancel out. Otherwise the doubts of the rows remain. Source: modele.md §4.3.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.aggregates.grouping import Grouping, grouping
from analytics.schema.lists import ARRONDI, EXACT, PLAFOND, PLANCHER


def precision_by(ledger: pd.DataFrame, by: pd.Series, whole: pd.DataFrame | None = None) -> pd.Series:
    """Return, per value of `by`, how sure the sum of its amounts is (exact, plancher, plafond, arrondi).

    `by` is aligned on `ledger`; `whole` is the ledger before any filter (default: the same), which tells whether a group
    holds the whole of a published total. A group without any amount is absent from the answer.
    """
    return precision_of(ledger, grouping(by), ledger if whole is None else whole)


def precision_of(ledger: pd.DataFrame, cut: Grouping, whole: pd.DataFrame) -> pd.Series:
    """Return the same for rows already cut into groups."""
    funded = ledger["montant_accorde"].notna().to_numpy()
    rows, cut = ledger.loc[funded, ["precision", "total_exact", "total_exact_englobant"]], cut.only(funded)
    doubtful = (rows["precision"] != EXACT).to_numpy() & (cut.codes >= 0)
    if doubtful.any():
        doubtful &= ~_absorbed(rows, cut, whole)
    met = pd.DataFrame({"group": cut.codes[doubtful], "doubt": rows["precision"].array[doubtful]}).drop_duplicates()
    said = met.astype({"doubt": "str"}).groupby("group")["doubt"].agg(frozenset).to_dict()
    present = np.flatnonzero(cut.counts())
    return pd.Series(
        [combined(said.get(rank, frozenset())) for rank in present],
        index=pd.Index([cut.keys[rank] for rank in present], name="by"),
        dtype="object",
    )


def combined(doubts: frozenset[str]) -> str:
    """Return the precision of a sum of rows with these precisions: a floor keeps its « plus de » unless something may lower it."""
    doubts = doubts - {EXACT}
    if not doubts:
        return EXACT
    if doubts == {PLANCHER} or doubts == {PLANCHER, ARRONDI}:
        return PLANCHER
    return PLAFOND if doubts == {PLAFOND} else ARRONDI


def _absorbed(rows: pd.DataFrame, cut: Grouping, whole: pd.DataFrame) -> np.ndarray:
    """Tell the rows whose group holds every row of an exact published total, the finest or the coarsest one."""
    held, counted = np.zeros(len(rows), bool), whole["montant_accorde"].notna().to_numpy()
    for level in ("total_exact", "total_exact_englobant"):
        ids = rows[level].to_numpy(np.int64, na_value=-1)
        wide = int(ids.max(initial=-1)) + 1
        if not wide:
            continue
        inside = (ids >= 0) & (cut.codes >= 0)
        pairs = np.where(inside, cut.codes * wide + ids, -1)
        here = np.bincount(pairs[inside], minlength=len(cut.keys) * wide)
        everywhere = whole[level].to_numpy(np.int64, na_value=-1)[counted]
        everywhere = np.bincount(everywhere[everywhere >= 0], minlength=wide)
        held |= inside & (here[pairs] == everywhere[ids])
    return held
