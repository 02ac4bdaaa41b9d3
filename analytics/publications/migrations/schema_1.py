"""First layout: the versions, their tables, their original files. It completes a store whose creation was interrupted."""

from __future__ import annotations

from alembic.operations import Operations
from sqlalchemy import (
    JSON,
    Column,
    Connection,
    DateTime,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

frozen = MetaData()

Table("magasin", frozen, Column("schema", Integer, primary_key=True, autoincrement=False))
Table(
    "contenus",
    frozen,
    Column("empreinte", String(64), primary_key=True),
    Column("octets", LargeBinary, nullable=False),
)
Table(
    "versions",
    frozen,
    Column("numero", Integer, primary_key=True, autoincrement=False),
    Column("publiee_le", DateTime(timezone=True), nullable=False),
    Column("auteur", String(200), nullable=False),
    Column("commentaire", Text, nullable=False),
    Column("origine", String(200), nullable=False),
    Column("regles", String(20), nullable=False),
    Column("lignes", JSON, nullable=False),
    Column("fictif", Integer, nullable=False),
    Column("empreinte", String(64), nullable=False),
)
Table(
    "tables_version",
    frozen,
    Column("numero", Integer, ForeignKey("versions.numero"), primary_key=True),
    Column("nom", String(60), primary_key=True),
    Column("empreinte", String(64), ForeignKey("contenus.empreinte"), nullable=False),
)
Table(
    "fichiers_version",
    frozen,
    Column("numero", Integer, ForeignKey("versions.numero"), primary_key=True),
    Column("rang", Integer, primary_key=True, autoincrement=False),
    Column("nom", String(400), nullable=False),
    Column("empreinte", String(64), ForeignKey("contenus.empreinte"), nullable=False),
)


def upgrade(connection: Connection, operations: Operations) -> None:
    """Make the tables that are not there yet."""
    frozen.create_all(connection)
