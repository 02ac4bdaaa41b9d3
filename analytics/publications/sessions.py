"""Keep who is signed in, so that every replica knows it and anyone can be signed out at once.

The browser holds a random word of 256 bits (or the token of the organisation's own login); the store holds only its sha256.
A session ends by itself after a while, when the person leaves, and when the account's password or role changes.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from analytics.publications import frames
from analytics.publications.accounts import Account, same_address
from analytics.publications.database import Database
from analytics.publications.errors import AccessRefused
from analytics.publications.journal import record
from analytics.publications.layout import ADDRESS, NAME, comptes, sessions
from analytics.publications.records import storable

LIFETIME = timedelta(hours=12)
FRESH = timedelta(minutes=10)
"""How old the token of the organisation's login may be when it is first seen: an older one belongs to an ended session."""
ACCOUNT, PROVIDER = "compte", "fournisseur"
_CHANGED = "Ce compte vient de changer. Connectez-vous de nouveau."


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody signed in: by an account of the store, or by the organisation's own login."""

    adresse: str
    nom: str
    methode: str
    expire_le: datetime


class Sessions:
    """Keep the sessions of one store."""

    def __init__(self, database: Database) -> None:
        """Keep them in this database."""
        self._database = database

    def open(self, account: Account, *, le: datetime, lifetime: timedelta = LIFETIME) -> str:
        """Sign in somebody whose password was just found good; return the word that the browser keeps.

        AccessRefused when the account changed since the password was looked at.
        """
        word = secrets.token_urlsafe(32)
        unchanged = (comptes.c.adresse == account.adresse, comptes.c.modifie_le == account.modifie_le)
        with self._database.writing() as connection:
            if connection.execute(select(comptes.c.adresse).where(*unchanged)).first() is None:
                raise AccessRefused(_CHANGED)
            _write(connection, word, Session(account.adresse, account.nom, ACCOUNT, le + lifetime), le)
        return word

    def admit(
        self, word: str, adresse: str, nom: str, *, emis_le: datetime, le: datetime, lifetime: timedelta = LIFETIME
    ) -> Session | None:
        """Return the session of a token of the organisation's login, begun the first time that it is seen while fresh.

        None when the session ended, or when the token is too old to begin one.
        """
        known = self._row(word)
        if known is None and abs(le - emis_le) <= FRESH:
            begun = Session(same_address(adresse), storable(nom, NAME), PROVIDER, le + lifetime)
            with self._database.writing() as connection:
                if _read(connection, word) is None:
                    _write(connection, word, begun, le)
                    record(connection, le, begun.adresse, "connexion", begun.adresse, {"par": PROVIDER})
            known = self._row(word)
        return _open_at(known, le)

    def find(self, word: str, *, le: datetime) -> Session | None:
        """Return the session that a browser's word opens, or None when there is none any more."""
        return _open_at(self._row(word), le)

    def end(self, word: str, *, le: datetime) -> None:
        """Sign out; nothing happens when the session had ended already."""
        with self._database.writing() as connection:
            session = _open_at(_read(connection, word), le)
            if session is not None:
                connection.execute(update(sessions).where(sessions.c.empreinte == _digest(word)).values(fin_le=le))
                record(connection, le, session.adresse, "deconnexion", session.adresse)

    def _row(self, word: str):
        """Read one session."""
        with self._database.reading() as connection:
            return _read(connection, word)


def _read(connection: Connection, word: str):
    """Read one session by what the browser holds."""
    return connection.execute(select(sessions).where(sessions.c.empreinte == _digest(word))).mappings().first()


def _write(connection: Connection, word: str, session: Session, le: datetime) -> None:
    """Begin a session, and forget those that ran out: their token is too old to begin one again."""
    connection.execute(delete(sessions).where(sessions.c.expire_le < le))
    row = {"empreinte": _digest(word), "adresse": storable(session.adresse, ADDRESS), "nom": session.nom}
    row |= {"methode": session.methode, "cree_le": le, "expire_le": session.expire_le, "fin_le": None}
    connection.execute(insert(sessions), row)


def _open_at(row, le: datetime) -> Session | None:
    """Build a session from its row, unless it ended."""
    if row is None or row["fin_le"] is not None or row["expire_le"] <= le:
        return None
    return Session(row["adresse"], row["nom"], row["methode"], row["expire_le"])


def _digest(word: str) -> str:
    """Return the sha256 under which a session is kept."""
    return frames.sha256(f"session:{word}".encode(errors="replace"))
