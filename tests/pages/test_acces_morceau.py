"""A part of a page that runs alone: reading closed meanwhile, it shows nothing more, and the page asks who is there."""

from __future__ import annotations

import pytest

from tests.navigateur import ROOT, attendre_la_suite, servir

SIGN_IN = "Se connecter"
PARTS = {
    "initiatives": "[class*=st-key-initiatives-page-] button >> text=2",
    "enveloppe": "text=Comment ce chiffre est-il calculé? >> nth=0",
}
"""Page → what is clicked there, which runs a part of it alone."""


@pytest.fixture(scope="module")
def reserve(tmp_path_factory):
    """Serve the dashboard with settings of access that the test changes; return the server and their file."""
    work = tmp_path_factory.mktemp("morceau")
    settings = work / "acces.toml"
    settings.write_text('lecture = "public"\n', encoding="utf-8")
    with servir(ROOT / "app.py", work / "alliance.sqlite", work, ALLIANCE_ACCES=str(settings)) as running:
        yield running, settings


@pytest.mark.parametrize("name", PARTS)
def test_part_that_runs_alone_asks_again_who_may_read(page, reserve, name):
    serveur, settings = reserve
    settings.write_text('lecture = "public"\n', encoding="utf-8")
    opened = page(f"{serveur.url}/{name}")
    assert SIGN_IN not in opened.locator("h1").inner_text()
    settings.write_text('lecture = "membres"\n', encoding="utf-8")
    opened.locator(PARTS[name]).click()
    attendre_la_suite(opened)
    assert opened.locator("h1").all_inner_texts() == [SIGN_IN]
    assert opened.locator(".i-liste, .a-bloc, .a-tableau").count() == 0
