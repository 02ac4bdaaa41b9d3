"""Publish and read back immutable versions in a database named by its SQLAlchemy URL (SQLite by default, PostgreSQL).

A publication is one transaction: afterwards the store holds the old version or the new one whole. No clock here: the caller
says when. Errors: `StoreError` (a sentence in French for the person), `PublicationConflict` when somebody published meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

import pandas as pd
from sqlalchemy import func, select

from analytics.format_fr import HEURE_LOCALE
from analytics.publications import contents, drafts, frames, publishing
from analytics.publications.accounts import Accounts
from analytics.publications.codes import Codes
from analytics.publications.database import Database
from analytics.publications.drafts import Drafts
from analytics.publications.integrity import find_damage
from analytics.publications.journal import Journal
from analytics.publications.layout import contenus, fichiers_version, tables_version, versions
from analytics.publications.profiles import Profiles
from analytics.publications.publishing import Signature
from analytics.publications.records import KeptFile, Original, Provenance, Version
from analytics.publications.sessions import Sessions
from analytics.schema import TABLES

_SHOWN = [versions.c[name] for name in Version.__slots__ if name in versions.c]


class Store:
    """Open what is kept behind one database URL: the versions, and beside them the drafts, profiles, journal, accounts."""

    def __init__(self, url: str) -> None:
        """Open the store, made on first use; StoreError when it cannot be reached or belongs to a newer program."""
        self._database = Database(url)
        self.brouillons = Drafts(self._database)
        self.profils = Profiles(self._database)
        self.journal = Journal(self._database)
        self.comptes = Accounts(self._database)
        self.codes = Codes(self._database)
        self.sessions = Sessions(self._database)

    def close(self) -> None:
        """Give the connections back to the database."""
        self._database.close()

    def versions(self) -> list[Version]:
        """Return every version, newest first; the newest is the current one."""
        query = select(*_SHOWN).order_by(versions.c.numero.desc())
        with self._database.reading() as connection:
            rows = connection.execute(query).mappings().all()
        return [publishing.to_version(row, current=rank == 0) for rank, row in enumerate(rows)]

    def current_number(self) -> int | None:
        """Return the number of the current version, or None for a store without any."""
        with self._database.reading() as connection:
            return publishing.last_number(connection)

    def version(self, numero: int | None = None) -> Version:
        """Return one version (None: the current one); StoreError when the store does not have it."""
        with self._database.reading() as connection:
            last = publishing.last_number(connection)
            row = publishing.existing(connection, last if numero is None else numero, _SHOWN)
        return publishing.to_version(row, current=row["numero"] == last)

    def version_at(self, day: date) -> Version | None:
        """Return the version that was current at the end of a day, as the region's clocks count it; None before the first."""
        end = datetime.combine(day + timedelta(days=1), time(), HEURE_LOCALE)
        query = select(func.max(versions.c.numero)).where(versions.c.publiee_le < end)
        with self._database.reading() as connection:
            numero = connection.execute(query).scalar()
        return None if numero is None else self.version(numero)

    def tables(self, numero: int) -> dict[str, pd.DataFrame]:
        """Return the nine typed tables of a version (a table it does not have comes without rows)."""
        query = (
            select(tables_version.c.nom, contenus.c.octets)
            .join(contenus, contenus.c.empreinte == tables_version.c.empreinte)
            .where(tables_version.c.numero == numero)
        )
        with self._database.reading() as connection:
            kept = {nom: frames.from_bytes(nom, octets) for nom, octets in connection.execute(query) if nom in TABLES}
        return {name: kept[name] if name in kept else frames.empty(name) for name in TABLES}

    def originals(self, numero: int) -> list[Original]:
        """Return the files that a version was made from, byte for byte, in the order received."""
        with self._database.reading() as connection:
            return contents.read_files(connection, fichiers_version, fichiers_version.c.numero == numero)

    def files(self, numero: int) -> list[KeptFile]:
        """Return the names, sha256 and sizes of the files that a version was made from, without reading them."""
        with self._database.reading() as connection:
            return contents.list_files(connection, fichiers_version, fichiers_version.c.numero == numero)

    def provenance(self, numero: int) -> Provenance:
        """Return how a version was made: profiles, corrections, summary of the findings."""
        with self._database.reading() as connection:
            row = publishing.existing(connection, numero, (versions.c.profil, versions.c.constats))
            return Provenance(row["profil"], publishing.read_corrections(connection, numero), row["constats"])

    def publish(
        self,
        tables: Mapping[str, pd.DataFrame],
        originals: Sequence[Original],
        *,
        publiee_le: datetime,
        auteur: str,
        commentaire: str,
        origine: str = "publication",
        provenance: Provenance | None = None,
        brouillon: str | None = None,
        attendu: int | None = None,
    ) -> Version:
        """Write a new current version in one transaction and return it.

        A table that `tables` lacks is carried over from the version just before, or empty, as its declaration says.
        `attendu` is the version the person was looking at (0: none yet): PublicationConflict when it is no longer the
        current one. Without it, whoever published meanwhile, this version comes next. `brouillon`: the draft it comes
        from, published with it; PublicationConflict when it already was.
        """
        deposit = publishing.prepare(tables, originals)
        signature = Signature(auteur, publiee_le, commentaire)
        with self._database.writing() as connection:
            numero = publishing.next_number(connection, attendu)
            how = provenance or Provenance()
            version = publishing.write_publication(connection, deposit, signature, origine, how, numero)
            if brouillon is not None:
                drafts.mark_published(connection, brouillon, numero, publiee_le)
            return version

    def restore(
        self, restored: int, *, publiee_le: datetime, auteur: str, commentaire: str, attendu: int | None = None
    ) -> Version:
        """Publish a past version again, as a new version that says which one it restores and shares its contents."""
        signature = Signature(auteur, publiee_le, commentaire)
        with self._database.writing() as connection:
            numero = publishing.next_number(connection, attendu)
            return publishing.write_restoration(connection, restored, signature, numero)

    def damage(self) -> list[str]:
        """Read every byte again and return, in French, what is not as it was written (nothing: all is well)."""
        with self._database.snapshot() as connection:
            return find_damage(connection)
