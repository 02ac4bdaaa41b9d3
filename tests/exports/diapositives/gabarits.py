"""Make templates that are not ours: other sizes, other names of layouts, other colours, slides already in them."""

from __future__ import annotations

import io
from zipfile import ZipFile

from lxml import etree
from pptx import Presentation
from pptx.util import Emu

from analytics.exports.diapositives.gabarit_defaut import packed
from tests.exports.diapositives.lecteur import A

WIDE = (12_192_000, 6_858_000)
STANDARD = (9_144_000, 6_858_000)
_SECTIONS = (
    '<p:extLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}">'
    '<p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"><p14:section name="Intro" '
    'id="{6F1B0A52-3C7E-4E1B-9A55-0D3C7A2B9F11}"><p14:sldIdLst><p14:sldId id="256"/></p14:sldIdLst></p14:section></p14:sectionLst></p:ext></p:extLst>'
)


def foreign(
    size=STANDARD, accent: str | None = None, slides: int = 0, names: str | None = "Layout {}", keep=None
) -> bytes:
    """Return a template with eleven layouts renamed; `keep` chooses those that stay (their rank)."""
    presentation = Presentation()
    _resize(presentation, size)
    for rank, layout in enumerate(list(presentation.slide_layouts)):
        if names:
            layout.name = names.format(rank)
        if keep is not None and rank not in keep:
            presentation.slide_layouts.remove(layout)
    for _ in range(slides):
        slide = presentation.slides.add_slide(presentation.slide_layouts[0])
        slide.shapes.title.text = "Diapositive du gabarit"
        slide.notes_slide.notes_text_frame.text = "Notes du gabarit"
    if slides:
        presentation.part._element.append(etree.fromstring(_SECTIONS))
    sink = io.BytesIO()
    presentation.save(sink)
    return _coloured(sink.getvalue(), accent) if accent else sink.getvalue()


def _resize(presentation, size: tuple[int, int]) -> None:
    """Stretch the slides, the master and the layouts to a size."""
    ratio = size[0] / presentation.slide_width
    presentation.slide_width, presentation.slide_height = map(Emu, size)
    for sheet in (presentation.slide_master, *presentation.slide_layouts):
        for offset in sheet._element.iter(f"{A}off"):
            offset.set("x", str(round(int(offset.get("x")) * ratio)))
        for extent in sheet._element.iter(f"{A}ext"):
            if extent.get("cx"):
                extent.set("cx", str(round(int(extent.get("cx")) * ratio)))


def _coloured(content: bytes, accent: str) -> bytes:
    """Change the first accent of the theme."""
    parts = read_parts(content)
    tree = etree.fromstring(parts["ppt/theme/theme1.xml"])
    slot = tree.find(f".//{A}accent1")
    slot.clear()
    etree.SubElement(slot, f"{A}srgbClr").set("val", accent)
    return packed({**parts, "ppt/theme/theme1.xml": etree.tostring(tree)})


def read_parts(content: bytes) -> dict[str, bytes]:
    """Return the parts of a package."""
    with ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def as_potx(content: bytes) -> bytes:
    """Return a presentation as a template file."""
    parts = read_parts(content)
    types = parts["[Content_Types].xml"].replace(
        b"presentationml.presentation.main+xml", b"presentationml.template.main+xml"
    )
    return packed({**parts, "[Content_Types].xml": types})
