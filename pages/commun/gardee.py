"""Keep what a function makes of tables that do not change: made once for everybody, found again by the very tables given.

The tables of a version, and all that is computed of them, are the same objects at each run (`lecture`): whether a block, a title or a list
was already written is told by looking at which objects are given, at no cost. Texts, numbers and days are compared by their value.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

import pandas as pd

P, R = ParamSpec("P"), TypeVar("R")
_KEPT = 256
"""Results kept of each function, the last asked for; each keeps its tables alive."""
_BY_VALUE = (str, int, float, bool, tuple, type(None), pd.Timestamp)


class _Same:
    """An object that equals itself only."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        """Hold the object, so that no other takes its place in memory."""
        self.value = value

    def __hash__(self) -> int:
        """Tell the object apart."""
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        """Tell whether it is the same object."""
        return isinstance(other, _Same) and self.value is other.value


@cache
def gardee(fonction: Callable[P, R]) -> Callable[P, R]:
    """Return the function that keeps its results; it must be pure, and what it returns must not be changed.

    `gardee(phrases.headline)(aggregate)` where it is called, or `@gardee` where it is written. TypeError on a tuple that holds a table.
    """

    @lru_cache(_KEPT, typed=True)
    def kept(*args: Any, **options: Any) -> R:
        return fonction(*map(_given, args), **{name: _given(value) for name, value in options.items()})

    @wraps(fonction)
    def call(*args: P.args, **options: P.kwargs) -> R:
        return kept(*map(_key, args), **{name: _key(value) for name, value in options.items()})

    return call


def _key(value: object) -> object:
    """Return what an argument is recognised by."""
    return value if isinstance(value, _BY_VALUE) or callable(value) else _Same(value)


def _given(key: Any) -> Any:
    """Return the argument."""
    return key.value if isinstance(key, _Same) else key
