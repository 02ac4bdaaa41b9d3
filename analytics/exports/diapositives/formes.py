"""Put shapes and texts on a slide the accessible way: a name, an alternative text or « decorative », the language of each run.

Shapes are written as DrawingML: a slide has dozens of them, and its time is spent there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from lxml import etree
from pptx.enum.dml import MSO_PATTERN, MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from analytics.exports.diapositives.gabarit_xml import DECORATIVE, LANGUAGE, NAMESPACES, box
from analytics.exports.diapositives.mesure import LINE_HEIGHT, Cadre

TEXT, MUTED, ENGAGED, PAID, SPENT = (
    MSO_THEME_COLOR.TEXT_1, MSO_THEME_COLOR.TEXT_2, MSO_THEME_COLOR.ACCENT_1, MSO_THEME_COLOR.ACCENT_2, MSO_THEME_COLOR.ACCENT_3,
)  # fmt: skip
TIME, TROUBLE = MSO_THEME_COLOR.ACCENT_4, MSO_THEME_COLOR.ACCENT_5
PAPER, SHADE = MSO_THEME_COLOR.BACKGROUND_1, MSO_THEME_COLOR.BACKGROUND_2
_NEUTRAL = 0.35
OUTLINE = '<a:schemeClr val="tx1"><a:lumMod val="65000"/><a:lumOff val="35000"/></a:schemeClr>'
"""The neutral colour of outlines: the text's, lighter."""
RECTANGLE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
NO_FILL = "<a:noFill/>"
NO_LINE = f"<a:ln>{NO_FILL}</a:ln>"
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""What XML refuses."""
_ALIGN = {"left": "l", "right": "r", "center": "ctr"}
_ANCHOR = {"top": "t", "middle": "ctr", "bottom": "b"}
_SHAPE = f"{{{NAMESPACES.split('xmlns:p=')[1].strip(chr(34))}}}cNvPr"


@dataclass(frozen=True, slots=True)
class Ligne:
    """One paragraph: its text, its size in points, its look; `suite` goes on the same line, never bold."""

    texte: str
    taille: float
    gras: bool = False
    encre: MSO_THEME_COLOR = TEXT
    avant: float = 0
    """Points left above it."""
    suite: str = ""


def solid(ink: MSO_THEME_COLOR) -> str:
    """Return a fill in a colour of the theme."""
    return f'<a:solidFill><a:schemeClr val="{ink.xml_value}"/></a:solidFill>'


def line(points: float) -> str:
    """Return an outline in the neutral colour."""
    return f'<a:ln w="{round(points * 12_700)}"><a:solidFill>{OUTLINE}</a:solidFill><a:round/></a:ln>'


def next_number(slide) -> int:
    """Return a number that no shape of the slide has."""
    return max(int(node.get("id")) for node in slide.shapes._spTree.iter(_SHAPE)) + 1


def put(slide, cadre: Cadre, name: str, alt: str | None, look: str, words: str = "", is_text: bool = False) -> None:
    """Add a shape: `look` is its geometry, fill and line; without an alternative text it is decorative."""
    told = f" descr={quoteattr(_clean(alt))}/>" if alt is not None else f">{DECORATIVE}</p:cNvPr>"
    kind = '<p:cNvSpPr txBox="1"/>' if is_text else "<p:cNvSpPr/>"
    slide.shapes._spTree.append(parse_xml(
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{next_number(slide)}" name={quoteattr(_clean(name))}{told}{kind}<p:nvPr/></p:nvSpPr>'
        f"<p:spPr>{box(cadre.x, cadre.y, cadre.largeur, cadre.hauteur)}{look}</p:spPr>{words}</p:sp>"
    ))  # fmt: skip


def _clean(text: str) -> str:
    """Leave out what XML refuses."""
    return _CONTROLS.sub("", text)


def describe(shape, text: str, name: str | None = None) -> None:
    """Give a chart or a table its alternative text, and its name in the selection pane."""
    properties = next(shape._element.iter(_SHAPE))
    properties.set("descr", _clean(text))
    if name:
        properties.set("name", _clean(name))


def add_text(
    slide, cadre: Cadre, lignes: Sequence[Ligne], name: str, align: str = "left", anchor: str = "top", wrap: bool = True, ground: str = NO_FILL,
) -> None:  # fmt: skip
    """Add a text box without inner margins; its own words are its alternative text."""
    alt = " ".join(f"{ligne.texte}{ligne.suite}" for ligne in lignes)
    put(slide, cadre, name, alt, RECTANGLE + ground, body(lignes, align, anchor, wrap), is_text=True)


def body(lignes: Sequence[Ligne], align: str = "left", anchor: str = "top", wrap: bool = True) -> str:
    """Return the words of a shape, kept at their size."""
    paragraphs = "".join(_paragraph(ligne, _ALIGN[align]) for ligne in lignes)
    return (
        f'<p:txBody><a:bodyPr wrap="{"square" if wrap else "none"}" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="{_ANCHOR[anchor]}">'
        f"<a:noAutofit/></a:bodyPr><a:lstStyle/>{paragraphs}</p:txBody>"
    )


def _paragraph(ligne: Ligne, align: str) -> str:
    """Return one paragraph."""
    spacing = round(line_spacing(ligne.taille).pt * 100)
    runs = "".join(
        f'<a:r><a:rPr lang="{LANGUAGE}" sz="{round(ligne.taille * 100)}" b="{int(bold)}">{solid(ligne.encre)}</a:rPr>'
        f"<a:t>{escape(_clean(text))}</a:t></a:r>"
        for text, bold in ((ligne.texte, ligne.gras), (ligne.suite, False))
        if text
    )
    return (
        f'<a:p><a:pPr algn="{align}"><a:lnSpc><a:spcPts val="{spacing}"/></a:lnSpc><a:spcBef><a:spcPts val="{round(ligne.avant * 100)}"/></a:spcBef>'
        f"</a:pPr>{runs}</a:p>"
    )


def line_spacing(size: float) -> Pt:
    """Return the exact height of a line: it must not depend on the face that a machine has."""
    return Pt(round(size * LINE_HEIGHT, 1))


def outline(drawn, points: float) -> None:
    """Draw a line of a chart in the neutral colour of outlines."""
    drawn.color.theme_color, drawn.color.brightness = TEXT, _NEUTRAL
    drawn.width = Pt(points)


def hatch(fill_format, ink: MSO_THEME_COLOR) -> None:
    """Fill a bar with hatching in a colour of the theme."""
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
