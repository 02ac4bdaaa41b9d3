"""Build what the tests of the slides start from: the real version 1, or small workbooks, read on one day."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pandas as pd

from analytics.amorce import read_published
from analytics.exports.sequence import Materiel
from analytics.publications import Version

JOUR = pd.Timestamp("2026-11-22")


def version(numero: int = 1, fictif: bool = False) -> Version:
    """Return what the store would say of a version."""
    published = datetime(2026, 11, 20 + numero, 15, 30, tzinfo=UTC)
    return Version(
        numero, published, "Personne", f"Essai {numero}", "publication", {}, "0" * 64, fictif, courante=True, regles="1"
    )


@cache
def published() -> Materiel:
    """Return version 1, the published facts, read on the day of the tests."""
    return Materiel(version(), read_published().frames, JOUR)


def material(tables, avant=None, **more) -> Materiel:
    """Return a small workbook as version 1, or as version 2 compared with the workbook `avant`."""
    if avant is None:
        return Materiel(version(), tables, JOUR, **more)
    return Materiel(version(2), tables, JOUR, avant=(version(1), avant), **more)
