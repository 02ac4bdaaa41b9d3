"""What is chosen follows from page to page, by the menu, by a mark of a drawing and by « Back », and the address says it."""

from __future__ import annotations

from collections.abc import Callable

from tests.navigateur import PageSuivie, Serveur, attendre_la_suite

CHOSEN = "Prolongation de l'Alliance, 2023-2024"
SAID = "enveloppe=Prolongation+de+l%27Alliance%2C+2023-2024"


def seen(opened: PageSuivie) -> tuple[str, str]:
    """Wait, then return the address of the page and the envelope that it shows."""
    attendre_la_suite(opened)
    return opened.url.rpartition("/")[2], opened.get_by_label("Enveloppe", exact=True).first.input_value()


def test_an_envelope_follows_a_mark_of_the_map_the_menu_and_back(
    serveur: Serveur, page: Callable[..., PageSuivie]
) -> None:
    opened = page(f"{serveur.url}/carte")
    opened.get_by_label("Enveloppe", exact=True).first.click()
    opened.get_by_role("option", name=CHOSEN).click()
    on_map = (f"carte?{SAID}", CHOSEN)
    assert seen(opened) == on_map
    opened.locator(".a-dessin a[href*=Basques]").first.click()
    on_profile = (f"territoires?territoire=Les+Basques&{SAID}", CHOSEN)
    assert seen(opened) == on_profile
    opened.get_by_role("link", name="Priorités").first.click()
    assert seen(opened) == (f"priorites?{SAID}", CHOSEN)
    opened.go_back()
    assert seen(opened) == on_profile
    opened.go_back()
    assert seen(opened) == on_map
    opened.go_forward()
    assert seen(opened) == on_profile
    assert opened.visite.erreurs == []


def test_a_territory_of_the_concertation_redraws_its_sectors_alone_and_back_undoes_it(
    serveur: Serveur, page: Callable[..., PageSuivie]
) -> None:
    opened = page(f"{serveur.url}/concertation")
    listed, organisms = opened.get_by_label("Organismes de ce territoire", exact=True), opened.locator(".k-secteurs li")
    every = organisms.count()
    whole = opened.visite.elements
    listed.scroll_into_view_if_needed()
    opened.wait_for_timeout(400)  # a list closes when the page scrolls
    listed.click()
    opened.get_by_role("option", name="Kamouraska").click()
    attendre_la_suite(opened)
    assert opened.visite.elements - whole < 0.7 * whole
    assert opened.url.endswith("concertation?territoire=Kamouraska") and 0 < organisms.count() < every
    opened.get_by_role("button", name="Données").nth(2).click()
    attendre_la_suite(opened)
    assert opened.locator("[data-testid=stPopoverBody] tbody tr").count() > 0
    opened.keyboard.press("Escape")
    opened.go_back()
    attendre_la_suite(opened)
    assert opened.url.endswith("/concertation") and organisms.count() == every
    assert opened.visite.erreurs == []
