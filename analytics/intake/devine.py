"""Guess an old encoding (Windows, Macintosh, MS-DOS): the one in which the bytes read as the most plausible French.

Each byte beyond plain letters is weighed by how often its character stands in French, and by its neighbours: a capital
inside a word, or a sign between two letters, is implausible. Windows wins what is undecided.
"""

from __future__ import annotations

import math
from functools import cache

import numpy as np

NAMES = {
    "cp1252": "Windows (cp1252)",
    "mac_roman": "Macintosh (MacRoman)",
    "cp850": "MS-DOS (cp850)",
    "cp863": "MS-DOS canadien (cp863)",
    "iso-8859-15": "ISO 8859-15",
    "utf-16": "UTF-16 sans marque",
}
"""Encoding → how a sentence names it; the first five are the candidates, the likeliest first."""
CANDIDATES = tuple(NAMES)[:5]
_FREQUENCIES = {
    "é": 5800, "à": 1300, "è": 900, "’": 800, "ê": 400, "\u00a0": 300, "ç": 250, "ô": 250, "É": 250, "î": 150,
    "â": 150, "û": 120, "–": 100, "«": 100, "»": 100, "œ": 60, "ù": 60, "€": 60, "ï": 60, "À": 60, "°": 60, "È": 40,
    "ë": 30, "…": 30, "•": 30, "²": 20, "“": 20, "”": 20, "—": 20, "Ê": 15, "Î": 15, "Ô": 15, "Ç": 10, "ü": 10,
    "ö": 10, "ä": 10, "á": 10, "í": 10, "ó": 10, "ñ": 10, "ã": 5, "Œ": 5, "Â": 5, "½": 5, "‘": 5, "Û": 3, "³": 3,
    "®": 3, "™": 3, "©": 3, "¼": 2, "¾": 2, "·": 2, "Ù": 2, "Ï": 2, "Ë": 2, "£": 2, "ÿ": 1,
}  # fmt: skip
"""Times that a character stands among ten thousand French ones beyond plain letters."""
_RARE, _NEVER, _MISPLACED, _LATER = 0.3, 0.001, 3.0, 0.05
_LOWER, _UPPER, _OTHER = 0, 1, 2
_SAMPLE = 1 << 20


def guess_encoding(data: bytes) -> str:
    """Return the candidate in which the bytes are the most plausible French; plain letters only are Windows."""
    counts = _contexts(data)
    scores = {
        encoding: float((counts * _weights(encoding)).sum()) - _LATER * rank for rank, encoding in enumerate(CANDIDATES)
    }
    return max(scores, key=lambda encoding: scores[encoding])


def _contexts(data: bytes) -> np.ndarray:
    """Count the bytes beyond plain letters by kind of the bytes before and after (256 x 3 x 3)."""
    codes = np.frombuffer(b" " + _spread(data) + b" ", np.uint8)
    kinds = np.full(256, _OTHER, np.int64)
    kinds[ord("a") : ord("z") + 1] = _LOWER
    kinds[ord("A") : ord("Z") + 1] = _UPPER
    at = np.flatnonzero(codes >= 0x80)
    keys = (codes[at].astype(np.int64) * 3 + kinds[codes[at - 1]]) * 3 + kinds[codes[at + 1]]
    return np.bincount(keys, minlength=256 * 9).reshape(256, 3, 3)


def _spread(data: bytes) -> bytes:
    """Return the file, or the start, middle and end of a big one."""
    if len(data) <= 3 * _SAMPLE:
        return data
    middle = len(data) // 2
    return data[:_SAMPLE] + data[middle : middle + _SAMPLE] + data[-_SAMPLE:]


@cache
def _weights(encoding: str) -> np.ndarray:
    """Return the weight of each byte between each two kinds of neighbours, in one encoding."""
    weights = np.zeros((256, 3, 3))
    for code in range(0x80, 0x100):
        sign = bytes([code]).decode(encoding, errors="replace")
        frequency = _NEVER if sign == "\ufffd" or sign < "\u00a0" else _FREQUENCIES.get(sign, _RARE)
        for before in (_LOWER, _UPPER, _OTHER):
            for after in (_LOWER, _UPPER, _OTHER):
                weights[code, before, after] = math.log(frequency) - _MISPLACED * _is_misplaced(sign, before, after)
    return weights


def _is_misplaced(sign: str, before: int, after: int) -> bool:
    """Tell whether a character is implausible between two kinds of neighbours."""
    if sign.islower():
        return after == _UPPER or (before == _UPPER and after == _OTHER)
    if sign.isupper():
        return before == _LOWER or (after == _LOWER and before != _OTHER)
    return sign not in "’‘" and before != _OTHER and after != _OTHER
