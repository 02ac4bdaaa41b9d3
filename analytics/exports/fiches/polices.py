"""Know which signs the sheets' typeface can write, so that no text leaves a hole in a PDF.

PDF/UA refuses a sign without a glyph: what the typeface lacks is replaced by its letter without accents, else by a middle dot.
"""

from __future__ import annotations

import struct
import unicodedata
from functools import cache
from pathlib import Path

from analytics.schema.reference import DATA

FOLDER = DATA.parent / "static" / "polices"
REGULAR = FOLDER / "source-sans-3-400.ttf"
FAMILY = "Source Sans 3"
_UNKNOWN = "\u00b7"
_BROKEN = str.maketrans({"\u202f": "\u00a0", "\u2011": "-", "\u2019": "'", "\t": " ", "\n": " ", "\r": " "})
_UNICODE_PLATFORMS = {(3, 1), (3, 10), (0, 3), (0, 4)}


def writable(text: str) -> str:
    """Return the text with only signs that the typeface has, on one line."""
    return "".join(_sign(sign) for sign in unicodedata.normalize("NFC", text.translate(_BROKEN)))


def _sign(sign: str) -> str:
    """Return a sign, the nearest that can be written, a dot in the middle of the line, or nothing for what is never seen."""
    if ord(sign) in glyphs():
        return sign
    if unicodedata.category(sign) in ("Cc", "Cf", "Mn"):
        return ""
    bare = "".join(part for part in unicodedata.normalize("NFKD", sign) if ord(part) in glyphs())
    return bare or _UNKNOWN


@cache
def glyphs(path: Path = REGULAR) -> frozenset[int]:
    """Return the code points that a font file has a glyph for."""
    font = path.read_bytes()
    start = _tables(font)[b"cmap"]
    (count,) = struct.unpack_from(">H", font, start + 2)
    records = [struct.unpack_from(">HHI", font, start + 4 + 8 * rank) for rank in range(count)]
    offsets = {start + offset for platform, encoding, offset in records if (platform, encoding) in _UNICODE_PLATFORMS}
    return frozenset().union(*(_subtable(font, offset) for offset in offsets)) - set(range(0x20))


def _tables(font: bytes) -> dict[bytes, int]:
    """Return tag → place of each table of a font file."""
    (count,) = struct.unpack_from(">H", font, 4)
    records = [struct.unpack_from(">4sIII", font, 12 + 16 * rank) for rank in range(count)]
    return {tag: offset for tag, _, offset, _ in records}


def _subtable(font: bytes, at: int) -> set[int]:
    """Return the code points of one map from signs to glyphs (formats 4 and 12, those of every current font)."""
    (form,) = struct.unpack_from(">H", font, at)
    if form == 12:
        (groups,) = struct.unpack_from(">I", font, at + 12)
        spans = [struct.unpack_from(">III", font, at + 16 + 12 * rank)[:2] for rank in range(groups)]
    elif form == 4:
        (twice,) = struct.unpack_from(">H", font, at + 6)
        ends = struct.unpack_from(f">{twice // 2}H", font, at + 14)
        starts = struct.unpack_from(f">{twice // 2}H", font, at + 16 + twice)
        spans = [(first, last) for first, last in zip(starts, ends, strict=True) if last != 0xFFFF]
    else:
        return set()
    return {code for first, last in spans for code in range(first, last + 1)}
