"""Put our own template together: a presentation without any slide, written from `gabarit_xml`, the same to the byte each time."""

from __future__ import annotations

import io
from functools import cache
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from analytics.exports.diapositives import gabarit_xml as xml

NAME = "Alliance BSL"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""Date of every file in the package: two writings of the same slides are equal."""


@cache
def default_template() -> bytes:
    """Return the template as a .pptx file without slides."""
    layouts = xml.layouts()
    parts = {
        "_rels/.rels": _rels([(f"{_OFFICE}/officeDocument", "ppt/presentation.xml"), *_PROPERTIES]),
        "docProps/core.xml": _CORE,
        "docProps/app.xml": _APP,
        "ppt/presentation.xml": _presentation(),
        "ppt/_rels/presentation.xml.rels": _rels(_PRESENTATION),
        "ppt/presProps.xml": f"{xml.HEAD}<p:presentationPr {xml.NAMESPACES}/>",
        "ppt/viewProps.xml": f"{xml.HEAD}<p:viewPr {xml.NAMESPACES}/>",
        "ppt/tableStyles.xml": _TABLE_STYLES,
        "ppt/theme/theme1.xml": xml.theme(NAME),
        "ppt/theme/theme2.xml": xml.theme(f"{NAME} (notes)"),
        "ppt/slideMasters/slideMaster1.xml": xml.master(len(layouts)),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _rels(_of_master(len(layouts))),
        "ppt/notesMasters/notesMaster1.xml": xml.notes_master(),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": _rels([(f"{_OFFICE}/theme", "../theme/theme2.xml")]),
    }
    for number, layout in enumerate(layouts, start=1):
        parts[f"ppt/slideLayouts/slideLayout{number}.xml"] = layout
        parts[f"ppt/slideLayouts/_rels/slideLayout{number}.xml.rels"] = _rels(
            [(f"{_OFFICE}/slideMaster", "../slideMasters/slideMaster1.xml")]
        )
    return packed({"[Content_Types].xml": _content_types(parts), **parts})


def packed(parts: dict[str, str | bytes]) -> bytes:
    """Return a zip file of these parts, in this order, without any date of its own."""
    sink = io.BytesIO()
    with ZipFile(sink, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            entry = ZipInfo(name, EPOCH)
            entry.compress_type = ZIP_DEFLATED
            package.writestr(entry, content)
    return sink.getvalue()


def _rels(links: list[tuple[str, str]]) -> str:
    """Return a part of relationships: rId1, rId2…"""
    rows = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(links, start=1)
    )
    return f'{xml.HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


_PROPERTIES = [
    (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    (f"{_OFFICE}/extended-properties", "docProps/app.xml"),
]
_PRESENTATION = [
    (f"{_OFFICE}/slideMaster", "slideMasters/slideMaster1.xml"),
    (f"{_OFFICE}/notesMaster", "notesMasters/notesMaster1.xml"),
    (f"{_OFFICE}/presProps", "presProps.xml"),
    (f"{_OFFICE}/viewProps", "viewProps.xml"),
    (f"{_OFFICE}/theme", "theme/theme1.xml"),
    (f"{_OFFICE}/tableStyles", "tableStyles.xml"),
]


def _of_master(layouts: int) -> list[tuple[str, str]]:
    """Return what the slide master points at: its layouts first, as its list numbers them, then its theme."""
    return [
        *((f"{_OFFICE}/slideLayout", f"../slideLayouts/slideLayout{n}.xml") for n in range(1, layouts + 1)),
        (f"{_OFFICE}/theme", "../theme/theme1.xml"),
    ]


def _presentation() -> str:
    """Return the main part."""
    text = xml.levels(xml.text_style(1800))
    return (
        f'{xml.HEAD}<p:presentation {xml.NAMESPACES} saveSubsetFonts="1"><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/>'
        '</p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldSz cx="{xml.WIDTH}" cy="{xml.HEIGHT}"/><p:notesSz cx="6858000" cy="9144000"/><p:defaultTextStyle><a:defPPr>'
        f'<a:defRPr lang="{xml.LANGUAGE}"/></a:defPPr>{text}</p:defaultTextStyle></p:presentation>'
    )


_TYPES = {
    "ppt/presentation.xml": f"{_KIND}.presentationml.presentation.main+xml",
    "ppt/presProps.xml": f"{_KIND}.presentationml.presProps+xml",
    "ppt/viewProps.xml": f"{_KIND}.presentationml.viewProps+xml",
    "ppt/tableStyles.xml": f"{_KIND}.presentationml.tableStyles+xml",
    "ppt/theme/": f"{_KIND}.theme+xml",
    "ppt/slideMasters/": f"{_KIND}.presentationml.slideMaster+xml",
    "ppt/slideLayouts/": f"{_KIND}.presentationml.slideLayout+xml",
    "ppt/notesMasters/": f"{_KIND}.presentationml.notesMaster+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": f"{_KIND}.extended-properties+xml",
}
"""Beginning of a part's name → its type."""


def _content_types(parts: dict[str, str]) -> str:
    """Return the list of the types of the parts."""
    rows = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>'
        for name in parts
        if not name.endswith(".rels")
        for start, kind in _TYPES.items()
        if name.startswith(start)
    )
    return (
        f'{xml.HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )


_TABLE_STYLES = (
    f'{xml.HEAD}<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'def="{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"/>'
)
_CORE = (
    f'{xml.HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    f"<dc:title>{NAME}</dc:title><dc:language>{xml.LANGUAGE}</dc:language></cp:coreProperties>"
)
_APP = (
    f'{xml.HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Microsoft Office PowerPoint</Application></Properties>"
)
