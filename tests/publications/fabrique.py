"""Build what the tests of the store publish."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pandas as pd

from analytics.publications import Correction, Store, Version
from tests.aggregates.fabrique import funding, initiative, workbook

NOW = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)
LATER = NOW + timedelta(minutes=10)


def first_book() -> dict[str, pd.DataFrame]:
    """Return the nine tables of one funded initiative."""
    return workbook([initiative("a", date_debut="2021-04-01", participation_citoyenne=True)], [funding("a", 19_606.25)])


def publish(store: Store, tables, originals=(), **more) -> Version:
    """Publish with the usual author."""
    signed = {"publiee_le": NOW, "auteur": "Personne employée", "commentaire": "Essai"}
    return store.publish(tables, originals, **signed | more)


def restore(store: Store, numero: int, **more) -> Version:
    """Restore with the usual author."""
    signed = {"publiee_le": LATER, "auteur": "Autre personne", "commentaire": "Retour"}
    return store.restore(numero, **signed | more)


def correction(apres: str, avant: str = "douze", cellule: str = "E7", **more) -> Correction:
    """Return one cell mended."""
    usual = {"fichier": "x.xlsx", "feuille": "Projets", "colonne": "montant_accorde", "auteur": "Personne", "le": NOW}
    return Correction(cellule=cellule, avant=avant, apres=apres, **usual | more)
