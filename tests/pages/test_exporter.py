"""The page « Exporter » gives each file that the command line writes, under a name that says its version, made only when asked."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from analytics.commands.exports import WRITERS
from analytics.commands.parser import EXPORTS
from analytics.exports.exemple import example_tables
from analytics.exports.gabarits import TemplateRefused
from analytics.publications import Role
from pages.commun.exporter import fichiers, offres
from pages.commun.exporter.fichiers import Voulu
from tests.pages.acces import connecter, donner_temoins
from tests.pages.ecran import open_page, publish, shown, use_store

DAY = pd.Timestamp("2026-11-22")
WHOLE = Voulu(1, DAY, None, None, None)
MITIS = Voulu(1, DAY, "alliance-2018-2023", None, "La Mitis")
STARTS = {"pptx": b"PK", "pdf": b"%PDF-", "xlsx": b"PK", "zip": b"PK"}


@pytest.fixture
def url(tmp_path, monkeypatch) -> str:
    """Use a store of the test's own, read by everybody."""
    monkeypatch.delenv("ALLIANCE_ACCES", raising=False)
    return use_store(tmp_path, monkeypatch)


def test_every_export_of_the_command_line_is_offered():
    assert sorted(offre.quoi for offre in offres.OFFRES) == sorted(EXPORTS) == sorted(WRITERS)


@pytest.mark.parametrize("voulu", [WHOLE, MITIS], ids=["région", "La Mitis"])
@pytest.mark.parametrize("offre", offres.OFFRES, ids=lambda offre: offre.quoi)
def test_fichier_is_of_its_kind(url, offre, voulu):
    name = fichiers.nom(offre.base, voulu, offre.extension, offre.par_territoire)
    content = fichiers.fichier(offre.quoi, name, voulu)
    assert content.startswith(STARTS[offre.extension]) and len(content) > 10_000
    assert name.endswith(f"version-1.{offre.extension}")
    assert ("la-mitis" in name) == (offre.par_territoire and voulu is MITIS)


def test_releve_compares_with_the_version_chosen(url):
    publish(url, example_tables(20, 1))
    told = fichiers.releve(Voulu(2, DAY, None, 1, None))
    assert told.avant[0].numero == 1 and told.version.numero == 2
    assert fichiers.releve(Voulu(2, DAY, None, None, None)).avant is None


def test_the_page_offers_the_files_and_follows_its_filters(url):
    page = open_page("presenter/exporter", territoire="La Mitis")
    assert "Emporter la version 1" in shown(page)
    names = [button.proto.label for button in page.get("download_button")]
    assert names == [
        "Télécharger (pptx)",
        "Télécharger (pdf)",
        "Télécharger (xlsx)",
        "Télécharger (zip)",
        "Télécharger (html)",
    ]
    assert shown(page).count("Toujours la région entière.") == 2


def test_nobody_sends_a_template_without_signing_in(url, monkeypatch):
    donner_temoins(monkeypatch, {})
    page = open_page("presenter/exporter")
    assert not page.get("file_uploader") and "connectez-vous" in shown(page)
    connecter(monkeypatch, Role.LECTURE)
    assert len(open_page("presenter/exporter").get("file_uploader")) == 1


def zip_of(**parts: bytes) -> bytes:
    """Return a small archive."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return sink.getvalue()


@pytest.mark.parametrize(
    ("template", "said"),
    [
        (b"bonjour", "n'est pas une présentation PowerPoint"),
        (zip_of(a=b"x"), "n'est pas une présentation PowerPoint"),
        (zip_of(a=bytes(201_000_000)), "trop gros une fois ouvert"),
    ],
    ids=["texte", "archive", "bombe"],
)
def test_diapositives_refuses_a_template_that_is_none(url, template, said):
    with pytest.raises(TemplateRefused, match=said):
        fichiers.diapositives("x.pptx", WHOLE, template)


def test_diapositives_obeys_the_template_given(url):
    own = fichiers.fichier("diapositives", "modele.pptx", WHOLE)
    made = fichiers.diapositives("x.pptx", WHOLE, own)
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        slides = [name for name in package.namelist() if Path(name).match("ppt/slides/slide*.xml")]
    assert len(slides) == 8
