"""Set the scene of the fictitious Alliance: its reference day, its envelopes, the parts of its territories.

The envelopes keep their published identifiers, periods and amounts; the one whose amount is not published gets a fictitious
one, said so in its name and note. Territories keep the proportions published for 2021-2022.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from analytics.exports.publies import cents, published_rows, published_shares
from analytics.schema.reference import territoires

REFERENCE_DAY = np.datetime64("2026-03-31")
"""Day on which the fictitious file would have been filled: states and announcements are read at that day."""
FICTITIOUS_AMOUNT = 6_500_000_00
"""Amount (cents) given to an envelope whose amount is not published."""
ROWS_SHARE = 0.9
"""Part of what the time elapsed would commit that goes to named initiatives; the rest stays free or « Non ventilé »."""
PLAUSIBLE_MEAN = 40_000_00
"""Mean amount (cents) of an initiative in an exercice that a small file does not exceed."""
OLD, EXTENSION, CURRENT = "2018-2023", "2023-2024", "2024-2029"
_FIRST_YEARS = {OLD: 2019}
"""First exercice with initiatives, where it is not the first of the period: the envelope of 2018-2023 came in May 2019."""
_YEARS_AHEAD = 2


@dataclass(frozen=True, slots=True)
class Envelope:
    """One envelope of the scene: amounts in cents, days as datetime64[D], `row` the published cells it comes from."""

    id: str
    cycle: str
    montant: int
    published: bool
    debut: np.datetime64
    fin: np.datetime64
    row: dict[str, str]

    @property
    def first_year(self) -> int:
        """Return the year in which the first exercice with initiatives begins."""
        return _FIRST_YEARS.get(self.cycle, _year(self.debut))

    @property
    def last_year(self) -> int:
        """Return the year in which begins the last exercice that may already have been announced."""
        return min(_year(self.fin) - 1, _year(REFERENCE_DAY) + _YEARS_AHEAD - 1)

    @property
    def committed(self) -> int:
        """Return what named initiatives may take in all: the part of the period elapsed, less what stays free."""
        elapsed = (min(REFERENCE_DAY, self.fin) - self.debut) / (self.fin - self.debut)
        return int(self.montant * ROWS_SHARE * elapsed)


def _year(day: np.datetime64) -> int:
    """Return the year of a day."""
    return day.astype("datetime64[Y]").astype(int) + 1970


@cache
def envelopes() -> tuple[Envelope, Envelope, Envelope]:
    """Return the envelopes of 2018-2023, of its prolongation and of 2024-2029; ValueError if one is not published."""
    by_cycle = {row["cycle"]: row for row in published_rows("enveloppes")}
    if missing := {OLD, EXTENSION, CURRENT} - set(by_cycle):
        raise ValueError(f"enveloppes.csv: no envelope for {sorted(missing)}")
    return tuple(_envelope(by_cycle[cycle]) for cycle in (OLD, EXTENSION, CURRENT))


def _envelope(row: dict[str, str]) -> Envelope:
    """Build an envelope from its published row."""
    amount = cents(row["montant"])
    return Envelope(
        id=row["id_enveloppe"],
        cycle=row["cycle"],
        montant=FICTITIOUS_AMOUNT if amount is None else amount,
        published=amount is not None,
        debut=np.datetime64(row["date_debut"]),
        fin=np.datetime64(row["date_fin"]),
        row=row,
    )


@cache
def territory_names() -> tuple[str, ...]:
    """Return the nine territories in their fixed order."""
    return tuple(territoire.nom for territoire in territoires())


def territory_shares() -> np.ndarray:
    """Return the part of each territory, 0 to 1, in their fixed order."""
    published = np.array([published_shares()[name] for name in territory_names()], float)
    return published / published.sum()
