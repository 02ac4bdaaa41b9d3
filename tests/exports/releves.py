"""Read versions for the tests of what is exported: the published facts, and fictitious examples."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pandas as pd

from analytics.amorce import read_published
from analytics.exports.exemple import example_tables
from analytics.exports.releve import Releve
from analytics.publications import Version
from analytics.publications.frames import empty
from analytics.schema import TABLES
from analytics.schema.fictif import is_fictitious

TODAY = pd.Timestamp("2026-11-26")
PUBLISHED_ON = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)


def releve_of(tables: dict[str, pd.DataFrame], numero: int = 1, **more) -> Releve:
    """Return these tables as a version published on `PUBLISHED_ON`."""
    whole = {name: tables.get(name, empty(name)) for name in TABLES}
    rows = {name: len(frame) for name, frame in whole.items()}
    version = Version(
        numero,
        PUBLISHED_ON,
        "Personne d'essai",
        "Essai",
        "publication",
        rows,
        "0" * 64,
        is_fictitious(whole),
        True,
        "1",
    )
    return Releve(version, whole, TODAY, **more)


@cache
def published() -> Releve:
    """Return version 1: the published facts."""
    return releve_of(read_published().frames)


@cache
def example(initiatives: int) -> Releve:
    """Return a fictitious version of so many initiatives."""
    return releve_of(example_tables(initiatives, 5), numero=2)
