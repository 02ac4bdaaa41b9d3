"""Find how the bytes of a text file write its characters, and return them as UTF-8."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Text:
    """A text file as UTF-8 bytes without mark; `guessed` when nothing in the file said its encoding."""

    utf8: bytes
    encodage: str
    guessed: bool = False


def decode(data: bytes) -> Text:
    """Return the file as UTF-8: its mark says the encoding, else valid UTF-8 is UTF-8, else it is guessed."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            return Text(data.decode(encoding, errors="replace").encode(), encoding)
    bare = data.removeprefix(codecs.BOM_UTF8)
    if is_utf8(bare):
        return Text(bare, "utf-8")
    return Text(bare.decode("cp1252", errors="replace").encode(), "cp1252", guessed=True)


def is_utf8(data: bytes) -> bool:
    """Tell whether bytes are valid UTF-8, without building a Python text of them."""
    offsets = pa.array([0, len(data)], pa.int64()).buffers()[1]
    try:
        pa.LargeStringArray.from_buffers(1, offsets, pa.py_buffer(data)).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True
