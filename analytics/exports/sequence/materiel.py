"""Hold what the slides are made from: one version's tables read on one day, and each aggregate, computed once when first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analytics.aggregates.changes import Changes, compare
from analytics.aggregates.crosstab import cross
from analytics.aggregates.envelopes import Enveloppe, default_enveloppe, parts_by_territoire, read_enveloppes
from analytics.aggregates.groups import Aggregate, aggregate_by
from analytics.aggregates.indicators import population
from analytics.aggregates.ledger import Tables, build_ledger
from analytics.aggregates.pace import exercices_of
from analytics.aggregates.profil import Coupes, Profil, read_profil, territories_table
from analytics.aggregates.progress import Progress, measure_progress, reference_day
from analytics.publications import Store, Version


@dataclass(frozen=True, eq=False)
class Materiel:
    """One version (`tables`: its nine typed tables) read on the day `jour`; `avant`: the version it is compared with, if any.

    `choisie`: the envelope asked for (None: the one that a reader most likely asks for). ValueError for one that it does not have.
    """

    version: Version
    tables: Tables
    jour: pd.Timestamp
    choisie: str | None = None
    avant: tuple[Version, Tables] | None = None

    def __post_init__(self) -> None:
        """Refuse an envelope that the version does not have."""
        if self.choisie is not None and self.choisie not in self.enveloppes:
            raise ValueError(f"unknown envelope {self.choisie!r}, expected one of {list(self.enveloppes)}")

    @cached_property
    def enveloppes(self) -> Mapping[str, Enveloppe]:
        """Return id → envelope."""
        return read_enveloppes(self.tables["enveloppes"])

    @cached_property
    def ledger(self) -> pd.DataFrame:
        """Return the ledger of the version."""
        return build_ledger(self.tables)

    @cached_property
    def enveloppe(self) -> Enveloppe | None:
        """Return the envelope shown, None when the version has none."""
        chosen = self.choisie or default_enveloppe(self.ledger, self.enveloppes)
        return None if chosen is None else self.enveloppes[chosen]

    @cached_property
    def progress(self) -> Progress:
        """Return the progress of the envelope, on the day or at the last announcement of a past period."""
        return measure_progress(self.tables, self.enveloppe, reference_day(self.enveloppe, self.ledger, self.jour))

    @cached_property
    def par_territoire(self) -> Aggregate:
        """Return the amounts of the envelope per territoire."""
        return self._by("territoire")

    @cached_property
    def par_priorite(self) -> Aggregate:
        """Return the amounts of the envelope per priorité of its cycle."""
        return self._by("priorite")

    def _by(self, cut: str) -> Aggregate:
        """Return one cut of the envelope."""
        return aggregate_by(cut, self.ledger, self.enveloppe.id, self.enveloppe.cycle)

    @cached_property
    def changements(self) -> Changes | None:
        """Return what changed since the version compared with, None without any."""
        return None if self.avant is None else compare(self.avant[1], self.tables)

    @cached_property
    def coupes(self) -> Coupes:
        """Return what the territories' profiles are read from."""
        parts = parts_by_territoire(self.tables["parts_enveloppe"], self.enveloppe.id)
        people = population(self.tables["indicateurs"])
        return Coupes(
            territories_table(self.par_territoire, parts, self.tables["organismes"], people),
            parts,
            self._crossed("exercice"),
            self._crossed("priorite"),
            exercices_of(self.enveloppe),
        )

    def _crossed(self, cut: str) -> pd.DataFrame:
        """Return territoire × `cut`."""
        return cross(self.ledger, "territoire", cut, self.enveloppe.id, self.enveloppe.cycle)

    def profil(self, territoire: str) -> Profil:
        """Return everything known of one territory."""
        return read_profil(self.tables, self.coupes, territoire)


def read_material(
    store: Store,
    jour: pd.Timestamp,
    numero: int | None = None,
    enveloppe: str | None = None,
    depuis: int | None = None,
) -> Materiel:
    """Read a version of the store (None: the current one) and the one it is compared with (None: the one just before).

    StoreError for a version that does not exist.
    """
    version = store.version(numero)
    before = depuis if depuis is not None else version.numero - 1
    avant = (store.version(before), store.tables(before)) if before >= 1 and before != version.numero else None
    return Materiel(version, store.tables(version.numero), jour, enveloppe, avant)
