"""Third layout: the sessions of people signed in, the name of an account, the address that a code is meant for."""

from __future__ import annotations

from alembic.operations import Operations
from sqlalchemy import Column, Connection, DateTime, MetaData, String, Table

_MOMENT = DateTime(timezone=True)
frozen = MetaData()

Table(
    "sessions",
    frozen,
    Column("empreinte", String(64), primary_key=True),
    Column("adresse", String(320), nullable=False, index=True),
    Column("nom", String(200), nullable=False),
    Column("methode", String(40), nullable=False),
    Column("cree_le", _MOMENT, nullable=False),
    Column("expire_le", _MOMENT, nullable=False),
    Column("fin_le", _MOMENT),
)


def upgrade(connection: Connection, operations: Operations) -> None:
    """Add a column to the accounts, one to the codes, and a table."""
    operations.add_column("comptes", Column("nom", String(200)))
    operations.add_column("codes", Column("adresse", String(320)))
    frozen.create_all(connection)
