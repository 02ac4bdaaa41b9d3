"""Signing in through a real provider, and through an account with the keyboard alone, in a real browser; reading for members."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from pages.commun.acces.presence import TEMOIN
from tests.accessibilite import axe
from tests.anglais import mots_anglais
from tests.navigateur import ROOT, PageSuivie, Serveur, attendre
from tests.pages.fournisseur import fournir, servir_avec
from tests.pages.visite_brute import page_hash, script_hash, titres, visiter

TOUTES = sorted(path for path in ROOT.glob("pages/*/*.py") if path.parent.name != "commun")
MARIE = {"sub": "marie", "email": "Marie.Roy@exemple.org", "email_verified": True, "name": "Marie Roy"}
DOUTE = {"sub": "doute", "email": "marie.roy@exemple.org", "email_verified": False, "name": "Marie Roy"}
PASSAGE = {"sub": "passage", "email": "passage@ailleurs.test", "email_verified": True, "name": "De Passage"}
SETTINGS = """lecture = "membres"
[roles]
"marie.roy@exemple.org" = "administration"
[fournisseur]
nom = "le compte d'essai"
"""
WHO, PASSWORD = "jean@exemple.org", "cheval neige octobre lampe"


@pytest.fixture(scope="module")
def fournisseur(tmp_path_factory) -> Iterator[Serveur]:
    """Run the provider."""
    with fournir([MARIE, DOUTE, PASSAGE], tmp_path_factory.mktemp("fournisseur")) as running:
        yield running


@pytest.fixture(scope="module")
def membres(fournisseur, tmp_path_factory) -> Iterator[Serveur]:
    """Run the dashboard for members of that provider; its home page was never opened."""
    with servir_avec(fournisseur, SETTINGS, tmp_path_factory.mktemp("membres")) as running:
        yield running


@pytest.fixture
def visite(page, membres, fournisseur):
    """Return a function that opens a page in a browser without cookies; what it asks of the provider is no fault."""
    opened: list[PageSuivie] = []

    def ouvrir(address: str) -> PageSuivie:
        opened.append(page(f"{membres.url}/{address}"))
        return opened[-1]

    yield ouvrir
    for suivie in opened:
        suivie.context.clear_cookies()
        from_there = (fournisseur.url, "https://cdn.jsdelivr.net/npm/@picocss/")
        suivie.visite.demandes_externes[:] = [
            one for one in suivie.visite.demandes_externes if not one.startswith(from_there)
        ]


def entrer(opened: PageSuivie, membres: Serveur, user: str) -> None:
    """Go through the provider as one of its users, back to the dashboard."""
    opened.get_by_role("button", name="Se connecter avec le compte d'essai").click()
    opened.get_by_role("button", name=user, exact=True).click()
    opened.wait_for_url(f"{membres.url}/**")
    attendre(opened)


def titre(opened: PageSuivie, words: str) -> None:
    """Wait for the page's heading."""
    opened.get_by_role("heading", level=1, name=words).wait_for()


def tabuler(opened: PageSuivie, words: str) -> None:
    """Press Tab until what has the focus says these words."""
    for _ in range(60):
        opened.keyboard.press("Tab")
        if words in opened.evaluate(
            "document.activeElement.matches('summary, button, a') ? document.activeElement.innerText : ''"
        ):
            return
    raise AssertionError(f"{words!r} n'est pas atteint par le clavier")


@pytest.mark.parametrize("path", TOUTES, ids=lambda path: path.stem)
@pytest.mark.parametrize("how", ["page_name", "page_script_hash", "script"])
def test_reading_for_members_shows_nothing_however_a_page_is_asked_for(membres, path, how):
    asked = {
        "page_name": {"page_name": path.stem},
        "page_script_hash": {"page_script_hash": page_hash(path.stem)},
        "script": {"page_script_hash": script_hash(str(path.relative_to(ROOT)))},
    }
    texts = visiter(membres, **asked[how])
    assert titres(texts) == ["Se connecter"]
    assert "Version 1" not in texts and "plotly_chart" not in texts


def test_signing_in_through_the_provider_leads_back_to_the_page_and_out_for_good(visite, membres, fournisseur):
    opened = visite("priorites?enveloppe=Alliance+pour+la+solidarité+2010-2015")
    titre(opened, "Se connecter")
    assert axe(opened).projet == [] and mots_anglais(opened) == []
    entrer(opened, membres, "marie")
    titre(opened, "Aucun montant par priorité")
    assert re.search(r"/priorites\?enveloppe=Alliance\+pour", opened.url)
    assert opened.locator(".a-qui").inner_text() == "Marie Roy"
    assert opened.get_by_role("link", name="Comptes").count() == 1
    opened.reload()
    attendre(opened)
    assert opened.locator(".a-qui").inner_text() == "Marie Roy"
    stolen = {one["name"]: one["value"] for one in opened.context.cookies()}
    assert titres(visiter(membres, stolen, page_name="compte")) == ["Marie Roy"]
    opened.get_by_role("button", name="Se déconnecter").click()
    opened.wait_for_url(f"{fournisseur.url}/**")
    assert titres(visiter(membres, stolen, page_name="compte")) == ["Se connecter"]
    opened.goto(f"{membres.url}/priorites")
    titre(opened, "Se connecter")


@pytest.mark.parametrize(
    ("user", "said"), [("doute", "n'a pas vérifié votre adresse"), ("passage", "n'a aucun rôle ici")]
)
def test_an_address_without_proof_or_without_role_opens_nothing(visite, membres, user, said):
    opened = visite("comptes")
    entrer(opened, membres, user)
    titre(opened, "Votre compte n'a pas de rôle ici")
    assert said in opened.locator("[data-testid=stMain]").inner_text()
    assert opened.locator(".a-qui").count() == 0 and "Version 1" not in opened.locator("body").inner_text()


def test_an_account_comes_in_with_the_keyboard_alone_and_a_reload_keeps_it(visite, membres):
    opened = visite("compte")
    entrer(opened, membres, "marie")
    opened.goto(f"{membres.url}/comptes")
    attendre(opened)
    opened.get_by_label("Adresse de courriel").fill(WHO)
    opened.get_by_text("Lui remettre un code").click()
    opened.get_by_role("button", name="Ajouter").click()
    code = opened.get_by_role("dialog").locator("code").inner_text()
    assert axe(opened).projet == [] and mots_anglais(opened) == []
    opened.context.clear_cookies()
    opened.goto(f"{membres.url}/compte")
    attendre(opened)
    keyboard = opened.keyboard
    tabuler(opened, "J'ai reçu un code")
    keyboard.press("Enter")
    opened.get_by_label("Code reçu").wait_for()
    for typed in (code, WHO, "Jean Fictif", PASSWORD):
        keyboard.press("Tab")
        keyboard.type(typed)
    keyboard.press("Enter")
    titre(opened, "Jean Fictif")
    opened.reload()
    titre(opened, "Jean Fictif")
    (cookie,) = [one for one in opened.context.cookies() if one["name"] == TEMOIN]
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Lax")
    assert opened.get_by_role("link", name="Comptes").count() == 0
    tabuler(opened, "Se déconnecter")
    keyboard.press("Enter")
    titre(opened, "Se connecter")
    assert [error for error in opened.visite.erreurs if membres.url in error] == []
