"""Take out of an Excel workbook the parts that are read, and nothing else: its sheets, its texts, its styles.

A sheet whose cells extend beyond the limits is read without those that only have a style; if it still does, it is
refused, with the cell that makes it so.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree import ElementTree

import numpy as np

from analytics.intake.archive import DAMAGED, Archive
from analytics.intake.limites import MIO, Limites, Refus, refuse_extent
from analytics.intake.sheet import Block, column_letter
from analytics.intake.xlsx_cells import Extent, SheetXml

_LIST = 4 * MIO
"""Size that the list of the sheets or of the relations never reaches."""
_READ = ("/worksheet", "/sharedStrings", "/styles")
"""Ends of the kinds of parts that the reader needs."""
_RELATION = re.compile(r"\{http://[^}]*/officeDocument/(?:2006/)?relationships\}id")
_EPOCH = re.compile(rb"""\bdate1904=["'](?:1|true|on)["']""")
_SHEET_LIMIT = (1_048_576, 16_384)


@dataclass(frozen=True)
class Contents:
    """What the reader is given of a workbook, and what is known of each sheet besides, by its name.

    `special`: (row, column) from 0 → text of the cells that the reader shows empty; `hidden`: true rows; `bands`: rows in
    which a cell is merged over several columns; `blocks`: cells merged over several rows; `visible`: the sheets of cells, in
    their order (empty: not looked at).
    """

    data: bytes
    special: dict[str, dict[tuple[int, int], str]] = field(default_factory=dict)
    hidden: dict[str, np.ndarray] = field(default_factory=dict)
    bands: dict[str, frozenset[int]] = field(default_factory=dict)
    blocks: dict[str, tuple[Block, ...]] = field(default_factory=dict)
    extents: dict[str, Extent] = field(default_factory=dict)
    visible: dict[str, bool] = field(default_factory=dict)
    epoch_1904: bool = False


def take_parts(archive: Archive) -> Contents:
    """Return the parts that are read of an Excel workbook, measured; `Refus` says why one cannot be."""
    folder, file = posixpath.split(archive.workbook)
    relations = posixpath.join(folder, "_rels", f"{file}.rels")
    given = {
        name: archive.read(name, _LIST) for name in ("[Content_Types].xml", "_rels/.rels") if name in archive.names
    }
    given[archive.workbook] = archive.read(archive.workbook, _LIST)
    targets = dict(_targets(archive, relations, folder))
    if relations in archive.names:
        given[relations] = archive.read(relations, _LIST)
    if file.endswith(".bin"):
        parts = [(path, archive.read(path)) for path in dict.fromkeys(targets.values())]
        return Contents(archive.repack([*given.items(), *parts]))
    return _measure(archive, given, dict.fromkeys(targets.values()), _listed(given[archive.workbook], targets))


def _measure(
    archive: Archive, given: dict[str, bytes], paths: dict[str, None], listed: dict[str, tuple[str, bool]]
) -> Contents:
    """Take out the sheets, look at the XML of each, and put the workbook together again."""
    found = Contents(b"", epoch_1904=_EPOCH.search(given[archive.workbook]) is not None)
    for path in paths:
        given[path] = archive.read(path)
        if path in listed:
            name, _ = listed[path]
            sheet, found.extents[name] = _within_limits(SheetXml(given[path]), name, archive.limites)
            found.special[name], found.hidden[name] = sheet.special_cells(), sheet.hidden_rows()
            found.bands[name], found.blocks[name] = sheet.bands(), sheet.blocks()
            given[path] = sheet.data
    found.visible.update(listed.values())
    return replace(found, data=archive.repack(given.items()))


def _within_limits(sheet: SheetXml, name: str, limites: Limites) -> tuple[SheetXml, Extent]:
    """Return a sheet whose cells stay within the limits, without its blank cells when they do not, and its extent."""
    extent = sheet.extent()
    if _fits(extent, limites):
        return sheet, extent
    bare = sheet.without_blank_cells()
    extent = bare.extent()
    where = (
        f"la feuille « {name[:60]} » s'étend jusqu'à la cellule {column_letter(extent.columns - 1)}{extent.rows}, soit"
    )
    if extent.rows > _SHEET_LIMIT[0] or extent.columns > _SHEET_LIMIT[1]:
        raise Refus("fichier-piege", raison=where.removesuffix(", soit"))
    refuse_extent(extent.rows, extent.columns, limites, where)
    return bare, extent


def _fits(extent: Extent, limites: Limites) -> bool:
    """Tell whether a rectangle stays within the limits."""
    area = extent.rows * extent.columns
    return extent.rows <= limites.lignes and extent.columns <= limites.colonnes and area <= limites.cellules


def _targets(archive: Archive, relations: str, folder: str) -> Iterator[tuple[str, str]]:
    """Yield (identifier, entry) of the parts that the reader needs."""
    if relations not in archive.names:
        return
    for node in _parse(archive.read(relations, _LIST)):
        target = node.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if node.get("Type", "").endswith(_READ) and path in archive.names:
            yield node.get("Id", ""), path


def _listed(workbook: bytes, targets: dict[str, str]) -> dict[str, tuple[str, bool]]:
    """Return entry → name of the sheet that it holds and whether it is shown, in the order of the workbook."""
    found = {}
    for node in _parse(workbook).iter():
        if isinstance(node.tag, str) and node.tag.endswith("}sheet"):
            identifier = next((value for key, value in node.attrib.items() if _RELATION.fullmatch(key)), "")
            if targets.get(identifier, "").endswith(".xml"):
                found[targets[identifier]] = node.get("name", ""), node.get("state", "visible") == "visible"
    return found


def _parse(xml: bytes) -> ElementTree.Element:
    """Parse a small XML part; one that declares entities is a trap, as no spreadsheet writes any."""
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or b"\x00" in xml[:64]:
        raise Refus("fichier-piege", raison="il contient des déclarations")
    try:
        return ElementTree.fromstring(xml)
    except ElementTree.ParseError as error:
        raise Refus("fichier-illisible", raison=DAMAGED) from error
