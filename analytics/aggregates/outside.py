"""Gather what was published but does not count in an envelope: other sources, and amounts that name no known envelope.

Grain: one row a group. Columns: those of `analytics.aggregates.groups` without `part_du_total`. Only the exercices of the
envelope's period are read, so that what is said apart is comparable with it. Source of the rule: modele.md §3.
"""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from analytics.aggregates.groups import summed
from analytics.schema import lists
from analytics.schema.lists import SOURCE_ALLIANCE

SANS_ENVELOPPE = f"{SOURCE_ALLIANCE}, sans enveloppe connue"
"""Group of the Alliance's amounts whose envelope is empty, or is none of the version."""
_COLUMNS = [
    "nombre_initiatives",
    "nombre_avec_montant",
    "montant_accorde",
    "montant_verse",
    "montant_depense",
    "precision",
]


def outside_rows(ledger: pd.DataFrame, enveloppes: Collection[str], exercices: Collection[str]) -> pd.DataFrame:
    """Return the ledger rows with an amount, in these exercices, that none of the known envelopes holds; their group is `cle`."""
    source = ledger["source_financement"].astype("str")
    kept = (
        ~ledger["enveloppe"].astype("str").isin(list(enveloppes))
        & ledger["exercice"].astype("str").isin(list(exercices))
        & ledger["ligne"].isin(["montant", "reste"])
    )
    return ledger.loc[kept].assign(cle=source[kept].where(source[kept] != SOURCE_ALLIANCE, SANS_ENVELOPPE))


def outside_groups(ledger: pd.DataFrame, enveloppes: Collection[str], exercices: Collection[str]) -> pd.DataFrame:
    """Return what is outside per source, in the fixed order of the sources; empty when nothing is."""
    rows = outside_rows(ledger, enveloppes, exercices)
    if rows.empty:
        return pd.DataFrame(columns=["cle", *_COLUMNS])
    groups = summed(rows, rows["cle"], ledger)
    order = [SANS_ENVELOPPE, *(choice.value for choice in lists.source_financement())]
    known = [key for key in order if key in groups.index]
    return groups.reindex([*known, *sorted(set(groups.index) - set(known))])[_COLUMNS].rename_axis("cle").reset_index()
