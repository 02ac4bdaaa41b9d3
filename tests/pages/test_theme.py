"""The theme of `.streamlit/config.toml`: colours that can be read, fonts that are there."""

from __future__ import annotations

import tomllib

import pytest

from tests.navigateur import ROOT, Serveur

THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
TEXT, MARK = 4.5, 3.0
MARKS = ("redColor", "orangeColor", "yellowColor", "greenColor", "blueColor", "violetColor", "grayColor")


def luminance(colour: str) -> float:
    """Give the relative luminance of `#RRGGBB` (WCAG 2.2)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_agrees_with_the_published_extremes() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("background", ["backgroundColor", "secondaryBackgroundColor"])
@pytest.mark.parametrize("text", ["textColor", "linkColor", "primaryColor"])
@pytest.mark.parametrize("name", ["light", "dark"])
def test_text_can_be_read_on_every_background(name: str, text: str, background: str) -> None:
    assert contrast(THEME[name][text], THEME[name][background]) >= TEXT


@pytest.mark.parametrize("name", ["light", "dark"])
def test_marks_stand_out_on_the_background(name: str) -> None:
    colours = [THEME[name][mark] for mark in MARKS] + THEME[name]["chartCategoricalColors"]
    weak = [colour for colour in colours if contrast(colour, THEME[name]["backgroundColor"]) < MARK]
    assert weak == []


def test_light_and_dark_say_the_same_settings() -> None:
    assert THEME["light"].keys() == THEME["dark"].keys()


def test_fonts_are_in_the_project_with_their_licence() -> None:
    faces = [face["url"].removeprefix("app/") for face in THEME["fontFaces"]]
    assert [url for url in faces if not (ROOT / url).is_file()] == []
    assert "SIL OPEN FONT LICENSE" in (ROOT / "static" / "polices" / "LICENCE-OFL.txt").read_text(encoding="utf-8")


def test_font_is_the_one_that_is_drawn(galerie: Serveur, page) -> None:
    opened = page(galerie.url)
    family = THEME["fontFaces"][0]["family"]
    drawn = opened.evaluate(
        "name => [...document.fonts].filter(f => f.family.includes(name) && f.status === 'loaded').length", family
    )
    assert drawn >= 1
    assert family in opened.locator("h1").first.evaluate("element => getComputedStyle(element).fontFamily")


def test_title_fits_a_telephone(galerie: Serveur, page) -> None:
    opened = page(galerie.url, largeur=390, hauteur=844)
    size = opened.locator("h1").first.evaluate("element => parseFloat(getComputedStyle(element).fontSize)")
    body = opened.locator("[data-testid=stMain] p").first.evaluate(
        "element => parseFloat(getComputedStyle(element).fontSize)"
    )
    assert size <= 36
    assert body >= 15
