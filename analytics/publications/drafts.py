"""Keep drafts: what a person received and mended before publishing. They outlive a closed browser and a restarted server.

A draft can be deleted, never what was received: its original files stay in `contenus`, and the journal names them.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from analytics.publications import contents
from analytics.publications.corrections import from_json, to_json
from analytics.publications.database import Database
from analytics.publications.errors import PublicationConflict, StoreError
from analytics.publications.journal import record
from analytics.publications.layout import ADDRESS, brouillons, contenus, fichiers_brouillon
from analytics.publications.records import Correction, KeptFile, Original, required, storable

_GONE = "Ce brouillon n'existe plus : il a été supprimé. Ses fichiers sont gardés; déposez-les de nouveau au besoin."
_ELSEWHERE = "Ce brouillon a été changé dans une autre fenêtre. Rouvrez-le pour voir les derniers changements."
_NOBODY = "Dites à qui est ce brouillon."


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft, without the bytes of its files.

    `base`: the version that was current when it was opened. `profil`: what the person said of the layout (any JSON
    document). `revision` goes up at each save; `version`: the version it became, once published.
    """

    id: str
    proprietaire: str
    cree_le: datetime
    modifie_le: datetime
    revision: int
    base: int | None
    commentaire: str
    profil: Any
    corrections: tuple[Correction, ...]
    version: int | None
    fichiers: tuple[KeptFile, ...]

    @property
    def publie(self) -> bool:
        """Tell whether the draft became a version: nothing more can be changed."""
        return self.version is not None


class Drafts:
    """Keep the drafts of one store."""

    def __init__(self, database: Database) -> None:
        """Keep them in this database."""
        self._database = database

    def create(
        self, originals: Sequence[Original], *, proprietaire: str, le: datetime, base: int | None = None
    ) -> Draft:
        """Keep the files of a new draft at once, before anything else can go wrong."""
        row = {"id": uuid.uuid4().hex, "proprietaire": required(proprietaire, ADDRESS, _NOBODY), "cree_le": le}
        row |= {"modifie_le": le, "revision": 1, "base": base, "commentaire": "", "profil": None, "corrections": []}
        files = contents.digests(originals)
        with self._database.writing() as connection:
            connection.execute(insert(brouillons), row)
            contents.write_files(connection, fichiers_brouillon, {"brouillon": row["id"]}, files)
            record(connection, le, proprietaire, "brouillon-cree", f"brouillon {row['id']}", _named(files))
            return _load(connection, row["id"])

    def list(self, proprietaire: str | None = None, *, published: bool = False) -> list[Draft]:
        """Return the drafts still open (or those published), of one person or of everybody, last changed first."""
        query = select(brouillons.c.id).order_by(brouillons.c.modifie_le.desc(), brouillons.c.id)
        query = query.where(brouillons.c.version.is_not(None) if published else brouillons.c.version.is_(None))
        if proprietaire is not None:
            query = query.where(brouillons.c.proprietaire == storable(proprietaire))
        with self._database.reading() as connection:
            return [_load(connection, key) for key in connection.execute(query).scalars().all()]

    def load(self, key: str) -> Draft:
        """Return one draft; StoreError when it was deleted."""
        with self._database.reading() as connection:
            return _load(connection, key)

    def originals(self, key: str) -> list[Original]:
        """Return the files of a draft, byte for byte, in the order received."""
        with self._database.reading() as connection:
            return contents.read_files(connection, fichiers_brouillon, fichiers_brouillon.c.brouillon == storable(key))

    def save(self, draft: Draft, *, le: datetime) -> Draft:
        """Keep the profile, the corrections and the comment of a draft; PublicationConflict when another window changed it."""
        changed = {
            "base": draft.base,
            "profil": draft.profil,
            "corrections": to_json(draft.corrections),
            "commentaire": storable(draft.commentaire),
        }
        with self._database.writing() as connection:
            return _change(connection, draft, changed, le)

    def replace_files(self, draft: Draft, originals: Sequence[Original], *, par: str, le: datetime) -> Draft:
        """Give a draft other files; those it had stay kept, and the journal names them."""
        files = contents.digests(originals)
        with self._database.writing() as connection:
            saved = _change(connection, draft, {}, le)
            connection.execute(delete(fichiers_brouillon).where(fichiers_brouillon.c.brouillon == draft.id))
            contents.write_files(connection, fichiers_brouillon, {"brouillon": draft.id}, files)
            details = {"avant": _listed(saved.fichiers), **_named(files)}
            record(connection, le, par, "brouillon-fichiers", f"brouillon {draft.id}", details)
            return _load(connection, draft.id)

    def delete(self, key: str, *, par: str, le: datetime) -> None:
        """Delete a draft; its files stay kept, and the journal names them. StoreError when it is gone or published."""
        with self._database.writing() as connection:
            draft = _load(connection, key)
            _refuse_published(draft)
            connection.execute(delete(fichiers_brouillon).where(fichiers_brouillon.c.brouillon == key))
            connection.execute(delete(brouillons).where(brouillons.c.id == key))
            kept = {"proprietaire": draft.proprietaire, "fichiers": _listed(draft.fichiers), "fichiers_gardes": True}
            record(connection, le, par, "brouillon-supprime", f"brouillon {key}", kept)

    def content(self, empreinte: str) -> bytes:
        """Return bytes received once, by their sha256 as the journal gives it; StoreError when the store never had them."""
        query = select(contenus.c.octets).where(contenus.c.empreinte == storable(empreinte))
        with self._database.reading() as connection:
            octets = connection.execute(query).scalar()
        if octets is None:
            raise StoreError(f"Aucun fichier reçu n'a l'empreinte {storable(empreinte, 70)}.")
        return octets


def mark_published(connection: Connection, key: str, numero: int, le: datetime) -> None:
    """Say which version a draft became, in the same transaction; PublicationConflict when it already was published."""
    _change(connection, _load(connection, key), {"version": numero}, le)


def _load(connection: Connection, key: str) -> Draft:
    """Read one draft; StoreError when there is none of that name."""
    row = connection.execute(select(brouillons).where(brouillons.c.id == storable(key))).mappings().first()
    if row is None:
        raise StoreError(_GONE)
    files = contents.list_files(connection, fichiers_brouillon, fichiers_brouillon.c.brouillon == row["id"])
    return Draft(**{**row, "corrections": from_json(row["corrections"]), "fichiers": tuple(files)})


def _change(connection: Connection, draft: Draft, changed: Mapping[str, Any], le: datetime) -> Draft:
    """Write what changed in a draft that nobody else changed meanwhile."""
    now = _load(connection, draft.id)
    _refuse_published(now)
    if now.revision != draft.revision:
        raise PublicationConflict(_ELSEWHERE)
    row = {**changed, "modifie_le": le, "revision": now.revision + 1}
    connection.execute(update(brouillons).where(brouillons.c.id == draft.id).values(row))
    return _load(connection, draft.id)


def _refuse_published(draft: Draft) -> None:
    """Refuse to change a draft that became a version."""
    if draft.publie:
        raise PublicationConflict(f"Ce brouillon a déjà été publié : c'est la version {draft.version}.")


def _named(files: Sequence[tuple[str, str, bytes]]) -> dict[str, Any]:
    """Write received files for the journal."""
    return {"fichiers": [{"nom": name, "empreinte": digest} for name, digest, _ in files]}


def _listed(files: Sequence[KeptFile]) -> list[dict[str, Any]]:
    """Write kept files for the journal."""
    return [{"nom": file.nom, "empreinte": file.empreinte} for file in files]
