"""Answer `publier` and `restaurer`: a new version, made of files or of a past version."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import Any

from analytics.amorce import open_store
from analytics.commands.files import read_profil, read_upload, reading_text
from analytics.commands.outcome import DONE, REFUSED, WRONG, CommandError, Outcome
from analytics.commands.versions import version_json
from analytics.intake import Reading, read_uploads
from analytics.publications import Original, Provenance, PublicationConflict, Store, Version, merged_with
from analytics.publications.against import Gap, find_gaps

_LEVELS = ("erreur", "a_verifier", "a_enrichir")


def publier(args: argparse.Namespace, now: datetime) -> Outcome:
    """Publish files: exit 0 with the new version, 1 when their data or another publication forbids it, 2 when unreadable."""
    _refuse_unsigned(args)
    profil = read_profil(args.profil) if args.profil else None
    uploads = [read_upload(path) for path in args.fichiers]
    store = open_store(now)
    published = store.tables(store.current_number())
    reading = read_uploads(uploads, profil, context=published, today=now.date())
    gaps = find_gaps(published, merged_with(published, reading.frames)) if reading.publiable else []
    if not reading.publiable:
        return _refused(reading, WRONG if reading.illisible else REFUSED)
    provenance = Provenance(profil.to_json() if profil else None, (), _summary(reading, gaps))
    try:
        version = _publish(store, args, now, reading, [Original(u.nom, u.contenu) for u in uploads], provenance)
    except PublicationConflict as conflict:
        return Outcome(_document(reading, gaps, None) | {"erreur": str(conflict)}, str(conflict), REFUSED)
    text = "\n".join([_gaps_text(gaps), *_published_text(version)]).strip()
    return Outcome(_document(reading, gaps, version), f"{reading_text(reading)}\n{text}", DONE)


def restaurer(args: argparse.Namespace, now: datetime) -> Outcome:
    """Publish a past version again, as a new version."""
    _refuse_unsigned(args)
    store = open_store(now)
    version = store.restore(args.numero, publiee_le=now, auteur=args.auteur, commentaire=args.commentaire)
    return Outcome(version_json(version), "\n".join(_published_text(version)))


def _publish(
    store: Store,
    args: argparse.Namespace,
    now: datetime,
    reading: Reading,
    originals: list[Original],
    provenance: Provenance,
) -> Version:
    """Write the version."""
    return store.publish(
        reading.frames,
        originals,
        publiee_le=now,
        auteur=args.auteur,
        commentaire=args.commentaire,
        provenance=provenance,
        attendu=args.attendu,
    )


def _summary(reading: Reading, gaps: list[Gap]) -> dict[str, dict[str, int]]:
    """Return what is kept of the findings: level → number, code → number."""
    levels = {level: reading.counts.get(level, 0) for level in _LEVELS}
    levels["a_verifier"] += len(gaps)
    return {"niveaux": levels, "codes": _codes(reading, gaps)}


def _codes(reading: Reading, gaps: list[Gap]) -> dict[str, int]:
    """Return code → number of findings."""
    counts: dict[str, int] = {}
    for code, number in [*((batch.code, len(batch)) for batch in reading.batches), *((gap.code, 1) for gap in gaps)]:
        counts[code] = counts.get(code, 0) + number
    return counts


def _refused(reading: Reading, code: int) -> Outcome:
    """Say why nothing was published."""
    return Outcome(_document(reading, [], None), reading_text(reading), code)


def _document(reading: Reading, gaps: list[Gap], version: Version | None) -> dict[str, Any]:
    """Return the document of `verifier`, the gaps among its findings, and the new version (null: none)."""
    document = reading.to_json()
    found = [*document["anomalies"], *(gap.to_json() for gap in gaps)]
    document["anomalies"] = sorted(found, key=lambda finding: _LEVELS.index(finding["niveau"]))
    return document | {"version": None if version is None else version_json(version)}


def _gaps_text(gaps: list[Gap]) -> str:
    """Write for a person what changes so much that it may be a slip."""
    return "\n".join(f"À vérifier [version publiée] {gap.message}" for gap in gaps)


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
