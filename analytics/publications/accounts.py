"""Keep the accounts of people who have no login of their organisation: address, role, password hash (argon2id).

An account without a password is one that signs in through the organisation's own login: it only gives a role. Passwords are
never kept, nor written in the journal. Sessions are not kept here.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, delete, func, insert, select, update

from analytics.publications.attempts import count_attempt, forgive
from analytics.publications.database import Database
from analytics.publications.errors import AccessRefused, StoreError
from analytics.publications.journal import record
from analytics.publications.layout import ADDRESS, comptes
from analytics.publications.records import required, storable
from analytics.publications.roles import Role

SHORTEST, LONGEST = 12, 200
"""Characters of a password: enough to resist, not so many that hashing it costs."""
HASHINGS_AT_ONCE = 2
"""Each hashing takes 64 MiB: the others wait, so that a crowd cannot exhaust the memory."""
_REFUSED = "L'adresse ou le mot de passe n'est pas le bon."
_NO_ADDRESS = "Écrivez l'adresse de courriel du compte."
_LAST = "C'est le dernier compte d'administration : donnez d'abord ce rôle à une autre personne."


@dataclass(frozen=True, slots=True)
class Account:
    """One account, without its hash."""

    adresse: str
    role: Role
    a_mot_de_passe: bool
    cree_le: datetime
    modifie_le: datetime


class Accounts:
    """Keep the accounts of one store."""

    def __init__(self, database: Database) -> None:
        """Keep them in this database, and hash as RFC 9106 advises where memory is limited."""
        self._database = database
        self._hasher = PasswordHasher()
        self._gate = threading.BoundedSemaphore(HASHINGS_AT_ONCE)
        self._nobody = ""

    def list(self) -> list[Account]:
        """Return every account, by address."""
        with self._database.reading() as connection:
            rows = connection.execute(select(comptes).order_by(comptes.c.adresse)).mappings().all()
        return [_account(row) for row in rows]

    def find(self, adresse: str) -> Account | None:
        """Return the account of an address, or None."""
        with self._database.reading() as connection:
            row = _row(connection, same_address(adresse))
        return None if row is None else _account(row)

    def create(self, adresse: str, role: Role, mot_de_passe: str | None = None, *, par: str, le: datetime) -> Account:
        """Make an account; StoreError when the address has one or the password is too weak."""
        kept = required(same_address(adresse), ADDRESS, _NO_ADDRESS)
        if "@" not in kept.strip("@"):
            raise StoreError(f"« {kept} » n'est pas une adresse de courriel. Exemple : prenom.nom@exemple.org")
        hashed = None if mot_de_passe is None else self._hash(kept, mot_de_passe)
        row = {"adresse": kept, "role": Role(role).value, "hachage": hashed, "cree_le": le, "modifie_le": le}
        with self._database.writing() as connection:
            if _row(connection, kept) is not None:
                raise StoreError(f"« {kept} » a déjà un compte.")
            connection.execute(insert(comptes), row)
            record(connection, le, par, "compte-cree", kept, {"role": row["role"]})
        return _account(row)

    def change_role(self, adresse: str, role: Role, *, par: str, le: datetime) -> None:
        """Give an account another role; StoreError when no administration would be left."""
        kept = same_address(adresse)
        with self._database.writing() as connection:
            before = _existing(connection, kept)
            if role != Role.ADMINISTRATION:
                _keep_one_administrator(connection, before)
            changed = {"role": Role(role).value, "modifie_le": le}
            connection.execute(update(comptes).where(comptes.c.adresse == kept).values(changed))
            record(connection, le, par, "compte-role", kept, {"avant": before.role.value, "apres": changed["role"]})

    def change_password(self, adresse: str, mot_de_passe: str, *, par: str, le: datetime) -> None:
        """Give an account another password; StoreError when it is too weak."""
        kept = same_address(adresse)
        changed = {"hachage": self._hash(kept, mot_de_passe), "modifie_le": le}
        with self._database.writing() as connection:
            _existing(connection, kept)
            connection.execute(update(comptes).where(comptes.c.adresse == kept).values(changed))
            forgive(connection, [_key(kept)])
            record(connection, le, par, "compte-mot-de-passe", kept)

    def remove(self, adresse: str, *, par: str, le: datetime) -> None:
        """Delete an account; StoreError when no administration would be left. The journal keeps what it did."""
        kept = same_address(adresse)
        with self._database.writing() as connection:
            before = _existing(connection, kept)
            _keep_one_administrator(connection, before)
            connection.execute(delete(comptes).where(comptes.c.adresse == kept))
            record(connection, le, par, "compte-supprime", kept, {"role": before.role.value})

    def log_in(self, adresse: str, mot_de_passe: str, *, le: datetime, provenance: str | None = None) -> Account:
        """Return the account whose address and password these are; AccessRefused otherwise, or when tried too often.

        An address without an account takes as long and is told the same. `provenance`: where the attempt comes from
        (a network address), counted too.
        """
        kept = same_address(adresse)
        keys = [_key(kept), *([f"de {provenance}"] if provenance else [])]
        with self._database.writing() as connection:
            count_attempt(connection, keys, le)
            row = _row(connection, kept)
        hashed = row["hachage"] if row else None
        good = self._matches(hashed, mot_de_passe)
        with self._database.writing() as connection:
            if not good:
                record(connection, le, kept or "personne", "connexion-refusee", kept)
            else:
                self._welcome(connection, kept, hashed, mot_de_passe, keys, le)
        if not good:
            raise AccessRefused(_REFUSED)
        return _account(row)

    def _welcome(
        self, connection: Connection, kept: str, hashed: str, mot_de_passe: str, keys: Sequence[str], le: datetime
    ) -> None:
        """Write a login down; a hash of older settings is made again."""
        forgive(connection, keys)
        if self._hasher.check_needs_rehash(hashed):
            changed = {"hachage": self._hasher.hash(mot_de_passe)}
            connection.execute(update(comptes).where(comptes.c.adresse == kept).values(changed))
        record(connection, le, kept, "connexion", kept)

    def _hash(self, adresse: str, mot_de_passe: str) -> str:
        """Hash a new password; StoreError when it is too short, too long, or the address itself."""
        if not SHORTEST <= len(mot_de_passe) <= LONGEST:
            raise StoreError(f"Le mot de passe doit avoir de {SHORTEST} à {LONGEST} caractères.")
        if mot_de_passe.strip().casefold() == adresse or len(set(mot_de_passe)) < 5:
            raise StoreError("Ce mot de passe se devine. Choisissez-en un autre, par exemple quatre mots sans lien.")
        with self._gate:
            return self._hasher.hash(mot_de_passe)

    def _matches(self, hashed: str | None, mot_de_passe: str) -> bool:
        """Tell whether a password is the one; an absent hash costs as much to refuse as a wrong password."""
        with self._gate:
            if not self._nobody:
                self._nobody = self._hasher.hash("personne")
            try:
                self._hasher.verify(hashed or self._nobody, mot_de_passe[: LONGEST + 1])
            except (VerificationError, InvalidHashError):
                return False
        return hashed is not None


def same_address(adresse: str) -> str:
    """Return an address as it is kept: without spaces around it nor capitals."""
    return storable(adresse).strip().casefold()


def _key(adresse: str) -> str:
    """Return the key under which the attempts at an address are counted."""
    return f"compte {adresse}"


def _row(connection: Connection, adresse: str):
    """Read one account."""
    return connection.execute(select(comptes).where(comptes.c.adresse == adresse)).mappings().first()


def _existing(connection: Connection, adresse: str) -> Account:
    """Read one account; StoreError when there is none."""
    row = _row(connection, adresse)
    if row is None:
        raise StoreError(f"« {adresse} » n'a pas de compte.")
    return _account(row)


def _keep_one_administrator(connection: Connection, account: Account) -> None:
    """Refuse that the last administrator goes."""
    query = select(func.count()).select_from(comptes).where(comptes.c.role == Role.ADMINISTRATION.value)
    if account.role == Role.ADMINISTRATION and connection.execute(query).scalar_one() == 1:
        raise StoreError(_LAST)


def _account(row) -> Account:
    """Build an account from its row."""
    return Account(row["adresse"], Role(row["role"]), row["hachage"] is not None, row["cree_le"], row["modifie_le"])
