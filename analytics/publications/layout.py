"""Declare the tables of the store (SQLAlchemy Core: the same on SQLite and PostgreSQL).

Bytes are kept once under their sha256 (`contenus`): a table carried over from the version before, a restored version or an
original file deposited twice costs nothing more. Versions, contents and the journal are never updated nor deleted. A change
of this layout is a step more in `migrations`, which makes these same tables (a test compares them).
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

metadata = MetaData()

SCHEMA_VERSION = 3
"""Version of this layout, kept in `magasin`; a store of a newer one is refused, an older one is migrated."""

DIGEST, NAME, FILE_NAME, ADDRESS, WORD = 64, 200, 400, 320, 40
"""Longest sha256, name of a person, name of a file, address, word of the program."""


class Moment(TypeDecorator[datetime]):
    """Keep an instant in UTC: SQLite forgets the zone, PostgreSQL answers in its own."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Write an instant; ValueError for one without a zone (our bug)."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"a moment without a zone: {value!r}")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Read an instant back in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _json(name: str) -> Column:
    """Declare a document that may be missing (SQL's NULL, not the JSON word)."""
    return Column(name, JSON(none_as_null=True))


def _digest() -> Column:
    """Declare the sha256 of bytes kept in `contenus`."""
    return Column("empreinte", String(DIGEST), ForeignKey("contenus.empreinte"), nullable=False)


def _file_columns() -> tuple[Column, ...]:
    """Declare one file as received, at its rank."""
    return (
        Column("rang", Integer, primary_key=True, autoincrement=False),
        Column("nom", String(FILE_NAME), nullable=False),
        _digest(),
    )


magasin = Table("magasin", metadata, Column("schema", Integer, primary_key=True, autoincrement=False))

contenus = Table(
    "contenus",
    metadata,
    Column("empreinte", String(DIGEST), primary_key=True),
    Column("octets", LargeBinary, nullable=False),
)

versions = Table(
    "versions",
    metadata,
    Column("numero", Integer, primary_key=True, autoincrement=False),
    Column("publiee_le", Moment, nullable=False),
    Column("auteur", String(NAME), nullable=False),
    Column("commentaire", Text, nullable=False),
    Column("origine", String(NAME), nullable=False),
    Column("regles", String(20), nullable=False),
    Column("lignes", JSON, nullable=False),
    Column("fictif", Integer, nullable=False),
    Column("empreinte", String(DIGEST), nullable=False),
    Column("restauree", Integer),
    _json("profil"),
    _json("constats"),
)

tables_version = Table(
    "tables_version",
    metadata,
    Column("numero", Integer, ForeignKey("versions.numero"), primary_key=True),
    Column("nom", String(60), primary_key=True),
    _digest(),
)

fichiers_version = Table(
    "fichiers_version",
    metadata,
    Column("numero", Integer, ForeignKey("versions.numero"), primary_key=True),
    *_file_columns(),
)

corrections_version = Table(
    "corrections_version",
    metadata,
    Column("numero", Integer, ForeignKey("versions.numero"), primary_key=True),
    Column("rang", Integer, primary_key=True, autoincrement=False),
    Column("fichier", String(FILE_NAME), nullable=False),
    Column("feuille", String(FILE_NAME)),
    Column("cellule", String(WORD), nullable=False),
    Column("colonne", String(NAME)),
    Column("avant", Text),
    Column("apres", Text),
    Column("auteur", String(NAME), nullable=False),
    Column("le", Moment, nullable=False),
)

brouillons = Table(
    "brouillons",
    metadata,
    Column("id", String(WORD), primary_key=True),
    Column("proprietaire", String(ADDRESS), nullable=False, index=True),
    Column("cree_le", Moment, nullable=False),
    Column("modifie_le", Moment, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("base", Integer),
    Column("commentaire", Text, nullable=False),
    _json("profil"),
    Column("corrections", JSON, nullable=False),
    Column("version", Integer),
)

fichiers_brouillon = Table(
    "fichiers_brouillon",
    metadata,
    Column("brouillon", String(WORD), ForeignKey("brouillons.id", ondelete="CASCADE"), primary_key=True),
    *_file_columns(),
)

profils = Table(
    "profils",
    metadata,
    Column("signature", String(DIGEST), primary_key=True),
    Column("entetes", JSON, nullable=False),
    Column("profil", JSON, nullable=False),
    Column("auteur", String(ADDRESS), nullable=False),
    Column("enregistre_le", Moment, nullable=False),
)

journal = Table(
    "journal",
    metadata,
    Column("numero", Integer, primary_key=True, autoincrement=False),
    Column("le", Moment, nullable=False),
    Column("qui", String(ADDRESS), nullable=False),
    Column("quoi", String(WORD), nullable=False),
    Column("objet", String(FILE_NAME), nullable=False),
    _json("details"),
)

comptes = Table(
    "comptes",
    metadata,
    Column("adresse", String(ADDRESS), primary_key=True),
    Column("role", String(WORD), nullable=False),
    Column("hachage", String(NAME)),
    Column("cree_le", Moment, nullable=False),
    Column("modifie_le", Moment, nullable=False),
    Column("nom", String(NAME)),
)

sessions = Table(
    "sessions",
    metadata,
    Column("empreinte", String(DIGEST), primary_key=True),
    Column("adresse", String(ADDRESS), nullable=False, index=True),
    Column("nom", String(NAME), nullable=False),
    Column("methode", String(WORD), nullable=False),
    Column("cree_le", Moment, nullable=False),
    Column("expire_le", Moment, nullable=False),
    Column("fin_le", Moment),
)

tentatives = Table(
    "tentatives",
    metadata,
    Column("cle", String(ADDRESS), primary_key=True),
    Column("echecs", Integer, nullable=False),
    Column("derniere", Moment, nullable=False),
    Column("libre_le", Moment, nullable=False),
)

codes = Table(
    "codes",
    metadata,
    Column("empreinte", String(DIGEST), primary_key=True),
    Column("role", String(WORD), nullable=False),
    Column("cree_le", Moment, nullable=False),
    Column("expire_le", Moment, nullable=False),
    Column("utilise_le", Moment),
    Column("adresse", String(ADDRESS)),
)
