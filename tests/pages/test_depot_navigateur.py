"""The whole story in a real browser: a messy workbook deposited, mended, read, published, seen everywhere, restored."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO

import openpyxl
import pytest
from playwright.sync_api import expect

from analytics.publications import Role, Store
from tests.accessibilite import axe
from tests.anglais import mots_anglais
from tests.navigateur import ROOT, PageSuivie, Serveur, attendre_la_suite, servir
from tests.pages.acces import CHEAP, PASSWORD
from tests.pages.depot import desordre

TEMOIN = "alliance_session"
GRID_MS = 300
"""The grid tells the page what was typed a moment after: nobody clicks as fast as a test."""
READ_ONLY, NEW_VALUE, TAKE = 155, 465, 600
"""Where the columns « Colonne », « Nouvelle valeur » and « Prendre » of the grid stand, in pixels from its left edge."""


@pytest.fixture(scope="module")
def depot(tmp_path_factory) -> Iterator[tuple[Serveur, Store]]:
    """Serve the dashboard on a store of its own, published in by this test alone."""
    work = tmp_path_factory.mktemp("depot")
    base = work / "alliance.sqlite"
    with servir(ROOT / "app.py", base, work) as running:
        store = Store(f"sqlite:///{base}")
        yield running, store
        store.close()


def entrer(page, serveur: Serveur, store: Store, monkeypatch, **screen) -> PageSuivie:
    """Open the page of the deposit as somebody who may publish: a real account, a real session, its cookie in the browser."""
    now = datetime.now(UTC)
    monkeypatch.setattr(store.comptes, "_hasher", CHEAP)
    account = store.comptes.create("personne.fictive@exemple.org", Role.PUBLICATION, PASSWORD, par="essai", le=now)
    opened = page(serveur.url, **screen)
    word = store.sessions.open(account, le=now)
    opened.context.add_cookies([{"name": TEMOIN, "value": word, "url": serveur.url}])
    return opened


def cliquer(opened: PageSuivie, name: str, exact: bool = False) -> None:
    """Click on a button and wait for what it asks."""
    opened.get_by_role("button", name=name, exact=exact).first.click()
    attendre_la_suite(opened)


def ecrire(opened: PageSuivie, row: int, text: str) -> None:
    """Write in the column « Nouvelle valeur » of the grid; the click that follows a ticked box only takes the grid back."""
    grid = opened.locator(".dvn-scroller").first
    grid.click(position={"x": READ_ONLY, "y": 35 * row + 52})
    grid.click(position={"x": NEW_VALUE, "y": 35 * row + 52})
    opened.keyboard.press("Enter")
    opened.locator("[id^=portal] textarea, .gdg-input").first.fill(text)
    opened.keyboard.press("Enter")
    opened.wait_for_timeout(GRID_MS)


def saine(opened: PageSuivie) -> None:
    """Check that a step is French, accessible, inside its screen, with one title."""
    assert opened.locator("h1").count() == 1
    assert mots_anglais(opened) == []
    assert axe(opened).projet == []
    assert opened.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 1280


def deposer(opened: PageSuivie, serveur: Serveur, book: bytes) -> None:
    """Deposit the workbook, and tell the column of its amounts by a click."""
    opened.goto(f"{serveur.url}/depot")
    opened.locator("input[type=file]").first.set_input_files(
        {"name": "Bilan.xlsx", "mimeType": "application/octet-stream", "buffer": book}
    )
    opened.wait_for_url("**brouillon=**")
    attendre_la_suite(opened)
    saine(opened)

    cliquer(opened, "2 Colonnes")
    saine(opened)
    box = opened.get_by_role("combobox", name="« Somme consentie »")
    box.click()
    box.fill("Montant accordé")
    opened.get_by_role("option").first.click()
    attendre_la_suite(opened)


def corriger(opened: PageSuivie) -> None:
    """Mend three cells in the grid: one proposal taken, two values typed."""
    cliquer(opened, "3 À corriger")
    saine(opened)
    opened.locator(".dvn-scroller").first.click(position={"x": TAKE, "y": 52})
    ecrire(opened, 1, "Logement")
    ecrire(opened, 2, "12 000")
    cliquer(opened, "Appliquer et revérifier")
    expect(opened.locator("h1")).not_to_contain_text("à corriger avant", timeout=20_000)


def annoter(opened: PageSuivie) -> None:
    """Download the workbook annotated."""
    cliquer(opened, "Préparer le classeur annoté")
    with opened.expect_download() as download:
        opened.get_by_role("button", name="Télécharger « Bilan").click()
    attendre_la_suite(opened)
    assert "À corriger" in openpyxl.load_workbook(BytesIO(download.value.path().read_bytes())).sheetnames


def publier(opened: PageSuivie) -> None:
    """Read the effect, acknowledge its warnings, say why, publish."""
    cliquer(opened, "4 Effet")
    saine(opened)
    opened.locator("[data-place^=effet]").nth(3).wait_for(state="attached", timeout=20_000)
    opened.get_by_text("J'ai lu ces avertissements").click()
    attendre_la_suite(opened)
    cliquer(opened, "5 Publier")
    saine(opened)
    opened.get_by_role("textbox").fill("Bilan fictif publié par un essai")
    opened.get_by_role("textbox").press("Control+Enter")
    attendre_la_suite(opened)
    cliquer(opened, "Publier", exact=True)
    expect(opened.locator("h1")).to_contain_text("La version 2 est publiée", timeout=20_000)


def voir_partout(opened: PageSuivie, serveur: Serveur) -> None:
    """See the new version on every page, the text of a cell as text."""
    for address in ("", "carte", "territoires", "priorites", "initiatives", "enveloppe", "methode"):
        opened.goto(f"{serveur.url}/{address}")
        opened.get_by_text("Version 2, publiée").wait_for()
    opened.goto(f"{serveur.url}/initiatives")
    opened.get_by_text("Projet <b>F-1</b>").first.wait_for()


def restaurer(opened: PageSuivie, serveur: Serveur) -> None:
    """Go back to version 1."""
    opened.goto(f"{serveur.url}/versions?version=1")
    opened.get_by_text("Version 1 : ce qui est gardé").wait_for()
    saine(opened)
    opened.get_by_role("button", name="Restaurer la version 1").click()
    opened.get_by_label("Pourquoi revenir en arrière?").fill("Retour après l'essai")
    opened.get_by_label("Pourquoi revenir en arrière?").press("Enter")
    attendre_la_suite(opened)
    cliquer(opened, "Oui, restaurer")
    opened.get_by_text("La version 3 est publiée : elle restaure la version 1.").wait_for()


def test_messy_workbook_is_deposited_mended_published_seen_everywhere_and_restored(page, depot, monkeypatch):
    (serveur, store), book = depot, desordre()
    opened = entrer(page, serveur, store, monkeypatch)
    deposer(opened, serveur, book)
    corriger(opened)
    (draft,) = store.brouillons.list()
    assert {(one.cellule, one.apres) for one in draft.corrections} == {("D5", "La Matanie"), ("E7", "Logement"), ("J6", "12 000")}  # fmt: skip
    annoter(opened)
    publier(opened)
    assert store.originals(2)[0].contenu == book
    voir_partout(opened, serveur)
    restaurer(opened, serveur)
    assert (store.version().numero, store.version().restauree) == (3, 1)
    assert opened.visite.erreurs == []
