"""Keep the accounts of people who have no login of their organisation: address, role, password hash (argon2id).

An account without a password is one that signs in through the organisation's own login: it only gives a role. Passwords are
never kept, nor written in the journal. Whatever changes an account ends its sessions (`sessions`).
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, delete, func, insert, select, update

from analytics.publications import frames
from analytics.publications.attempts import count_attempt, forgive
from analytics.publications.codes import REFUSED_CODE, code_keys, use_code, write_code
from analytics.publications.database import Database
from analytics.publications.errors import AccessRefused, StoreError
from analytics.publications.journal import record
from analytics.publications.layout import ADDRESS, NAME, comptes, sessions
from analytics.publications.records import required, storable
from analytics.publications.roles import Role

SHORTEST, LONGEST = 12, 200
"""Characters of a password: enough to resist, not so many that hashing it costs."""
INVITATION = timedelta(days=3)
"""How long the code of an account lasts: the time to hand it over."""
HASHINGS_AT_ONCE = 2
"""Each hashing takes 64 MiB: the others wait, so that a crowd cannot exhaust the memory."""
_REFUSED = "L'adresse ou le mot de passe n'est pas le bon."
_NO_ADDRESS = "Écrivez l'adresse de courriel du compte."
_STRANGER = "adresse sans compte"
"""What the journal says of an address that has no account: somebody may have typed a password there."""
_LAST = "C'est le dernier compte d'administration : donnez d'abord ce rôle à une autre personne."


@dataclass(frozen=True, slots=True)
class Account:
    """One account, without its hash."""

    adresse: str
    role: Role
    a_mot_de_passe: bool
    cree_le: datetime
    modifie_le: datetime
    nom: str = ""


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

    def create(
        self, adresse: str, role: Role, mot_de_passe: str | None = None, *, par: str, le: datetime, nom: str = ""
    ) -> Account:
        """Make an account; StoreError when the address has one or the password is too weak."""
        kept = _checked_address(adresse)
        hashed = None if mot_de_passe is None else self._hash(kept, mot_de_passe)
        row = _new_row(kept, Role(role), hashed, nom, le)
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
            _end_sessions(connection, kept, le)
            record(connection, le, par, "compte-role", kept, {"avant": before.role.value, "apres": changed["role"]})

    def change_password(self, adresse: str, mot_de_passe: str, *, par: str, le: datetime) -> None:
        """Give an account another password; StoreError when it is too weak."""
        kept = same_address(adresse)
        changed = {"hachage": self._hash(kept, mot_de_passe), "modifie_le": le}
        with self._database.writing() as connection:
            _existing(connection, kept)
            connection.execute(update(comptes).where(comptes.c.adresse == kept).values(changed))
            _end_sessions(connection, kept, le)
            forgive(connection, [_key(kept)])
            record(connection, le, par, "compte-mot-de-passe", kept)

    def remove(self, adresse: str, *, par: str, le: datetime) -> None:
        """Delete an account; StoreError when no administration would be left. The journal keeps what it did."""
        kept = same_address(adresse)
        with self._database.writing() as connection:
            before = _existing(connection, kept)
            _keep_one_administrator(connection, before)
            connection.execute(delete(comptes).where(comptes.c.adresse == kept))
            _end_sessions(connection, kept, le)
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
                who = kept if row else _STRANGER
                record(connection, le, who, "connexion-refusee", who)
            else:
                self._welcome(connection, kept, hashed, mot_de_passe, keys, le)
        if not good:
            raise AccessRefused(_REFUSED)
        return _account(row)

    def reset(self, adresse: str, *, par: str, le: datetime, lifetime: timedelta = INVITATION) -> str:
        """Take the password of an account away, end its sessions, and return the code with which to choose another."""
        kept = same_address(adresse)
        with self._database.writing() as connection:
            account = _existing(connection, kept)
            changed = {"hachage": None, "modifie_le": le}
            connection.execute(update(comptes).where(comptes.c.adresse == kept).values(changed))
            _end_sessions(connection, kept, le)
            record(connection, le, par, "compte-code", kept)
            return write_code(connection, account.role, kept, le, lifetime)

    def accept(
        self, code: str, adresse: str, mot_de_passe: str, *, le: datetime, nom: str = "", provenance: str | None = None
    ) -> Account:
        """Use a one-time code up to choose a password: that of a new account, or of the account that the code is meant for.

        AccessRefused when the code is no good or tried too often; StoreError, and the code still good, when the password
        is too weak.
        """
        keys = code_keys(provenance)
        with self._database.writing() as connection:
            count_attempt(connection, keys, le)
        kept = _checked_address(adresse)
        hashed = self._hash(kept, mot_de_passe)
        with self._database.writing() as connection:
            role = use_code(connection, code, le, kept)
            if role is None:
                raise AccessRefused(REFUSED_CODE)
            forgive(connection, [*keys, _key(kept)])
            return _give_password(connection, _new_row(kept, role, hashed, nom, le), le)

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


def _checked_address(adresse: str) -> str:
    """Return an address as it is kept; StoreError when it is none."""
    kept = required(same_address(adresse), ADDRESS, _NO_ADDRESS)
    if "@" not in kept.strip("@") or any(sign.isspace() for sign in kept):
        raise StoreError(f"« {kept} » n'est pas une adresse de courriel. Exemple : prenom.nom@exemple.org")
    return kept


def _key(adresse: str) -> str:
    """Return the key under which the attempts at an address are counted: somebody may type a password in its place."""
    return f"compte {frames.sha256(adresse.encode())}"


def _new_row(adresse: str, role: Role, hashed: str | None, nom: str, le: datetime) -> dict[str, Any]:
    """Write the row of a new account."""
    named = storable(nom, NAME).strip() or None
    return {"adresse": adresse, "role": role.value, "hachage": hashed, "cree_le": le, "modifie_le": le, "nom": named}


def _give_password(connection: Connection, row: dict[str, Any], le: datetime) -> Account:
    """Make the account of a code, or give the one there is its password and the role of the code when that is more."""
    adresse, before = row["adresse"], _row(connection, row["adresse"])
    if before is None:
        connection.execute(insert(comptes), row)
        record(connection, le, adresse, "compte-cree", adresse, {"role": row["role"]})
        return _account(row)
    role = max(Role(before["role"]), Role(row["role"]), key=list(Role).index)
    changed = {"hachage": row["hachage"], "role": role.value, "nom": before["nom"] or row["nom"], "modifie_le": le}
    connection.execute(update(comptes).where(comptes.c.adresse == adresse).values(changed))
    _end_sessions(connection, adresse, le)
    record(connection, le, adresse, "compte-mot-de-passe", adresse, {"role": role.value})
    return _account({**before, **changed})


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
    has_password = row["hachage"] is not None
    return Account(row["adresse"], Role(row["role"]), has_password, row["cree_le"], row["modifie_le"], row["nom"] or "")


def _end_sessions(connection: Connection, adresse: str, le: datetime) -> None:
    """Sign an account out everywhere."""
    here = (sessions.c.adresse == adresse, sessions.c.fin_le.is_(None))
    connection.execute(update(sessions).where(*here).values(fin_le=le))
