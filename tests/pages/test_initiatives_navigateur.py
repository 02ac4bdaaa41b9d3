"""« Initiatives » in a real browser: the address, the back button and the links agree; labels made from data show as typed."""

from __future__ import annotations

import pytest

from tests.accessibilite import axe
from tests.aggregates.fabrique import initiative, workbook
from tests.anglais import mots_anglais
from tests.navigateur import ROOT, attendre_la_suite, servir
from tests.pages.ecran import publish

SIGNS = r"**x** <b>y</b> $x$ [a](b) :material/home: :smile: :red[r] -- -> <- ~~z~~ `c` https://a.test www.a.test a@b.test C:\d 1. #"
"""Everything that Streamlit would rewrite in a label."""
ROWS = ".i-liste a"


def address(opened) -> str:
    """Return what follows the name of the page."""
    return opened.url.split("/initiatives")[1]


def pressed(opened) -> list[str]:
    """Return the values chosen in the facets, with their counts."""
    return opened.locator(".st-key-initiatives-facettes button[aria-pressed=true]").all_inner_texts()


def depth(opened) -> float:
    """Return how far down the page is, once it has stopped moving."""
    opened.wait_for_timeout(800)
    return opened.evaluate("document.querySelector('[data-testid=stMain]').scrollTop")


def click(opened, locator) -> None:
    """Click, and wait for the page to be whole again."""
    locator.click()
    attendre_la_suite(opened)


def test_address_follows_each_choice_and_the_back_button_undoes_it(page, serveur):
    opened = page(f"{serveur.url}/initiatives")
    click(opened, opened.get_by_role("button", name="Kamouraska"))
    assert (address(opened), pressed(opened)) == ("?territoire=Kamouraska", ["Kamouraska 3"])
    search = opened.get_by_role("searchbox", name="Chercher une initiative")
    search.fill("FRIGO")
    search.press("Enter")
    attendre_la_suite(opened)
    assert (address(opened), pressed(opened)) == ("?territoire=Kamouraska&recherche=FRIGO", ["Kamouraska 1"])
    opened.go_back()
    attendre_la_suite(opened)
    assert (address(opened), pressed(opened), search.input_value()) == ("?territoire=Kamouraska", ["Kamouraska 3"], "")
    opened.go_back()
    attendre_la_suite(opened)
    assert (address(opened), pressed(opened)) == ("", [])


def test_initiative_opens_at_its_top_and_the_list_comes_back_to_it(page, serveur):
    opened = page(f"{serveur.url}/initiatives?recherche=de&tri=titre")
    row = opened.locator(ROWS).nth(14)
    title = row.inner_text()
    row.scroll_into_view_if_needed()
    click(opened, row)
    assert depth(opened) == 0
    assert opened.locator("h1").inner_text() == title
    assert "&initiative=bsl-" in address(opened)
    click(opened, opened.get_by_role("link", name="Retour à la liste"))
    assert address(opened) == "?recherche=de&tri=titre"
    assert opened.get_by_role("searchbox", name="Chercher une initiative").input_value() == "de"
    assert depth(opened) > 100
    assert 0 < opened.locator(ROWS).nth(14).bounding_box()["y"] < 900


@pytest.mark.parametrize("largeur", [1280, 390])
def test_page_turned_is_read_from_its_top(page, serveur, largeur):
    opened = page(f"{serveur.url}/initiatives", largeur=largeur)
    for number, count in (("2", 5), ("1", 20), ("2", 5)):
        click(opened, opened.locator("[class*=st-key-initiatives-page-] button", has_text=number))
        assert depth(opened) > 100
        assert 60 < opened.locator(".i-rang").bounding_box()["y"] < 130
        assert (address(opened), opened.locator(ROWS).count()) == ("?page=2" if number == "2" else "", count)


def test_order_redraws_the_list_alone_and_everything_else_follows_it(page, serveur):
    opened = page(f"{serveur.url}/initiatives?territoire=Kamouraska")
    whole = opened.visite.elements
    opened.get_by_role("combobox", name="Trier par").click()
    click(opened, opened.get_by_role("option", name="Titre, de A à Z"))
    assert opened.visite.elements - whole < 0.7 * whole
    assert (address(opened), pressed(opened)) == ("?territoire=Kamouraska&tri=titre", ["Kamouraska 3"])
    titles = opened.locator(ROWS).all_inner_texts()
    assert titles == sorted(titles, key=str.casefold) and len(titles) == 3
    click(opened, opened.locator(ROWS).first)
    click(opened, opened.get_by_role("link", name="Retour à la liste"))
    assert (address(opened), opened.locator(ROWS).all_inner_texts()) == ("?territoire=Kamouraska&tri=titre", titles)
    click(opened, opened.get_by_role("radio", name="Tableau"))
    assert opened.locator(".i-tableau tbody th").all_inner_texts() == titles
    click(opened, opened.get_by_role("link", name="Tout retirer"))
    assert (address(opened), pressed(opened)) == ("?tri=titre&vue=tableau", [])


def test_filters_are_folded_on_a_telephone_until_asked(page, serveur):
    opened = page(f"{serveur.url}/initiatives?territoire=Kamouraska", largeur=390)
    facets = opened.locator(".st-key-initiatives-facettes")
    assert not facets.is_visible()
    click(opened, opened.get_by_text("Montrer les filtres (1 choisi)"))
    assert facets.is_visible()
    assert axe(opened).projet == []


@pytest.mark.parametrize(
    "query", ["vue=tableau&statut=terminée", "recherche=zzz", "initiative=zzz", "recherche=benevoles"]
)
def test_other_views_are_french_and_accessible(page, serveur, query):
    opened = page(f"{serveur.url}/initiatives?{query}", theme="dark")
    assert mots_anglais(opened) == []
    assert axe(opened).projet == []
    assert opened.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 1280


@pytest.fixture(scope="module")
def signs(tmp_path_factory):
    """Serve one initiative whose title and clientele hold every sign that a label could lose."""
    work = tmp_path_factory.mktemp("signes")
    row = initiative("k1", titre=SIGNS, clienteles=SIGNS, organisme_porteur=SIGNS)
    publish(f"sqlite:///{work / 'alliance.sqlite'}", workbook([row]))
    with servir(ROOT / "app.py", work / "alliance.sqlite", work) as running:
        yield running


def test_labels_made_from_data_show_as_typed(page, signs):
    opened = page(f"{signs.url}/initiatives?version=2")
    assert opened.locator(ROWS).inner_text().replace("\xa0", " ") == SIGNS
    facet = opened.locator(".st-key-initiatives-clienteles button").inner_text().replace("\u2060", "")
    assert facet == f"{SIGNS} 1"
    click(opened, opened.locator(ROWS))
    assert opened.locator("h1").inner_text().replace("\xa0", " ") == SIGNS
