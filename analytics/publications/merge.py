"""Complete what a deposit brings with what the published version already holds."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.publications.frames import empty
from analytics.schema import TABLES


def merged_with(previous: Mapping[str, pd.DataFrame], deposited: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return the nine tables that publishing a deposit would give.

    A table that the deposit does not bring keeps its rows of the version before when its declaration says so
    (`Table.carried_over`), else it has none.
    """
    lines = {name: len(frame) for name, frame in deposited.items()}
    return {name: deposited[name] if brings(lines, name) else _without(name, previous) for name in TABLES}


def brings(lines: Mapping[str, int], name: str) -> bool:
    """Tell whether a deposit of so many rows a table brings one: a sheet left blank brings nothing, and erases nothing."""
    return name in lines and (lines[name] > 0 or not TABLES[name].carried_over)


def _without(name: str, previous: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return what a table becomes when a deposit does not bring it."""
    return previous[name] if TABLES[name].carried_over and name in previous else empty(name)
