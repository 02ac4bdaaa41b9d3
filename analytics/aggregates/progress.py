"""Read an envelope's progress against its amount and against time.

Rules (modele.md §4.5): the part of the envelope committed is read beside the part of the period elapsed at a reference day;
what is left is divided by the months left; the projection keeps the mean pace since the first day of the period.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.aggregates.envelopes import Enveloppe, last_data_day
from analytics.aggregates.groups import summed_whole
from analytics.aggregates.ledger import Tables, build_ledger, in_enveloppe

DAYS_PER_MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True)
class Progress:
    """Progress of one envelope on the day `au`: amounts in cents, parts 0 to 1, None where nothing is published."""

    enveloppe: Enveloppe
    au: pd.Timestamp
    montant_accorde: int | None
    montant_verse: int | None
    montant_depense: int | None
    precision: str | None
    nombre_initiatives: int
    nombre_avec_montant: int
    derniere_annonce: pd.Timestamp | None
    part_du_temps: float

    @property
    def montant_enveloppe(self) -> int | None:
        """Return the amount of the envelope, or None when it is not published or its sources disagree."""
        return self.enveloppe.montant

    def part(self, amount: int | None) -> float | None:
        """Return amount / envelope, or None when either is not published."""
        whole = self.montant_enveloppe
        return None if amount is None or not whole else amount / whole

    @property
    def part_accordee(self) -> float | None:
        """Return the part of the envelope that is committed."""
        return self.part(self.montant_accorde)

    @property
    def restant(self) -> int | None:
        """Return what is left to commit (cents; below zero when more than the envelope is committed)."""
        if self.montant_enveloppe is None or self.montant_accorde is None:
            return None
        return self.montant_enveloppe - self.montant_accorde

    @property
    def mois_restants(self) -> float:
        """Return the months left from the end of the day `au` to the last day of the period, 0 once it is over."""
        days = (self.enveloppe.date_fin - max(self.au, self.enveloppe.date_debut - pd.Timedelta(days=1))).days
        return max(0.0, days / DAYS_PER_MONTH)

    @property
    def a_engager_par_mois(self) -> int | None:
        """Return what is left per month left (cents), or None when the period is over or the amount is not published."""
        return None if self.restant is None or not self.mois_restants else round(self.restant / self.mois_restants)

    @property
    def projection_fin(self) -> int | None:
        """Return what the mean pace so far leads to on the last day (cents), or None before the first day."""
        return (
            None
            if self.montant_accorde is None or not self.part_du_temps
            else round(self.montant_accorde / self.part_du_temps)
        )


def part_du_temps(enveloppe: Enveloppe, au: pd.Timestamp) -> float:
    """Return the part of the period elapsed at the end of the day `au`, 0 before it and 1 after it."""
    whole = (enveloppe.date_fin - enveloppe.date_debut).days + 1
    return min(1.0, max(0.0, ((au - enveloppe.date_debut).days + 1) / whole))


def reference_day(enveloppe: Enveloppe, ledger: pd.DataFrame, today: pd.Timestamp) -> pd.Timestamp:
    """Return the day progress is read at when nobody chose one: today, or the last announcement of a past period."""
    return (
        today
        if today <= enveloppe.date_fin
        else last_data_day(in_enveloppe(ledger, enveloppe.id)) or enveloppe.date_fin
    )


def measure_progress(tables: Tables, enveloppe: Enveloppe, au: pd.Timestamp) -> Progress:
    """Return the progress of `enveloppe` on the day `au`, from what was announced by then."""
    ledger = build_ledger(tables, until=au)
    rows = in_enveloppe(ledger, enveloppe.id)
    total = summed_whole(rows, ledger)
    return Progress(
        enveloppe=enveloppe,
        au=au,
        **{name: _cents(total[name]) for name in ("montant_accorde", "montant_verse", "montant_depense")},
        precision=None if pd.isna(total["precision"]) else total["precision"],
        nombre_initiatives=_cents(total["nombre_initiatives"]) or 0,
        nombre_avec_montant=_cents(total["nombre_avec_montant"]) or 0,
        derniere_annonce=last_data_day(rows),
        part_du_temps=part_du_temps(enveloppe, au),
    )


def _cents(value: object) -> int | None:
    """Return a whole number, or None for a missing value."""
    return None if pd.isna(value) else int(value)
