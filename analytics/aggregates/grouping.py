"""Cut rows into groups once, by number: every sum and count of a cut then costs the number of rows, not the length of the words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

_SIEVE_CELLS = 1 << 26
"""Pairs (group, value) up to which a table of what was met is quicker than a sort."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """The groups met, and the number of the group of each row (-1: none)."""

    keys: list[str]
    codes: np.ndarray

    def only(self, kept: np.ndarray) -> Grouping:
        """Return the groups of some of the rows (a mask)."""
        return Grouping(self.keys, self.codes[kept])

    def counts(self) -> np.ndarray:
        """Return how many rows each group has."""
        return np.bincount(self.codes[self.codes >= 0], minlength=len(self.keys))

    def sums(self, cents: pd.Series) -> pd.Series:
        """Return the sum of each group (Int64, exact; missing where no row of it has an amount)."""
        values, known = cents.to_numpy(np.int64, na_value=0), cents.notna().to_numpy() & (self.codes >= 0)
        codes = self.codes[known]
        totals = np.zeros(len(self.keys), np.int64)
        np.add.at(totals, codes, values[known])
        found = np.bincount(codes, minlength=len(self.keys)) > 0
        return pd.Series(pd.arrays.IntegerArray(totals, ~found), index=self.keys)

    def distinct(self, values: np.ndarray) -> np.ndarray:
        """Return how many different values each group has, the values being numbers from 0 (-1: none)."""
        held = (self.codes >= 0) & (values >= 0)
        codes, values = self.codes[held].astype(np.int64), values[held]
        wide = int(values.max(initial=-1)) + 1
        if len(self.keys) == 1:
            return np.array([np.count_nonzero(np.bincount(values))])
        if len(self.keys) * wide <= _SIEVE_CELLS:
            met = np.zeros((len(self.keys), wide), bool)
            met[codes, values] = True
            return met.sum(axis=1)
        return np.bincount(np.unique(codes * wide + values) // wide, minlength=len(self.keys))


def grouping(by: pd.Series) -> Grouping:
    """Number the groups of a column of words, in the order of its categories (else sorted); those that no row has are left out."""
    whole = by.array if isinstance(by.dtype, pd.CategoricalDtype) else pd.Categorical(by.astype("str"))
    codes = whole.codes.astype(np.int64)
    met = np.flatnonzero(np.bincount(codes + 1, minlength=len(whole.categories) + 1)[1:])
    renumbered = np.full(len(whole.categories) + 1, -1, np.int64)
    renumbered[met + 1] = np.arange(len(met))
    return Grouping([str(key) for key in whole.categories[met]], renumbered[codes + 1])


def one_group(key: str, rows: int) -> Grouping:
    """Put all the rows in one group."""
    return Grouping([key] if rows else [], np.zeros(rows, np.int64))


def is_among(values: pd.Series, others: pd.Series) -> np.ndarray:
    """Tell which values stand among others (a missing one does not), whatever their number."""
    found = pc.is_in(
        pa.array(values, from_pandas=True), value_set=pa.array(others, from_pandas=True).unique(), skip_nulls=True
    )
    return found.to_numpy(zero_copy_only=False)
