"""Keep the immutable versions, and beside them the drafts, profiles, journal and accounts. Knows the schema only."""

from __future__ import annotations

from analytics.publications.accounts import Account
from analytics.publications.corrections import corrected, undone
from analytics.publications.drafts import Draft
from analytics.publications.errors import AccessRefused, PublicationConflict, StoreError, StoreUnavailable
from analytics.publications.journal import Entry
from analytics.publications.merge import merged_with
from analytics.publications.profiles import KeptProfile
from analytics.publications.records import Correction, KeptFile, Original, Provenance, Version
from analytics.publications.roles import Role
from analytics.publications.store import Store
from analytics.schema.spelling import layout_signature

__all__ = [
    "AccessRefused",
    "Account",
    "Correction",
    "Draft",
    "Entry",
    "KeptFile",
    "KeptProfile",
    "Original",
    "Provenance",
    "PublicationConflict",
    "Role",
    "Store",
    "StoreError",
    "StoreUnavailable",
    "Version",
    "corrected",
    "layout_signature",
    "merged_with",
    "undone",
]
