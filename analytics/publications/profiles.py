"""Keep the import profiles (`profils d'import`) by layout, so that the next file of the same layout needs nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select

from analytics.publications.database import Database
from analytics.publications.journal import record
from analytics.publications.layout import ADDRESS, profils
from analytics.publications.records import required, storable
from analytics.schema.spelling import layout_signature

_NOBODY = "Dites qui enregistre ce profil."


@dataclass(frozen=True, slots=True)
class KeptProfile:
    """A profile and the layout it is for: its headers as they were typed, who kept it, when."""

    signature: str
    entetes: tuple[str, ...]
    profil: dict[str, Any]
    auteur: str
    enregistre_le: datetime


class Profiles:
    """Keep the profiles of one store."""

    def __init__(self, database: Database) -> None:
        """Keep them in this database."""
        self._database = database

    def find(self, headers: Sequence[str | None]) -> KeptProfile | None:
        """Return the profile kept for a layout, or None."""
        query = select(profils).where(profils.c.signature == layout_signature(headers))
        with self._database.reading() as connection:
            row = connection.execute(query).mappings().first()
        return None if row is None else _kept(row)

    def list(self) -> list[KeptProfile]:
        """Return every profile, the last kept first."""
        with self._database.reading() as connection:
            rows = connection.execute(select(profils).order_by(profils.c.enregistre_le.desc())).mappings().all()
        return [_kept(row) for row in rows]

    def keep(
        self, headers: Sequence[str | None], profil: Mapping[str, Any], *, auteur: str, le: datetime
    ) -> KeptProfile:
        """Keep the profile of a layout instead of the one it had, which the journal repeats."""
        signature = layout_signature(headers)
        row = {
            "signature": signature,
            "entetes": [storable(header or "") for header in headers],
            "profil": dict(profil),
            "auteur": required(auteur, ADDRESS, _NOBODY),
            "enregistre_le": le,
        }
        here = profils.c.signature == signature
        with self._database.writing() as connection:
            before = connection.execute(select(profils.c.profil).where(here)).scalar()
            connection.execute(delete(profils).where(here))
            connection.execute(insert(profils), row)
            details = {"avant": before, "apres": row["profil"]}
            record(connection, le, auteur, "profil-enregistre", f"profil {signature[:12]}", details)
        return _kept(row)

    def forget(self, signature: str, *, par: str, le: datetime) -> None:
        """Delete a profile, which the journal repeats; one that is gone already is no trouble."""
        here = profils.c.signature == signature
        with self._database.writing() as connection:
            before = connection.execute(select(profils.c.profil).where(here)).scalar()
            connection.execute(delete(profils).where(here))
            if before is not None:
                record(connection, le, par, "profil-supprime", f"profil {signature[:12]}", {"avant": before})


def _kept(row: Mapping[str, Any]) -> KeptProfile:
    """Build a profile from its row."""
    return KeptProfile(**{**row, "entetes": tuple(row["entetes"])})
