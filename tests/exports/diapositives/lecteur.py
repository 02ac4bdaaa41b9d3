"""Read a .pptx file back: its shapes, the workbook behind each chart, what is known to make PowerPoint ask for a repair."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from functools import cache
from zipfile import ZipFile

from lxml import etree
from openpyxl import load_workbook
from pptx import Presentation

from analytics.exports.diapositives import write_slides
from analytics.exports.sequence import DEFAULT, build_sequence, territory_keys
from tests.exports.sequence.fabrique import published

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
EVERY = (*DEFAULT, *territory_keys())
FEW = ("couverture", "enveloppe", "carte", "priorites", "changements", "plans", "territoire-la-mitis")
"""One slide of each kind."""


@cache
def published_slides() -> bytes:
    """Return every slide of version 1 in our template."""
    return write_slides(build_sequence(published(), EVERY))


def opened(content: bytes):
    """Open a presentation."""
    return Presentation(io.BytesIO(content))


def slide_of(content: bytes, cle: str, keys=EVERY):
    """Return the slide of a key, when each key made one slide."""
    return opened(content).slides[list(keys).index(cle)]


def chart_of(slide):
    """Return the one chart of a slide."""
    (frame,) = [shape for shape in slide.shapes if shape.has_chart]
    return frame.chart


def sheet_of(chart) -> list[tuple]:
    """Return the rows of the workbook behind a chart, formulas as last computed."""
    book = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob), data_only=True)
    return list(book.active.iter_rows(values_only=True))


def properties(shape):
    """Return the element that holds the name and the alternative text of a shape."""
    return shape._element.xpath(".//p:cNvPr")[0]


def is_decorative(shape) -> bool:
    """Tell whether a shape is marked as decorative."""
    return b"adec:decorative" in etree.tostring(properties(shape))


def freeforms(slide) -> dict[str, object]:
    """Return name → native freeform."""
    return {shape.name: shape for shape in slide.shapes if shape._element.xpath("./p:spPr/a:custGeom")}


def overflows(presentation) -> list[str]:
    """List the shapes that leave their slide."""
    wide, tall = presentation.slide_width, presentation.slide_height
    return [
        f"{number}: {shape.name}"
        for number, slide in enumerate(presentation.slides, start=1)
        for shape in slide.shapes
        if shape.left < 0 or shape.top < 0 or shape.left + shape.width > wide or shape.top + shape.height > tall
    ]


def repairs(content: bytes) -> list[str]:
    """List what is known to make PowerPoint offer to repair a file."""
    with ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        parts = {name: package.read(name) for name in names}
    return [*_package(names, parts), *_links(parts), *_identifiers(parts), *_texts(parts)]


def _package(names: list[str], parts: dict[str, bytes]) -> Iterator[str]:
    """Parts that stand twice, or without a type."""
    yield from (f"{name} stands {count} times" for name, count in Counter(names).items() if count > 1)
    types = etree.fromstring(parts["[Content_Types].xml"])
    overrides = [node.get("PartName") for node in types if node.tag.endswith("Override")]
    defaults = {node.get("Extension").lower() for node in types if node.tag.endswith("Default")}
    yield from (f"{name} typed twice" for name, count in Counter(overrides).items() if count > 1)
    yield from (f"{name} typed but absent" for name in overrides if name.removeprefix("/") not in parts)
    for name in names:
        untyped = f"/{name}" not in overrides and name.rsplit(".", 1)[-1].lower() not in defaults
        plain_xml = name.endswith(".xml") and f"/{name}" not in overrides and name != "[Content_Types].xml"
        if untyped or plain_xml:
            yield f"{name} has no type of its own"


def _links(parts: dict[str, bytes]) -> Iterator[str]:
    """Relationships that lead nowhere, and identifiers that no relationship has."""
    for name, content in parts.items():
        if not name.endswith(".rels"):
            continue
        folder, file = name.split("_rels/")
        links = {node.get("Id"): node for node in etree.fromstring(content)}
        for node in links.values():
            if node.get("TargetMode") != "External" and _target(folder, node.get("Target")) not in parts:
                yield f"{name}: {node.get('Target')} is absent"
        owner = folder + file.removesuffix(".rels")
        if owner in parts:
            used = {
                v for node in etree.fromstring(parts[owner]).iter() for k, v in node.attrib.items() if k.startswith(R)
            }
            yield from (f"{owner}: {key} is no relationship" for key in used - set(links))


def _target(folder: str, target: str) -> str:
    """Return the part that a relationship names."""
    if target.startswith("/"):
        return target[1:]
    path = folder.rstrip("/").split("/") if folder else []
    for step in target.split("/"):
        path = path[:-1] if step == ".." else [*path, step]
    return "/".join(step for step in path if step)


def _identifiers(parts: dict[str, bytes]) -> Iterator[str]:
    """Shapes of one slide with the same number; slides, layouts and masters with the same number."""
    for name, content in parts.items():
        if name.startswith("ppt/slide") and name.endswith(".xml"):
            ids = Counter(node.get("id") for node in etree.fromstring(content).iter(f"{P}cNvPr"))
            yield from (f"{name}: shape {key} stands {count} times" for key, count in ids.items() if count > 1)
    listed = [
        node.get("id")
        for name, content in parts.items()
        if name == "ppt/presentation.xml" or name.startswith("ppt/slideMasters/slideMaster")
        for node in etree.fromstring(content).iter(f"{P}sldMasterId", f"{P}sldLayoutId", f"{P}sldId")
    ]
    yield from (f"identifier {key} stands {count} times" for key, count in Counter(listed).items() if count > 1)


def _texts(parts: dict[str, bytes]) -> Iterator[str]:
    """Texts without a paragraph, tables whose rows are not as wide as their grid, empty shapes that a schema refuses."""
    for name, content in parts.items():
        if not (name.startswith("ppt/slides/slide") and name.endswith(".xml")):
            continue
        tree = etree.fromstring(content)
        yield from (f"{name}: text without paragraph" for body in tree.iter(f"{P}txBody") if body.find(f"{A}p") is None)
        for table in tree.iter(f"{A}tbl"):
            columns = len(table.findall(f"{A}tblGrid/{A}gridCol"))
            if any(len(row.findall(f"{A}tc")) != columns for row in table.findall(f"{A}tr")):
                yield f"{name}: a row is not as wide as its table"
        yield from (
            f"{name}: negative size"
            for ext in tree.iter(f"{A}ext")
            if ext.get("cx") and min(int(ext.get("cx")), int(ext.get("cy"))) < 0
        )
