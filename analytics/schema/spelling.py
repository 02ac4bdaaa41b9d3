"""Fold what people write so that two spellings of one word compare equal."""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss"})
_NOT_WORD = re.compile(r"[^0-9a-z]+")


def fold(text: str) -> str:
    """Return `text` without accents, case, punctuation or repeated spaces (« L'Éveil  » → « l eveil »)."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES).casefold())
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _NOT_WORD.sub(" ", bare).strip()
