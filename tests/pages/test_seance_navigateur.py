"""In a real browser: a whole presentation by the keyboard alone, from the server and from a file without network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from analytics.exports.sequence import DEFAULT, build_sequence
from analytics.exports.sequence_html import sequence_html
from tests.accessibilite import axe
from tests.anglais import mots_anglais
from tests.exports.sequence.fabrique import published
from tests.navigateur import Serveur, attendre, suivre

READY = "html[data-prete=oui]"
KEYS = (*DEFAULT, "territoire-la-matanie")


@pytest.fixture(scope="module")
def fichier(tmp_path_factory) -> Path:
    """Write the file of a presentation."""
    path = tmp_path_factory.mktemp("seance") / "seance.html"
    page = sequence_html(build_sequence(published(), KEYS), "light", adresse="https://exemple.test/")
    path.write_text(page.texte, encoding="utf-8")
    return path


@pytest.fixture
def coupe(navigateur) -> Iterator:
    """Give a function that opens a file in a browser whose network is cut; each request is refused and recorded."""
    contexts = []

    def ouvrir(path: Path, largeur: int, hauteur: int) -> tuple[Page, list[str]]:
        context = navigateur.new_context(viewport={"width": largeur, "height": hauteur}, locale="en-US")
        contexts.append(context)
        asked: list[str] = []

        def refuser(route) -> None:
            asked.append(route.request.url)
            route.abort()

        context.route(lambda url: not url.startswith("file:"), refuser)
        context.set_offline(True)
        opened = suivre(context.new_page(), path.as_uri())
        opened.goto(path.as_uri())
        opened.wait_for_selector(READY)
        return opened, asked

    yield ouvrir
    for context in contexts:
        context.close()


def shown(opened: Page) -> str:
    """Return the key of the slide that is seen."""
    (key,) = opened.evaluate(
        "[...document.querySelectorAll('.diapo')].filter(d => getComputedStyle(d).visibility === 'visible').map(d => d.dataset.cle)"
    )
    return key


@pytest.mark.parametrize(("largeur", "hauteur"), [(1920, 1080), (1024, 768), (390, 844)])
def test_the_file_opens_without_network_with_every_chart(coupe, fichier, largeur, hauteur):
    opened, asked = coupe(fichier, largeur, hauteur)
    for key in KEYS:
        assert shown(opened) == key
        if largeur == 1920 or key in ("carte", "plans"):
            assert axe(opened).projet == []
        if key != KEYS[-1]:
            opened.keyboard.press("ArrowRight")
    empty = "[...document.querySelectorAll('.dessin svg')].filter(d => d.getBoundingClientRect().width < 100)"
    assert opened.locator(".dessin").count() == 5 and opened.evaluate(f"{empty}.length") == 0
    assert opened.locator(".dessin.carte path[data-dit]").count() == 8
    assert mots_anglais(opened) == []
    assert asked == [] and opened.visite.erreurs == [] and opened.visite.demandes_externes == []


TOO_SMALL = """() => [...document.querySelectorAll(".diapo *")]
  .filter(e => [...e.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
  .map(e => { const drawn = e.ownerSVGElement && e.getBBox().height;
              const zoom = drawn ? e.getBoundingClientRect().height / drawn : e.currentCSSZoom;
              return [parseFloat(getComputedStyle(e).fontSize) * zoom, e.textContent.slice(0, 40)]; })
  .filter(([size]) => size < 19)"""
SWITCH = """async () => { const took = [];
  for (let k = 0; k < 8; k++) { const start = performance.now();
    dispatchEvent(new KeyboardEvent("keydown", {key: "ArrowRight"}));
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    took.push(performance.now() - start); }
  return took; }"""


def test_the_last_row_can_read_and_nobody_waits(coupe, fichier):
    opened, _ = coupe(fichier, 1920, 1080)
    assert opened.evaluate(TOO_SMALL) == []
    took = opened.evaluate(SWITCH)
    assert max(took) < 300, took


def test_a_mark_pointed_at_says_its_exact_amount_in_large(coupe, fichier):
    opened, _ = coupe(fichier, 1280, 720)
    opened.keyboard.press("End")
    opened.locator("#d-territoire-la-matanie [data-dit^='2021-2022']").hover()
    assert opened.locator("#bulle").inner_text().replace("\xa0", " ") == "2021-2022 : 219 430 $"
    opened.mouse.move(2, 2)
    assert not opened.locator("#bulle").is_visible()


def test_every_key_does_what_the_page_says(coupe, fichier):
    opened, _ = coupe(fichier, 1280, 720)
    for key, expected in (
        ("PageDown", "enveloppe"), ("Space", "carte"), ("PageUp", "enveloppe"), ("ArrowLeft", "couverture"),
        ("ArrowLeft", "couverture"), ("End", KEYS[-1]), ("ArrowRight", KEYS[-1]), ("Home", "couverture"),
    ):  # fmt: skip
        opened.keyboard.press(key)
        assert shown(opened) == expected
        assert opened.url.endswith(f"#{expected}")
    opened.keyboard.press(".")
    assert opened.locator("#noir").is_visible()
    opened.keyboard.press("ArrowRight")
    assert not opened.locator("#noir").is_visible() and shown(opened) == "couverture"
    opened.keyboard.press("f")
    opened.wait_for_function("document.fullscreenElement")
    opened.keyboard.press("Escape")
    opened.wait_for_function("!document.fullscreenElement")
    opened.keyboard.press("p")
    assert opened.locator("#plan li").count() == len(KEYS)
    assert axe(opened).projet == []
    opened.keyboard.press("Tab")
    opened.keyboard.press("Tab")
    opened.keyboard.press("Enter")
    assert shown(opened) == "carte"


def test_notes_follow_in_a_window_of_their_own_and_lead_too(coupe, fichier):
    opened, _ = coupe(fichier, 1280, 720)
    with opened.expect_popup() as popup:
        opened.keyboard.press("n")
    notes = popup.value
    assert notes.title() == "Notes de la séance"
    assert "viennent de la version 1 du tableau de bord" in notes.locator("body").inner_text()
    notes.keyboard.press("ArrowRight")
    assert shown(opened) == "enveloppe"
    assert notes.locator("h1").inner_text() == opened.locator("#d-enveloppe h1").inner_text()
    assert "viennent de la version 1" not in opened.locator("body").inner_text()


def test_printing_gives_one_slide_a_page(coupe, fichier):
    opened, _ = coupe(fichier, 1280, 720)
    paper = opened.pdf(prefer_css_page_size=True, print_background=True)
    assert paper.count(b"/Type /Page\n") + paper.count(b"/Type /Page ") + paper.count(b"/Type /Page/") == len(KEYS)


def test_a_presentation_is_prepared_projected_and_reopened_at_the_same_slide(page, serveur: Serveur) -> None:
    opened = page(f"{serveur.url}/seance")
    opened.get_by_role("button", name="Retirer").nth(1).click()
    opened.wait_for_url("**diapos=couverture%2Ccarte**")
    attendre(opened)
    with opened.context.expect_page() as found:
        opened.get_by_role("link", name="Projeter la séance").press("Enter")
    room = suivre(found.value, serveur.url)
    room.wait_for_selector(READY)
    assert room.locator(".diapo").count() == len(DEFAULT) - 1
    asked: list[str] = []
    room.on("request", lambda request: asked.append(request.url))
    room.keyboard.press("ArrowRight")
    room.keyboard.press("ArrowRight")
    assert shown(room) == "territoires" and asked == []
    assert "Lue le" in room.locator("#d-territoires footer").inner_text()
    again = page(room.url, prete=False)
    again.wait_for_selector(READY)
    assert shown(again) == "territoires"
    again.keyboard.press("Escape")
    again.wait_for_url("**/seance?version=1&diapos=couverture,carte**")
    attendre(again)
    assert again.locator(".s-diapo").count() == len(DEFAULT) - 1
    assert room.visite.demandes_externes == []
    room.close()
