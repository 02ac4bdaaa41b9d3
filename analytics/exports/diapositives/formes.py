"""Put texts and marks on a slide the accessible way: a name, an alternative text or « decorative », the language of each run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree
from pptx.enum.dml import MSO_PATTERN, MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from analytics.exports.diapositives.gabarit_xml import LANGUAGE
from analytics.exports.diapositives.mesure import LINE_HEIGHT, Cadre

TEXT, MUTED, ENGAGED, PAID, SPENT = (
    MSO_THEME_COLOR.TEXT_1, MSO_THEME_COLOR.TEXT_2, MSO_THEME_COLOR.ACCENT_1, MSO_THEME_COLOR.ACCENT_2, MSO_THEME_COLOR.ACCENT_3,
)  # fmt: skip
TIME, TROUBLE = MSO_THEME_COLOR.ACCENT_4, MSO_THEME_COLOR.ACCENT_5
PAPER, SHADE = MSO_THEME_COLOR.BACKGROUND_1, MSO_THEME_COLOR.BACKGROUND_2
_NEUTRAL = 0.35
OUTLINE = '<a:schemeClr val="tx1"><a:lumMod val="65000"/><a:lumOff val="35000"/></a:schemeClr>'
"""The neutral colour of outlines, in DrawingML."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""What XML refuses."""
_ALIGN = {"left": PP_ALIGN.LEFT, "right": PP_ALIGN.RIGHT, "center": PP_ALIGN.CENTER}
_ANCHOR = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}


@dataclass(frozen=True, slots=True)
class Ligne:
    """One paragraph: its text, its size in points, its look."""

    texte: str
    taille: float
    gras: bool = False
    encre: MSO_THEME_COLOR = TEXT
    avant: float = 0
    """Points left above it."""


def describe(shape, text: str, name: str | None = None) -> None:
    """Give a shape its alternative text, and its name in the selection pane."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("descr", _CONTROLS.sub("", text))
    if name:
        properties.set("name", name)


def add_text(
    slide, cadre: Cadre, lignes: Sequence[Ligne], name: str, align: str = "left", anchor: str = "top", wrap: bool = True
):
    """Add a text box without inner margins and return it; its own words are its alternative text."""
    shape = slide.shapes.add_textbox(*map(Emu, (cadre.x, cadre.y, cadre.largeur, cadre.hauteur)))
    write(shape.text_frame, lignes, align, anchor, wrap)
    describe(shape, " ".join(ligne.texte for ligne in lignes), name)
    return shape


def write(frame, lignes: Sequence[Ligne], align: str = "left", anchor: str = "top", wrap: bool = True) -> None:
    """Write paragraphs in a text frame, each at its size."""
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap, frame.auto_size, frame.vertical_anchor = wrap, MSO_AUTO_SIZE.NONE, _ANCHOR[anchor]
    for number, ligne in enumerate(lignes):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = _ALIGN[align]
        paragraph.space_before, paragraph.line_spacing = Pt(ligne.avant), line_spacing(ligne.taille)
        add_run(paragraph, ligne)


def line_spacing(size: float) -> Pt:
    """Return the exact height of a line: it must not depend on the face that a machine has."""
    return Pt(round(size * LINE_HEIGHT, 1))


def add_run(paragraph, ligne: Ligne) -> None:
    """Write words at the end of a paragraph."""
    run = paragraph.add_run()
    run.text = ligne.texte
    run.font.size, run.font.bold = Pt(ligne.taille), ligne.gras
    run.font.color.theme_color = ligne.encre


def fill(shape, ink: MSO_THEME_COLOR) -> None:
    """Fill a shape with a colour of the theme."""
    shape.fill.solid()
    shape.fill.fore_color.theme_color = ink


def outline(line, points: float) -> None:
    """Draw a line in the neutral colour of outlines: the text's, lighter."""
    line.color.theme_color, line.color.brightness = TEXT, _NEUTRAL
    line.width = Pt(points)


def hatch(fill_format, ink: MSO_THEME_COLOR) -> None:
    """Fill with hatching in a colour of the theme."""
    fill_format.patterned()
    fill_format.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
    fill_format.fore_color.theme_color = ink
    fill_format.back_color.theme_color = PAPER


def tag_language(part_element: etree._Element) -> None:
    """Say that every run of a slide, or of its notes, is in the French of Québec."""
    for run in part_element.iter(qn("a:r"), qn("a:fld")):
        properties = run.find(qn("a:rPr"))
        if properties is None:
            properties = etree.SubElement(run, qn("a:rPr"))
            run.insert(0, properties)
        properties.set("lang", LANGUAGE)
    for end in part_element.iter(qn("a:endParaRPr")):
        end.set("lang", LANGUAGE)
