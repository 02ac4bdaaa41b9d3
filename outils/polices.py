"""Turn WOFF fonts into the plain fonts (OpenType) that the maker of the PDF sheets reads: same outlines, only unpacked.

    python -m outils.polices DOSSIER FICHIER.woff…      writes one .ttf a file in DOSSIER

A WOFF 1 file is an OpenType file whose tables are compressed one by one: nothing but the standard library opens it.
"""

from __future__ import annotations

import struct
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path

_HEADER, _ENTRY = struct.Struct(">4sIIHHIHHIIIII"), struct.Struct(">4sIIII")
_PLAIN_HEADER, _PLAIN_ENTRY = struct.Struct(">IHHHH"), struct.Struct(">4sIII")


@dataclass(frozen=True, slots=True)
class FontTable:
    """One table of a font: its tag, its checksum, its bytes."""

    tag: bytes
    checksum: int
    content: bytes


def read_woff(data: bytes) -> tuple[int, list[FontTable]]:
    """Return the flavour and the tables of a WOFF file; ValueError when it is none, or damaged."""
    if data[:4] != b"wOFF":
        raise ValueError("not a WOFF 1 file")
    _, flavour, _, count, *_ = _HEADER.unpack_from(data)
    return flavour, [_table(data, _HEADER.size + rank * _ENTRY.size) for rank in range(count)]


def _table(data: bytes, place: int) -> FontTable:
    """Read one table, compressed or not."""
    tag, offset, packed, length, checksum = _ENTRY.unpack_from(data, place)
    raw = data[offset : offset + packed]
    content = zlib.decompress(raw) if packed < length else raw
    if len(content) != length:
        raise ValueError(f"table {tag!r}: {len(content)} bytes instead of {length}")
    return FontTable(tag, checksum, content)


def plain_font(data: bytes) -> bytes:
    """Return the OpenType file that a WOFF file holds."""
    flavour, tables = read_woff(data)
    power = len(tables).bit_length() - 1
    wide = 16 << power
    directory, body = b"", b""
    start = _PLAIN_HEADER.size + _PLAIN_ENTRY.size * len(tables)
    for table in tables:
        directory += _PLAIN_ENTRY.pack(table.tag, table.checksum, start + len(body), len(table.content))
        body += table.content + bytes(-len(table.content) % 4)
    return _PLAIN_HEADER.pack(flavour, len(tables), wide, power, 16 * len(tables) - wide) + directory + body


def main(arguments: list[str]) -> int:
    """Write the fonts; 2 for a wrong call."""
    if len(arguments) < 2:
        print("emploi : python -m outils.polices DOSSIER FICHIER.woff…", file=sys.stderr)
        return 2
    for name in map(Path, arguments[1:]):
        target = Path(arguments[0]) / f"{name.stem}.ttf"
        target.write_bytes(plain_font(name.read_bytes()))
        print(f"{target} : {target.stat().st_size} octets")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
