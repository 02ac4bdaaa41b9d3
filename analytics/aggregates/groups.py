"""Sum the ledger per territory, priority, exercice, status or source, on the full reference of each.

Grain of every answer: one row a group, plus the total apart. Columns: `cle`, `nombre_initiatives`, `nombre_avec_montant`,
`montant_accorde`, `montant_verse`, `montant_depense` (cents, missing = not published, never 0), `precision`,
`part_du_total` (0 to 1). Source of the rules: modele.md §4.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.aggregates.grouping import Grouping, grouping, one_group
from analytics.aggregates.ledger import MEASURES, in_enveloppe
from analytics.aggregates.precision import Doubts, read_doubts
from analytics.schema import NON_PUBLIE, lists
from analytics.schema.reference import NON_VENTILE, priorites, priorites_of, territoires

CUTS = {
    "territoire": "territoire",
    "priorite": "priorite",
    "exercice": "exercice",
    "statut": "statut",
    "source": "source_financement",
}
"""Name of the cut (command line, pages) → dimension of the ledger."""

TOTAL = "Total"


@dataclass(frozen=True, slots=True)
class Aggregate:
    """One aggregate: what it cuts, in which envelope (None: all), its groups and its total (columns of this module)."""

    par: str
    enveloppe: str | None
    lignes: pd.DataFrame
    total: pd.Series


def aggregate_by(par: str, ledger: pd.DataFrame, enveloppe: str | None = None, cycle: str | None = None) -> Aggregate:
    """Return the aggregate of `ledger` per `par` (a key of `CUTS`; ValueError otherwise) in one envelope.

    `cycle` chooses the list of priorities shown even when empty: lists of two cycles are never mixed.
    """
    if par not in CUTS:
        raise ValueError(f"unknown cut {par!r}, expected one of {sorted(CUTS)}")
    rows = in_enveloppe(ledger, enveloppe)
    doubts = read_doubts(rows, ledger)
    groups = _summed(rows, grouping(rows[CUTS[par]]), doubts)
    groups = groups.reindex(reference_keys(par, groups.index, cycle)).rename_axis("cle")
    total = _summed(rows, one_group(TOTAL, len(rows)), doubts).reindex([TOTAL]).pipe(_with_counts_filled).iloc[0]
    groups = _with_counts_filled(groups)
    groups["part_du_total"] = share(groups["montant_accorde"], total["montant_accorde"])
    return Aggregate(par, enveloppe, groups.reset_index(), total)


def summed(rows: pd.DataFrame, by: pd.Series, whole: pd.DataFrame) -> pd.DataFrame:
    """Return counts, sums (cents) and precision per value of `by`, for the values met."""
    return _summed(rows, grouping(by), read_doubts(rows, whole))


def summed_whole(rows: pd.DataFrame, whole: pd.DataFrame) -> pd.Series:
    """Return the same for all the rows together."""
    sums = _summed(rows, one_group(TOTAL, len(rows)), read_doubts(rows, whole))
    return sums.reindex([TOTAL]).iloc[0]


def _summed(rows: pd.DataFrame, cut: Grouping, doubts: Doubts) -> pd.DataFrame:
    """Return counts, sums and precision of rows already cut."""
    funded, initiatives = doubts.funded, rows["rang_initiative"].to_numpy()
    sums = pd.DataFrame({name: cut.sums(rows[name]) for name in MEASURES})
    return sums.rename_axis("cle").assign(
        nombre_initiatives=cut.distinct(initiatives),
        nombre_avec_montant=cut.only(funded).distinct(initiatives[funded]),
        precision=doubts.precision(cut),
    )


def share(part: pd.Series, whole: int | None) -> pd.Series:
    """Return part / whole, 0 to 1; missing where either is not published or the whole is zero."""
    if whole is None or pd.isna(whole) or whole == 0:
        return pd.Series(pd.NA, index=part.index, dtype="Float64")
    return (part.astype("Float64") / float(whole)).astype("Float64")


def _with_counts_filled(groups: pd.DataFrame) -> pd.DataFrame:
    """Read an absent count as zero initiative named, and keep the amounts missing."""
    counts = {name: groups[name].fillna(0).astype("Int64") for name in ("nombre_initiatives", "nombre_avec_montant")}
    return groups.assign(**counts)


def reference_keys(par: str, met: pd.Index, cycle: str | None) -> list[str]:
    """Return the groups in their fixed order: the whole reference, then any other value met, then « Non ventilé », « Non publié »."""
    last = [NON_VENTILE, NON_PUBLIE]
    known = [key for key in _reference(par, cycle) if key not in last]
    others = sorted(set(met) - set(known) - set(last))
    tail = [key for key in last if key in met or (key == NON_VENTILE and par in ("territoire", "priorite"))]
    return [*known, *others, *tail] if par != "exercice" else [*sorted({*known, *others}), *tail]


def _reference(par: str, cycle: str | None) -> list[str]:
    """Return the groups that a cut shows even when nothing was published for them."""
    if par == "territoire":
        return [t.nom for t in territoires()]
    if par == "priorite":
        return list(priorites_of(cycle)) if cycle else list(dict.fromkeys(p.nom for p in priorites()))
    if par == "statut":
        return [choice.value for choice in lists.statut()]
    if par == "source":
        return [choice.value for choice in lists.source_financement()]
    return []
