"""Answer `verifier`: files read, checked, and nothing published."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import pandas as pd

from analytics import format_fr
from analytics.amorce import open_store
from analytics.commands.outcome import DONE, REFUSED, WRONG, CommandError, Outcome
from analytics.deposits import examine
from analytics.intake import Finding, Profil, Reading, Upload, read_uploads
from analytics.intake.annote import Annotated, AnnotationImpossible, annotate
from analytics.intake.catalogue import NIVEAUX
from analytics.intake.findings import FIRST_SHOWN
from analytics.publications import StoreError
from analytics.publications.against import Gap

Tables = Mapping[str, pd.DataFrame]
_LEVELS = {"erreur": "Erreur", "a_verifier": "À vérifier", "a_enrichir": "À enrichir"}


def verifier(args: argparse.Namespace, now: datetime) -> Outcome:
    """Check the files: exit 0 when they can be published, 1 when their data is refused, 2 when one cannot be read."""
    profil = read_profil(args.profil) if args.profil else None
    published, notice = read_published_version(now)
    uploads = read_files(args.fichiers)
    reading, gaps = _examine(uploads, published, profil, format_fr.jour_civil(now))
    code = WRONG if reading.illisible else DONE if reading.publiable else REFUSED
    payload, said = document(reading, gaps), [notice, reading_text(reading, gaps)]
    if args.annote is not None:
        written, refused = write_annotated(uploads, reading, args.annote)
        payload |= {"annotes": [str(path) for path in written]}
        said += [*(f"Classeur annoté : {path}" for path in written), *refused]
    return Outcome(payload, "\n".join(filter(None, said)), code)


def read_published_version(now: datetime) -> tuple[Tables, str]:
    """Return the tables of the current version, or none and the sentence that says so: files can be read without the store."""
    try:
        store = open_store(now)
        return store.tables(store.version().numero), ""
    except StoreError as error:
        return {}, f"Rien n'est comparé à la version publiée. {error}"


def _examine(
    uploads: list[Upload], published: Tables, profil: Profil | None, today: date
) -> tuple[Reading, tuple[Gap, ...]]:
    """Read files against the published version, or by themselves when there is nothing to compare them with."""
    if not published:
        return read_uploads(uploads, profil, today=today), ()
    examined = examine(uploads, published, profil, today=today)
    return examined.reading, examined.gaps


def document(reading: Reading, gaps: Sequence[Gap]) -> dict[str, Any]:
    """Return the document of `verifier`, the gaps among its findings."""
    payload = reading.to_json()
    found = [*payload["anomalies"], *(gap.to_json() for gap in gaps)]
    return payload | {"anomalies": sorted(found, key=lambda finding: NIVEAUX.index(finding["niveau"]))}


def write_annotated(uploads: list[Upload], reading: Reading, target: Path) -> tuple[list[Path], list[str]]:
    """Write each file annotated, and return where, and why some could not be; CommandError when nothing can be written there.

    One file: under the name asked for. Several: one workbook each, under that name followed by the file's own. A folder:
    inside it. A workbook with macros keeps its ending, without which Excel would not open it.
    """
    written, refused = [], []
    for upload in uploads:
        try:
            annotated = annotate(upload, reading)
        except AnnotationImpossible as why:
            refused.append(str(why))
            continue
        path = _annotated_path(target, annotated, Path(upload.nom).stem if len(uploads) > 1 else None)
        written.append(_write(path, annotated.contenu, {str(other) for other in written}))
    return written, refused


def _annotated_path(target: Path, annotated: Annotated, own: str | None) -> Path:
    """Return where an annotated workbook goes."""
    if target.is_dir():
        return target / Path(annotated.nom).name
    ending = Path(annotated.nom).suffix
    return target.with_name(f"{target.stem} - {own}{ending}") if own else target.with_suffix(ending)


def _write(path: Path, content: bytes, taken: set[str]) -> Path:
    """Write a workbook under a name that no other of the same call has."""
    number, free = 2, path
    while str(free) in taken:
        number, free = number + 1, path.with_name(f"{path.stem} ({number}){path.suffix}")
    try:
        free.write_bytes(content)
    except OSError as error:
        raise CommandError(
            f"Le fichier « {free} » ne peut pas être écrit. Vérifiez le dossier et qu'il n'est pas ouvert ailleurs."
        ) from error
    return free


def read_files(paths: Sequence[Path]) -> list[Upload]:
    """Read files, each under its name; those that share one under the path that was given, so that findings tell them apart."""
    names = Counter(path.name for path in paths)
    return [_read_file(path, path.name if names[path.name] == 1 else path.as_posix()) for path in paths]


def _read_file(path: Path, name: str) -> Upload:
    """Read one file's bytes; CommandError when it is not there."""
    try:
        return Upload(name, path.read_bytes())
    except OSError as error:
        raise CommandError(
            f"Le fichier « {path} » ne peut pas être ouvert. Vérifiez son nom et son dossier."
        ) from error


def read_profil(path: Path) -> Profil:
    """Read a profil d'import; CommandError when it is not one."""
    try:
        return Profil.from_json(json.loads(path.read_text(encoding="utf-8-sig")))
    except (OSError, ValueError, TypeError) as error:
        raise CommandError(f"Le profil « {path} » ne peut pas être lu : {error}") from error


def reading_text(reading: Reading, gaps: Sequence[Gap] = ()) -> str:
    """Write for a person what was read, the first findings of each kind with their cell, then what changes too much."""
    lines = [
        f"{t.fichier} : {format_fr.compte(t.lignes, 'ligne')} dans « {name} »" for name, t in reading.tables.items()
    ]
    for group in reading.groups:
        lines += [f"{_LEVELS[group.niveau]} [{_where(finding)}] {finding.message}" for finding in group.premieres]
        lines += _others(group.nombre)
    for _, alike in groupby(gaps, key=lambda gap: gap.code):
        found = list(alike)
        lines += [f"À vérifier [version publiée] {gap.message}" for gap in found[:FIRST_SHOWN]] + _others(len(found))
    return "\n".join([*lines, "Publiable." if reading.publiable else "Non publiable : corrigez les erreurs ci-dessus."])


def _where(finding: Finding) -> str:
    """Name the file, the sheet and the cell of a finding."""
    return " ".join(part for part in (finding.fichier, finding.feuille, finding.cellule) if part)


def _others(number: int) -> list[str]:
    """Say how many findings of a kind are not written."""
    left = number - FIRST_SHOWN
    return (
        [f"  … et {format_fr.compte(left, 'autre', 'autres')} de même sorte (toutes avec --json)"] if left > 0 else []
    )
