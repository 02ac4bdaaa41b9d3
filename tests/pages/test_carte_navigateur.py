"""In a real browser: a copied address shows the same map, a click and the keyboard lead to the MRC, a day comes back from the address."""

from __future__ import annotations

import re
from itertools import combinations
from urllib.parse import unquote_plus

import pytest

from analytics.schema.reference import mrc_names
from tests.navigateur import PageSuivie, Serveur, attendre

MAPS = ("[data-place=carte-montants]", "[data-place=carte-besoin]")


def choose(page: PageSuivie, key: str, label: str) -> None:
    """Choose a value of a list by hand."""
    page.locator(f".st-key-{key} input").click()
    page.get_by_role("option", name=label, exact=True).click()
    attendre(page)


def headings(page: PageSuivie) -> list[str]:
    return [text.replace("\xa0", " ") for text in page.locator("h1, h2").all_inner_texts()]


def test_a_copied_address_shows_the_same_map(page, serveur: Serveur) -> None:
    first = page(f"{serveur.url}/carte")
    choose(first, "mesure", "Montant par personne")
    choose(first, "besoin", "Revenu total médian des ménages")
    address = unquote_plus(first.evaluate("location.href"))
    assert "mesure=Montant par personne" in address and "besoin=Revenu total médian des ménages" in address
    copied = page(first.evaluate("location.href"))
    assert headings(copied) == headings(first)
    assert any(text.startswith("De 53 600 $ (Les Basques)") for text in headings(copied))


@pytest.mark.parametrize("map_", MAPS)
def test_a_click_on_a_mrc_opens_its_page(page, serveur: Serveur, map_: str) -> None:
    opened = page(f"{serveur.url}/carte")
    shape = opened.locator(f"{map_} a[aria-label^=Témiscouata]")
    box = shape.bounding_box()
    kept = opened.evaluate("window.meme = Math.random()")
    opened.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    opened.wait_for_url(re.compile(r"/territoires\?.*territoire=T%C3%A9miscouata"))
    opened.get_by_role("heading", level=1, name="Témiscouata").wait_for()
    assert opened.evaluate("window.meme") == kept and opened.visite.erreurs == []
    opened.go_back()
    opened.locator(map_).wait_for()


def test_the_keyboard_opens_the_page_of_a_mrc(page, serveur: Serveur) -> None:
    opened = page(f"{serveur.url}/carte")
    link = opened.get_by_role("link", name="Les Basques", exact=True)
    link.focus()
    opened.keyboard.press("Enter")
    opened.wait_for_url(re.compile(r"/territoires\?.*territoire=Les\+Basques"))


@pytest.mark.parametrize(("largeur", "shown"), [(390, False), (1920, True)])
def test_amounts_are_written_on_the_map_only_where_they_fit(page, serveur: Serveur, largeur: int, shown: bool) -> None:
    opened = page(f"{serveur.url}/carte", largeur=largeur)
    opened.locator(f"{MAPS[0]} svg").first.wait_for()
    amount = opened.locator(f"{MAPS[0]} svg text").filter(has_text=re.compile(r"231\s073"))
    assert amount.count() == 1 and amount.is_visible() == shown


NAMES = """carte => [...carte.querySelectorAll("text")].map(nom => {
  const {left, right, top, bottom} = nom.getBoundingClientRect();
  return [nom.textContent.trim(), left, right, top, bottom];
}).filter(([nom, left, right]) => right > left)"""


@pytest.mark.parametrize("largeur", [390, 1280])
@pytest.mark.parametrize("address", ["", "/carte"])
def test_names_on_a_map_never_touch_nor_leave_the_screen(page, serveur: Serveur, address: str, largeur: int) -> None:
    opened = page(serveur.url + address, largeur=largeur)
    for map_ in opened.locator(".a-dessin-carte").all():
        names = map_.evaluate(NAMES)
        assert len(names) == len(mrc_names()) and all(left > 0 and right < largeur for _, left, right, *_ in names)
        for (name, left, right, top, bottom), other in combinations(names, 2):
            apart = max(left - other[2], other[1] - right, top - other[4], other[3] - bottom)
            assert apart >= 0.5, f"{name} touche {other[0]}"


def test_names_without_their_amounts_stand_at_the_height_of_their_mrc(page, serveur: Serveur) -> None:
    first, beside = (
        page(serveur.url + address, largeur=390).locator(".a-dessin-carte").first for address in ("", "/carte")
    )
    heights = [
        [name[3] - map_.bounding_box()["y"] for name in map_.evaluate(NAMES)] for map_ in (first, beside)
    ]  # fmt: skip
    assert heights[0] == pytest.approx(heights[1], abs=1)


def test_a_day_chosen_comes_back_from_the_address(page, serveur: Serveur) -> None:
    first = page(f"{serveur.url}/enveloppe")
    choose(first, "au-alliance-2018-2023", "18 février 2021 (annonce)")
    first.wait_for_url(re.compile(r"au=2021-02-18"))
    copied = page(first.evaluate("location.href"))
    assert headings(copied) == headings(first)
    assert "Les 5 découpages donnent le même total, 1 025 070 $" in headings(copied)
