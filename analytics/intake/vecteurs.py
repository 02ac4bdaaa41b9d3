"""Read whole columns of texts at once, from their bytes: plain amounts, and the texts that may be no text."""

from __future__ import annotations

from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analytics.intake.cells import SIGNS
from analytics.intake.textes import as_mask, starts_of

_DIGIT, _SEPARATORS = ord("0"), (ord(","), ord("."))
_LONGEST_NUMBER = 15
_FRENCH = r"^\d{1,3}(?:[ \x{A0}\x{2009}\x{202F}]\d{3})*(?:,\d{1,2})?(?:[ \x{A0}\x{202F}]?\$)?$|^\d+(?:,\d{1,2})?[ \x{A0}\x{202F}]?\$$"
"""An amount as Québec writes it, which only needs its spaces and its sign taken away."""
_GROUPING = r"[ \x{A0}\x{2009}\x{202F}$]"
_SLACK = 8
"""Bytes that accents and points may add to a word that says that a value is missing."""


def plain_cents(texts: pa.Array) -> tuple[pa.Array, np.ndarray]:
    """Return the cents of the amounts written « 1234 », « 1234,5 », « 1 234,50 $ », and the positions of the others."""
    cents, unread = _digits_cents(texts)
    if not len(unread):
        return cents, unread
    rest = texts.take(pa.array(unread))
    french = as_mask(pc.match_substring_regex(rest, _FRENCH))
    if not french.any():
        return cents, unread
    bare = pc.replace_substring_regex(rest.filter(pa.array(french)), _GROUPING, "")
    more, odd = _digits_cents(bare)
    mask = np.zeros(len(texts), bool)
    mask[unread[french]] = True
    left = np.sort(np.concatenate([unread[~french], unread[french][odd]]))
    return pc.replace_with_mask(cents, pa.array(mask), more), left


def _digits_cents(texts: pa.Array) -> tuple[pa.Array, np.ndarray]:
    """Return the cents of the amounts of digits with two decimals at most, and the positions of the other texts."""
    codes, starts = starts_of(texts)
    first, last = int(starts[0]), int(starts[-1])
    region, ends, lengths = codes[first:last], starts[1:] - first, np.diff(starts)
    hundredths = (lengths > 3) & _is_separator(region, ends - 3)
    tenths = (lengths > 2) & ~hundredths & _is_separator(region, ends - 2)
    odd = (region - np.uint8(_DIGIT)) > 9
    points = np.concatenate([ends[hundredths] - 3, ends[tenths] - 2])
    good = (lengths > 0) & (lengths <= _LONGEST_NUMBER)
    if np.count_nonzero(odd) > len(points):
        odd[points] = False
        good[np.searchsorted(ends, np.flatnonzero(odd), side="right")] = False
    if texts.null_count:
        good &= texts.is_valid().to_numpy(zero_copy_only=False)
    cents = _join(texts, good, region, lengths, hundredths, tenths)
    unread = ~good
    if texts.null_count:
        unread &= texts.is_valid().to_numpy(zero_copy_only=False)
    return cents, np.flatnonzero(unread)


def _is_separator(region: np.ndarray, at: np.ndarray) -> np.ndarray:
    """Tell whether the bytes at these places are a comma or a point."""
    signs = region[np.clip(at, 0, max(0, len(region) - 1))] if len(region) else np.zeros(len(at), np.uint8)
    return (signs == _SEPARATORS[0]) | (signs == _SEPARATORS[1])


def _join(
    texts: pa.Array,
    good: np.ndarray,
    region: np.ndarray,
    lengths: np.ndarray,
    hundredths: np.ndarray,
    tenths: np.ndarray,
) -> pa.Array:
    """Return the number of cents of the good texts, null for the others: their digits, once the separator is taken away."""
    if not good.any():
        return pa.nulls(len(texts), pa.int64())
    if not good.all():
        kept = np.repeat(good, lengths)
        region, lengths = region[kept], lengths[good]
        hundredths, tenths = hundredths[good], tenths[good]
    digits = region[(region != _SEPARATORS[0]) & (region != _SEPARATORS[1])]
    starts = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths - hundredths - tenths, out=starts[1:])
    buffers = [None, pa.py_buffer(starts), pa.py_buffer(digits)]
    numbers = pa.Array.from_buffers(pa.large_string(), len(lengths), buffers).cast(pa.int64()).to_numpy()
    scaled = numbers * np.where(hundredths, 1, np.where(tenths, 10, 100))
    if good.all():
        return pa.array(scaled)
    cents = np.zeros(len(good), np.int64)
    cents[good] = scaled
    return pa.array(cents, mask=~good)


def maybe_special(texts: pa.Array) -> np.ndarray:
    """Return the positions of the texts that may say that a value is missing, or be an error: their first byte tells."""
    codes, starts = starts_of(texts)
    lengths = np.diff(starts)
    firsts = codes[np.minimum(starts[:-1], len(codes) - 1)]
    return np.flatnonzero((lengths > 0) & (lengths <= _longest()[firsts]))


@cache
def _longest() -> np.ndarray:
    """Return, for each first byte, the longest text that is worth a look."""
    longest = np.zeros(256, np.int64)
    signs = [code for code in range(128) if not chr(code).isalnum()]
    longest[signs] = np.iinfo(np.int64).max
    longest[0xC2:] = max(map(len, SIGNS)) + _SLACK
    for word in SIGNS:
        for letter in (word[0], word[0].upper()):
            longest[ord(letter)] = max(longest[ord(letter)], len(word) + _SLACK)
    return longest
