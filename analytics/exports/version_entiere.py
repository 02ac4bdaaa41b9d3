"""Write a whole version as one archive: the files as received, its tables, and everything that is known of how it was made."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analytics.exports.tableur import to_csv
from analytics.publications import Correction, Entry, Original, Provenance, Version
from analytics.publications.corrections import to_json
from analytics.publications.frames import sha256
from analytics.schema import TABLES

MANIFEST = "version.json"
ORIGINALS, ROWS = "fichiers", "tables"
_FIXED = (2000, 1, 1, 0, 0, 0)
"""Date of each entry, always the same: the same version gives the same bytes."""


def write_version(
    version: Version,
    originals: Sequence[Original],
    tables: Mapping[str, pd.DataFrame],
    provenance: Provenance,
    entries: Sequence[Entry],
) -> bytes:
    """Return the archive: `fichiers/` byte for byte, `tables/` as CSV, `version.json` (who, when, why, sha256, profile, journal)."""
    sink = io.BytesIO()
    named = [(f"{ORIGINALS}/{name}", one) for name, one in zip(distinct_names(originals), originals, strict=True)]
    with zipfile.ZipFile(sink, "w") as archive:
        for name, one in named:
            _add(archive, name, one.contenu)
        for name, table in TABLES.items():
            _add(archive, f"{ROWS}/{name}.csv", to_csv(tables[name], {c.name: c.title for c in table}))
        said = manifest(version, provenance, entries)
        said["fichiers"] = [{"nom": one.nom, "dans": name, "sha256": sha256(one.contenu)} for name, one in named]
        _add(archive, MANIFEST, json.dumps(said, ensure_ascii=False, indent=1).encode())
    return sink.getvalue()


def manifest(version: Version, provenance: Provenance, entries: Sequence[Entry]) -> dict[str, Any]:
    """Return everything known of a version but its files."""
    return {
        "numero": version.numero,
        "publiee_le": version.publiee_le.isoformat(),
        "auteur": version.auteur,
        "commentaire": version.commentaire,
        "origine": version.origine,
        "restauree": version.restauree,
        "empreinte": version.empreinte,
        "regles": version.regles,
        "fictif": version.fictif,
        "lignes": version.lignes,
        "profil": provenance.profil,
        "corrections": to_json(provenance.corrections),
        "constats": None if provenance.constats is None else dict(provenance.constats),
        "journal": [_entry(one) for one in entries],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    """Return one line of the journal."""
    return {"le": entry.le.isoformat(), "qui": entry.qui, "quoi": entry.quoi, "details": entry.details}


def distinct_names(originals: Sequence[Original]) -> list[str]:
    """Return names that an archive may hold: no folder, each once."""
    names: list[str] = []
    for rank, one in enumerate(originals, start=1):
        name = one.nom.replace("\\", "/").rsplit("/", 1)[-1].strip(". ") or f"fichier {rank}"
        names.append(name if name not in names else f"{rank} {name}")
    return names


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    """Add one entry."""
    entry = zipfile.ZipInfo(name, _FIXED)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)


def corrections_frame(corrections: Sequence[Correction]) -> pd.DataFrame:
    """Return one row a mended cell, for a table or a CSV."""
    columns = ["fichier", "feuille", "cellule", "colonne", "avant", "apres", "auteur", "le"]
    return pd.DataFrame([[getattr(one, name) for name in columns] for one in corrections], columns=columns)
