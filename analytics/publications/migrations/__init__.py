"""Bring a store to the present layout, step by step, inside one locked transaction (docs/decisions/0010-magasin-deux-moteurs.md).

Each step is frozen: it says what the layout was, and never imports `layout`, which goes on changing. To change the
layout: edit `layout`, raise `SCHEMA_VERSION`, add `schema_N.py` here and in STEPS.
"""

from __future__ import annotations

from collections.abc import Callable

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, text

from analytics.publications.migrations import schema_1, schema_2, schema_3

STEPS: dict[int, Callable[[Connection, Operations], None]] = {
    1: schema_1.upgrade,
    2: schema_2.upgrade,
    3: schema_3.upgrade,
}
"""Version of the layout → what brings a store there from the version just before."""


def migrate(connection: Connection, found: int, wanted: int) -> None:
    """Run the steps after version `found` up to `wanted`, then write down where the store is."""
    operations = Operations(MigrationContext.configure(connection))
    for number in range(found + 1, wanted + 1):
        STEPS[number](connection, operations)
    connection.execute(text("DELETE FROM magasin"))
    connection.execute(text("INSERT INTO magasin (schema) VALUES (:wanted)"), {"wanted": wanted})
