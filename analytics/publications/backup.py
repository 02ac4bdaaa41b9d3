"""Back a store up in one file, and recover it in an empty store, of the same engine or of the other."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from analytics.publications.archive import read_archive, reflected, verify_archive, write_archive
from analytics.publications.database import Database, upgrade_layout
from analytics.publications.errors import StoreError
from analytics.publications.integrity import find_damage
from analytics.publications.journal import record
from analytics.publications.layout import SCHEMA_VERSION

_NEWER = "Cette sauvegarde a été écrite par une version plus récente du programme. Mettez le programme à jour."
_NOT_EMPTY = "La base de données n'est pas vide : rien n'a été récupéré. Nommez une base vide avec ALLIANCE_DATABASE_URL, puis recommencez."
_NOTHING = (
    "La base de données ne contient aucune version : il n'y a rien à sauvegarder. Vérifiez ALLIANCE_DATABASE_URL."
)


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup file holds: `empreinte` is the sha256 of the file; sizes in bytes."""

    chemin: Path
    taille: int
    empreinte: str
    versions: int
    contenus: int
    octets: int


def back_up(url: str, path: Path, now: datetime) -> Backup:
    """Write a store in a new file and read it again; the file has its name only once it is whole.

    StoreError when the file exists already, cannot be written, or the store is empty or damaged.
    """
    if path.exists():
        raise StoreError(
            f"« {path} » existe déjà : une sauvegarde n'en remplace jamais une autre. Choisissez un autre nom."
        )
    draft = path.with_name(path.name + ".partiel")
    database = Database(url)
    try:
        with database.snapshot() as connection:
            manifest = write_archive(connection, draft, SCHEMA_VERSION, now)
        if not manifest["tables"]["versions"]["lignes"]:
            raise StoreError(_NOTHING)
        verify_archive(draft)
        os.replace(draft, path)
    except OSError as error:
        raise StoreError(
            f"Le fichier « {path} » ne peut pas être écrit. Vérifiez le dossier et la place libre."
        ) from error
    finally:
        database.close()
        draft.unlink(missing_ok=True)
    return _described(path, manifest)


def recover(url: str, path: Path, now: datetime) -> Backup:
    """Write a backup in an empty store, in one transaction; StoreError, and nothing written, when either is not as it should."""
    if not path.is_file():
        raise StoreError(f"Le fichier « {path} » n'existe pas. Vérifiez son nom et son dossier.")
    manifest = verify_archive(path)
    if manifest["schema"] > SCHEMA_VERSION:
        raise StoreError(_NEWER)
    described = _described(path, manifest)
    database = Database(url)
    try:
        with database.writing() as connection:
            _refuse_full(connection)
            _go_to_layout(connection, manifest["schema"])
            read_archive(connection, path, manifest)
            if manifest["schema"] < SCHEMA_VERSION:
                upgrade_layout(connection, manifest["schema"])
            _refuse_damaged(connection)
            details = {"fichier": path.name, "empreinte": described.empreinte, "creee_le": manifest["creee_le"]}
            record(connection, now, "terminal", "recuperation", f"{described.versions} versions", details)
    finally:
        database.close()
    return described


def _refuse_full(connection: Connection) -> None:
    """Refuse to write over anything."""
    for table in reflected(connection):
        if connection.execute(select(func.count()).select_from(table)).scalar_one():
            raise StoreError(_NOT_EMPTY)


def _go_to_layout(connection: Connection, layout: int) -> None:
    """Give the empty store the layout of an older backup, which is then migrated as an older store is."""
    if layout == SCHEMA_VERSION:
        return
    for table in reversed(reflected(connection)):
        table.drop(connection)
    upgrade_layout(connection, 0, layout)


def _refuse_damaged(connection: Connection) -> None:
    """Refuse a backup whose parts do not hold together, though each is as it was written."""
    damage = find_damage(connection)
    if damage:
        raise StoreError(f"La sauvegarde n'est pas entière, rien n'a été récupéré. {damage[0]}")


def _described(path: Path, manifest: Mapping[str, Any]) -> Backup:
    """Say what a backup file holds."""
    contents = manifest["contenus"]
    versions = manifest["tables"]["versions"]["lignes"]
    with path.open("rb") as source:
        digest = hashlib.file_digest(source, "sha256").hexdigest()
    return Backup(path, path.stat().st_size, digest, versions, contents["nombre"], contents["octets"])
