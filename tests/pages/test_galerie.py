"""The gallery in a browser set to English: nothing seen or announced is English, once closed, once everything is opened."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.accessibilite import axe
from tests.anglais import anglais_dans, lire, mots_anglais
from tests.navigateur import Serveur, attendre

# Addresses: « saisie », the home page, is at the root.
SCREENS = ("", "donnees", "messages", "panne")
GRID = "[data-testid=stDataFrame]"
HEADER_HEIGHT = 20


def texts(page: Page) -> str:
    """Put together all that a page shows and announces."""
    return " | ".join(text for _, text in lire(page))


def open_column_menu(grid: Locator, page: Page) -> Locator:
    """Open the menu of a grid's first column: its button is drawn on the canvas, so it is looked for along the header."""
    area = grid.locator("canvas").first.bounding_box()
    menu = page.get_by_test_id("stDataFrameColumnMenu")
    for step in range(5, int(area["width"]), 10):
        page.mouse.move(area["x"] + step, area["y"] + HEADER_HEIGHT)
        page.mouse.click(area["x"] + step, area["y"] + HEADER_HEIGHT)
        page.wait_for_timeout(80)
        if menu.count():
            return menu
    raise AssertionError("le menu de la colonne ne s'est pas ouvert")


def test_anglais_dans_names_english_and_leaves_french() -> None:
    assert anglais_dans("Press Enter to apply — don’t close") == ["press", "enter", "apply", "don't", "close"]
    assert anglais_dans("Choisir les colonnes, Entrée pour appliquer, week-end d’août, MRC des Basques") == []


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("langue", ["en-US", "fr-CA"])
def test_screen_has_no_english(galerie: Serveur, page, screen: str, langue: str) -> None:
    opened = page(f"{galerie.url}/{screen}", langue=langue)
    assert mots_anglais(opened) == []
    assert opened.evaluate("document.documentElement.lang") == "fr-CA"


@pytest.mark.parametrize("screen", SCREENS)
def test_screen_raises_no_error_in_the_browser(galerie: Serveur, page, screen: str) -> None:
    opened = page(f"{galerie.url}/{screen}")
    opened.wait_for_timeout(500)
    assert opened.visite.erreurs == []
    assert opened.visite.demandes_externes == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_screen_has_no_fault_of_accessibility_beside_the_known_ones(
    galerie: Serveur, page, screen: str, theme: str
) -> None:
    report = axe(page(f"{galerie.url}/{screen}", theme=theme))
    assert [(fault.rule, fault.html) for fault in report.projet] == []


def test_menu_chooses_the_theme_in_french(galerie: Serveur, page) -> None:
    opened = page(galerie.url)
    opened.get_by_role("button", name="Menu principal").click()
    opened.get_by_role("menuitemradio", name="Sombre").click()
    expect(opened.get_by_test_id("stApp")).to_have_css("background-color", "rgb(18, 24, 29)")
    assert mots_anglais(opened) == []
    opened.get_by_role("menuitem", name="À propos").click()
    assert "Galerie de composants" in opened.get_by_role("dialog").inner_text()
    assert mots_anglais(opened) == []


@pytest.mark.parametrize("label", ["Territoire", "Territoires", "Territoires choisis"])
def test_list_of_choices_is_announced_in_french(galerie: Serveur, page, label: str) -> None:
    opened = page(galerie.url)
    opened.get_by_role("combobox", name=label, exact=True).click()
    opened.keyboard.type("zzz")
    expect(opened.get_by_text("Aucun résultat").or_(opened.get_by_text("Retirez-en d’abord")).first).to_be_visible()
    assert mots_anglais(opened) == []


def test_calendar_has_french_months_and_days(galerie: Serveur, page) -> None:
    opened = page(galerie.url)
    opened.get_by_role("button", name="Choisir une date").click()
    calendar = opened.get_by_test_id("stDateInputCalendar")
    assert "mars 2026" in texts(opened)
    assert "samedi 7 mars 2026" in texts(opened)
    assert mots_anglais(opened) == []
    calendar.get_by_role("button", name=re.compile("^vendredi 20 mars 2026")).click()
    attendre(opened)
    assert "Date sélectionnée\u00a0: 20 mars 2026" in texts(opened)
    opened.get_by_role("button", name="Choisir une période").click()
    opened.get_by_label("Choisir une période courante").first.click()
    expect(opened.get_by_text("3 derniers mois")).to_be_visible()
    assert mots_anglais(opened) == []


def test_date_can_be_typed(galerie: Serveur, page) -> None:
    opened = page(galerie.url)
    opened.get_by_role("spinbutton", name="année, Date", exact=True).click()
    opened.keyboard.type("20270415")
    opened.keyboard.press("Tab")
    expect(opened.get_by_text("Date sélectionnée\u00a0: 15 avril 2027")).to_be_attached()


def test_typing_and_its_mistakes_are_explained_in_french(galerie: Serveur, page) -> None:
    opened = page(galerie.url)
    opened.get_by_role("textbox", name="Recherche").fill("jardin")
    expect(opened.get_by_text("Entrée pour appliquer")).to_be_visible()
    opened.get_by_role("spinbutton", name="Montant").fill("5000")
    opened.keyboard.press("Enter")
    expect(opened.get_by_text("Entrez un nombre de 0 à 1000").first).to_be_attached()
    opened.get_by_role("textbox", name="Auteur").fill("x")
    expect(opened.get_by_text("Entrée pour envoyer")).to_be_visible()
    opened.get_by_label("Aide : Recherche").hover()
    expect(opened.get_by_text("Sans accent, c’est permis.")).to_be_visible()
    assert mots_anglais(opened) == []


