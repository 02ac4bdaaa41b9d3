"""Fill the places that a layout offers: title, footer, date, number, content; take away those that stay empty."""

from __future__ import annotations

from xml.sax.saxutils import escape

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from analytics.exports.diapositives.formes import next_number
from analytics.exports.diapositives.gabarit import FEET
from analytics.exports.diapositives.gabarit_xml import LANGUAGE, NAMESPACES
from analytics.exports.diapositives.mesure import EMU_PER_POINT, LINE_HEIGHT, Cadre, fitting, lines
from analytics.exports.sequence import Sequence

_SIZES = (44, 40, 36, 32, 30, 28, 26, 24, 22, 20, 18, 16, 14)
_FOOT_SIZES = (12, 11, 10, 9, 8)
_INSETS = 182_880
"""Margins that a title's box usually keeps, both sides together (EMU)."""


def write_title(slide, text: str, balanced: bool = False) -> None:
    """Write the title, smaller than the template's size only when it would not fit; `balanced` cuts a long one near its middle."""
    title = slide.shapes.title
    usual, bold = _usual_look(slide.slide_layout, title.placeholder_format.type)
    room = Cadre(
        0, 0, title.width - _INSETS, max(title.height - _INSETS // 2, round(usual * LINE_HEIGHT * EMU_PER_POINT))
    )
    size = fitting([text], room, [usual, *(s for s in _SIZES if s < usual)], bold)
    title.text_frame.text = _in_two(text) if balanced and lines(text, room.largeur, size, bold) > 1 else text
    if size != usual:
        for run in title.text_frame.paragraphs[0].runs:
            run.font.size = Pt(size)


def _in_two(text: str) -> str:
    """Cut a title at the space nearest to its middle (a line break inside the paragraph)."""
    spaces = [place for place, letter in enumerate(text) if letter == " "]
    if not spaces:
        return text
    middle = min(spaces, key=lambda place: abs(place - len(text) / 2))
    return f"{text[:middle]}\v{text[middle + 1 :]}"


def _usual_look(layout, kind) -> tuple[float, bool]:
    """Return the size (points) and the weight that the layout, or its master, gives to titles."""
    own = [p._element for p in layout.placeholders if p.placeholder_format.type == kind]
    above = [p._element for p in layout.slide_master.placeholders if p.placeholder_format.idx == 0]
    style = layout.slide_master._element.find(f".//{qn('p:titleStyle')}")
    looks = [
        look
        for element in (*own, *above, style)
        if element is not None
        for look in element.iter(qn("a:lvl1pPr"))
        for look in look.iter(qn("a:defRPr"))
    ]
    size = next((int(look.get("sz")) / 100 for look in looks if look.get("sz")), 44.0)
    return size, next((look.get("b") == "1" for look in looks if look.get("b")), False)


def write_feet(slide, sequence: Sequence) -> bool:
    """Write the version, the day of reading and the number where the layout has a place for them; tell whether there is a footer.

    The day goes with the version in the footer when the layout has no place for a date.
    """
    found = {
        FEET[p.placeholder_format.type]: p for p in slide.slide_layout.placeholders if p.placeholder_format.type in FEET
    }
    texts = {"ftr": sequence.edition if "dt" in found else sequence.mention, "dt": sequence.lecture, "sldNum": ""}
    for kind, place in found.items():
        slide.shapes._spTree.append(_foot(slide, place, kind, texts[kind]))
    return "ftr" in found


def _foot(slide, place, kind: str, text: str):
    """Return one placeholder of the foot; it takes its place and its look from the layout."""
    number = next_number(slide)
    size = ""
    if kind == "ftr":
        points = fitting([text], Cadre(0, 0, place.width, place.height), _FOOT_SIZES)
        size = f' sz="{round(points * 100)}"' if points < _FOOT_SIZES[0] else ""
    run = f'<a:r><a:rPr lang="{LANGUAGE}"{size}/><a:t>{escape(text)}</a:t></a:r>'
    if kind == "sldNum":
        run = f'<a:fld id="{{6F1B0A52-3C7E-4E1B-9A55-0D3C7A2B9F10}}" type="slidenum"><a:rPr lang="{LANGUAGE}"/><a:t>‹Nº›</a:t></a:fld>'
    names = {"ftr": "Pied de page", "dt": "Date de lecture", "sldNum": "Numéro de diapositive"}
    quarter = place._element.xpath("./p:nvSpPr/p:nvPr/p:ph")[0].get("sz")
    share = f' sz="{quarter}"' if quarter else ""
    return parse_xml(
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="{names[kind]}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        f'<p:ph type="{kind}"{share} idx="{place.placeholder_format.idx}"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>'
        f"<a:p>{run}</a:p></p:txBody></p:sp>"
    )


def content_place(slide, place):
    """Return the slide's own placeholder for a content, None when the layout has none."""
    if place is None:
        return None
    wanted = place.placeholder_format.idx
    return next((p for p in slide.placeholders if p.placeholder_format.idx == wanted), None)


def sit_in(frame, placeholder) -> None:
    """Make a chart or a table the content of a placeholder: it follows the layout if another one is chosen later.

    A place for text alone cannot hold them: they then stand where it is, and it is taken away.
    """
    if placeholder is None:
        return
    mark = placeholder._element.xpath("./p:nvSpPr/p:nvPr/p:ph")[0]
    if mark.get("type") not in (None, "obj", "chart" if frame.has_chart else "tbl"):
        return
    properties = frame._element.xpath("./p:nvGraphicFramePr/p:nvPr")[0]
    copied = parse_xml(f"<p:ph {NAMESPACES}/>")
    for name in ("type", "orient", "sz", "idx"):
        if mark.get(name):
            copied.set(name, mark.get(name))
    properties.insert(0, copied)


def without_empty(slide) -> None:
    """Take away the placeholders that hold nothing: PowerPoint would invite to click there."""
    for placeholder in list(slide.placeholders):
        if placeholder.has_text_frame and not placeholder.text_frame.text.strip():
            placeholder._element.getparent().remove(placeholder._element)


_NAMES = {
    PP_PLACEHOLDER.TITLE: "Titre", PP_PLACEHOLDER.CENTER_TITLE: "Titre", PP_PLACEHOLDER.SUBTITLE: "Sous-titre",
    PP_PLACEHOLDER.SLIDE_IMAGE: "Image de la diapositive",
}  # fmt: skip


def name_in_french(slide) -> None:
    """Name the places that the library names in English: the names are those of the selection pane."""
    for place in slide.placeholders:
        if place.has_text_frame and place.placeholder_format.type not in FEET:
            place.name = _NAMES.get(place.placeholder_format.type, "Texte")
    for place in slide.notes_slide.placeholders:
        place.name = _NAMES.get(place.placeholder_format.type, "Notes")
