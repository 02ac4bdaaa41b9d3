"""Read one version once for a file to write: what the slides are made from (`Materiel`), and what only the files say of it.

A version without any envelope is told whole. No clock: the caller gives the day.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analytics import format_fr
from analytics.aggregates.besoins import needs
from analytics.aggregates.concertation import plan_grid
from analytics.aggregates.crosstab import cross
from analytics.aggregates.envelopes import last_data_day, parts_by_territoire
from analytics.aggregates.groups import Aggregate, aggregate_by
from analytics.aggregates.indicators import population
from analytics.aggregates.ledger import in_enveloppe
from analytics.aggregates.pace import exercices_of
from analytics.aggregates.profil import Coupes, territories_table
from analytics.aggregates.progress import Progress, measure_progress, reference_day
from analytics.exports.sequence.materiel import Materiel
from analytics.schema.reference import territoires


@dataclass(frozen=True)
class Releve(Materiel):
    """One version as a file tells it on the day `jour`; `avant`: the version it is compared with, when somebody asked."""

    @property
    def scope(self) -> tuple[str | None, str | None]:
        """Return the envelope told and its cycle; neither for a version without any envelope."""
        return (None, None) if self.enveloppe is None else (self.enveloppe.id, self.enveloppe.cycle)

    def aggregate(self, par: str) -> Aggregate:
        """Return the groups of one cut of the envelope (of the whole version when there is no envelope)."""
        return aggregate_by(par, self.ledger, *self.scope)

    _by = aggregate

    @cached_property
    def par_exercice(self) -> Aggregate:
        """Return the exercices, oldest first."""
        return self.aggregate("exercice")

    @cached_property
    def progress(self) -> Progress | None:
        """Return the progress of the envelope told: on the day, or at the last announcement of a past period."""
        if self.enveloppe is None:
            return None
        return measure_progress(self.tables, self.enveloppe, reference_day(self.enveloppe, self.ledger, self.jour))

    @cached_property
    def coupes(self) -> Coupes:
        """Return what the territories' profiles are read from."""
        enveloppe, cycle = self.scope
        parts = parts_by_territoire(self.tables["parts_enveloppe"], enveloppe or "")
        people = population(self.tables["indicateurs"])
        return Coupes(
            territories_table(self.par_territoire, parts, self.tables["organismes"], people),
            parts,
            cross(self.ledger, "territoire", "exercice", enveloppe, cycle),
            cross(self.ledger, "territoire", "priorite", enveloppe, cycle),
            exercices_of(self.enveloppe) if self.enveloppe else [],
            needs(self.tables["indicateurs"], [t.nom for t in territoires()]),
        )

    @cached_property
    def plans(self) -> pd.DataFrame:
        """Return where the eight plans stand, step by step (`concertation.plan_grid`)."""
        return plan_grid(self.tables["jalons"])

    @cached_property
    def last_day(self) -> pd.Timestamp | None:
        """Return the day of the last announcement of the envelope."""
        return last_data_day(in_enveloppe(self.ledger, self.scope[0]))

    @property
    def stamp(self) -> str:
        """Say which version it is: « Version 3, publiée le 4 mai 2026 »."""
        return f"Version {self.version.numero}, publiée {format_fr.le(self.version.publiee_le)}"
