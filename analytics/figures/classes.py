"""Cut values into at most five classes whose limits are round numbers."""

from __future__ import annotations

import math
from collections.abc import Iterable

import pandas as pd

_STEPS = (1, 2, 2.5, 5, 10)
MAX_CLASSES = 5


def round_limits(values: Iterable[float]) -> list[float]:
    """Return increasing round limits that hold all the values: at most `MAX_CLASSES` classes of equal width, [] without value.

    The first limit is at or below the smallest value, the last one at or above the largest.
    """
    known = [float(v) for v in values if not pd.isna(v)]
    if not known:
        return []
    low, high = min(known), max(known)
    width = (high - low) or abs(high) or 1.0
    scale = 10.0 ** math.floor(math.log10(width / MAX_CLASSES))
    for step in (s * scale * power for power in (1, 10) for s in _STEPS):
        first = math.floor(low / step + 1e-9)
        last = max(math.ceil(high / step - 1e-9), first + 1)
        if last - first <= MAX_CLASSES:
            return [round(k * step, 10) for k in range(first, last + 1)]
    raise ValueError(f"no round limits for {low} to {high}")


def class_of(value: float, limits: list[float]) -> int:
    """Return the rank (from 0) of the class of a value: the upper limit belongs to the class below it."""
    return next((rank for rank, top in enumerate(limits[1:]) if value <= top), len(limits) - 2)
