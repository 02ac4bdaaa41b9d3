"""From received files to a version, the same way for the page and the terminal: read → gaps → provenance → publish."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from analytics.intake import Profil, Reading, Upload, read_uploads
from analytics.publications import Correction, Original, Provenance, Store, Version, merged_with
from analytics.publications.against import Gap, find_gaps

LEVELS = ("erreur", "a_verifier", "a_enrichir")


@dataclass(frozen=True)
class Examined:
    """A deposit read against a published version: `proposed` is what publishing it would give, `gaps` what that changes a lot.

    Both are None and empty as long as an error forbids publication.
    """

    reading: Reading
    proposed: dict[str, pd.DataFrame] | None
    gaps: tuple[Gap, ...]

    def summary(self) -> dict[str, dict[str, int]]:
        """Return what a version keeps of its findings: level → number, code → number."""
        levels = {level: self.reading.counts.get(level, 0) for level in LEVELS}
        levels["a_verifier"] += len(self.gaps)
        codes: dict[str, int] = {}
        found = [(batch.code, len(batch)) for batch in self.reading.batches] + [(gap.code, 1) for gap in self.gaps]
        for code, number in found:
            codes[code] = codes.get(code, 0) + number
        return {"niveaux": levels, "codes": codes}


def examine(
    uploads: Sequence[Upload], published: Mapping[str, pd.DataFrame], profil: Profil | None = None, **how: Any
) -> Examined:
    """Read a deposit against the tables of a published version; `how` goes to `read_uploads`, and so do its errors."""
    reading = read_uploads(uploads, profil, context=published, **how)
    if not reading.publiable:
        return Examined(reading, None, ())
    proposed = merged_with(published, reading.frames)
    return Examined(reading, proposed, tuple(find_gaps(published, proposed)))


@dataclass(frozen=True, slots=True)
class Signed:
    """Who publishes, when, why."""

    auteur: str
    publiee_le: datetime
    commentaire: str


def publish(
    store: Store,
    examined: Examined,
    uploads: Sequence[Upload],
    signed: Signed,
    *,
    profil: Any = None,
    corrections: Sequence[Correction] = (),
    attendu: int | None = None,
    brouillon: str | None = None,
) -> Version:
    """Write the version; ValueError when the deposit has errors (our bug), PublicationConflict when another one came first."""
    if not examined.reading.publiable:
        raise ValueError(f"a deposit with errors cannot be published: {examined.reading.counts}")
    return store.publish(
        examined.reading.frames,
        [Original(upload.nom, upload.contenu) for upload in uploads],
        publiee_le=signed.publiee_le,
        auteur=signed.auteur,
        commentaire=signed.commentaire,
        provenance=Provenance(profil, tuple(corrections), examined.summary()),
        attendu=attendu,
        brouillon=brouillon,
    )
