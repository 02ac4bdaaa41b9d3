"""Second layout: how a version was made, the drafts, the profiles, the journal, the accounts."""

from __future__ import annotations

from alembic.operations import Operations
from sqlalchemy import JSON, Column, Connection, DateTime, ForeignKey, Integer, MetaData, String, Table, Text

_MOMENT = DateTime(timezone=True)
frozen = MetaData()

# The two tables that the new ones refer to; they are there already.
Table("contenus", frozen, Column("empreinte", String(64), primary_key=True))
Table("versions", frozen, Column("numero", Integer, primary_key=True, autoincrement=False))
Table(
    "corrections_version",
    frozen,
    Column("numero", Integer, ForeignKey("versions.numero"), primary_key=True),
    Column("rang", Integer, primary_key=True, autoincrement=False),
    Column("fichier", String(400), nullable=False),
    Column("feuille", String(400)),
    Column("cellule", String(40), nullable=False),
    Column("colonne", String(200)),
    Column("avant", Text),
    Column("apres", Text),
    Column("auteur", String(200), nullable=False),
    Column("le", _MOMENT, nullable=False),
)
Table(
    "brouillons",
    frozen,
    Column("id", String(40), primary_key=True),
    Column("proprietaire", String(320), nullable=False, index=True),
    Column("cree_le", _MOMENT, nullable=False),
    Column("modifie_le", _MOMENT, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("base", Integer),
    Column("commentaire", Text, nullable=False),
    Column("profil", JSON),
    Column("corrections", JSON, nullable=False),
    Column("version", Integer),
)
Table(
    "fichiers_brouillon",
    frozen,
    Column("brouillon", String(40), ForeignKey("brouillons.id", ondelete="CASCADE"), primary_key=True),
    Column("rang", Integer, primary_key=True, autoincrement=False),
    Column("nom", String(400), nullable=False),
    Column("empreinte", String(64), ForeignKey("contenus.empreinte"), nullable=False),
)
Table(
    "profils",
    frozen,
    Column("signature", String(64), primary_key=True),
    Column("entetes", JSON, nullable=False),
    Column("profil", JSON, nullable=False),
    Column("auteur", String(320), nullable=False),
    Column("enregistre_le", _MOMENT, nullable=False),
)
Table(
    "journal",
    frozen,
    Column("numero", Integer, primary_key=True, autoincrement=False),
    Column("le", _MOMENT, nullable=False),
    Column("qui", String(320), nullable=False),
    Column("quoi", String(40), nullable=False),
    Column("objet", String(400), nullable=False),
    Column("details", JSON),
)
Table(
    "comptes",
    frozen,
    Column("adresse", String(320), primary_key=True),
    Column("role", String(40), nullable=False),
    Column("hachage", String(200)),
    Column("cree_le", _MOMENT, nullable=False),
    Column("modifie_le", _MOMENT, nullable=False),
)
Table(
    "tentatives",
    frozen,
    Column("cle", String(320), primary_key=True),
    Column("echecs", Integer, nullable=False),
    Column("derniere", _MOMENT, nullable=False),
    Column("libre_le", _MOMENT, nullable=False),
)
Table(
    "codes",
    frozen,
    Column("empreinte", String(64), primary_key=True),
    Column("role", String(40), nullable=False),
    Column("cree_le", _MOMENT, nullable=False),
    Column("expire_le", _MOMENT, nullable=False),
    Column("utilise_le", _MOMENT),
)


def upgrade(connection: Connection, operations: Operations) -> None:
    """Add three columns to the versions, and eight tables."""
    for column in (Column("restauree", Integer), Column("profil", JSON), Column("constats", JSON)):
        operations.add_column("versions", column)
    frozen.create_all(connection)
