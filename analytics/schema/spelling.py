"""Fold what people write so that two spellings of one word compare equal."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Sequence

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss"})
_NOT_WORD = re.compile(r"[^0-9a-z]+")


def fold(text: str) -> str:
    """Return `text` without accents, case, punctuation or repeated spaces (« L'Éveil  » → « l eveil »)."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES).casefold())
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _NOT_WORD.sub(" ", bare).strip()


def layout_signature(headers: Sequence[str | None]) -> str:
    """Return the sha256 of a row of headers in their order, whatever the accents, the case, the spaces and blanks at the end."""
    folded = [fold(header or "") for header in headers]
    while folded and not folded[-1]:
        folded.pop()
    return hashlib.sha256(json.dumps(folded).encode()).hexdigest()
