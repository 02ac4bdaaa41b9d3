"""Open the archive that a workbook is, without trusting it: sizes are read before anything is inflated.

What is checked first: the length of the list of entries, passwords, the declared size of each part that is read and how
many times it inflates. A part never gives more bytes than it declares.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from analytics.intake.limites import MIO, Limites, Refus, refuse_if_too_big

_END, _END_64 = b"PK\x05\x06", b"PK\x06\x06"
_LONGEST_END = 65_557
_LONGEST_LIST = 4 * MIO
_SMALL = 32 * MIO
"""Size under which a part may inflate any number of times."""
_SMALLEST_PART = 4 * MIO
"""Size that a part about the workbook as a whole (its list of sheets, its styles) never reaches."""
DAMAGED = "il est abîmé ou incomplet"
_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    struct.error,
    ValueError,
)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The only ways in which a workbook is compressed, and the only ones whose reading can be bounded."""
_OFFICE = re.compile(rb'<[^>]*/officeDocument"[^>]*>')
_TARGET = re.compile(rb'\bTarget="([^"]*)"')


@dataclass(frozen=True)
class Archive:
    """An archive whose list of entries was checked; `taken` counts the bytes inflated so far."""

    file: zipfile.ZipFile
    limites: Limites
    taken: list[int] = field(default_factory=lambda: [0])

    @cached_property
    def names(self) -> frozenset[str]:
        """Return the names of the entries."""
        return frozenset(self.file.namelist())

    @cached_property
    def kind(self) -> bytes:
        """Return what an OpenDocument says it is (nothing for another archive)."""
        return self.read("mimetype", 1024) if "mimetype" in self.names else b""

    @cached_property
    def workbook(self) -> str:
        """Return the entry that lists the sheets of an Excel workbook, as the archive says or where it usually is."""
        relations = self.read("_rels/.rels", _SMALLEST_PART) if "_rels/.rels" in self.names else b""
        found = _OFFICE.search(relations)
        target = _TARGET.search(found[0]) if found else None
        named = posixpath.normpath(target[1].decode(errors="replace").lstrip("/")) if target else ""
        return next((name for name in (named, "xl/workbook.xml", "xl/workbook.bin") if name in self.names), named)

    def read(self, name: str, limit: float | None = None) -> bytes:
        """Return the bytes of an entry; `Refus` when it is damaged, or larger than `limit` or than what is left."""
        entry = self.file.getinfo(name)
        if limit is not None and entry.file_size > limit:
            raise Refus("fichier-piege", raison=f"sa partie « {name[:60]} » est démesurée")
        self._refuse_bomb(entry)
        self.taken[0] += entry.file_size
        refuse_if_too_big(self.taken[0], self.limites.gonfle, "une fois décompressé, il pèse plus de")
        try:
            with self.file.open(entry) as part:
                return part.read(entry.file_size + 1)
        except _ERRORS as error:
            raise Refus("fichier-illisible", raison=DAMAGED) from error

    def _refuse_bomb(self, entry: zipfile.ZipInfo) -> None:
        """Refuse a part that inflates out of all proportion."""
        if entry.file_size > _SMALL and entry.file_size > self.limites.rapport * max(1, entry.compress_size):
            raise Refus("fichier-piege", raison="il se décompresse en une taille démesurée")

    def repack(self, parts: Iterable[tuple[str, bytes]]) -> bytes:
        """Return an archive of these parts alone, not compressed: what was measured is what will be read."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
            for name, data in parts:
                archive.writestr(zipfile.ZipInfo(name), data)
        return target.getvalue()


def open_archive(data: bytes, limites: Limites) -> Archive:
    """Open an archive after a look at the list of its entries; `Refus` says why it is not opened."""
    if _list_length(data) > _LONGEST_LIST:
        raise Refus("fichier-piege", raison="il déclare un nombre démesuré de parties")
    try:
        file = zipfile.ZipFile(io.BytesIO(data))
        entries = file.infolist()
    except _ERRORS as error:
        raise Refus("fichier-illisible", raison=DAMAGED) from error
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refus("fichier-protege")
    if any(entry.compress_type not in _METHODS for entry in entries):
        raise Refus("fichier-piege", raison="il est compressé d'une façon inhabituelle")
    if len({entry.filename for entry in entries}) < len(entries):
        raise Refus("fichier-piege", raison="il contient deux fois la même partie")
    return Archive(file, limites)


def _list_length(data: bytes) -> int:
    """Return the declared length of the list of entries (0: not found, which the opening will say)."""
    tail = data[-_LONGEST_END:]
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 16:
        return 0
    length = struct.unpack_from("<L", tail, at + 12)[0]
    wide = tail.rfind(_END_64, 0, at)
    if length == 0xFFFFFFFF and wide >= 0 and len(tail) >= wide + 48:
        length = struct.unpack_from("<Q", tail, wide + 40)[0]
    return length
