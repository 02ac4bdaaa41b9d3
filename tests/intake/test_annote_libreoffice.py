"""LibreOffice opens the annotated workbook and shows its colours, its comments and its links (long: `make stress`)."""

from __future__ import annotations

import shutil
import subprocess
import warnings
from pathlib import Path

import openpyxl
import pytest

from analytics.intake import Upload, read_uploads
from analytics.intake.annote import annotate
from analytics.intake.annote.marque import COULEURS
from tests.intake.classeur_riche import FAULTY, rich_bytes

OFFICE = shutil.which("soffice")
SECONDS = 120


@pytest.mark.stress
@pytest.mark.skipif(
    OFFICE is None, reason="LibreOffice n'est pas installé : l'ouverture du classeur annoté n'est pas essayée"
)
def test_libreoffice_shows_the_colours_the_comments_and_the_links(tmp_path: Path):
    upload = Upload("projets.xlsx", rich_bytes())
    (tmp_path / "annote.xlsx").write_bytes(annotate(upload, read_uploads([upload])).contenu)
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    command = [
        OFFICE,
        profile,
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        tmp_path / "rendu",
        tmp_path / "annote.xlsx",
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    warnings.simplefilter("ignore", UserWarning)
    book = openpyxl.load_workbook(tmp_path / "rendu" / "annote.xlsx")
    sheet = book.worksheets[0]
    for place in FAULTY:
        assert sheet[place].fill.fgColor.rgb == COULEURS[0]
        assert "Erreur : " in sheet[place].comment.text
    assert "Dossier reçu" in sheet["A5"].comment.text
    assert (len(sheet._charts), len(sheet._images)) == (1, 1)
    links = {cell.value: cell.hyperlink.location for row in book["À corriger"] for cell in row if cell.hyperlink}
    assert {place: f"'Projets d''ici'!{place}" for place in FAULTY}.items() <= links.items()
