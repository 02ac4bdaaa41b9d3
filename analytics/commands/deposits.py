"""Answer `publier` and `restaurer`: a new version, made of files or of a past version."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from analytics import format_fr
from analytics.amorce import open_store
from analytics.commands.files import document, read_files, read_profil, reading_text
from analytics.commands.outcome import DONE, REFUSED, WRONG, CommandError, Outcome
from analytics.commands.versions import version_json
from analytics.deposits import Signed, examine, publish
from analytics.intake import Reading
from analytics.publications import PublicationConflict, Version
from analytics.publications.against import Gap


def publier(args: argparse.Namespace, now: datetime) -> Outcome:
    """Publish files: exit 0 with the new version, 1 when their data or another publication forbids it, 2 when unreadable."""
    _refuse_unsigned(args)
    profil = read_profil(args.profil) if args.profil else None
    uploads = read_files(args.fichiers)
    store = open_store(now)
    examined = examine(uploads, store.tables(store.current_number()), profil, today=format_fr.jour_civil(now))
    reading, gaps = examined.reading, examined.gaps
    if not reading.publiable:
        return _refused(reading, WRONG if reading.illisible else REFUSED)
    signed = Signed(args.auteur, now, args.commentaire)
    kept = profil.to_json() if profil else None
    try:
        version = publish(store, examined, uploads, signed, profil=kept, attendu=args.attendu)
    except PublicationConflict as conflict:
        return Outcome(_document(reading, gaps, None) | {"erreur": str(conflict)}, str(conflict), REFUSED)
    text = "\n".join([reading_text(reading, gaps), *_published_text(version)])
    return Outcome(_document(reading, gaps, version), text, DONE)


def restaurer(args: argparse.Namespace, now: datetime) -> Outcome:
    """Publish a past version again, as a new version."""
    _refuse_unsigned(args)
    store = open_store(now)
    version = store.restore(args.numero, publiee_le=now, auteur=args.auteur, commentaire=args.commentaire)
    return Outcome(version_json(version), "\n".join(_published_text(version)))


def _refused(reading: Reading, code: int) -> Outcome:
    """Say why nothing was published."""
    return Outcome(_document(reading, (), None), reading_text(reading), code)


def _document(reading: Reading, gaps: Sequence[Gap], version: Version | None) -> dict[str, Any]:
    """Return the document of `verifier` and the new version (null: none)."""
    return document(reading, gaps) | {"version": None if version is None else version_json(version)}


def _published_text(version: Version) -> list[str]:
    """Write for a person which version is now the current one."""
    lines = [
        f"Version {version.numero} publiée par {version.auteur} : {version.commentaire}",
        f"Origine : {version.origine}.",
    ]
    return [*lines, "Cette version est fictive : chaque page le dit."] if version.fictif else lines


def _refuse_unsigned(args: argparse.Namespace) -> None:
    """Refuse a blank author or comment, before any reading."""
    for name in ("auteur", "commentaire"):
        if not getattr(args, name).strip():
            raise CommandError(f"Appel incorrect : --{name} est vide. Dites qui publie, et pourquoi.")
