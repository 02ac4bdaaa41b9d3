"""Open the pages of the deposit without a browser, as somebody who has a role, on files as people send them."""

from __future__ import annotations

import io

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from analytics.deposits import Examined
from analytics.publications import Draft, Role, Store
from pages.commun import lecture
from pages.commun.acces import Personne
from pages.commun.depot import brouillon, suivi
from pages.commun.depot.grille import faulty_cells
from tests.intake.fabrique import FLAT_HEADER, csv_bytes
from tests.pages.acces import connecter
from tests.pages.ecran import open_page, use_store

BON = ["F-1", "Cuisine collective", "Cuisine du Parc", "La Mitis", "Alimentation", "en cours", "Autre", "2021-2022", "1 000,00"]  # fmt: skip
"""A good row of the flat layout."""


def entrer(folder, monkeypatch: pytest.MonkeyPatch, role: Role = Role.PUBLICATION) -> Store:
    """Sign somebody in on a store of the test's own; every reading is waited for, unless the test says otherwise."""
    use_store(folder, monkeypatch)
    monkeypatch.delenv("ALLIANCE_ACCES", raising=False)
    monkeypatch.setattr(suivi, "SOON", 60)
    return connecter(monkeypatch, role)


def deposer(*files: tuple[str, bytes], etape: str | None = None) -> AppTest:
    """Deposit files from the arrival, then go to a step."""
    test = open_page("gerer/depot")
    test.file_uploader[0].set_value([(name, content, "application/octet-stream") for name, content in files]).run()
    assert not test.exception
    return aller(test, etape) if etape else test


def aller(test: AppTest, etape: str) -> AppTest:
    """Go to a step by its button."""
    test.button(key=f"etape-{etape}").click().run()
    assert not test.exception
    return test


def cle(test: AppTest) -> str:
    """Return the draft that the address names."""
    named = test.query_params["brouillon"]
    return named if isinstance(named, str) else named[0]


def rouvrir(test: AppTest, etape: str = "fichiers") -> AppTest:
    """Open the same draft in another browser."""
    return open_page("gerer/depot", brouillon=cle(test), etape=etape)


def plat(*rows: list[str], header: list[str] = FLAT_HEADER) -> bytes:
    """Write a flat CSV."""
    return csv_bytes([header, *rows])


def bon(**cells: str) -> list[str]:
    """Return a good row of the flat layout, with some cells changed (« MRC », « Montant accordé »…)."""
    row = dict(zip(FLAT_HEADER, BON, strict=True)) | {name.replace("_", " "): text for name, text in cells.items()}
    return list(row.values())


def desordre() -> bytes:
    """Write a messy workbook: a read-me first, a title, an amount under a header of its own, four faulty cells, a total."""
    book = openpyxl.Workbook()
    book.active.title = "Lisez-moi"
    book.active["A1"] = "Bilan fictif"
    sheet = book.create_sheet("Projets 2021-2022")
    sheet.append(["Alliance pour la solidarité : bilan fictif"])
    sheet.append([])
    sheet.append([*FLAT_HEADER[:7], "Enveloppe", "Année", "Somme consentie"])
    for key, place, subject, state, amount in (
        ("F-1", "La Mitis", "Alimentation", "en cours", "12 000 $"),
        ("F-2", "La Matannie", "Transport", "terminée", "8 500,50"),
        ("F-3", "Kamouraska", "Alimentation", "en cours", "douze mille"),
        ("F-4", "Témiscouata", "Logements", "en cours", 15_000),
    ):
        whose = [key, f"Projet <b>{key}</b>", "Cuisine du Parc", place, subject, state]
        sheet.append([*whose, "FQIS – Alliance", "alliance-2018-2023", "2021-2022", amount])
    sheet.append([None] * 8 + ["TOTAL", 35_500.5])
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


def draft_of(test: AppTest, store: Store) -> Draft:
    """Return the draft that a page shows."""
    return store.brouillons.load(cle(test))


def publier(test: AppTest, comment: str = "Bilans fictifs") -> AppTest:
    """Accept the warnings when there are some, say why, and publish."""
    if test.checkbox and test.checkbox[0].label.startswith("J'ai lu"):
        test.checkbox[0].check().run()
    test.text_area[0].input(comment).run()
    test.button(key="publier").click().run()
    assert not test.exception
    return test


def ouvrir(test: AppTest, store: Store, role: Role = Role.PUBLICATION) -> brouillon.Ouvert:
    """Return the draft that a page shows, open by the person signed in."""
    return brouillon.Ouvert(
        draft_of(test, store), Personne("personne.fictive@exemple.org", "P. Fictive", role, "compte")
    )


def lire(opened: brouillon.Ouvert) -> Examined:
    """Read a draft, and return what was read."""
    opened.lire().attendre(60)
    return opened.lire().resultat


def mend_all(test: AppTest, store: Store) -> None:
    """Mend the faulty cells of the messy workbook, as the grid does."""
    opened = ouvrir(test, store)
    cells = faulty_cells(lire(opened).reading, "erreur", lecture.tables(1))
    typed = {"D5": "La Matanie", "E7": "Logement", "J6": "12 000"}
    opened.corriger([(finding, text, typed[finding.cellule]) for finding, text, _ in cells])
