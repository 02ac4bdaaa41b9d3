"""Give the published amounts their types, choose among them, and count how each is used.

Grain: one row a published amount (`data/reference/faits_publies.csv`). Columns of the file, with `montant` in cents (Int64,
missing = the publication gives none) and every other column as text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

import pandas as pd

from analytics.schema.spelling import fold

USES = ("total publié", "enveloppe", "part d'un territoire", "initiative", "repère, non additionné")
"""How a published amount serves, from what the totals count to what nothing counts."""
NOT_ADDED = USES[-1]
_SEARCHED = ("periode", "portee", "poste", "raison")


def facts_frame(facts: Iterable[Mapping[str, str]]) -> pd.DataFrame:
    """Return the facts typed, ordered by use; ValueError for a use that `USES` does not know."""
    frame = pd.DataFrame(list(facts))
    unknown = set(frame["usage"]) - set(USES)
    if unknown:
        raise ValueError(f"faits_publies.csv: unknown usage {sorted(unknown)}")
    cents = [int(Decimal(text).scaleb(2)) if text else None for text in frame["montant"]]
    typed = frame.assign(montant=pd.array(cents, dtype="Int64"))
    return typed.sort_values("usage", key=lambda uses: uses.map(USES.index), kind="stable", ignore_index=True)


def chosen_facts(
    frame: pd.DataFrame, usage: str | None = None, portee: str | None = None, words: str = ""
) -> pd.DataFrame:
    """Keep the facts of one use and one place that hold every word (accents and case do not count)."""
    kept = pd.Series(True, index=frame.index)
    if usage is not None:
        kept &= frame["usage"] == usage
    if portee is not None:
        kept &= frame["portee"] == portee
    return holding(frame.loc[kept], _SEARCHED, words)


def holding(frame: pd.DataFrame, columns: Iterable[str], words: str) -> pd.DataFrame:
    """Keep the rows whose columns hold, together, every word (accents and case do not count)."""
    text = frame[list(columns)].agg(" ".join, axis=1).astype("str").map(fold)
    kept = pd.Series(True, index=frame.index)
    for word in fold(words).split():
        kept &= text.str.contains(word, regex=False)
    return frame.loc[kept].reset_index(drop=True)


def count_by_usage(frame: pd.DataFrame) -> dict[str, int]:
    """Return use → number of amounts published (rows without amount aside), uses without any included."""
    counts = frame.loc[frame["montant"].notna(), "usage"].value_counts()
    return {usage: int(counts.get(usage, 0)) for usage in USES}
