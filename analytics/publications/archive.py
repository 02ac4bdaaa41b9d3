"""Write and read a backup file: a zip that depends on no database engine.

Inside: `contenus/<sha256>` (bytes, one entry each), `tables/<name>.jsonl` (rows, one a line, moments in ISO and UTC; bytes
are only named) and `manifeste.json`, written last: version of the layout, and for each table its number of rows and its
sha256. The rows of `contenus` list every sha256, hence each byte is held by the manifest. One content in memory at a time.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, DateTime, MetaData, Table, insert, select

from analytics.publications import layout
from analytics.publications.errors import StoreError
from analytics.publications.frames import sha256

FORMAT = "sauvegarde-alliance-1"
MANIFEST = "manifeste.json"
CONTENTS, BYTES = "contenus", "octets"
_LEDGER = "magasin"
NEVER_SAVED = ("sessions",)
"""Tables left out: a recovered store must not sign anybody in again."""
_BATCH = 500
_CHUNK = 1 << 20
_COMPRESSED = (b"PK", b"PAR1")
_BROKEN = "Ce fichier n'est pas une sauvegarde de ce programme, ou il est incomplet ou abîmé : rien n'a été récupéré."


def reflected(connection: Connection) -> list[Table]:
    """Return the tables of a store as they are in the database, whatever its layout, parents before children.

    A PostgreSQL database may hold the tables of another program: they are left alone.
    """
    metadata = MetaData()
    metadata.reflect(bind=connection, only=lambda name, _: name in layout.metadata.tables)
    for table in metadata.tables.values():
        for column in table.columns:
            if hasattr(column.type, "none_as_null"):
                column.type.none_as_null = True
    return [table for table in metadata.sorted_tables if table.name != _LEDGER]


def write_archive(connection: Connection, path: Path, version: int, now: datetime) -> dict[str, Any]:
    """Write everything a store holds, whose layout is of this version, in a new file, and return its manifest."""
    manifest: dict[str, Any] = {"format": FORMAT, "schema": version, "creee_le": now.isoformat(), "tables": {}}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for table in reflected(connection):
            if table.name in NEVER_SAVED:
                continue
            manifest["tables"][table.name] = _write_table(connection, table, archive)
        manifest[CONTENTS] = _write_contents(connection, archive)
        archive.writestr(zipfile.ZipInfo(MANIFEST), json.dumps(manifest, ensure_ascii=False, indent=1))
    return manifest


def _write_table(connection: Connection, table: Table, archive: zipfile.ZipFile) -> dict[str, Any]:
    """Write the rows of one table without its bytes; return their number and the sha256 of what was written."""
    shown = [column for column in table.columns if column.name != BYTES]
    digest, lines = hashlib.sha256(), 0
    query = select(*shown).order_by(*table.primary_key.columns)
    rows = connection.execute(query, execution_options={"yield_per": _BATCH})
    with archive.open(f"tables/{table.name}.jsonl", "w", force_zip64=True) as sink:
        for row in rows.mappings():
            line = (json.dumps({name: _written(value) for name, value in row.items()}) + "\n").encode()
            sink.write(line)
            digest.update(line)
            lines += 1
    return {"lignes": lines, "empreinte": digest.hexdigest()}


def _written(value: Any) -> Any:
    """Return a value as JSON keeps it; SQLite's moments have no zone, and are in UTC."""
    if not isinstance(value, datetime):
        return value
    return (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)).isoformat()


def _write_contents(connection: Connection, archive: zipfile.ZipFile) -> dict[str, int]:
    """Write every content under its sha256; StoreError when one is not what it was, rather than keep it so."""
    kept, total = layout.contenus, 0
    digests = connection.execute(select(kept.c.empreinte).order_by(kept.c.empreinte)).scalars().all()
    for digest in digests:
        content = connection.execute(select(kept.c.octets).where(kept.c.empreinte == digest)).scalar_one()
        if sha256(content) != digest:
            raise StoreError(f"Le contenu {digest[:12]}… de la base est altéré : la sauvegarde n'a pas été faite.")
        how = zipfile.ZIP_STORED if content.startswith(_COMPRESSED) else zipfile.ZIP_DEFLATED
        archive.writestr(zipfile.ZipInfo(f"{CONTENTS}/{digest}"), content, compress_type=how)
        total += len(content)
    return {"nombre": len(digests), "octets": total}


