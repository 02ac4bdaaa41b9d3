"""Cut rows into groups once, by number: every sum and count of a cut then costs the number of rows, not the length of the words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

_SIEVE_CELLS = 1 << 26
"""Pairs (group, value) up to which a table of what was met is quicker than a sort."""
_COUNT_CELLS = 1 << 22
"""Pairs (group, value) up to which a table of numbers of rows is quicker than a sort."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """The groups, and the number of the group of each row.

    The rows of no group have the number that follows the last: each sum and count gathers them in one more cell, then drops it.
    """

    keys: list[str]
    codes: np.ndarray

    def only(self, kept: np.ndarray) -> Grouping:
        """Put the rows outside of a mask in no group."""
        return self if kept.all() else Grouping(self.keys, np.where(kept, self.codes, len(self.keys)))

    def ordered(self, keys: Iterable[str]) -> Grouping:
        """Return these groups in this order, those that no row has included; the others become no group."""
        place = {key: number for number, key in enumerate(keys)}
        numbers = [place.get(key, len(place)) for key in self.keys]
        return Grouping(list(place), np.array([*numbers, len(place)])[self.codes])

    def met(self) -> list[str]:
        """Return the groups that have a row."""
        rows = np.bincount(self.codes, minlength=len(self.keys) + 1)[:-1]
        return [self.keys[number] for number in np.flatnonzero(rows)]

    def sums(self, values: np.ndarray) -> np.ndarray:
        """Return the exact sum of each group."""
        totals = np.zeros(len(self.keys) + 1, np.int64)
        np.add.at(totals, self.codes, values)
        return totals[:-1]

    def distinct(self, values: np.ndarray) -> np.ndarray:
        """Return how many different values each group has, the values being numbers from 0 (-1: none)."""
        cells, wide = self._cells(values)
        if (len(self.keys) + 1) * wide <= _SIEVE_CELLS:
            met = np.zeros((len(self.keys) + 1, wide), bool)
            met.reshape(-1)[cells] = True
            return np.count_nonzero(met[:-1, 1:], axis=1)
        met = np.unique(cells)
        return np.bincount(met[met % wide > 0] // wide, minlength=len(self.keys) + 1)[:-1]

    def pairs(self, values: np.ndarray) -> Pairs:
        """Return each pair of a group and a value met, the values being numbers from 0 (-1: none)."""
        cells, wide = self._cells(values)
        if (len(self.keys) + 1) * wide <= _COUNT_CELLS:
            table = np.bincount(cells)
            met = np.flatnonzero(table)
            rows = table[met]
        else:
            met, rows = np.unique(cells, return_counts=True)
        groups, values = np.divmod(met, wide)
        return Pairs(groups, values - 1, rows).only((groups < len(self.keys)) & (values > 0))

    def _cells(self, values: np.ndarray) -> tuple[np.ndarray, int]:
        """Number the pairs (group, value) of the rows; the first cell of each group is that of no value."""
        wide = int(values.max(initial=-1)) + 2
        cells = self.codes * wide
        cells += values
        cells += 1
        return cells, wide


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of a group and a value, both by number, and how many rows have each."""

    groups: np.ndarray
    values: np.ndarray
    rows: np.ndarray

    def only(self, kept: np.ndarray) -> Pairs:
        """Return the pairs of a mask."""
        return Pairs(self.groups[kept], self.values[kept], self.rows[kept])


def grouping(by: pd.Series) -> Grouping:
    """Number the groups of a column of words, in the order of its categories (else sorted), whether a row has them or not."""
    whole = by.array if isinstance(by.dtype, pd.CategoricalDtype) else pd.Categorical(by.astype("str"))
    keys = [str(key) for key in whole.categories]
    codes = whole.codes.astype(np.int64)
    codes[codes < 0] = len(keys)
    return Grouping(keys, codes)


def one_group(key: str, rows: int) -> Grouping:
    """Put all the rows in one group."""
    return Grouping([key], np.zeros(rows, np.int64))


def is_among(values: pd.Series, others: pd.Series) -> np.ndarray:
    """Tell which values stand among others (a missing one does not), whatever their number."""
    found = pc.is_in(
        pa.array(values, from_pandas=True), value_set=pa.array(others, from_pandas=True).unique(), skip_nulls=True
    )
    return found.to_numpy(zero_copy_only=False)
