"""Tell what a file is by its bytes, never by its name."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NOTHING = b"\x00 \t\r\n\xef\xbb\xbf"
_HEAD = 4096
_OTHERS = (
    (b"%PDF", "un document PDF"),
    (b"\x89PNG", "une image"),
    (b"\xff\xd8\xff", "une image"),
    (b"GIF8", "une image"),
    (b"RIFF", "une image ou un son"),
    (b"\x1f\x8b", "une archive compressée"),
    (b"7z\xbc\xaf", "une archive compressée"),
    (b"Rar!", "une archive compressée"),
    (b"MZ", "un programme"),
    (b"\x7fELF", "un programme"),
    (b"{\\rtf", "un texte mis en forme"),
    (b"SQLite format 3", "une base de données"),
    (b"PAR1", "une table de données binaire"),
)


@dataclass(frozen=True, slots=True)
class Genre:
    """What a file is (`csv`, `xlsx`, `xlsm`, `xlsb`, `xls`, `ods`, or a French name), and the finding it deserves if none of these."""

    name: str
    problem: str | None = None


def find_genre(data: bytes) -> Genre:
    """Return what a file is by its first bytes and, for an archive, by what it declares to hold."""
    if not data[:_HEAD].strip(_NOTHING) and not data.strip(_NOTHING):
        return Genre("vide", "fichier-vide")
    if data.startswith(_OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        return Genre("xlsx", "fichier-protege") if encrypted else Genre("xls")
    if data.startswith(b"PK"):
        return _find_archive(data)
    for start, name in _OTHERS:
        if data.startswith(start):
            return Genre(name, "fichier-autre-genre")
    return Genre("csv")


def _find_archive(data: bytes) -> Genre:
    """Return which kind of workbook an archive is."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.read("mimetype").startswith(
                b"application/vnd.oasis.opendocument.spreadsheet"
            ):
                return Genre("ods")
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError):
        return Genre("xlsx", "fichier-illisible")
    if "xl/workbook.xml" in names:
        return Genre("xlsm" if "xl/vbaProject.bin" in names else "xlsx")
    if "xl/workbook.bin" in names:
        return Genre("xlsb")
    return Genre("une archive compressée ou un autre document", "fichier-autre-genre")
