"""Declare the tables of the store (SQLAlchemy Core: the same on SQLite and PostgreSQL).

Bytes are kept once under their sha256 (`contenus`): a table carried over from the version before, a restored version or an
original file deposited twice costs nothing more. Nothing is ever updated or deleted.
"""

from __future__ import annotations

from sqlalchemy import JSON, Column, DateTime, ForeignKey, Integer, LargeBinary, MetaData, String, Table, Text

metadata = MetaData()

SCHEMA_VERSION = 1
"""Version of this layout, kept in `magasin`; a store of a newer one is refused, an older one is migrated."""

magasin = Table("magasin", metadata, Column("schema", Integer, primary_key=True, autoincrement=False))

contenus = Table(
    "contenus",
    metadata,
    Column("empreinte", String(64), primary_key=True),
    Column("octets", LargeBinary, nullable=False),
)

versions = Table(
    "versions",
    metadata,
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

tables_version = Table(
    "tables_version",
    metadata,
    Column("numero", Integer, ForeignKey("versions.numero"), primary_key=True),
    Column("nom", String(60), primary_key=True),
    Column("empreinte", String(64), ForeignKey("contenus.empreinte"), nullable=False),
)

fichiers_version = Table(
    "fichiers_version",
    metadata,
    Column("numero", Integer, ForeignKey("versions.numero"), primary_key=True),
    Column("rang", Integer, primary_key=True, autoincrement=False),
    Column("nom", String(400), nullable=False),
    Column("empreinte", String(64), ForeignKey("contenus.empreinte"), nullable=False),
)
