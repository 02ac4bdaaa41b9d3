"""Publish and read back immutable versions in a database named by its SQLAlchemy URL (SQLite by default, PostgreSQL).

A publication is one transaction: afterwards the store holds the old version or the new one whole. No clock here: the caller
says when. Errors: `StoreError` (a sentence in French for the person), `PublicationConflict` when somebody published meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
from sqlalchemy import Connection, Engine, create_engine, event, func, insert, make_url, select
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from analytics.publications import frames
from analytics.publications.layout import (
    SCHEMA_VERSION,
    contenus,
    fichiers_version,
    magasin,
    metadata,
    tables_version,
    versions,
)
from analytics.schema import RULES_VERSION, TABLES


class StoreError(Exception):
    """The store cannot be opened or read; the message is a sentence for the person."""


class PublicationConflict(StoreError):
    """Somebody else published first; nothing was written and nothing is lost."""


@dataclass(frozen=True, slots=True)
class Original:
    """One file as received, byte for byte."""

    nom: str
    contenu: bytes


@dataclass(frozen=True, slots=True)
class Version:
    """What is known of one version; `lignes` is table → number of rows, `origine` how it was made."""

    numero: int
    publiee_le: datetime
    auteur: str
    commentaire: str
    origine: str
    lignes: dict[str, int]
    empreinte: str
    fictif: bool
    courante: bool


class Store:
    """Open the versions kept behind one database URL; the tables are created on first use."""

    def __init__(self, url: str) -> None:
        """Open the store; StoreError when it cannot be reached or belongs to a newer program."""
        self.url = url
        try:
            self._engine = _engine(url)
            with self._engine.begin() as connection:
                _prepare(connection)
        except (SQLAlchemyError, OSError) as error:
            raise StoreError(
                "La base de données ne répond pas. Vérifiez l'adresse donnée par ALLIANCE_DATABASE_URL et que le service est démarré."
            ) from error

    def versions(self) -> list[Version]:
        """Return every version, newest first; the newest is the current one."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(versions).order_by(versions.c.numero.desc())).mappings().all()
        return [_version(row, current=rank == 0) for rank, row in enumerate(rows)]

    def current_number(self) -> int | None:
        """Return the number of the current version, or None for a store without any."""
        with self._engine.connect() as connection:
            return _last(connection)

    def version(self, numero: int | None = None) -> Version:
        """Return one version (None: the current one); StoreError when the store does not have it."""
        known = self.versions()
        for version in known:
            if numero is None or version.numero == numero:
                return version
        raise StoreError(
            f"La version {numero} n'existe pas. Versions connues : {', '.join(str(v.numero) for v in reversed(known)) or 'aucune'}."
        )

    def tables(self, numero: int) -> dict[str, pd.DataFrame]:
        """Return the nine typed tables of a version (a table it does not have comes without rows)."""
        query = (
            select(tables_version.c.nom, contenus.c.octets)
            .join(contenus, contenus.c.empreinte == tables_version.c.empreinte)
            .where(tables_version.c.numero == numero)
        )
        with self._engine.connect() as connection:
            kept = {nom: frames.from_bytes(nom, octets) for nom, octets in connection.execute(query) if nom in TABLES}
        return {name: kept[name] if name in kept else frames.empty(name) for name in TABLES}

    def originals(self, numero: int) -> list[Original]:
        """Return the files that a version was made from, byte for byte, in the order received."""
        query = (
            select(fichiers_version.c.nom, contenus.c.octets)
            .join(contenus, contenus.c.empreinte == fichiers_version.c.empreinte)
            .where(fichiers_version.c.numero == numero)
            .order_by(fichiers_version.c.rang)
        )
        with self._engine.connect() as connection:
            return [Original(nom, octets) for nom, octets in connection.execute(query)]

    def publish(
        self,
        tables: Mapping[str, pd.DataFrame],
        originals: Sequence[Original],
        *,
        publiee_le: datetime,
        auteur: str,
        commentaire: str,
        origine: str = "publication",
        fictif: bool = False,
        attendu: int | None = None,
    ) -> Version:
        """Write a new current version in one transaction and return it.

        `attendu` is the version the person was looking at: PublicationConflict when it is no longer the current one.
        """
        written = {name: frames.to_bytes(tables[name]) for name in TABLES if name in tables}
        head = {
            "publiee_le": publiee_le,
            "auteur": auteur,
            "commentaire": commentaire,
            "origine": origine,
            "regles": RULES_VERSION,
            "fictif": int(fictif),
            "lignes": {name: len(tables[name]) for name in written},
            "empreinte": _digest(written, originals),
        }
        try:
            with self._engine.begin() as connection:
                return self._write(connection, head, written, originals, attendu)
        except IntegrityError as error:
            raise PublicationConflict(
                "Une autre personne vient de publier. Rien n'est perdu : relisez l'effet puis publiez de nouveau."
            ) from error

    def _write(
        self,
        connection: Connection,
        head: dict,
        written: Mapping[str, bytes],
        originals: Sequence[Original],
        attendu: int | None,
    ) -> Version:
        """Insert one version; the primary key on its number refuses a second writer."""
        last = _last(connection)
        if attendu is not None and last != attendu:
            raise PublicationConflict(
                f"La version {last} a été publiée depuis que vous lisez la version {attendu}. Relisez l'effet puis publiez de nouveau."
            )
        numero = (last or 0) + 1
        connection.execute(insert(versions), {"numero": numero, **head})
        for nom, octets in written.items():
            connection.execute(
                insert(tables_version), {"numero": numero, "nom": nom, "empreinte": _keep(connection, octets)}
            )
        for rang, original in enumerate(originals):
            row = {
                "numero": numero,
                "rang": rang,
                "nom": original.nom,
                "empreinte": _keep(connection, original.contenu),
            }
            connection.execute(insert(fichiers_version), row)
        return _version({"numero": numero, **head}, current=True)


