"""Keep one-time codes: printed once in the terminal by whoever starts the program, kept only as a sha256.

A code has 80 random bits, works once and not for long: guessing it, even from the store, is out of reach.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from analytics.publications import frames
from analytics.publications.attempts import count_attempt, forgive
from analytics.publications.database import Database
from analytics.publications.errors import AccessRefused
from analytics.publications.journal import record
from analytics.publications.layout import codes
from analytics.publications.roles import Role

LIFETIME = timedelta(hours=1)
_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ0123456789"
"""Thirty-two signs that are not mistaken for one another when read aloud (no I, L, O, U)."""
_GROUPS, _GROUP = 4, 4
_ALIKE = str.maketrans({"I": "1", "L": "1", "O": "0"})
REFUSED_CODE = "Ce code n'est pas le bon, a déjà servi ou n'est plus valable. Demandez-en un autre."


class Codes:
    """Keep the one-time codes of one store."""

    def __init__(self, database: Database) -> None:
        """Keep them in this database."""
        self._database = database

    def create(self, *, le: datetime, role: Role = Role.ADMINISTRATION, lifetime: timedelta = LIFETIME) -> str:
        """Make a code and return it, the only time it can be read: « 7QK2-M4XW-90BT-HJ5C »."""
        with self._database.writing() as connection:
            record(connection, le, "terminal", "code-cree", f"rôle {role.value}")
            return write_code(connection, role, None, le, lifetime)

    def redeem(self, code: str, *, le: datetime, provenance: str | None = None) -> Role:
        """Use a code up and return the role it gives; AccessRefused when it is no good, or tried too often."""
        keys = code_keys(provenance)
        with self._database.writing() as connection:
            count_attempt(connection, keys, le)
        with self._database.writing() as connection:
            role = use_code(connection, code, le)
            if role is None:
                raise AccessRefused(REFUSED_CODE)
            forgive(connection, keys)
        return role


def write_code(connection: Connection, role: Role, adresse: str | None, le: datetime, lifetime: timedelta) -> str:
    """Keep a new code within the writer's transaction and return it; `adresse`: the only one that may use it."""
    code = "-".join("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    mine = codes.c.adresse.is_not(None) & (codes.c.adresse == adresse)
    connection.execute(delete(codes).where((codes.c.expire_le < le) | mine))
    row = {"empreinte": _digest(code), "role": role.value, "cree_le": le, "expire_le": le + lifetime}
    connection.execute(insert(codes), {**row, "adresse": adresse})
    return code


def use_code(connection: Connection, code: str, le: datetime, adresse: str | None = None) -> Role | None:
    """Use a code up within the writer's transaction and return its role, or None when it is no good for this address."""
    digest = _digest(code)
    meant = codes.c.adresse.is_(None) | (codes.c.adresse == adresse)
    good = (codes.c.empreinte == digest, codes.c.utilise_le.is_(None), codes.c.expire_le > le, meant)
    role = connection.execute(select(codes.c.role).where(*good)).scalar()
    if role is None:
        return None
    connection.execute(update(codes).where(codes.c.empreinte == digest).values(utilise_le=le))
    record(connection, le, adresse or "terminal", "code-utilise", f"rôle {role}")
    return Role(role)


def code_keys(provenance: str | None) -> list[str]:
    """Return the keys under which the attempts at a code are counted."""
    return [f"code de {provenance}" if provenance else "code"]


def _digest(code: str) -> str:
    """Return the sha256 of a code as typed: without dashes, spaces nor case, « O » read as « 0 », « I » and « L » as « 1 »."""
    typed = "".join(sign for sign in code.upper() if sign.isalnum()).translate(_ALIKE)
    return frames.sha256(f"alliance:{typed}".encode())
