"""Read the rows of a ledger as arrays once, so that every cut of them only adds numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.aggregates.grouping import Grouping, Pairs
from analytics.aggregates.ledger import MEASURES
from analytics.aggregates.precision import Sorts, read_sorts


@dataclass(frozen=True, slots=True)
class Entries:
    """What the sums read of some rows of a ledger: one item a row, and its sorts of row.

    `cents`: the amounts of each measure (0 where unknown); `initiatives`: the number of the initiative, and `funded` the same of the
    rows that have an amount (-1: none); `sorts`: the number of the sort.
    """

    cents: dict[str, np.ndarray]
    initiatives: np.ndarray
    funded: np.ndarray
    sorts: np.ndarray
    of_sorts: Sorts

    def summed(self, cut: Grouping) -> dict[str, pd.api.extensions.ExtensionArray]:
        """Return the columns of an aggregate, one item a group: sums (cents), counts and precision."""
        met, size = cut.pairs(self.sorts), len(cut.keys)
        missing = {name: _without(known, met, size) for name, known in self.of_sorts.known.items()}
        return {name: pd.arrays.IntegerArray(cut.sums(cents), missing[name]) for name, cents in self.cents.items()} | {
            "nombre_initiatives": _counted(cut.distinct(self.initiatives)),
            "nombre_avec_montant": _counted(cut.distinct(self.funded)),
            "precision": pd.array(self.of_sorts.precision(met, size), "str"),
        }


def _counted(numbers: np.ndarray) -> pd.arrays.IntegerArray:
    """Return counts, none of them missing."""
    return pd.arrays.IntegerArray(numbers, np.zeros(len(numbers), bool))


def _without(known: np.ndarray, met: Pairs, groups: int) -> np.ndarray:
    """Tell the groups that have no row of a sort that is known."""
    missing = np.ones(groups, bool)
    missing[met.groups[known[met.values]]] = False
    return missing


def read_entries(rows: pd.DataFrame, whole: pd.DataFrame) -> Entries:
    """Read the rows; `whole` is the ledger that they come from."""
    cents = {name: rows[name].array.to_numpy(np.int64, na_value=0) for name in MEASURES}
    initiatives, sorts = (rows[name].to_numpy() for name in ("rang_initiative", "rang_sorte"))
    funded = np.where(rows["montant_accorde"].array.isna(), -1, initiatives)
    return Entries(cents, initiatives, funded, sorts, read_sorts(whole))
