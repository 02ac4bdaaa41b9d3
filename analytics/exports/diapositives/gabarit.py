"""Read a template, ours or one that is given, and say where things go in it.

The rule, by kinds of places and never by names (a template may be in any language, 4:3 or 16:9):
* the cover is the first layout with a title and a subtitle; without any, the layout of the contents;
* the contents go to the layout with a title and one single place for a content (text, object, chart or table, not vertical) that
  covers at least a quarter of the slide: the largest one, the first if several are equal;
* without any, to the layout with a title and the fewest other places, and under that title;
* footer, date and number are written where the layout has a place for them.
Slides already in the template are taken out. Its theme gives the colours (slots: `gabarit_xml`) and the faces.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from zipfile import BadZipFile, ZipFile

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn

from analytics.exports.diapositives.gabarit_defaut import default_template, packed
from analytics.exports.diapositives.mesure import Cadre
from analytics.exports.gabarits import TemplateRefused

_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_CONTENTS = (PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.CHART, PP_PLACEHOLDER.TABLE)
FEET = {PP_PLACEHOLDER.FOOTER: "ftr", PP_PLACEHOLDER.DATE: "dt", PP_PLACEHOLDER.SLIDE_NUMBER: "sldNum"}
_LEAST = 0.25
"""Part of the slide that a place must cover to hold a figure."""
_TYPES = "[Content_Types].xml"
_TEMPLATE_TYPE, _DECK_TYPE = b"presentationml.template.main+xml", b"presentationml.presentation.main+xml"


@dataclass(frozen=True)
class Gabarit:
    """A template ready to receive slides. `zone`: where a content goes; `place`: its placeholder (None: under the title)."""

    presentation: object
    couverture: object
    contenu: object
    place: object | None
    zone: Cadre

    @property
    def accent(self) -> str:
        """Return the colour of the theme's first accent (« #0B5A7A »), black where the theme computes it."""
        return theme_colour(self.contenu.slide_master, "accent1")


def open_template(content: bytes | None = None) -> Gabarit:
    """Open a template (.pptx or .potx; None: ours); TemplateRefused when it is none."""
    presentation = _open(default_template() if content is None else content)
    _without_slides(presentation)
    layouts = list(presentation.slide_layouts)
    titled = [layout for layout in layouts if _of_kind(layout, _TITLES)]
    if not titled:
        raise TemplateRefused("Ce gabarit n'a aucune disposition avec un titre. Choisissez-en un autre.")
    contents, place = _content_layout(titled, presentation)
    cover = next((one for one in titled if _of_kind(one, (PP_PLACEHOLDER.SUBTITLE,))), contents)
    return Gabarit(presentation, cover, contents, place, _zone(contents, place, presentation))


def _open(content: bytes):
    """Open a presentation; a template file (.potx) is one under another type."""
    try:
        with ZipFile(io.BytesIO(content)) as package:
            types = package.read(_TYPES)
            if _TEMPLATE_TYPE in types:
                parts = {name: package.read(name) for name in package.namelist()}
                content = packed(parts | {_TYPES: types.replace(_TEMPLATE_TYPE, _DECK_TYPE)})
        return Presentation(io.BytesIO(content))
    except (BadZipFile, KeyError, ValueError) as error:
        raise TemplateRefused(
            "Ce gabarit n'est pas une présentation PowerPoint (.pptx ou .potx). Enregistrez-le de nouveau dans PowerPoint."
        ) from error


def _without_slides(presentation) -> None:
    """Take out the slides of the template, and the lists of sections and shows that name them."""
    listed = presentation.slides._sldIdLst
    for slide in list(listed):
        presentation.part.drop_rel(slide.rId)
        listed.remove(slide)
    root = presentation.part._element
    for named in root.xpath("./p:custShowLst | ./p:extLst/p:ext[.//*[local-name()='sectionLst']]"):
        named.getparent().remove(named)
    for empty in root.xpath("./p:extLst[not(*)]"):
        root.remove(empty)


def _of_kind(layout, kinds) -> list:
    """Return the places of a layout that are of these kinds."""
    return [place for place in layout.placeholders if place.placeholder_format.type in kinds]


def _content_layout(layouts: list, presentation) -> tuple:
    """Return the layout of the contents and its place, as the rule says."""
    least = presentation.slide_width * presentation.slide_height * _LEAST
    single = [(layout, found[0]) for layout in layouts if len(found := _contents(layout)) == 1]
    large = [(layout, place) for layout, place in single if place.width * place.height >= least]
    if large:
        return max(large, key=lambda pair: pair[1].width * pair[1].height)
    return min(layouts, key=lambda layout: len(list(layout.placeholders))), None


def _contents(layout) -> list:
    """Return the places of a layout that a content may fill; a vertical text or a picture is one place too many."""
    others = [p for p in layout.placeholders if p.placeholder_format.type not in (*_TITLES, *FEET)]
    vertical = [p for p in others if p._element.xpath("./p:nvSpPr/p:nvPr/p:ph[@orient='vert']")]
    if vertical or any(p.placeholder_format.type not in _CONTENTS for p in others):
        return []
    return others


def _zone(layout, place, presentation) -> Cadre:
    """Return where a content goes: its place, or all that is under the title and over the foot."""
    if place is not None:
        return Cadre(place.left, place.top, place.width, place.height)
    title = _of_kind(layout, _TITLES)[0]
    top = title.top + title.height
    feet = [p.top for p in _of_kind(layout, tuple(FEET)) if p.top > top]
    bottom = min(feet, default=round(presentation.slide_height * 0.93))
    return Cadre(title.left, top, title.width, bottom - top)


def theme_colour(master, slot: str) -> str:
    """Return a colour of a master's theme as #RRGGBB (a system colour as last seen)."""
    theme = next(r.target_part for r in master.part.rels.values() if r.reltype.endswith("/theme"))
    found = etree.fromstring(theme.blob).find(f".//{qn('a:clrScheme')}/{qn(f'a:{slot}')}/*")
    ink = "000000" if found is None else found.get("lastClr") or found.get("val") or "000000"
    return f"#{ink}"
