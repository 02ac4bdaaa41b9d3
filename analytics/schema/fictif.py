"""Tell fictitious data from real data: the rule that every screen and file asks.

Rule: the identifier of a fictitious initiative begins with `FICTIF`; one such row marks the whole set of tables.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

PREFIX = "FICTIF"
MARK = "fictif"
"""Word that stands in the name of every fictitious file and sheet."""
WARNING = "Données fictives : aucune de ces initiatives n'existe, aucun de ces montants n'a été accordé."
"""Sentence that stands on every fictitious file."""


def is_fictitious(tables: Mapping[str, pd.DataFrame]) -> bool:
    """Tell whether any initiative, or any amount of one, is fictitious; absent tables say nothing."""
    named = [tables[name]["id_initiative"] for name in ("initiatives", "financement") if name in tables]
    return any(bool(ids.str.upper().str.startswith(PREFIX).fillna(False).any()) for ids in named)
