"""Write the open data of a version: a Frictionless Data Package, ready for Données Québec, without what must not be public."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

from analytics.exports.donnees_ouvertes.descripteur import describe_package, file_of
from analytics.exports.donnees_ouvertes.geojson import amounts_geojson
from analytics.exports.donnees_ouvertes.lisez_moi import read_me
from analytics.exports.donnees_ouvertes.renseignements import finders_of
from analytics.exports.donnees_ouvertes.retraits import open_tables
from analytics.exports.donnees_ouvertes.tables_csv import open_csv
from analytics.exports.releve import Releve
from analytics.schema import TABLES

DESCRIPTOR, READ_ME, MAP = "datapackage.json", "LISEZ-MOI.md", "donnees/montants-par-territoire.geojson"
_FIXED_DAY = (1980, 1, 1, 0, 0, 0)


def package_files(releve: Releve) -> dict[str, bytes]:
    """Return path in the package → bytes; the same version gives the same bytes."""
    opened = open_tables(releve.tables, finders_of(releve.tables))
    files = {file_of(name): open_csv(table, opened.tables[name]) for name, table in TABLES.items()}
    files[MAP] = amounts_geojson(releve)
    described = describe_package(releve, opened.tables, files)
    text = json.dumps(described, ensure_ascii=False, indent=2) + "\n"
    return {DESCRIPTOR: text.encode(), READ_ME: read_me(releve, opened, MAP)} | files


def package_zip(releve: Releve) -> bytes:
    """Return the whole package as one archive."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in package_files(releve).items():
            archive.writestr(zipfile.ZipInfo(path, _FIXED_DAY), content, zipfile.ZIP_DEFLATED)
    return sink.getvalue()


def export_files(releve: Releve, sortie: Path, territoire: str | None) -> dict[Path, bytes]:
    """Return the files to write: an archive when `sortie` ends with .zip, otherwise the files of a folder.

    A territory is of no use to it: a data package is whole.
    """
    if sortie.suffix.lower() == ".zip":
        return {sortie: package_zip(releve)}
    return {sortie / path: content for path, content in package_files(releve).items()}
