"""Open the store named by the settings, and give a new one its version 1: the published facts of `data/publiees/`."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from analytics.intake import Reading, Upload, read_uploads
from analytics.publications import Original, PublicationConflict, Store
from analytics.schema import TABLES
from analytics.schema.reference import DATA

URL_VARIABLE = "ALLIANCE_DATABASE_URL"
PUBLISHED = DATA / "publiees"
AUTHOR = "Faits publiés"
COMMENT = "Version de départ : ce qui a été publié sur l'Alliance, avec la source de chaque ligne."


def database_url() -> str:
    """Return the SQLAlchemy URL of the store: `ALLIANCE_DATABASE_URL`, else a SQLite file in `data/local/`."""
    return os.environ.get(URL_VARIABLE) or f"sqlite:///{DATA / 'local' / 'alliance.sqlite'}"


def published_uploads(folder: Path = PUBLISHED) -> list[Upload]:
    """Return the CSV files of the published facts, in the order of the declared tables."""
    return [Upload(f"{name}.csv", (folder / f"{name}.csv").read_bytes()) for name in TABLES]


def read_published(folder: Path = PUBLISHED) -> Reading:
    """Read the published facts through the same intake as any deposit; ValueError if they hold an error (our bug)."""
    reading = read_uploads(published_uploads(folder), isole=False)
    if not reading.publiable:
        raise ValueError([a for a in reading.anomalies if a.niveau == "erreur"])
    return reading


def open_store(now: datetime, url: str | None = None) -> Store:
    """Open the store and make its version 1 if it has none; of two replicas that start at once, one makes it."""
    store = Store(url or database_url())
    if store.current_number() is None:
        _publish_first(store, now)
    return store


def _publish_first(store: Store, now: datetime) -> None:
    """Publish the published facts as version 1, unless another process has just done it."""
    originals = [Original(upload.nom, upload.contenu) for upload in published_uploads()]
    try:
        store.publish(
            read_published().frames,
            originals,
            publiee_le=now,
            auteur=AUTHOR,
            commentaire=COMMENT,
            origine="faits publiés",
            attendu=0,
        )
    except PublicationConflict:
        if store.current_number() is None:
            raise
