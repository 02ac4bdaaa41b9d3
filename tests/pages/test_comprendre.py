"""The two pages « Comprendre » in a real browser: every section, its address, and the first visit of all."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.accessibilite import axe
from tests.anglais import mots_anglais
from tests.navigateur import ROOT, PageSuivie, Serveur, attendre, servir

PERMITTED = ("close", "new", "report")
"""Words that are French too (« close », feminine of « clos »; « un report »), and « new », a spelling that some files have."""
SECTIONS = [
    *[f"dictionnaire?rubrique={name}" for name in ("Listes de valeurs", "Territoires", "Priorités", "Mots du domaine")],
    "dictionnaire?cherche=beneficiaire",
    *[
        f"methode?section={name}"
        for name in ("Formules", "Faits publiés", "Désaccords", "Manques", "Indicateurs", "Version", "Licences")
    ],
]


def address(opened: PageSuivie) -> dict[str, list[str]]:
    """Return what the page's address asks for."""
    return parse_qs(urlsplit(opened.url).query)


def choose(opened: PageSuivie, section: str) -> None:
    """Choose a section among those of the page."""
    opened.get_by_role("radio", name=section, exact=True).click()
    opened.locator("[role=radio][aria-checked=true]", has_text=section).wait_for()
    attendre(opened)


@pytest.mark.parametrize(("largeur", "theme"), [(1280, "dark"), (390, "light")], ids=["1280 sombre", "390 clair"])
@pytest.mark.parametrize("section", SECTIONS)
def test_section_is_french_accessible_and_fits(page, serveur: Serveur, section: str, largeur: int, theme: str) -> None:
    opened = page(f"{serveur.url}/{section}", largeur=largeur, theme=theme)
    assert opened.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= largeur
    assert opened.locator("h1").count() == 1
    assert mots_anglais(opened, permis=PERMITTED) == []
    assert axe(opened).projet == []
    assert opened.visite.erreurs == []


def test_section_and_filters_chosen_come_back_from_the_address(page, serveur: Serveur) -> None:
    opened = page(f"{serveur.url}/methode")
    choose(opened, "Faits publiés")
    field = opened.get_by_role("searchbox", name="Mots")
    field.fill("prolongation")
    field.press("Enter")
    opened.get_by_text("des 60 faits publiés").wait_for()
    assert address(opened) == {"section": ["Faits publiés"], "mots": ["prolongation"]}
    again = page(opened.url)
    assert (
        again.locator("[data-testid=stMain] h2").all_inner_texts()
        == opened.locator("[data-testid=stMain] h2").all_inner_texts()
    )


def test_table_chosen_comes_back_from_the_address(page, serveur: Serveur) -> None:
    opened = page(f"{serveur.url}/dictionnaire?table=Organismes")
    assert opened.locator("h2.c-titre").first.inner_text() == "Organismes"
    choose(opened, "Territoires")
    assert address(opened)["rubrique"] == ["Territoires"]


def test_folded_part_opens_by_keyboard(page, serveur: Serveur) -> None:
    opened = page(f"{serveur.url}/dictionnaire")
    summary = opened.locator("summary").first
    summary.focus()
    opened.keyboard.press("Enter")
    assert opened.locator("details").first.evaluate("element => element.open")


def test_first_page_ever_asked_of_a_server_is_found(page, tmp_path) -> None:
    with servir(ROOT / "app.py", tmp_path / "alliance.sqlite", tmp_path) as fresh:
        opened = page(f"{fresh.url}/dictionnaire")
        opened.locator("h1").wait_for()
        assert opened.get_by_role("dialog").count() == 0
        assert "colonnes dans" in opened.locator("h1").inner_text()
