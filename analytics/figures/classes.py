"""Cut values into at most five classes whose limits are round numbers."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from analytics.format_fr import nombre

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


def class_of(value: float, limits: Sequence[float]) -> int:
    """Return the rank (from 0) of the class of a value: the upper limit belongs to the class below it."""
    return next((rank for rank, top in enumerate(limits[1:]) if value <= top), len(limits) - 2)


@dataclass(frozen=True, slots=True)
class Scale:
    """The classes of one map: their limits and, for each, what it holds in words. No class at all without value."""

    limits: tuple[float, ...]
    texts: tuple[str, ...]


def amount_scale(values: Iterable[float], write: Callable[[float], str]) -> Scale:
    """Return classes with round limits: « de 100 000 $ à 150 000 $ »."""
    limits = round_limits(values)
    return Scale(tuple(limits), tuple(f"de {write(low)} à {write(high)}" for low, high in pairwise(limits)))


def count_scale(values: Iterable[float]) -> Scale:
    """Return classes of whole numbers that share no number: « 1 », « 2 », or « de 1 à 5 », « de 6 à 10 »."""
    known = [math.floor(v) for v in values if not pd.isna(v)]
    if not known:
        return Scale((), ())
    below, high = min(known) - 1, max(known)
    steps = (s * 10**power for power in range(12) for s in (1, 2, 5))
    step = next(s for s in steps if math.ceil(high / s) - math.floor(below / s) <= MAX_CLASSES)
    limits = [k * step for k in range(math.floor(below / step), math.ceil(high / step) + 1)]
    return Scale(tuple(limits), tuple(_count_text(low + 1, top) for low, top in pairwise(limits)))


def _count_text(first: int, last: int) -> str:
    """Write a class of whole numbers."""
    return nombre(last) if first == last else f"de {nombre(first)} à {nombre(last)}"
