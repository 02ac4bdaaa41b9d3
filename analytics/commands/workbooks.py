"""Answer `modele` and `exemple`: workbooks written to the disk."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from analytics import format_fr
from analytics.commands.outcome import CommandError, Outcome
from analytics.exports.exemple import MAX_INITIATIVES, example_workbook
from analytics.exports.modele import template_workbook


def modele(args: argparse.Namespace, now: datetime) -> Outcome:
    """Write the blank Excel template."""
    return _write(args.sortie, template_workbook(format_fr.jour_civil(now)), "Modèle")


def exemple(args: argparse.Namespace, now: datetime) -> Outcome:
    """Write a fictitious but plausible workbook, marked so everywhere."""
    if args.initiatives > MAX_INITIATIVES:
        most = format_fr.nombre(MAX_INITIATIVES)
        raise CommandError(f"Un classeur Excel ne peut pas contenir plus de {most} initiatives. Demandez-en moins.")
    return _write(args.sortie, example_workbook(args.initiatives, args.graine), "Exemple fictif")


def _write(path: Path, content: bytes, what: str) -> Outcome:
    """Write a file; CommandError when its folder cannot be written."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise CommandError(
            f"Le fichier « {path} » ne peut pas être écrit. Vérifiez le dossier et qu'il n'est pas ouvert ailleurs."
        ) from error
    return Outcome(
        {"sortie": str(path), "octets": len(content)},
        f"{what} écrit : {path} ({format_fr.nombre(len(content))} octets)",
    )
