"""Answer `versions` and `comparer`: what the store holds, and what changed from one version to another."""

from __future__ import annotations

import argparse
from datetime import datetime

from analytics import format_fr
from analytics.aggregates.changes import Changes, compare
from analytics.amorce import open_store
from analytics.commands.outcome import Outcome
from analytics.publications import Version


def versions(args: argparse.Namespace, now: datetime) -> Outcome:
    """List the versions, newest first."""
    known = open_store(now).versions()
    return Outcome([version_json(version) for version in known], "\n".join(_version_text(version) for version in known))


def version_json(version: Version) -> dict:
    """Write a version as the contract says."""
    return {
        "numero": version.numero,
        "publiee_le": version.publiee_le.isoformat(timespec="seconds"),
        "auteur": version.auteur,
        "commentaire": version.commentaire,
        "courante": version.courante,
        "origine": version.origine,
        "lignes": version.lignes,
        "empreinte": version.empreinte,
    }


def _version_text(version: Version) -> str:
    """Write a version for a person."""
    mark = " (courante)" if version.courante else ""
    return f"Version {version.numero}{mark}, {version.publiee_le:%Y-%m-%d %H:%M} UTC, {version.auteur} : {version.commentaire}"


def comparer(args: argparse.Namespace, now: datetime) -> Outcome:
    """Say what changed from version A to version B."""
    store = open_store(now)
    before, after = store.version(args.a), store.version(args.b)
    changes = compare(store.tables(before.numero), store.tables(after.numero))
    text = "\n".join(changes.phrases) or "Rien n'a changé."
    return Outcome(
        changes_json(changes, before.numero, after.numero),
        f"De la version {before.numero} à la version {after.numero} :\n{text}",
    )


def changes_json(changes: Changes, before: int, after: int) -> dict:
    """Write changes as the contract says."""
    return {
        "de": before,
        "a": after,
        "initiatives": {
            "ajoutees": list(changes.ajoutees),
            "retirees": list(changes.retirees),
            "modifiees": [
                {"id": c.id, "colonne": c.colonne, "avant": c.avant, "apres": c.apres} for c in changes.modifiees
            ],
        },
        "montants": [
            {
                "territoire": row["territoire"],
                "avant": format_fr.montant_json(row["avant"]),
                "apres": format_fr.montant_json(row["apres"]),
            }
            for row in changes.montants.to_dict("records")
        ],
        "phrases": list(changes.phrases),
    }
