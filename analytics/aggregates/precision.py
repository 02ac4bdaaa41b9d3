"""Carry « plus de » and « environ » through every sum.

A group that holds all the rows of a published total is as sure as that total, whatever its rows: the floor of an initiative
and the ceiling of what is left cancel out. Otherwise the doubts of the rows remain. Source: modele.md §4.3.
"""

from __future__ import annotations

import pandas as pd

from analytics.schema.lists import ARRONDI, EXACT, PLAFOND, PLANCHER


def precision_by(ledger: pd.DataFrame, by: pd.Series, whole: pd.DataFrame | None = None) -> pd.Series:
    """Return, per value of `by`, how sure the sum of its amounts is (exact, plancher, plafond, arrondi).

    `by` is aligned on `ledger`; `whole` is the ledger before any filter (default: the same), which tells whether a group
    holds the whole of a published total. A group without any amount is absent from the answer.
    """
    amounts = ledger["montant_accorde"].notna()
    rows = pd.DataFrame({"by": by[amounts].astype("str"), "doubt": ledger.loc[amounts, "precision"].astype("str")})
    rows["doubt"] = rows["doubt"].where(
        ~_absorbed(ledger[amounts], rows["by"], ledger if whole is None else whole), EXACT
    )
    doubts = rows.loc[rows["doubt"] != EXACT].groupby("by")["doubt"].agg(frozenset)
    present = pd.Series(EXACT, index=pd.Index(rows["by"].unique(), name="by"), dtype="object")
    return present.where(~present.index.isin(doubts.index), doubts.map(combined).reindex(present.index))


def combined(doubts: frozenset[str]) -> str:
    """Return the precision of a sum of rows with these precisions: a floor keeps its « plus de » unless something may lower it."""
    doubts = doubts - {EXACT}
    if not doubts:
        return EXACT
    if doubts == {PLANCHER} or doubts == {PLANCHER, ARRONDI}:
        return PLANCHER
    return PLAFOND if doubts == {PLAFOND} else ARRONDI


def _absorbed(rows: pd.DataFrame, by: pd.Series, whole: pd.DataFrame) -> pd.Series:
    """Tell the rows whose group holds every row of an exact published total, the finest or the coarsest one."""
    held = pd.Series(False, index=rows.index)
    for level in ("total_exact", "total_exact_englobant"):
        ids = rows[level]
        if ids.notna().any():
            everywhere = whole.loc[whole["montant_accorde"].notna(), level].value_counts()
            here = ids.groupby([by, ids]).transform("size")
            held |= (here == ids.map(everywhere)).fillna(False).astype(bool)
    return held
