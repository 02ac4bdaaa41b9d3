"""Keep bytes once, under their sha256, and read them back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, Table, func, insert, select

from analytics.publications import frames
from analytics.publications.layout import FILE_NAME, contenus
from analytics.publications.records import KeptFile, Original, storable


def digests(files: Iterable[Original]) -> list[tuple[str, str, bytes]]:
    """Return (name that can be kept, sha256, bytes) of files: worked out before anybody is made to wait."""
    return [(storable(file.nom, FILE_NAME), frames.sha256(file.contenu), file.contenu) for file in files]


def keep(connection: Connection, contents: Mapping[str, bytes]) -> None:
    """Keep bytes by sha256, those that the store does not have yet (the caller holds the write lock)."""
    wanted = list(contents)
    known = set(connection.execute(select(contenus.c.empreinte).where(contenus.c.empreinte.in_(wanted))).scalars())
    for digest in wanted:
        if digest not in known:
            connection.execute(insert(contenus), {"empreinte": digest, "octets": contents[digest]})


def write_files(connection: Connection, table: Table, owner: Mapping, files: Sequence[tuple[str, str, bytes]]) -> None:
    """Write down the files of a version or of a draft, in the order received, their bytes being kept."""
    keep(connection, {digest: content for _, digest, content in files})
    rows = [{**owner, "rang": rank, "nom": name, "empreinte": digest} for rank, (name, digest, _) in enumerate(files)]
    if rows:
        connection.execute(insert(table), rows)


def read_files(connection: Connection, table: Table, owner) -> list[Original]:
    """Return the files of a version or of a draft, byte for byte, in the order received."""
    query = (
        select(table.c.nom, contenus.c.octets)
        .join(contenus, contenus.c.empreinte == table.c.empreinte)
        .where(owner)
        .order_by(table.c.rang)
    )
    return [Original(name, content) for name, content in connection.execute(query)]


def list_files(connection: Connection, table: Table, owner) -> list[KeptFile]:
    """Return the files of a version or of a draft without reading their bytes."""
    query = (
        select(table.c.nom, table.c.empreinte, func.length(contenus.c.octets))
        .join(contenus, contenus.c.empreinte == table.c.empreinte)
        .where(owner)
        .order_by(table.c.rang)
    )
    return [KeptFile(name, digest, size) for name, digest, size in connection.execute(query)]
