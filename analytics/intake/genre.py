"""Tell what a file is by its bytes, never by its name."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass

from analytics.intake.archive import Archive, open_archive
from analytics.intake.limites import LIMITES, Limites

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_XLS_START, _PASSWORD_RECORD, _FIRST_RECORDS = b"\x09\x08\x10\x00\x00\x06\x05\x00", 0x2F, 20
_NOTHING = b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"
_HEAD = 4096
_OTHERS = (
    (b"%PDF", "un document PDF"),
    (b"\x89PNG", "une image"),
    (b"\xff\xd8\xff", "une image"),
    (b"GIF8", "une image"),
    (b"BM\x00", "une image"),
    (b"II*\x00", "une image"),
    (b"MM\x00*", "une image"),
    (b"RIFF", "une image ou un son"),
    (b"ID3", "un son"),
    (b"OggS", "un son ou une vidéo"),
    (b"\x1f\x8b", "une archive compressée"),
    (b"BZh", "une archive compressée"),
    (b"\xfd7zXZ", "une archive compressée"),
    (b"\x28\xb5\x2f\xfd", "une archive compressée"),
    (b"7z\xbc\xaf", "une archive compressée"),
    (b"Rar!", "une archive compressée"),
    (b"MZ", "un programme"),
    (b"\x7fELF", "un programme"),
    (b"{\\rtf", "un texte mis en forme"),
    (b"%!PS", "un document à imprimer"),
    (b"SQLite format 3", "une base de données"),
    (b"PAR1", "une table de données binaire"),
    (b"ARROW1", "une table de données binaire"),
)
_MARKUP = (
    (re.compile(rb"\A\s*<(?:!doctype html|html|head|body|table|meta)\b", re.IGNORECASE), "une page web"),
    (re.compile(rb"\A\s*<\?xml\b.{0,600}urn:schemas-microsoft-com:office:spreadsheet", re.DOTALL),
     "un classeur au format XML de 2003"),
    (re.compile(rb"\A\s*<(?:\?xml|!doctype|svg)\b", re.IGNORECASE), "un document XML"),
    (re.compile(rb'\A\s*(?:\{\s*"|\[\s*[\[{]|\{\s*\})'), "un fichier JSON"),
)  # fmt: skip
_ARCHIVES = (
    ("word/", "un document Word"),
    ("ppt/", "une présentation"),
    ("Index/Document.iwa", "un document d'Apple (Numbers, Pages ou Keynote)"),
    ("META-INF/container.xml", "un livre électronique"),
)
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_CONTROLS = bytes(code for code in range(1, 32) if code not in (9, 10, 12, 13, 26, 27))
_TOO_MANY = 0.1
"""Share of control characters from which a file is no text."""


@dataclass(frozen=True, slots=True)
class Genre:
    """What a file is (`csv`, `xlsx`, `xlsm`, `xlsb`, `xls`, `ods`, or a French name), and the finding it deserves if none of these."""

    name: str
    problem: str | None = None


def find_genre(data: bytes, limites: Limites = LIMITES) -> Genre:
    """Return what a file is by its first bytes and, for an archive, by what it declares to hold (`Refus`: it is no sound one)."""
    if not data[:_HEAD].strip(_NOTHING) and not data.strip(_NOTHING):
        return Genre("vide", "fichier-vide")
    if data.startswith(_OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        return Genre("xlsx", "fichier-protege") if encrypted else Genre("xls")
    if data.startswith(b"PK\x03\x04"):
        return _find_archive(open_archive(data, limites))
    other = _find_other(data[:_HEAD])
    return Genre(other, "fichier-autre-genre") if other else Genre("csv")


def is_locked_xls(data: bytes) -> bool:
    """Tell whether an .xls asks for a password: one of the first records of its workbook says so."""
    at = data.find(_XLS_START)
    for _ in range(_FIRST_RECORDS if at >= 0 else 0):
        if len(data) < at + 4:
            return False
        code, length = struct.unpack_from("<HH", data, at)
        if code == _PASSWORD_RECORD:
            return True
        at += 4 + length
    return False


def _find_other(head: bytes) -> str | None:
    """Return what a file is when it is neither a workbook nor a text of rows."""
    for start, name in _OTHERS:
        if head.startswith(start):
            return name
    bare = head.removeprefix(b"\xef\xbb\xbf")
    for pattern, name in _MARKUP:
        if pattern.search(bare):
            return name
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return "un fichier binaire" if controls > _TOO_MANY * len(head) else None


def _find_archive(archive: Archive) -> Genre:
    """Return which kind of workbook an archive is."""
    names = archive.names
    if archive.kind.startswith(_OPEN_DOCUMENT):
        sheet = archive.kind.startswith(_OPEN_DOCUMENT + b"spreadsheet")
        return Genre("ods") if sheet else Genre("un document de LibreOffice", "fichier-autre-genre")
    if archive.workbook.endswith(".bin"):
        return Genre("xlsb")
    if archive.workbook in names and archive.workbook.endswith(".xml") and not archive.workbook.startswith("word/"):
        return Genre("xlsm" if any(name.endswith("vbaProject.bin") for name in names) else "xlsx")
    for start, name in _ARCHIVES:
        if any(entry.startswith(start) for entry in names):
            return Genre(name, "fichier-autre-genre")
    return Genre("une archive compressée", "fichier-autre-genre")
