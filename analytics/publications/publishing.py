"""Write one version inside the writer's transaction: a publication, or the restoration of a past version."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import Column, Connection, func, insert, select

from analytics.publications import contents, frames
from analytics.publications.errors import PublicationConflict, StoreError
from analytics.publications.journal import record
from analytics.publications.layout import (
    FILE_NAME,
    NAME,
    WORD,
    corrections_version,
    fichiers_version,
    tables_version,
    versions,
)
from analytics.publications.merge import brings
from analytics.publications.records import Correction, Original, Provenance, Version, required, storable
from analytics.schema import RULES_VERSION, TABLES
from analytics.schema.fictif import is_fictitious

GREATEST = 2**31 - 1
"""Greatest number that both engines keep in a column of numbers."""
_NOBODY = "Dites qui publie : le nom de l'auteur est vide."


@dataclass(frozen=True, slots=True)
class Signature:
    """Who makes a version, when, and why."""

    auteur: str
    publiee_le: datetime
    commentaire: str

    def row(self) -> dict[str, Any]:
        """Return what a version keeps of it; StoreError when nobody is named."""
        return {
            "auteur": required(self.auteur, NAME, _NOBODY),
            "publiee_le": self.publiee_le,
            "commentaire": storable(self.commentaire).strip(),
        }


@dataclass(frozen=True, slots=True)
class Deposit:
    """What a publication brings, worked out before anybody is made to wait.

    `tables`: name → (sha256, number of rows); `written`: sha256 → bytes; `files`: (name, sha256, bytes).
    """

    tables: dict[str, tuple[str, int]]
    written: dict[str, bytes]
    files: list[tuple[str, str, bytes]]
    fictif: bool


def prepare(tables: Mapping[str, pd.DataFrame], originals: Sequence[Original]) -> Deposit:
    """Turn typed tables and received files into bytes and their sha256."""
    written = {name: frames.to_bytes(tables[name]) for name in TABLES if name in tables}
    named = {name: (frames.sha256(octets), len(tables[name])) for name, octets in written.items()}
    by_digest = {digest: written[name] for name, (digest, _) in named.items()}
    return Deposit(named, by_digest, contents.digests(originals), is_fictitious(tables))


def last_number(connection: Connection) -> int | None:
    """Return the number of the current version, or None for a store without any."""
    return connection.execute(select(func.max(versions.c.numero))).scalar()


def existing(connection: Connection, numero: int | None, columns: Iterable[Column]) -> Mapping[str, Any]:
    """Return the row of a version; StoreError that says which ones there are when the store does not have it."""
    row = None
    if numero is not None and numero <= GREATEST:
        row = connection.execute(select(*columns).where(versions.c.numero == numero)).mappings().first()
    if row is None:
        known = ", ".join(map(str, connection.execute(select(versions.c.numero).order_by(versions.c.numero)).scalars()))
        raise StoreError(f"La version {numero} n'existe pas. Versions connues : {known or 'aucune'}.")
    return row


def next_number(connection: Connection, attendu: int | None) -> int:
    """Return the number of the version to write; PublicationConflict when the current one is not `attendu` (0: none yet)."""
    last = last_number(connection) or 0
    if attendu is not None and last != attendu:
        raise PublicationConflict(
            f"La version {last} est maintenant la version courante, alors que vous lisiez la version {attendu}."
            " Rien n'est perdu : relisez l'effet, puis publiez de nouveau."
        )
    return last + 1


def write_publication(
    connection: Connection, deposit: Deposit, signature: Signature, origine: str, provenance: Provenance, numero: int
) -> Version:
    """Write a version made of a deposit; a table it does not bring is carried over when its declaration says so, else empty."""
    lines = {name: count for name, (_, count) in deposit.tables.items()}
    absent = [name for name, table in TABLES.items() if table.carried_over and not brings(lines, name)]
    carried = _tables_of(connection, numero - 1, absent)
    tables = {**deposit.tables, **carried}
    head = {
        **signature.row(),
        "numero": numero,
        "origine": origine,
        "regles": RULES_VERSION,
        "lignes": {name: tables[name][1] if name in tables else 0 for name in TABLES},
        "fictif": int(deposit.fictif or _carries_fiction(connection, carried)),
        "empreinte": _digest(tables, [(name, digest) for name, digest, _ in deposit.files]),
        "profil": provenance.profil,
        "constats": None if provenance.constats is None else dict(provenance.constats),
    }
    connection.execute(insert(versions), head)
    contents.keep(connection, deposit.written)
    _write_tables(connection, numero, {name: digest for name, (digest, _) in tables.items()})
    contents.write_files(connection, fichiers_version, {"numero": numero}, deposit.files)
    _write_corrections(connection, numero, provenance.corrections)
    _tell(connection, head, "publication", [(name, digest) for name, digest, _ in deposit.files])
    return to_version(head, current=True)


def write_restoration(connection: Connection, restored: int, signature: Signature, numero: int) -> Version:
    """Write a version whose tables, files and corrections are those of a past one, shared with it."""
    row = existing(connection, restored, versions.c)
    head = {
        **row,
        **signature.row(),
        "numero": numero,
        "origine": f"restauration de la version {restored}",
        "restauree": restored,
    }
    connection.execute(insert(versions), head)
    for table in (tables_version, fichiers_version, corrections_version):
        kept = connection.execute(select(table).where(table.c.numero == restored)).mappings().all()
        if kept:
            connection.execute(insert(table), [{**one, "numero": numero} for one in kept])
    _tell(connection, head, "restauration", [])
    return to_version(head, current=True)


def to_version(row: Mapping[str, Any], *, current: bool) -> Version:
    """Build a version from its row."""
    known = {name: row[name] for name in Version.__slots__ if name in row}
    return Version(
        **known | {"lignes": dict(row["lignes"]), "fictif": bool(row["fictif"]), "courante": current},
    )


def read_corrections(connection: Connection, numero: int) -> tuple[Correction, ...]:
    """Return the cells mended before a version was published, in the order they were."""
    columns = [corrections_version.c[name] for name in Correction.__slots__]
    query = select(*columns).where(corrections_version.c.numero == numero).order_by(corrections_version.c.rang)
    return tuple(Correction(**row) for row in connection.execute(query).mappings())


def _tables_of(connection: Connection, numero: int, names: Iterable[str]) -> dict[str, tuple[str, int]]:
    """Return name → (sha256, number of rows) of some tables of a version."""
    query = select(tables_version.c.nom, tables_version.c.empreinte)
    query = query.where(tables_version.c.numero == numero, tables_version.c.nom.in_(list(names)))
    lines = connection.execute(select(versions.c.lignes).where(versions.c.numero == numero)).scalar() or {}
    return {name: (digest, lines.get(name, 0)) for name, digest in connection.execute(query)}


def _carries_fiction(connection: Connection, carried: Mapping[str, tuple[str, int]]) -> bool:
    """Tell whether a table that has rows and is carried over was first brought by a fictitious version."""
    for name, (digest, lines) in carried.items():
        first = select(func.min(tables_version.c.numero)).where(
            tables_version.c.nom == name, tables_version.c.empreinte == digest
        )
        brought_by = select(versions.c.fictif).where(versions.c.numero == first.scalar_subquery())
        if lines and connection.execute(brought_by).scalar():
            return True
    return False


def _write_tables(connection: Connection, numero: int, digests: Mapping[str, str]) -> None:
    """Say which bytes are the tables of a version."""
    rows = [{"numero": numero, "nom": name, "empreinte": digest} for name, digest in digests.items()]
    if rows:
        connection.execute(insert(tables_version), rows)


def _write_corrections(connection: Connection, numero: int, corrections: Sequence[Correction]) -> None:
    """Keep the cells that were mended before a publication; StoreError when one does not say who mended it."""
    rows = [{"numero": numero, "rang": rank, **_kept(correction)} for rank, correction in enumerate(corrections)]
    if rows:
        connection.execute(insert(corrections_version), rows)


def _kept(correction: Correction) -> dict[str, Any]:
    """Return the row of a correction, its texts made storable."""
    longest = {"fichier": FILE_NAME, "feuille": FILE_NAME, "cellule": WORD, "colonne": NAME, "auteur": NAME}
    return {
        name: storable(value, longest.get(name)) if isinstance(value, str) else value
        for name, value in asdict(correction).items()
    }


def _digest(tables: Mapping[str, tuple[str, int]], files: Sequence[tuple[str, str]]) -> str:
    """Return the sha256 of a version: its tables and its original files."""
    named = [(f"table:{name}", digest) for name, (digest, _) in tables.items()]
    return frames.combined_sha256(
        named + [(f"fichier:{rank}:{name}", digest) for rank, (name, digest) in enumerate(files)]
    )


def _tell(connection: Connection, head: Mapping[str, Any], action: str, files: Sequence[tuple[str, str]]) -> None:
    """Write a new version in the journal."""
    details = {"commentaire": head["commentaire"], "origine": head["origine"], "empreinte": head["empreinte"]}
    details["fichiers"] = [{"nom": name, "empreinte": digest} for name, digest in files]
    record(connection, head["publiee_le"], head["auteur"], action, f"version {head['numero']}", details)