def _engine(url: str) -> Engine:
    """Open the engine; a SQLite file's folder is made, and its journal lets readers go on during a publication."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": 30})
    event.listen(engine, "connect", _tune_sqlite)
    return engine


def _tune_sqlite(connection, _record) -> None:
    """Set the journal and the foreign keys of a new SQLite connection."""
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")


def _prepare(connection: Connection) -> None:
    """Create the tables of a new store; StoreError for a store of a newer program."""
    metadata.create_all(connection)
    found = connection.execute(select(magasin.c.schema)).scalar()
    if found is None:
        connection.execute(insert(magasin), {"schema": SCHEMA_VERSION})
    elif found > SCHEMA_VERSION:
        raise StoreError(
            "Cette base a été écrite par une version plus récente du programme. Mettez le programme à jour."
        )


def _last(connection: Connection) -> int | None:
    """Return the highest version number."""
    return connection.execute(select(func.max(versions.c.numero))).scalar()


def _keep(connection: Connection, octets: bytes) -> str:
    """Keep bytes once, and return their sha256."""
    digest = frames.sha256(octets)
    if connection.execute(select(contenus.c.empreinte).where(contenus.c.empreinte == digest)).first() is None:
        connection.execute(insert(contenus), {"empreinte": digest, "octets": octets})
    return digest


def _digest(written: Mapping[str, bytes], originals: Sequence[Original]) -> str:
    """Return the sha256 of a version: its tables and its original files."""
    named = [(f"table:{name}", frames.sha256(octets)) for name, octets in written.items()]
    return frames.combined_sha256(
        named + [(f"fichier:{rank}:{o.nom}", frames.sha256(o.contenu)) for rank, o in enumerate(originals)]
    )


def _version(row: Mapping, *, current: bool) -> Version:
    """Build a version from its row; the database's dates are read as UTC."""
    when = row["publiee_le"]
    return Version(
        numero=row["numero"],
        publiee_le=when if when.tzinfo else when.replace(tzinfo=UTC),
        auteur=row["auteur"],
        commentaire=row["commentaire"],
        origine=row["origine"],
        lignes=dict(row["lignes"]),
        empreinte=row["empreinte"],
        fictif=bool(row["fictif"]),
        courante=current,
    )
