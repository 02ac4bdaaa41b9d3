"""Find how the bytes of a text file write its characters, and return them as UTF-8.

Rules, each of them said in a finding when it decides something:
- a mark at the start says the encoding; without one, zeros at every other byte are UTF-16;
- valid UTF-8 is UTF-8;
- else the bytes that are not UTF-8 are read in the old encoding that gives the most plausible French (`devine`);
  when the file also holds accents in UTF-8, or says that it is UTF-8, each part is read in its own way.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

import pyarrow as pa

from analytics.intake.devine import guess_encoding

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE, _END = 64 * 1024, b"\x1a"
_FRENCH = re.compile(rb"\xc2[\xa0-\xbf]|\xc3[\x80-\xbf]|\xc5[\x92\x93\xb8]|\xe2[\x80-\x84][\x80-\xbf]")
"""The UTF-8 of an accent or a sign of French, which no old encoding of French gives but by chance."""
_FEW = 0.05
"""Share of UTF-8 among the odd bytes under which it is chance, not a second encoding."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text file as UTF-8 bytes without mark, its encoding, and the codes of what had to be decided to read it."""

    utf8: bytes
    encodage: str
    said: tuple[str, ...] = ()


def decode(data: bytes) -> Text:
    """Return the file as UTF-8 without its marks, nor the sign by which MS-DOS ended its files; never raises on its content."""
    text = _decode(data.rstrip(_END) if data.endswith(_END) else data)
    marked = codecs.BOM_UTF8[:1] in text.utf8 and codecs.BOM_UTF8 in text.utf8
    return replace(text, utf8=text.utf8.replace(codecs.BOM_UTF8, b"")) if marked else text


def _decode(data: bytes) -> Text:
    """Return the file as UTF-8 without its first mark."""
    for mark, encoding in _MARKS:
        if data.startswith(mark) and not (encoding == "utf-32" and len(data) % 4):
            return _from_unicode(data, encoding, ())
    if (encoding := _unmarked_utf16(data[:_SAMPLE])) is not None:
        return _from_unicode(data, encoding, ("encodage-devine",))
    bare = data.removeprefix(codecs.BOM_UTF8)
    text = _from_bytes(bare, marked=len(bare) < len(data))
    return _without_nul(text) if b"\x00" in text.utf8 else text


def _from_unicode(data: bytes, encoding: str, said: tuple[str, ...]) -> Text:
    """Read UTF-16 or UTF-32; a damaged character becomes « � » and is said."""
    text = data.decode(encoding, errors="replace").encode("utf-8", errors="replace")
    return _without_nul(_with_damage(Text(text, encoding[:6], said)))


def _without_nul(text: Text) -> Text:
    """Take away the NUL characters, which no spreadsheet shows."""
    if b"\x00" not in text.utf8:
        return text
    return Text(text.utf8.replace(b"\x00", b""), text.encodage, (*text.said, "caracteres-retires"))


def _unmarked_utf16(head: bytes) -> str | None:
    """Tell UTF-16 without a mark: in a text mostly of plain letters, every other byte is zero."""
    pairs = len(head) // 2
    if pairs < 2:
        return None
    even, odd = head[: 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0)
    if odd > 0.4 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * pairs and odd < 0.05 * pairs else None


def _from_bytes(data: bytes, marked: bool) -> Text:
    """Read a file of single bytes or UTF-8 (`marked`: it says that it is UTF-8)."""
    if is_utf8(data):
        return Text(data, "utf-8")
    valid, rest = _split(data)
    encoding = guess_encoding(rest)
    if valid > _FEW * len(re.findall(rb"[\x80-\xff]", rest)):
        return _with_damage(Text(_decode_mixed(data, encoding), "utf-8", ("encodage-melange",)))
    said = "encodage-melange" if marked else "encodage-devine"
    return _with_damage(Text(data.decode(encoding, errors="replace").encode(), encoding, (said,)))


def _with_damage(text: Text) -> Text:
    """Say the characters that could not be read, shown « � »."""
    damaged = "\ufffd".encode() in text.utf8
    return replace(text, said=(*text.said, "caracteres-illisibles")) if damaged else text


def _split(data: bytes) -> tuple[int, bytes]:
    """Return how many French characters are written in UTF-8, and the file without them."""
    rest, valid = _FRENCH.subn(b" ", data)
    return valid, rest


def _decode_mixed(data: bytes, encoding: str) -> bytes:
    """Read as UTF-8 what is UTF-8, and every other byte in an old encoding."""
    handler = f"alliance-{encoding}"
    codecs.register_error(
        handler, lambda error: (error.object[error.start : error.end].decode(encoding, errors="replace"), error.end)
    )
    return data.decode("utf-8", errors=handler).encode()


def is_utf8(data: bytes) -> bool:
    """Tell whether bytes are valid UTF-8, without building a Python text of them."""
    offsets = pa.array([0, len(data)], pa.int64()).buffers()[1]
    try:
        pa.LargeStringArray.from_buffers(1, offsets, pa.py_buffer(data)).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True
