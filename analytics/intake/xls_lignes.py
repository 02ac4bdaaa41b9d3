"""Find the hidden rows of an .xls, of which its reader says nothing, in the records of its workbook (BIFF 5 and 8).

The reader has judged the file before: what is damaged here is passed over, never refused. Sizes: one pass over the workbook, in
memory that is at most its size; a chain of sectors is never longer than the file.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

_STREAMS = ("Workbook", "Book")
_ENTRY, _STREAM = 128, 2
_IN_HEADER = 109
"""Sectors of the table that the header of the file names."""
_NO_SECTOR = 0xFFFFFFFA
"""Numbers from which a sector is no place in the file."""
_BOF, _EOF, _SHEET, _ROW = 0x0809, 0x000A, 0x0085, 0x0208
_ROW_SIZE, _FLAGS_AT, _HIDDEN = 16, 12, 0x20


def hidden_rows(data: bytes, names: list[str]) -> dict[str, np.ndarray]:
    """Return sheet → true numbers of its hidden rows; `names`: every sheet, in the order of the workbook (none is found if they are not as many)."""
    try:
        book = _workbook(data)
        starts = list(_starts(book))
    except (struct.error, IndexError, ValueError):
        return {}
    if len(starts) != len(names):
        return {}
    found = {name: np.array(list(_hidden(book, at)), np.int64) for name, at in zip(names, starts, strict=True)}
    return {name: rows for name, rows in found.items() if len(rows)}


def _workbook(data: bytes) -> bytes:
    """Return the stream of the workbook, empty when the file holds none."""
    box = _Box(data)
    entries = {name: entry for entry in box.entries() if (name := _name(entry)) in _STREAMS and entry[66] == _STREAM}
    wanted = next((entries[name] for name in _STREAMS if name in entries), None)
    return b"" if wanted is None else box.stream(wanted)


def _name(entry: bytes) -> str:
    """Return the name of an entry of the directory."""
    return entry[: max(0, struct.unpack_from("<H", entry, 64)[0] - 2)].decode("utf-16-le", "replace")


@dataclass(frozen=True)
class _Box:
    """The compound file that an .xls is: sectors, chained by a table; streams, named by a directory."""

    data: bytes

    @cached_property
    def size(self) -> int:
        """Return the size of a sector."""
        return 1 << struct.unpack_from("<H", self.data, 30)[0]

    @cached_property
    def table(self) -> np.ndarray:
        """Return, sector by sector, the one that follows."""
        listed = list(struct.unpack_from(f"<{_IN_HEADER}L", self.data, 76))
        more = self._number(68)
        while more < _NO_SECTOR and len(listed) <= self.most:
            *numbers, more = struct.unpack(f"<{self.size // 4}L", self._sector(more))
            listed += numbers
        numbers = b"".join(self._sector(at) for at in listed if at < _NO_SECTOR)
        return np.frombuffer(numbers[: len(numbers) // 4 * 4], "<u4")

    @property
    def most(self) -> int:
        """Return how many sectors the file may hold."""
        return len(self.data) // self.size

    def entries(self) -> Iterator[bytes]:
        """Yield the entries of the directory."""
        directory = self._chain(self._number(48))
        for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            yield directory[at : at + _ENTRY]

    def stream(self, entry: bytes) -> bytes:
        """Return the bytes of a stream; every program gives a workbook sectors of its own, too big for those of small streams."""
        start, size = struct.unpack_from("<LL", entry, 116)
        return self._chain(start)[:size] if size >= self._number(56) else b""

    def _chain(self, start: int) -> bytes:
        """Return the sectors that follow one another from a first one, each once at most."""
        sectors, at = [], start
        while at < len(self.table) and len(sectors) < self.most:
            sectors.append(self._sector(at))
            at = int(self.table[at])
        return b"".join(sectors)

    def _sector(self, at: int) -> bytes:
        """Return one sector, short at the end of a file that was cut."""
        return self.data[(at + 1) * self.size : (at + 2) * self.size]

    def _number(self, at: int) -> int:
        """Read one number of the header."""
        return struct.unpack_from("<L", self.data, at)[0]


def _records(book: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Yield kind, place and size of what each record holds, from a place on."""
    read = struct.Struct("<HH").unpack_from
    while at + 4 <= len(book):
        kind, size = read(book, at)
        yield kind, at + 4, size
        at += 4 + size


def _starts(book: bytes) -> Iterator[int]:
    """Yield where each sheet begins, in the order of the workbook."""
    for kind, at, _ in _records(book, 0):
        if kind == _EOF:
            return
        if kind == _SHEET:
            yield struct.unpack_from("<L", book, at)[0]


def _hidden(book: bytes, start: int) -> Iterator[int]:
    """Yield the true number of each hidden row of a sheet; the charts drawn on it are passed over."""
    depth = 0
    for kind, at, size in _records(book, start):
        if kind == _ROW:
            if size >= _ROW_SIZE and at + size <= len(book) and book[at + _FLAGS_AT] & _HIDDEN:
                yield int.from_bytes(book[at : at + 2], "little") + 1
        elif kind in (_BOF, _EOF):
            depth += 1 if kind == _BOF else -1
            if depth <= 0:
                return
