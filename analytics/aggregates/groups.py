"""Sum the ledger per territory, priority, exercice, status or source, on the full reference of each.

Grain of every answer: one row a group, plus the total apart. Columns: `cle`, `nombre_initiatives`, `nombre_avec_montant`,
`montant_accorde`, `montant_verse`, `montant_depense` (cents, missing = not published, never 0), `precision`,
`part_du_total` (0 to 1). Source of the rules: modele.md §4.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analytics.aggregates.entries import Entries, read_entries
from analytics.aggregates.grouping import Grouping, grouping, one_group
from analytics.aggregates.ledger import is_in_enveloppe
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

    def shown(self) -> Aggregate:
        """Return what a page shows of it: all its groups, without those that hold what is left when nothing is."""
        return replace(self, lignes=without_empty_apart(self.lignes, ("cle",)).reset_index(drop=True))


def aggregate_by(par: str, ledger: pd.DataFrame, enveloppe: str | None = None, cycle: str | None = None) -> Aggregate:
    """Return the aggregate of `ledger` per `par` (a key of `CUTS`; ValueError otherwise) in one envelope.

    `cycle` chooses the list of priorities shown even when empty: lists of two cycles are never mixed.
    """
    if par not in CUTS:
        raise ValueError(f"unknown cut {par!r}, expected one of {sorted(CUTS)}")
    return aggregate_cuts(ledger, enveloppe, cycle, (par,))[par]


def aggregate_cuts(
    ledger: pd.DataFrame, enveloppe: str | None = None, cycle: str | None = None, cuts: Iterable[str] = tuple(CUTS)
) -> dict[str, Aggregate]:
    """Return cut → aggregate; what they share, the rows read and the total, is worked out once."""
    entries, inside = read_entries(ledger, ledger), is_in_enveloppe(ledger, enveloppe)
    total = _total(entries, one_group(TOTAL, len(ledger)).only(inside))

    def aggregate(par: str) -> Aggregate:
        cut = grouping(ledger[CUTS[par]]).only(inside)
        cut = cut.ordered(reference_keys(par, cut.met(), cycle))
        sums = entries.summed(cut)
        shares = share(sums["montant_accorde"], total["montant_accorde"])
        lignes = pd.DataFrame({"cle": pd.array(cut.keys, "str"), **sums, "part_du_total": shares})
        return Aggregate(par, enveloppe, lignes, total)

    return {par: aggregate(par) for par in cuts}


def summed(rows: pd.DataFrame, by: pd.Series, whole: pd.DataFrame) -> pd.DataFrame:
    """Return counts, sums (cents) and precision per value of `by`, for the values met."""
    cut = grouping(by)
    cut = cut.ordered(cut.met())
    return pd.DataFrame(read_entries(rows, whole).summed(cut), index=pd.Index(cut.keys, name="cle"))


def summed_whole(rows: pd.DataFrame, whole: pd.DataFrame) -> pd.Series:
    """Return the same for all the rows together."""
    return _total(read_entries(rows, whole), one_group(TOTAL, len(rows)))


def _total(entries: Entries, cut: Grouping) -> pd.Series:
    """Return the counts, sums and precision of the only group of a cut."""
    return pd.Series({name: column[0] for name, column in entries.summed(cut).items()}, name=TOTAL, dtype=object)


def share(part: pd.arrays.IntegerArray, whole: int) -> pd.arrays.FloatingArray:
    """Return part / whole, 0 to 1; missing where either is not published or the whole is zero."""
    unknown = pd.isna(whole) or whole == 0
    return pd.array(np.full(len(part), np.nan) if unknown else part.to_numpy(float, na_value=np.nan) / whole, "Float64")


def without_empty_apart(frame: pd.DataFrame, cuts: Sequence[str]) -> pd.DataFrame:
    """Leave out of a cut or of a crosstab its « Non ventilé » and « Non publié » lines that hold neither an amount nor an initiative.

    Nothing left to break down is not the same as something not published.
    """
    for cut in cuts:
        held = frame.loc[frame["montant_accorde"].notna() | (frame["nombre_initiatives"] > 0), cut].unique()
        frame = frame.loc[~frame[cut].isin([NON_VENTILE, NON_PUBLIE]) | frame[cut].isin(held)]
    return frame


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
