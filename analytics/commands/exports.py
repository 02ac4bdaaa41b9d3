"""Answer `exporter`: one version written as a workbook, slides, sheets to print or open data."""

from __future__ import annotations

import argparse
from datetime import datetime
from importlib import import_module
from pathlib import Path

import pandas as pd

from analytics import format_fr
from analytics.amorce import open_store
from analytics.commands.outcome import CommandError, Outcome
from analytics.exports.gabarits import TemplateRefused
from analytics.exports.releve import Releve
from analytics.publications import Store
from analytics.schema.reference import territoires
from analytics.schema.spelling import fold

WRITERS = {
    "classeur": "classeur",
    "diapositives": "diapositives",
    "fiches": "fiches",
    "donnees-ouvertes": "donnees_ouvertes",
}
"""Kind of export → package of `analytics.exports` that has `export_files(releve, sortie, territoire)`: file → its bytes.

Only the one asked for is imported.
"""

TOLD_SINCE_THE_LAST = ("diapositives",)
"""Exports that say what changed even when nobody names a version to compare with."""


def exporter(args: argparse.Namespace, now: datetime) -> Outcome:
    """Write the version as files: exit 0 with their names, 2 when the call is wrong or the disk refuses."""
    territoire, template = _territoire(args.territoire), _template(args)
    releve = _releve(open_store(now), args, now)
    package = import_module(f"analytics.exports.{WRITERS[args.quoi]}")
    try:
        files: dict[Path, bytes] = package.export_files(releve, args.sortie, territoire, **template)
    except TemplateRefused as error:
        raise CommandError(str(error)) from error
    for path, content in files.items():
        _write(path, content)
    return Outcome(_document(releve, args, files), _text(releve, files))


def _document(releve: Releve, args: argparse.Namespace, files: dict[Path, bytes]) -> dict:
    """Return what was written, for a machine."""
    written = [{"sortie": str(path), "octets": len(content)} for path, content in files.items()]
    size = sum(map(len, files.values()))
    return {"version": releve.version.numero, "sortie": str(args.sortie), "octets": size, "fichiers": written}


def _text(releve: Releve, files: dict[Path, bytes]) -> str:
    """Say what was written, one line a file."""
    lines = [f"{path} ({format_fr.compte(len(content), 'octet')})" for path, content in files.items()]
    return "\n".join([f"Version {releve.version.numero} écrite :", *lines])


def _releve(store: Store, args: argparse.Namespace, now: datetime) -> Releve:
    """Read the version asked for, and what it is compared with: for slides, the version just before when none is named."""
    version = store.version(args.version)
    since = args.depuis or (version.numero - 1 if args.quoi in TOLD_SINCE_THE_LAST else 0)
    before = (store.version(since), store.tables(since)) if since else None
    return Releve(version, store.tables(version.numero), pd.Timestamp(format_fr.jour_civil(now)), avant=before)


def _template(args: argparse.Namespace) -> dict[str, bytes]:
    """Read the template of the slides, when one is given; CommandError when it cannot be read, or when something else is exported."""
    if args.gabarit is None:
        return {}
    if args.quoi != "diapositives":
        raise CommandError("Un gabarit ne sert qu'aux diapositives. Retirez --gabarit, ou exportez les diapositives.")
    try:
        return {"gabarit": args.gabarit.read_bytes()}
    except OSError as error:
        raise CommandError(
            f"Le gabarit « {args.gabarit} » ne peut pas être lu. Vérifiez son nom et son dossier."
        ) from error


def _territoire(asked: str | None) -> str | None:
    """Return the territory of that name, however it is spelled; CommandError when there is none."""
    if asked is None:
        return None
    names = {fold(word): t.nom for t in territoires() for word in (t.nom, t.nom_officiel, *t.spellings)}
    if fold(asked) not in names:
        known = format_fr.liste(t.nom for t in territoires())
        raise CommandError(f"« {asked} » n'est pas un territoire. Territoires : {known}.")
    return names[fold(asked)]


def _write(path: Path, content: bytes) -> None:
    """Write one file, its folder made if need be; CommandError when the disk refuses."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise CommandError(
            f"Le fichier « {path} » ne peut pas être écrit. Vérifiez le dossier et qu'il n'est pas ouvert ailleurs."
        ) from error
