"""Name what the store refuses; each message is a sentence in French for the person."""

from __future__ import annotations


class StoreError(Exception):
    """The store cannot be opened, read or written, or refuses what was asked."""


class StoreUnavailable(StoreError):
    """The database does not answer, takes no writing, or belongs to a newer program: nothing was changed, and trying later may do."""


class PublicationConflict(StoreError):
    """Somebody else published or changed the draft first; nothing was written and nothing is lost."""


class AccessRefused(StoreError):
    """The address, the password or the code is not good, or too many attempts were made."""