def verify_archive(path: Path) -> dict[str, Any]:
    """Read a whole backup and return its manifest; StoreError when anything in it is not as it was written."""
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(archive)
            _verify_tables(archive, manifest)
            _verify_contents(archive)
            return manifest
    except (OSError, EOFError, KeyError, TypeError, ValueError, zipfile.BadZipFile, zlib.error) as error:
        raise StoreError(_BROKEN) from error


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    """Return the manifest; StoreError when the file is something else."""
    manifest = json.loads(archive.read(MANIFEST))
    counted = (manifest["schema"], manifest[CONTENTS]["nombre"], manifest[CONTENTS]["octets"])
    known = {CONTENTS, "versions"} <= set(manifest["tables"]) <= set(layout.metadata.tables) - {_LEDGER}
    newer = manifest["schema"] > layout.SCHEMA_VERSION
    if manifest["format"] != FORMAT or not all(isinstance(number, int) for number in counted) or not (known or newer):
        raise StoreError(_BROKEN)
    datetime.fromisoformat(manifest["creee_le"])
    return manifest


def _verify_tables(archive: zipfile.ZipFile, manifest: Mapping[str, Any]) -> None:
    """Check the rows of each table against the manifest."""
    for name, said in manifest["tables"].items():
        with archive.open(f"tables/{name}.jsonl") as source:
            lines = count_and_digest(source)
        if lines != (said["lignes"], said["empreinte"]):
            raise StoreError(_BROKEN)


def count_and_digest(source) -> tuple[int, str]:
    """Return the number of lines of a stream and its sha256."""
    digest, lines = hashlib.sha256(), 0
    while chunk := source.read(_CHUNK):
        digest.update(chunk)
        lines += chunk.count(b"\n")
    return lines, digest.hexdigest()


def _verify_contents(archive: zipfile.ZipFile) -> None:
    """Check that every content listed is there, is what its sha256 says, and that there is no other."""
    listed = {row["empreinte"] for row in read_rows(archive, CONTENTS)}
    there = {name.split("/")[1] for name in archive.namelist() if name.startswith(f"{CONTENTS}/")}
    if listed != there:
        raise StoreError(_BROKEN)
    for digest in listed:
        with archive.open(f"{CONTENTS}/{digest}") as source:
            if count_and_digest(source)[1] != digest:
                raise StoreError(_BROKEN)


def read_rows(archive: zipfile.ZipFile, name: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of one table as JSON keeps them."""
    with archive.open(f"tables/{name}.jsonl") as source:
        for line in source:
            yield json.loads(line)


def read_archive(connection: Connection, path: Path, manifest: Mapping[str, Any]) -> None:
    """Write the rows and the bytes of a verified backup in the empty tables of a store of the same layout."""
    with zipfile.ZipFile(path) as archive:
        for table in reflected(connection):
            if table.name in manifest["tables"]:
                _read_table(connection, table, archive)


def _read_table(connection: Connection, table: Table, archive: zipfile.ZipFile) -> None:
    """Write the rows of one table, a few at a time; bytes one content at a time."""
    batch: list[dict[str, Any]] = []
    moments = {column.name for column in table.columns if isinstance(column.type, DateTime)}
    for row in read_rows(archive, table.name):
        for name in moments & row.keys():
            row[name] = None if row[name] is None else datetime.fromisoformat(row[name])
        if table.name == CONTENTS:
            row[BYTES] = archive.read(f"{CONTENTS}/{row['empreinte']}")
        batch.append(row)
        if len(batch) == (1 if table.name == CONTENTS else _BATCH):
            connection.execute(insert(table), batch)
            batch = []
    if batch:
        connection.execute(insert(table), batch)
