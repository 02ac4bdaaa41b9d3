"""A template that is given is obeyed: its masters, its places, its faces and colours, whatever its size and its language."""

from __future__ import annotations

import io

import pytest
from pptx.enum.shapes import PP_PLACEHOLDER

from analytics.exports.diapositives import TemplateRefused, write_slides
from analytics.exports.diapositives.gabarit import open_template, theme_colour
from analytics.exports.diapositives.gabarit_defaut import default_template
from analytics.exports.diapositives.gabarit_xml import LANGUAGE
from analytics.exports.sequence import build_sequence
from analytics.figures.theme import LIGHT
from analytics.schema.reference import territoires
from tests.exports.diapositives.gabarits import STANDARD, WIDE, as_potx, foreign, read_parts
from tests.exports.diapositives.lecteur import FEW, freeforms, is_decorative, opened, overflows, properties, repairs
from tests.exports.sequence.fabrique import published

TITLE, CONTENT, SECTION, TWO, TITLE_ONLY, BLANK = 0, 1, 2, 3, 5, 6
"""Ranks of the usual layouts of a template."""


def written(template: bytes, keys=FEW) -> bytes:
    """Write version 1 in a template."""
    return write_slides(build_sequence(published(), keys), template)


def test_default_template_is_16_9_in_french_with_our_colours():
    presentation = opened(default_template())
    assert (presentation.slide_width, presentation.slide_height) == WIDE
    assert len(presentation.slides) == 0
    assert theme_colour(presentation.slide_master, "accent1") == LIGHT.accorde
    assert theme_colour(presentation.slide_master, "dk2") == LIGHT.muted
    parts = read_parts(default_template())
    assert repairs(default_template()) == []
    assert f'lang="{LANGUAGE}"'.encode() in parts["ppt/slideMasters/slideMaster1.xml"]
    assert b"Source Sans 3" in parts["ppt/theme/theme1.xml"]


@pytest.mark.parametrize("size", [STANDARD, WIDE], ids=["4:3", "16:9"])
def test_write_slides_obeys_a_foreign_template(size):
    template = foreign(size, accent="A01830", slides=2)
    content = written(template)
    presentation = opened(content)
    assert (presentation.slide_width, presentation.slide_height) == size
    assert len(presentation.slides) == len(FEW)
    assert repairs(content) == [] and overflows(presentation) == []
    assert {slide.slide_layout.name for slide in presentation.slides} == {"Layout 0", "Layout 1"}
    assert theme_colour(presentation.slide_master, "accent1") == "#A01830"
    assert set(freeforms(presentation.slides[2])) == {t.nom for t in territoires()}


def test_write_slides_puts_charts_and_tables_in_the_places_of_the_layout():
    presentation = opened(written(foreign(WIDE), ["territoires", "plans", "changements"]))
    bars, table, sentences = (
        {p.placeholder_format.idx: p for p in slide.placeholders} for slide in presentation.slides
    )
    assert bars[1].has_chart and table[1].has_table and sentences[1].text_frame.text
    for slide in presentation.slides:
        kinds = {p.placeholder_format.type for p in slide.placeholders}
        assert {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.SLIDE_NUMBER} <= kinds


def test_sit_in_leaves_a_place_for_text_alone_out_of_charts():
    template = opened(foreign(WIDE))
    for place in template.slide_layouts[CONTENT].placeholders:
        if place.placeholder_format.idx == 1:
            place._element.xpath("./p:nvSpPr/p:nvPr/p:ph")[0].set("type", "body")
    sink = io.BytesIO()
    template.save(sink)
    (slide,) = opened(written(sink.getvalue(), ["territoires"])).slides
    assert any(shape.has_chart and not shape.is_placeholder for shape in slide.shapes)
    assert 1 not in {p.placeholder_format.idx for p in slide.placeholders}


def test_write_slides_gives_a_foreign_template_no_face_of_its_own():
    presentation = opened(written(foreign(WIDE), ["carte", "plans"]))
    assert not [face for slide in presentation.slides for face in slide._element.iter() if face.tag.endswith("}latin")]


def test_open_template_takes_out_the_slides_of_the_template():
    content = written(foreign(WIDE, slides=3), ["plans"])
    parts = read_parts(content)
    assert [name for name in parts if name.startswith("ppt/slides/slide")] == ["ppt/slides/slide1.xml"]
    assert b"sectionLst" not in parts["ppt/presentation.xml"]
    assert not [name for name, part in parts.items() if b"Diapositive du gabarit" in part]


@pytest.mark.parametrize(
    ("keep", "cover", "contents"),
    [
        (None, "Layout 0", "Layout 1"),
        ((TITLE, TWO, TITLE_ONLY), "Layout 0", "Layout 5"),
        ((TITLE, SECTION, TITLE_ONLY, BLANK), "Layout 0", "Layout 5"),
        ((CONTENT, TITLE_ONLY), "Layout 1", "Layout 1"),
        ((BLANK, TITLE_ONLY), "Layout 5", "Layout 5"),
    ],
)
def test_open_template_chooses_layouts_by_their_places(keep, cover, contents):
    chosen = open_template(foreign(WIDE, keep=keep))
    assert (chosen.couverture.name, chosen.contenu.name) == (cover, contents)


def test_open_template_without_a_place_for_contents_uses_the_room_under_the_title():
    content = written(foreign(STANDARD, keep=(TITLE_ONLY,)))
    presentation = opened(content)
    assert repairs(content) == [] and overflows(presentation) == []
    for slide in presentation.slides:
        title = slide.shapes.title
        below = [s for s in slide.shapes if not s.is_placeholder and not is_decorative(s)]
        assert all(shape.top >= title.top + title.height - 20_000 for shape in below)


def test_open_template_accepts_a_potx():
    assert len(opened(written(as_potx(foreign(WIDE)), ["plans"])).slides) == 1


@pytest.mark.parametrize("content", [b"", b"PK", b"%PDF-1.7", b"bonjour"])
def test_open_template_refuses_what_is_no_presentation(content):
    with pytest.raises(TemplateRefused, match="n'est pas une présentation PowerPoint"):
        open_template(content)


def test_open_template_refuses_a_template_without_any_title():
    with pytest.raises(TemplateRefused, match="aucune disposition avec un titre"):
        open_template(foreign(WIDE, keep=(BLANK,)))


def test_write_slides_in_a_template_without_footer_still_says_the_version():
    template = opened(foreign(WIDE))
    for layout in template.slide_layouts:
        for place in list(layout.placeholders):
            if place.placeholder_format.idx in (10, 11, 12):
                place._element.getparent().remove(place._element)
    sink = io.BytesIO()
    template.save(sink)
    for slide in opened(written(sink.getvalue())).slides:
        texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert any(text.startswith("Version 1, publiée") for text in texts)


def test_write_slides_describes_every_object_in_a_foreign_template():
    silent = [
        shape.name
        for slide in opened(written(foreign(STANDARD))).slides
        for shape in slide.shapes
        if not properties(shape).get("descr")
        and not is_decorative(shape)
        and not (shape.is_placeholder and shape.has_text_frame)
    ]
    assert silent == []
