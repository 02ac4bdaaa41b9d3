"""Read everything a store holds again, and say what is not as it was written."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select

from analytics.publications import frames
from analytics.publications.layout import contenus, fichiers_brouillon, fichiers_version, tables_version, versions


def find_damage(connection: Connection) -> list[str]:
    """Return one sentence in French for each thing lost or changed: numbers, tables, files, bytes."""
    kept = set(connection.execute(select(contenus.c.empreinte)).scalars())
    return [*_missing_numbers(connection), *_missing_contents(connection, kept), *_changed_contents(connection, kept)]


def _missing_numbers(connection: Connection) -> Iterator[str]:
    """Say which numbers are missing: versions are numbered from 1 without a gap."""
    numbers = set(connection.execute(select(versions.c.numero)).scalars())
    gone = sorted(set(range(1, max(numbers, default=0) + 1)) - numbers)
    yield from (f"La version {numero} manque." for numero in gone)


def _missing_contents(connection: Connection, kept: set[str]) -> Iterator[str]:
    """Say which table or file has lost its bytes, and which version has other tables than it says."""
    for row in connection.execute(select(tables_version)).mappings():
        if row["empreinte"] not in kept:
            yield f"La table « {row['nom']} » de la version {row['numero']} a perdu son contenu."
    for row in connection.execute(select(fichiers_version)).mappings():
        if row["empreinte"] not in kept:
            yield f"Le fichier « {row['nom']} » de la version {row['numero']} a perdu son contenu."
    for row in connection.execute(select(fichiers_brouillon)).mappings():
        if row["empreinte"] not in kept:
            yield f"Le fichier « {row['nom']} » d'un brouillon a perdu son contenu."
    for row in connection.execute(select(versions)).mappings().all():
        if _digest_now(connection, row["numero"]) != row["empreinte"]:
            yield f"La version {row['numero']} n'est pas entière : son empreinte a changé."


def _digest_now(connection: Connection, numero: int) -> str:
    """Work out again the sha256 of a version from its tables and its files."""
    tables = connection.execute(
        select(tables_version.c.nom, tables_version.c.empreinte).where(tables_version.c.numero == numero)
    )
    files = connection.execute(
        select(fichiers_version.c.rang, fichiers_version.c.nom, fichiers_version.c.empreinte).where(
            fichiers_version.c.numero == numero
        )
    )
    named = [(f"table:{name}", digest) for name, digest in tables]
    return frames.combined_sha256(named + [(f"fichier:{rank}:{name}", digest) for rank, name, digest in files])


def _changed_contents(connection: Connection, kept: set[str]) -> Iterator[str]:
    """Say which bytes are no longer those of their sha256, one content in memory at a time."""
    for digest in sorted(kept):
        octets = connection.execute(select(contenus.c.octets).where(contenus.c.empreinte == digest)).scalar_one()
        if frames.sha256(octets) != digest:
            yield f"Le contenu {digest[:12]}… a été altéré."
