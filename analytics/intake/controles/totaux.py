"""Check the published totals: none smaller than its detail, and none that repeats others without saying so.

A total covers another of the same exercice and source when it names everything less closely: each of enveloppe,
territoire and priorité is either the same or left empty by the total that covers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from analytics import format_fr
from analytics.intake.controles.entre_tables import known_frame
from analytics.intake.depot import DepositTable
from analytics.intake.findings import Batch

_SAME = ["exercice", "source_financement"]
_NARROWED = ["enveloppe", "territoire", "priorite"]


def find_totals(deposit: dict[str, DepositTable], context: Mapping[str, pd.DataFrame]) -> Iterator[Batch]:
    """Yield the totals that cover others, then those that are less than the rows they are the total of."""
    if "totaux_publies" not in deposit:
        return
    table = deposit["totaux_publies"]
    totals = table.frame.dropna(subset=[*_SAME, "montant_accorde"])
    for _, group in totals.groupby(_SAME):
        yield from _covering(table, group)
    funding = known_frame("financement", deposit, context)
    if funding is not None:
        yield from _exceeded(table, totals, with_own_place(funding, known_frame("initiatives", deposit, context)))


def covered(rows: pd.DataFrame, total: pd.Series) -> np.ndarray:
    """Return which rows a total covers: the same wherever the total names something."""
    inside = np.ones(len(rows), bool)
    for name in _NARROWED:
        if not pd.isna(total[name]):
            inside &= (rows[name] == total[name]).fillna(False).to_numpy(bool)
    return inside


def _covering(table: DepositTable, group: pd.DataFrame) -> Iterator[Batch]:
    """Yield the totals of one exercice and source that cover others, advice only when the sum is the same."""
    if len(group) < 2:
        return
    for position, total in group.iterrows():
        inside = covered(group, total) & ~_same_reach(group, total)
        detail = group[inside]
        detail = detail[[not _is_covered(detail, row) for _, row in detail.iterrows()]]
        if len(detail):
            yield from _say(table, int(position), int(total["montant_accorde"]), int(detail["montant_accorde"].sum()))


def _same_reach(rows: pd.DataFrame, total: pd.Series) -> np.ndarray:
    """Return the rows that name exactly what a total names (the total itself, and its repetition)."""
    same = np.ones(len(rows), bool)
    for name in _NARROWED:
        same &= (rows[name].isna() if pd.isna(total[name]) else rows[name] == total[name]).fillna(False).to_numpy(bool)
    return same


def _is_covered(rows: pd.DataFrame, row: pd.Series) -> bool:
    """Tell whether another of the rows covers one of them: adding both would count it twice."""
    return any(
        (covered(row.to_frame().T, other) & ~_same_reach(row.to_frame().T, other)).all() for _, other in rows.iterrows()
    )


def _say(table: DepositTable, position: int, total: int, detail: int) -> Iterator[Batch]:
    """Say that a total covers others: exactly, or with a gap."""
    code = "total-repete" if total == detail else "total-recouvre"
    words = {"lu": [format_fr.montant(detail)], "limite": [format_fr.montant(abs(total - detail))]}
    yield from table.batches(
        Batch(code, values=[format_fr.montant(total)], each=words), np.array([position]), "montant_accorde"
    )


def with_own_place(funding: pd.DataFrame, initiatives: pd.DataFrame | None) -> pd.DataFrame:
    """Return the funding with the territory and priority of the initiative where the row leaves them empty."""
    if initiatives is None:
        return funding
    known = initiatives.dropna(subset=["id_initiative"]).drop_duplicates("id_initiative").set_index("id_initiative")
    filled = {
        name: funding[name].fillna(funding["id_initiative"].map(known[name])) for name in ("territoire", "priorite")
    }
    return funding.assign(**filled)


def _exceeded(table: DepositTable, totals: pd.DataFrame, funding: pd.DataFrame) -> Iterator[Batch]:
    """Yield the totals smaller than the amounts of the initiatives that they include."""
    columns = [*_SAME, *_NARROWED]
    sums = funding.groupby(columns, dropna=False)["montant_accorde"].sum().reset_index()
    for position, total in totals.iterrows():
        same = sums[
            (sums["exercice"] == total["exercice"]) & (sums["source_financement"] == total["source_financement"])
        ]
        detail = int(same.loc[covered(same, total), "montant_accorde"].sum())
        if detail > total["montant_accorde"]:
            words = {"lu": [format_fr.montant(detail)]}
            value = format_fr.montant(int(total["montant_accorde"]))
            yield from table.batches(
                Batch("total-depasse", values=[value], each=words), np.array([position]), "montant_accorde"
            )
