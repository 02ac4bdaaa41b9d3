"""Answer `verifier`: files read, checked, and nothing published."""

from __future__ import annotations

import argparse
import json
from datetime import datetime
from pathlib import Path

from analytics import format_fr
from analytics.amorce import open_store
from analytics.commands.outcome import DONE, REFUSED, WRONG, CommandError, Outcome
from analytics.intake import Profil, Reading, Upload, read_uploads

_LEVELS = {"erreur": "Erreur", "a_verifier": "À vérifier", "a_enrichir": "À enrichir"}


def verifier(args: argparse.Namespace, now: datetime) -> Outcome:
    """Check the files: exit 0 when they can be published, 1 when their data is refused, 2 when one cannot be read."""
    profil = read_profil(args.profil) if args.profil else None
    store = open_store(now)
    reading = read_uploads(
        [read_upload(path) for path in args.fichiers], profil, context=store.tables(store.version().numero)
    )
    code = WRONG if reading.illisible else DONE if reading.publiable else REFUSED
    return Outcome(reading.to_json(), reading_text(reading), code)


def read_upload(path: Path) -> Upload:
    """Read one file's bytes; CommandError when it is not there."""
    try:
        return Upload(path.name, path.read_bytes())
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


def reading_text(reading: Reading) -> str:
    """Write for a person what was read, then each finding with its cell."""
    lines = [
        f"{t.fichier} : {format_fr.compte(t.lignes, 'ligne')} dans « {name} »" for name, t in reading.tables.items()
    ]
    for finding in reading.anomalies:
        where = " ".join(part for part in (finding.fichier, finding.feuille, finding.cellule) if part)
        lines.append(f"{_LEVELS[finding.niveau]} [{where}] {finding.message}")
    return "\n".join([*lines, "Publiable." if reading.publiable else "Non publiable : corrigez les erreurs ci-dessus."])
