"""What every page promises in a real browser, on the published facts: French, accessible, whole, nothing from outside."""

from __future__ import annotations

import pytest

from pages.commun.acces.navigation import RESERVEES
from tests.accessibilite import axe
from tests.anglais import mots_anglais
from tests.navigateur import ROOT, PageSuivie, Serveur, attendre, attendre_la_suite

PAGES = sorted(
    path.stem
    for folder in ("consulter", "presenter", "gerer", "comprendre")
    for path in (ROOT / "pages" / folder).glob("*.py")
)
ADDRESSES = [
    *PAGES,
    "?enveloppe=Alliance+pour+la+solidarité+2024-2029",
    "enveloppe?enveloppe=Alliance+pour+la+solidarité+2010-2015",
    "territoires?territoire=La+Mitis",
    "initiatives?initiative=bsl-2018-001",
]
SCREENS = pytest.mark.parametrize(
    ("largeur", "theme"), [(1280, "light"), (390, "dark")], ids=["1280 clair", "390 sombre"]
)


def ouvrir(page, serveur: Serveur, address: str, largeur: int, theme: str) -> PageSuivie:
    """Open a page of the dashboard; the first page is at the root."""
    return page(f"{serveur.url}/{'' if address == 'apercu' else address}", largeur=largeur, theme=theme)


@SCREENS
@pytest.mark.parametrize("address", ADDRESSES)
def test_page_is_whole_french_and_accessible(page, serveur: Serveur, address: str, largeur: int, theme: str) -> None:
    opened = ouvrir(page, serveur, address, largeur, theme)
    assert opened.locator("[data-testid=stException], [data-testid=stAlertContentError]").count() == 0
    assert opened.locator("h1").count() == 1
    if address in RESERVEES:
        assert opened.locator("h1").inner_text() == "Se connecter"
    else:
        assert "Version 1" in opened.locator("footer.a-pied").inner_text()
    assert opened.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= largeur
    assert mots_anglais(opened) == []
    assert axe(opened).projet == []
    assert opened.visite.erreurs == []


@pytest.mark.parametrize("address", PAGES)
def test_figures_open_to_their_table_and_their_formula(page, serveur: Serveur, address: str) -> None:
    opened = ouvrir(page, serveur, address, 1280, "light")
    figures = opened.locator("[data-place]").count()
    for label in ("Données", "Comment ce chiffre est-il calculé?"):
        buttons = opened.get_by_role("button", name=label)
        assert buttons.count() >= figures
        if figures:
            buttons.first.click()
            attendre(opened)
            body = opened.locator("[data-testid=stPopoverBody]")
            body.locator("table").first.wait_for()
            assert mots_anglais(opened) == []
            assert axe(opened).projet == []
            opened.keyboard.press("Escape")
    assert opened.visite.erreurs == []


def test_pages_link_to_one_another_without_leaving_the_server(page, serveur: Serveur) -> None:
    opened = page(serveur.url)
    for name in (name for name in PAGES if name not in RESERVEES):
        opened.locator(f"[data-testid=stSidebarNav] a[href$='/{'' if name == 'apercu' else name}']").first.click()
        attendre_la_suite(opened)
        assert opened.locator("h1").count() == 1
    assert opened.visite.erreurs == []
