"""Find in a workbook's XML what its reader shows as an empty cell: an error value, a formula saved without value."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from html import unescape
from xml.etree import ElementTree

from analytics.intake.sheet import NO_VALUE

_CELL = re.compile(rb"<c\s([^>]*?)(?<!/)>(.*?)</c>", re.DOTALL)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d+)"')
_VALUE = re.compile(rb"<v[^>]*>([^<]*)</v>")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def special_cells(data: bytes) -> dict[str, dict[tuple[int, int], str]]:
    """Return sheet → (row, column) from 0 → text; a workbook of an odd make gives nothing."""
    found = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name, path in _sheet_paths(archive):
                xml = archive.read(path)
                if b't="e"' in xml or b"<f" in xml:
                    found[name] = _scan(xml)
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError):
        return found
    return found


def _sheet_paths(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Return the sheets of a workbook with the part that holds each."""
    relations = {
        node.get("Id"): node.get("Target", "")
        for node in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    sheets = [
        node for node in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter() if node.tag.endswith("}sheet")
    ]
    targets = [(node.get("name", ""), relations.get(node.get(_RELATION), "")) for node in sheets]
    return [
        (name, target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target))
        for name, target in targets
        if target
    ]


def _scan(xml: bytes) -> dict[tuple[int, int], str]:
    """Return the cells in error and the formulas without value of one sheet."""
    found = {}
    for attributes, content in _CELL.findall(xml):
        value = _VALUE.search(content)
        if b't="e"' in attributes:
            text = unescape(value[1].decode("utf-8", errors="replace")) if value else "#N/A"
        elif (
            b"<f" in content
            and (value is None or not value[1])
            and b't="str"' not in attributes
            and b"<is>" not in content
        ):
            text = NO_VALUE
        else:
            continue
        if place := _PLACE.search(attributes):
            found[(int(place[2]) - 1, _column_number(place[1].decode()))] = text
    return found


def _column_number(letters: str) -> int:
    """Return the number of a column from 0 (A → 0, AA → 26)."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
