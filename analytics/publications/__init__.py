"""Keep the immutable versions: publish, list, read back. Knows the schema only; fed by `analytics.amorce`."""

from __future__ import annotations

from analytics.publications.store import Original, PublicationConflict, Store, StoreError, Version

__all__ = ["Original", "PublicationConflict", "Store", "StoreError", "Version"]
