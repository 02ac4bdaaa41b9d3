"""Mend the texts coded twice, such as « Ã©tÃ© » or « √©t√© » for « été ».

Rule: a run of signs that, written back in an old encoding, gives the UTF-8 of an accent or a sign of French, is that
accent. Each cell mended is said, with what was typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analytics.intake.textes import as_mask, change_texts, is_encoded, spread_mask, starts_of

_ENCODINGS = ("cp1252", "mac_roman", "cp850")
_LEADS = (b"\xc2", b"\xc3", b"\xc5", b"\xe2\x80", b"\xe2\x82", b"\xe2\x84", b"\xef\xbb")
"""First bytes, in UTF-8, of accents and signs of French."""
_SIEVE = "Ã|Â[^A-Za-z\\s]|Å[“’¸\u0092\u0093]|â[€„‚\u0080-\u0084]|ï»|√|¬|≈|‚[ÄÇÑ]|├|┬|┼|Ô[Çéä]"
"""What a text coded twice holds, as Arrow searches it: a cheap sieve before the exact rule."""
_BLOCK = 1 << 18
_TIMES = 3
_BETWEEN = "\x1e\n"
_LOST_SPACE = re.compile("Ã(?=[ \x1e]|$)")
"""« à » coded twice whose second half, a space that does not break, was trimmed or became plain."""


def mend(text: str) -> str:
    """Return the text with every run coded twice (or more) mended; any other text comes back as it is."""
    for _ in range(_TIMES):
        mended = text
        for encoding in _ENCODINGS:
            mended = _runs(encoding).sub(lambda run, encoding=encoding: _mend_run(run[0], encoding), mended)
        mended = _LOST_SPACE.sub("à", mended)
        if mended == text:
            return text
        text = mended
    return text


@cache
def _runs(encoding: str) -> re.Pattern[str]:
    """Return the pattern of one character of UTF-8 as an old encoding shows it."""
    tail = "".join(sorted({_shown(bytes([code]), encoding) for code in range(0x80, 0xC0)} | set(_controls(encoding))))
    leads = "|".join(re.escape(_shown(lead, encoding)) for lead in _LEADS)
    if encoding == "cp1252":
        leads += "|â[\x80\x82\x84]"
    return re.compile(f"(?:{leads})[{re.escape(tail)}]")


def _controls(encoding: str) -> str:
    """Return the control characters that stand for the bytes that Windows leaves undefined, or for all of them."""
    return "".join(map(chr, range(0x80, 0xA0))) if encoding == "cp1252" else ""


def _shown(data: bytes, encoding: str) -> str:
    """Return bytes as an old encoding shows them, an undefined one as the control character of its number."""
    return "".join(
        text if (text := bytes([code]).decode(encoding, errors="replace")) != "\ufffd" else chr(code) for code in data
    )


def _mend_run(run: str, encoding: str) -> str:
    """Return the character that a run stands for, or the run when it stands for none."""
    try:
        data = b"".join(bytes([ord(sign)]) if "\x80" <= sign < "\xa0" else sign.encode(encoding) for sign in run)
        return data.decode("utf-8").replace("\ufeff", "")
    except UnicodeError:
        return run


@dataclass(frozen=True, slots=True)
class Mended:
    """The cells mended in a column: their positions, what was typed in each, and what it became."""

    positions: np.ndarray
    typed: pa.Array
    became: pa.Array


def mend_column(column: pa.Array) -> tuple[pa.Array, Mended | None]:
    """Return a column of texts with those coded twice mended, and where they are (None: there is none)."""
    if is_encoded(column):
        texts, mended = mend_column(column.dictionary)
        if mended is None:
            return column, None
        changed = np.zeros(len(texts), bool)
        changed[mended.positions] = True
        kept = np.flatnonzero(spread_mask(changed, column))
        became = texts.take(column.indices.take(pa.array(kept)))
        return change_texts(column, lambda _: texts), Mended(kept, column.take(pa.array(kept)), became)
    if not len(positions := _suspects(column)):
        return column, None
    typed = column.take(pa.array(positions)).dictionary_encode()
    words = _mend_all(typed.dictionary)
    changed = as_mask(pc.not_equal(words, typed.dictionary).take(typed.indices))
    if not changed.any():
        return column, None
    became, kept = words.take(typed.indices).filter(pa.array(changed)), positions[changed]
    whole = np.zeros(len(column), bool)
    whole[kept] = True
    return pc.replace_with_mask(column, pa.array(whole), became), Mended(kept, column.take(pa.array(kept)), became)


def _suspects(column: pa.Array) -> np.ndarray:
    """Return the positions of the texts that may be coded twice; most columns have none, which their bytes tell at once."""
    codes, starts = starts_of(column)
    if not len(starts) or not _has_leads(codes[starts[0] : starts[-1]]):
        return np.empty(0, np.int64)
    return np.flatnonzero(as_mask(pc.match_substring_regex(column, _SIEVE)))


def _has_leads(codes: np.ndarray) -> bool:
    """Tell whether bytes hold the start of a run coded twice, as the sieve knows them."""
    return any(_block_has_leads(codes[start : start + _BLOCK + 2]) for start in range(0, len(codes), _BLOCK))


def _block_has_leads(codes: np.ndarray) -> bool:
    """Tell whether a block of bytes holds such a start; « â », « ï » and « Ô » are one before another odd byte only."""
    at = np.flatnonzero(codes[:-2] >= 0xC2)
    if not len(at):
        return False
    first, second, third = codes[at], codes[at + 1], codes[at + 2]
    latin = (first == 0xC3) & (
        np.isin(second, (0x82, 0x83, 0x85)) | (np.isin(second, (0x94, 0xA2, 0xAF)) & (third > 0x7F))
    )
    signs = (first == 0xE2) & (np.isin(second, (0x88, 0x89, 0x94)) | ((second == 0x80) & (third == 0x9A)))
    return bool((latin | signs | ((first == 0xC2) & (second == 0xAC))).any())


def _mend_all(texts: pa.Array) -> pa.Array:
    """Mend several texts in one go."""
    if not len(texts):
        return texts
    return pa.array(mend(_BETWEEN.join(texts.to_pylist())).split(_BETWEEN), texts.type)
