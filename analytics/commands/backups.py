"""Answer `sauvegarder` and `recuperer`: the whole store in one file, and back (docs/sauvegardes.md)."""

from __future__ import annotations

import argparse
from datetime import datetime

from analytics import format_fr
from analytics.amorce import database_url
from analytics.commands.outcome import Outcome
from analytics.publications.backup import Backup, back_up, recover


def sauvegarder(args: argparse.Namespace, now: datetime) -> Outcome:
    """Write the store in a new file."""
    return _told(back_up(database_url(), args.sortie, now), "Sauvegarde écrite et relue")


def recuperer(args: argparse.Namespace, now: datetime) -> Outcome:
    """Write a backup in an empty store."""
    return _told(recover(database_url(), args.fichier, now), "Sauvegarde récupérée")


def _told(backup: Backup, what: str) -> Outcome:
    """Say what a backup file holds."""
    document = {
        "fichier": str(backup.chemin),
        "taille": backup.taille,
        "empreinte": backup.empreinte,
        "versions": backup.versions,
        "contenus": backup.contenus,
        "octets": backup.octets,
    }
    held = f"{format_fr.compte(backup.versions, 'version')}, {format_fr.compte(backup.contenus, 'contenu')}"
    size = format_fr.compte(backup.taille, "octet")
    return Outcome(document, f"{what} : {backup.chemin} ({held}, {size}).\nEmpreinte SHA-256 : {backup.empreinte}")
