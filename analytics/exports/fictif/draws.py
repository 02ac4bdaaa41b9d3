"""Draw at random, in vectors: masks, words, days, and whole amounts that add up to the cent."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analytics.schema import TABLES

DOLLAR = 100
_COMFORTABLE = 100 * DOLLAR
"""Mean amount from which a group is shared out in whole dollars."""


def generator(graine: int) -> np.random.Generator:
    """Return the generator of a seed, negative ones included."""
    return np.random.default_rng([abs(graine), int(graine < 0)])


def some(rng: np.random.Generator, eligible: np.ndarray, share: float) -> np.ndarray:
    """Return a mask of about `share` of the eligible entries, one at least when there is any."""
    positions = np.flatnonzero(eligible)
    count = min(len(positions), max(1, round(share * len(positions))))
    mask = np.zeros(len(eligible), bool)
    mask[rng.choice(positions, count, replace=False)] = count > 0
    return mask


def decreasing(rng: np.random.Generator, size: int, choices: int) -> np.ndarray:
    """Draw codes 0 to `choices` - 1, the first ones more often (each half as often again as the next)."""
    weights = 1.5 ** -np.arange(choices)
    return rng.choice(choices, size, p=weights / weights.sum())


def words(values: Sequence[str], codes: np.ndarray, where: np.ndarray | None = None) -> pd.Series:
    """Return the word of each code; missing where `where` is false."""
    indices = pa.array(codes, pa.int32(), mask=None if where is None else ~where)
    return pd.Series(pa.array(values, pa.large_string()).take(indices), dtype="str")


def sentence(*parts: str | np.ndarray | pd.Series, where: np.ndarray | None = None) -> pd.Series:
    """Join texts and numbers end to end, row by row; missing where `where` is false."""
    joined = pc.binary_join_element_wise(*(_texts(part) for part in parts), pa.scalar("", pa.large_string()))
    series = pd.Series(joined, dtype="str")
    return series if where is None else series.where(where)


def _texts(part: str | np.ndarray | pd.Series) -> pa.Array | pa.Scalar:
    """Return a part of a sentence as Arrow text."""
    return pa.scalar(part, pa.large_string()) if isinstance(part, str) else pa.array(part).cast(pa.large_string())


def whole(values: np.ndarray, where: np.ndarray | None = None) -> pd.Series:
    """Return whole numbers (cents, people, years); missing where `where` is false."""
    series = pd.Series(values.astype(np.int64), dtype="Int64")
    return series if where is None else series.mask(~where)


def yes_no(rng: np.random.Generator, where: np.ndarray, share: float) -> pd.Series:
    """Draw yes for `share` of the rows where a value is known."""
    return pd.Series(rng.random(len(where)) < share, dtype="boolean").mask(~where)


def days(values: np.ndarray, where: np.ndarray | None = None) -> pd.Series:
    """Return days (datetime64[D]) as a typed date column; missing where `where` is false."""
    series = pd.Series(values.astype("datetime64[us]"))
    return series if where is None else series.where(where)


def day_of(years: np.ndarray | int, month: int, day: int) -> np.ndarray:
    """Return one day of each year, as datetime64[D]."""
    months = (np.asarray(years) - 1970).astype("datetime64[Y]").astype("datetime64[M]") + (month - 1)
    return months.astype("datetime64[D]") + (day - 1)


def exercice(years: np.ndarray) -> pd.Series:
    """Return the exercice that begins on 1 April of each year (« 2021-2022 »)."""
    return sentence(years, "-", years + 1)


def rank_in_group(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return, for rows repeated `counts` times, the parent of each row and its rank among its siblings."""
    parent = np.repeat(np.arange(len(counts)), counts)
    return parent, np.arange(len(parent)) - np.repeat(np.cumsum(counts) - counts, counts)


def share_out(totals: np.ndarray, group: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Share each group's total (cents) among its rows by weight: one cent at least, and the sum to the cent.

    Groups whose mean is comfortable are shared in whole dollars (their totals are then whole dollars too).
    """
    counts = np.bincount(group, minlength=len(totals))
    unit = np.where(totals >= counts * _COMFORTABLE, DOLLAR, 1)
    spare = totals // unit - counts
    if (spare[counts > 0] < 0).any():
        raise ValueError("fewer cents than rows to share them among")
    raw = weights / np.bincount(group, weights, len(totals))[group] * spare[group]
    shares = np.floor(raw).astype(np.int64) + 1
    left = totals // unit - np.bincount(group, shares, len(totals)).astype(np.int64)
    return (shares + _largest_remainders(group, raw % 1, left, counts)) * unit[group]


def _largest_remainders(group: np.ndarray, fractions: np.ndarray, left: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Return 1 for the rows that take one of the units left in their group: those of the largest fractions."""
    order = np.lexsort((-fractions, group))
    _, rank = rank_in_group(counts)
    taken = np.zeros(len(group), np.int64)
    taken[order] = rank < left[group[order]]
    return taken


def with_cents(rng: np.random.Generator, amounts: np.ndarray, group: np.ndarray) -> np.ndarray:
    """Move a few cents from one row to another of its group, for one pair in ten: sums stay, not every amount is round."""
    order = np.argsort(group, kind="stable")
    one, other = order[:-1:2], order[1::2]
    moving = (group[one] == group[other]) & (rng.random(len(one)) < 0.1) & (amounts[one] >= DOLLAR)
    moved = rng.integers(1, DOLLAR, int(moving.sum()))
    changed = amounts.copy()
    changed[one[moving]] -= moved
    changed[other[moving]] += moved
    return changed


def typed(name: str, columns: dict[str, object]) -> pd.DataFrame:
    """Return a table with its declared columns and types; a column not given is missing, one not declared is refused."""
    unknown = set(columns) - set(TABLES[name].dtypes)
    if unknown:
        raise ValueError(f"table {name}: unknown columns {sorted(unknown)}")
    return pd.DataFrame(columns).reindex(columns=list(TABLES[name].dtypes)).astype(TABLES[name].dtypes)
