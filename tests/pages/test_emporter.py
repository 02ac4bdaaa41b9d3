"""Each figure leaves by a click: picture with its title and source, data, a sentence, an address that reopens the same view."""

from __future__ import annotations

import re
import struct
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page

from pages.commun.emporter import menu
from tests.navigateur import Serveur, attendre, attendre_la_suite


def ouvrir_menu(opened: Page, rank: int = 0) -> None:
    """Open the menu of a figure."""
    opened.get_by_role("button", name="Emporter").nth(rank).click()
    attendre_la_suite(opened)
    opened.locator("[data-testid=stPopoverBody] .a-texte-copie").nth(1).wait_for()


def recevoir(opened: Page, button: str, folder: Path) -> Path:
    """Click a button and return the file that it gives."""
    with opened.expect_download() as download:
        opened.get_by_role("button", name=button).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_classe_is_what_streamlit_writes():
    assert menu.classe("carte-montants") == "carte-montants"
    assert menu.classe("part La Matapédia") == "part-La-Matap-dia"


def test_attributs_escape_what_the_data_says():
    edition = menu.Edition(1, date(2021, 4, 1), None, False)
    written = menu.attributs("c", '<b>"x"</b>', "nom", "fichier", edition, "Rien.")
    assert "<b>" not in written and "&lt;b&gt;&quot;x&quot;" in written
    assert 'data-fichier="fichier-version-1"' in written


def test_a_picture_leaves_with_its_title_version_and_key(page, serveur: Serveur, tmp_path: Path) -> None:
    opened = page(serveur.url)
    ouvrir_menu(opened, 1)
    drawn = recevoir(opened, "Image à agrandir (SVG)", tmp_path)
    assert drawn.name == "montants-par-territoire-version-1.svg"
    text = drawn.read_text(encoding="utf-8")
    said = re.sub(r"\s+", " ", " ".join(re.findall(r">([^<>]+)</text>", text)).replace("\xa0", " "))
    for words in (
        "1,5 M$ sont attribués à une MRC",
        "version 1,",
        "de 200 000 $ à 250 000 $",
        "CC BY 4.0",
    ):
        assert words in said
    assert "La Matapédia" in text
    assert "data:font/woff2;base64," in text or "data:application/octet-stream;base64," in text
    assert re.findall(r"(?:href|url)\W{1,6}(?!data:|#|&quot;#)\w+:", text) == []
    points = recevoir(opened, "Image (PNG)", tmp_path).read_bytes()
    width, height = struct.unpack(">II", points[16:24])
    assert points[:8] == b"\x89PNG\r\n\x1a\n" and width >= 1900 and height > 800
    assert opened.visite.erreurs == []


@pytest.mark.parametrize(("address", "rank"), [("carte", 0), ("carte", 1), ("priorites", 0), ("priorites", 1)])
def test_a_picture_has_its_own_key_and_a_map_says_whose_its_limits_are(
    page, serveur: Serveur, tmp_path: Path, address: str, rank: int
) -> None:
    opened = page(f"{serveur.url}/{address}")
    own = opened.locator(".a-bloc").nth(rank).locator(".a-cle > span").all_inner_texts()
    others = set(opened.locator(".a-cle > span").all_inner_texts()) - set(own)
    assert bool(own) == (address == "carte") and others
    ouvrir_menu(opened, rank)
    text = recevoir(opened, "Image à agrandir (SVG)", tmp_path).read_text(encoding="utf-8")
    said = re.findall(r">([^<>]+)</text>", text)
    assert [word for word in own if word not in said] == [word for word in others if word in said] == []
    assert ("CC BY 4.0" in text) == (address == "carte")


def test_the_svg_opens_alone_with_every_shape(page, serveur: Serveur, tmp_path: Path) -> None:
    opened = page(serveur.url)
    ouvrir_menu(opened, 1)
    drawn = recevoir(opened, "Image à agrandir (SVG)", tmp_path)
    shapes = opened.locator("[data-place=carte] path").count()
    alone = opened.context.new_page()
    alone.goto(drawn.as_uri())
    assert alone.locator("path").count() == shapes > 8
    box = alone.locator("svg svg").last.bounding_box()
    assert box["width"] > 200 and box["height"] > 100
    alone.close()


def test_a_picture_taken_on_a_telephone_keeps_the_size_of_its_names(page, serveur: Serveur, tmp_path: Path) -> None:
    opened = page(f"{serveur.url}/carte", largeur=390)
    ouvrir_menu(opened)
    text = recevoir(opened, "Image à agrandir (SVG)", tmp_path).read_text(encoding="utf-8")
    size, place = re.search(r'<text[^>]* font-size="([\d.]+)"([^>]*)>(?:<[^>]*>)*La Matapédia', text).groups()
    assert 11 <= float(size) < 13 and "matrix" in place
    assert "211" not in " ".join(re.findall(r">([^<>]+)</tspan>", text))


def test_the_sentence_and_the_address_are_copied_by_a_click(page, serveur: Serveur) -> None:
    opened = page(f"{serveur.url}/carte?mesure=Montant+par+personne")
    opened.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ouvrir_menu(opened)
    for name in ("Phrase avec sa source", "Adresse de cette vue"):
        opened.get_by_role("button", name=f"Copier : {name}").click()
        opened.get_by_text("Copié", exact=True).first.wait_for()
        shown = opened.locator(".a-copie").filter(has_text=name).locator(".a-texte-copie").inner_text()
        assert opened.evaluate("navigator.clipboard.readText()") == shown
    address = opened.evaluate("navigator.clipboard.readText()")
    assert parse_qs(urlsplit(address).query) == {"mesure": ["Montant par personne"], "version": ["1"]}
    again = page(address)
    attendre(again)
    assert again.locator("h1, h2").all_inner_texts() == opened.locator("h1, h2").all_inner_texts()


def test_the_address_of_an_envelope_keeps_its_version_and_its_day(page, serveur: Serveur) -> None:
    opened = page(f"{serveur.url}/enveloppe?enveloppe=Alliance+pour+la+solidarité+2024-2029")
    ouvrir_menu(opened)
    address = opened.locator(".a-copie").filter(has_text="Adresse de cette vue").locator(".a-texte-copie").inner_text()
    asked = parse_qs(urlsplit(address).query)
    assert asked["version"] == ["1"] and date.fromisoformat(asked["au"][0]) <= datetime.now(UTC).date()


@pytest.mark.parametrize("address", ["concertation"])
def test_a_figure_that_is_a_table_offers_no_picture(page, serveur: Serveur, address: str) -> None:
    opened = page(f"{serveur.url}/{address}")
    ouvrir_menu(opened)
    assert opened.locator("[data-image]").count() == 0
    assert opened.get_by_role("button", name="Télécharger (xlsx)").count() == 1
