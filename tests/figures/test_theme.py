"""Marks contrast 3:1 and texts 4.5:1 with the page, light and dark; the map's classes stay in order without colour."""

from __future__ import annotations

import pytest

from analytics.figures.carte import contrast, readable_on
from analytics.figures.theme import DARK, LIGHT, PATTERNS, bar_fills

MODES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["clair", "sombre"])


@MODES
@pytest.mark.parametrize("name", ["accorde", "verse", "depense", "temps", "probleme", "reste", "outline"])
def test_marks_stand_out_from_the_page(colours, name):
    assert contrast(getattr(colours, name), colours.background) >= 3
    assert contrast(getattr(colours, name), colours.surface) >= 3


@MODES
@pytest.mark.parametrize("name", ["text", "muted", "accorde", "temps"])
def test_texts_are_readable_on_the_page(colours, name):
    assert contrast(getattr(colours, name), colours.background) >= 4.5


@MODES
def test_names_written_on_the_map_are_readable_on_every_class(colours):
    assert all(contrast(readable_on(fill), fill) >= 4.5 for fill in colours.ramp)


@MODES
def test_classes_of_the_map_are_ordered_by_lightness(colours):
    steps = [contrast(fill, colours.background) for fill in colours.ramp]
    assert steps == sorted(steps)
    assert all(after / before >= 1.25 for before, after in zip(steps, steps[1:], strict=False))


@MODES
def test_bar_fills_hatch_what_is_not_exact(colours):
    pattern = bar_fills(["#000000"] * 4, ["exact", None, *list(PATTERNS)[:2]], colours)["pattern"]
    assert pattern["shape"][:2] == ["", ""] and all(pattern["shape"][2:])


def test_contrast_of_black_and_white_is_the_largest():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#0B5A7A", "#0B5A7A") == pytest.approx(1)
