"""Read and write the small parts of a workbook, and name what is in them: two dialects of one format exist."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from lxml import etree

from analytics.intake.archive import DAMAGED
from analytics.intake.limites import Refus

_TRANSITIONAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


@dataclass(frozen=True, slots=True)
class Names:
    """The names that a workbook uses: `main` of its elements, `office` of its relations."""

    main: str
    office: str

    def tag(self, name: str) -> str:
        """Return the full name of an element."""
        return f"{{{self.main}}}{name}"


def names_of(workbook: bytes) -> Names:
    """Return the names that a workbook uses."""
    if _STRICT.encode() in workbook[:4096]:
        return Names(_STRICT, "http://purl.oclc.org/ooxml/officeDocument/relationships")
    return Names(_TRANSITIONAL, "http://schemas.openxmlformats.org/officeDocument/2006/relationships")


def parse(data: bytes) -> etree._Element:
    """Read a part; `Refus` when it is damaged, or declares what no spreadsheet does."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, huge_tree=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Refus("fichier-illisible", raison=DAMAGED) from error
    if root.getroottree().docinfo.doctype:
        raise Refus("fichier-piege", raison="il contient des déclarations")
    return root


def serialise(root: etree._Element) -> bytes:
    """Write a part."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def relations_path(part: str) -> str:
    """Return the entry that holds the relations of a part."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def target_of(part: str, target: str) -> str:
    """Return the entry that a relation of a part leads to."""
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


class Relations:
    """The relations of one part."""

    def __init__(self, part: str, data: bytes | None) -> None:
        """Read them, or begin with none."""
        self.part = part
        self.root = parse(data) if data else etree.Element(f"{{{RELATIONS}}}Relationships", nsmap={None: RELATIONS})

    def find(self, end: str) -> dict[str, str]:
        """Return identifier → entry of the relations whose kind ends so."""
        return {
            node.get("Id", ""): target_of(self.part, node.get("Target", ""))
            for node in self.root
            if node.get("Type", "").endswith(end) and node.get("TargetMode") != "External"
        }

    def add(self, kind: str, entry: str) -> str:
        """Add a relation to an entry and return its identifier."""
        used = {node.get("Id") for node in self.root}
        identifier = next(
            f"rIdAnnote{number}" for number in range(1, len(used) + 2) if f"rIdAnnote{number}" not in used
        )
        node = etree.SubElement(self.root, f"{{{RELATIONS}}}Relationship")
        node.set("Id", identifier)
        node.set("Type", kind)
        node.set("Target", posixpath.relpath(entry, posixpath.dirname(self.part)))
        return identifier

    def data(self) -> bytes:
        """Return the part."""
        return serialise(self.root)


class ContentTypes:
    """What each part of a workbook is."""

    def __init__(self, data: bytes) -> None:
        """Read them."""
        self.root = parse(data)

    def default(self, extension: str, kind: str) -> None:
        """Say what the parts of an extension are, unless it is said."""
        known = {node.get("Extension", "").lower() for node in self.root}
        if extension not in known:
            node = etree.Element(f"{{{TYPES}}}Default")
            node.set("Extension", extension)
            node.set("ContentType", kind)
            self.root.insert(0, node)

    def override(self, entry: str, kind: str) -> None:
        """Say what a part is."""
        node = etree.SubElement(self.root, f"{{{TYPES}}}Override")
        node.set("PartName", f"/{entry}")
        node.set("ContentType", kind)

    def data(self) -> bytes:
        """Return the part."""
        return serialise(self.root)