def test_uploader_speaks_french(galerie: Serveur, page) -> None:
    opened = page(galerie.url)
    files = [("a.xlsx", b"123"), ("b.txt", b"1")]
    opened.locator("input[type=file]").first.set_input_files(
        [{"name": name, "mimeType": "text/plain", "buffer": content} for name, content in files]
    )
    expect(opened.get_by_text("n’est pas accepté").first).to_be_attached()
    expect(opened.get_by_label("Retirer a.xlsx")).to_be_visible()
    assert "200 Mo par fichier" in texts(opened)
    assert mots_anglais(opened) == []


def test_grid_menu_and_statistics_are_french(galerie: Serveur, page) -> None:
    opened = page(f"{galerie.url}/donnees")
    menu = open_column_menu(opened.locator(GRID).first, opened)
    menu.get_by_role("menuitem", name="Statistiques").hover()
    expect(opened.get_by_test_id("stDataFrameStatisticsMenu")).to_contain_text("Moyenne")
    assert mots_anglais(opened) == []


def test_grid_tools_are_french(galerie: Serveur, page) -> None:
    opened = page(f"{galerie.url}/donnees")
    grid = opened.locator(GRID).first
    grid.hover()
    opened.get_by_label("Choisir les colonnes: Montants par territoire").click()
    expect(opened.get_by_text("Tout choisir")).to_be_visible()
    assert mots_anglais(opened) == []
    opened.keyboard.press("Escape")
    grid.hover()
    opened.get_by_label("Chercher: Montants par territoire").click()
    opened.keyboard.type("La")
    expect(opened.get_by_text("2 résultats")).to_be_visible()
    assert mots_anglais(opened) == []
    opened.keyboard.press("Escape")
    grid.hover()
    opened.evaluate("window.showSaveFilePicker = undefined")  # the system's own window, which no test can answer
    with opened.expect_download() as download:
        opened.get_by_label("Télécharger en CSV: Montants par territoire").click()
    assert download.value.suggested_filename.endswith("_tableau.csv")


def test_grid_reads_numbers_and_booleans_aloud_in_french(galerie: Serveur, page) -> None:
    opened = page(f"{galerie.url}/donnees")
    opened.locator(GRID).first.hover()
    cells = opened.locator(GRID).first.locator("[role=gridcell]")
    expect(cells.filter(has_text="199970,5")).to_have_count(1)
    expect(cells.filter(has_text="oui")).to_have_count(2)


def test_grid_takes_a_decimal_comma(galerie: Serveur, page) -> None:
    opened = page(f"{galerie.url}/donnees")
    editor = opened.locator(GRID).nth(3)
    editor.hover()
    expect(editor.locator("[role=gridcell]").first).to_be_attached()
    area = editor.locator("canvas").first.bounding_box()
    opened.mouse.dblclick(area["x"] + area["width"] * 0.25, area["y"] + 58)
    expect(opened.locator(".gdg-input").first).to_have_value("199970,5")
    opened.keyboard.press("Control+A")
    opened.keyboard.type("12,5", delay=60)
    opened.wait_for_timeout(200)
    opened.keyboard.press("Enter")
    expect(editor.locator("[role=gridcell]").filter(has_text="12,5")).to_have_count(1)
    assert mots_anglais(opened) == []


def test_dialog_toast_and_popover_are_french(galerie: Serveur, page) -> None:
    opened = page(f"{galerie.url}/messages")
    opened.get_by_role("button", name="Filtres").click()
    expect(opened.get_by_text("Aucun filtre.")).to_be_visible()
    assert mots_anglais(opened) == []
    opened.keyboard.press("Escape")
    opened.get_by_role("button", name="Avertir").click()
    opened.get_by_role("button", name="voir plus").click()
    assert mots_anglais(opened) == []
    opened.get_by_test_id("stToast").get_by_label("Fermer").click()
    opened.get_by_role("button", name="Ouvrir le détail").click()
    expect(opened.get_by_role("dialog")).to_be_visible()
    assert mots_anglais(opened) == []


def test_running_script_is_announced_in_french(galerie: Serveur, page) -> None:
    opened = page(f"{galerie.url}/messages")
    opened.get_by_role("button", name="Travailler longtemps").click()
    expect(opened.get_by_label("Calcul en cours…")).to_be_visible()
    expect(opened.get_by_text("Calcul long")).to_be_visible()
    expect(opened.get_by_text(re.compile(r"\(\d,\d secondes\)"))).to_be_visible()
    assert mots_anglais(opened) == []


def test_telephone_opens_the_pages_menu_in_french(galerie: Serveur, page) -> None:
    opened = page(galerie.url, largeur=390, hauteur=844)
    opened.get_by_label("Ouvrir le menu latéral").click()
    expect(opened.get_by_label("Fermer le menu latéral")).to_be_visible()
    assert mots_anglais(opened) == []
    assert opened.evaluate("document.documentElement.scrollWidth") <= 390
