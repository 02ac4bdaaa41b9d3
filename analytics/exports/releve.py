"""Read one version once for a file to write: its tables, its ledger, the envelope it is about, their aggregates.

Everything is computed on first use and kept as long as the file is being made. No clock: the caller gives the day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analytics import format_fr
from analytics.aggregates.changes import Changes
from analytics.aggregates.envelopes import Enveloppe, default_enveloppe, last_data_day, read_enveloppes
from analytics.aggregates.groups import Aggregate, aggregate_by
from analytics.aggregates.ledger import build_ledger, in_enveloppe
from analytics.aggregates.progress import Progress, measure_progress, reference_day
from analytics.publications import Version

FICTITIOUS = "Données fictives : aucune de ces initiatives n'existe, aucun de ces montants n'a été accordé."


@dataclass(frozen=True, eq=False)
class Releve:
    """One version as a file tells it on the day `today`; `since` (a version's number) and `changes`: what to compare it with."""

    version: Version
    tables: Mapping[str, pd.DataFrame]
    today: pd.Timestamp
    since: int | None = None
    changes: Changes | None = None

    @cached_property
    def ledger(self) -> pd.DataFrame:
        """Return the ledger of the version."""
        return build_ledger(self.tables)

    @cached_property
    def enveloppes(self) -> dict[str, Enveloppe]:
        """Return id → envelope, oldest first."""
        return read_enveloppes(self.tables["enveloppes"])

    @cached_property
    def enveloppe(self) -> Enveloppe | None:
        """Return the envelope of the most recent amounts, None for a version without any envelope."""
        chosen = default_enveloppe(self.ledger, self.enveloppes)
        return None if chosen is None else self.enveloppes[chosen]

    def aggregate(self, par: str) -> Aggregate:
        """Return the groups of one cut of the envelope (of the whole version when there is no envelope)."""
        chosen = self.enveloppe
        return aggregate_by(par, self.ledger, chosen and chosen.id, chosen and chosen.cycle)

    @cached_property
    def by_territoire(self) -> Aggregate:
        """Return the territories, in their fixed order."""
        return self.aggregate("territoire")

    @cached_property
    def by_priorite(self) -> Aggregate:
        """Return the priorities of the envelope's cycle."""
        return self.aggregate("priorite")

    @cached_property
    def by_exercice(self) -> Aggregate:
        """Return the exercices, oldest first."""
        return self.aggregate("exercice")

    def progress_of(self, enveloppe: Enveloppe) -> Progress:
        """Return the progress of an envelope: today, or at the last announcement of a past period."""
        return measure_progress(self.tables, enveloppe, reference_day(enveloppe, self.ledger, self.today))

    @cached_property
    def progress(self) -> Progress | None:
        """Return the progress of the envelope the file is about."""
        return None if self.enveloppe is None else self.progress_of(self.enveloppe)

    @cached_property
    def last_day(self) -> pd.Timestamp | None:
        """Return the day of the last announcement of the envelope."""
        return last_data_day(in_enveloppe(self.ledger, self.enveloppe and self.enveloppe.id))

    @property
    def stamp(self) -> str:
        """Say which version it is: « Version 3, publiée le 4 mai 2026 »."""
        return f"Version {self.version.numero}, publiée {format_fr.le(self.version.publiee_le)}"
