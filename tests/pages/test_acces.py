"""No page of `gerer/` opens without its role, nor a moment longer than the session that gives it."""

from __future__ import annotations

import ast
from datetime import UTC, datetime, timedelta

import pytest

from analytics.publications import Role
from pages.commun import lecture
from pages.commun.acces import presence
from pages.commun.acces.navigation import RESERVEES, visibilite
from pages.commun.acces.presence import Personne
from tests.navigateur import ROOT
from tests.pages.acces import connecter, donner_temoins
from tests.pages.ecran import open_page, raw, shown, use_store
from tests.pages.visite_brute import titres

GERER = sorted(path.stem for path in (ROOT / "pages" / "gerer").glob("*.py"))
SIGN_IN = "Se connecter"


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch):
    """Use a store of the test's own, with nobody signed in and no file of settings."""
    use_store(tmp_path, monkeypatch)
    monkeypatch.delenv("ALLIANCE_ACCES", raising=False)
    donner_temoins(monkeypatch, {})


def heading(test) -> str:
    """Return the only first-level heading of a page."""
    (title,) = titres(str(raw(test)).replace('"', '\\"'))
    return title


def asked_by(page: str) -> Role:
    """Return the role that a page of `gerer/` names in its own script."""
    tree = ast.parse((ROOT / "pages" / "gerer" / f"{page}.py").read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "exiger"]
    return Role[calls[0].args[0].attr]


@pytest.mark.parametrize("page", GERER)
def test_every_page_of_gerer_shows_the_sign_in_screen_and_nothing_else(page):
    test = open_page(f"gerer/{page}")
    assert heading(test) == SIGN_IN
    assert [one.type for one in test.main] == [one.type for one in open_page("gerer/compte").main]


@pytest.mark.parametrize("page", GERER)
def test_every_page_of_gerer_asks_for_the_role_that_the_menu_knows(page, monkeypatch):
    needed = asked_by(page)
    assert RESERVEES[page] == needed
    below = [role for role in Role if not role.allows(needed)]
    if below:
        store = connecter(monkeypatch, below[-1])
        assert heading(open_page(f"gerer/{page}")) == "Votre compte n'a pas ce rôle".replace("'", "&#x27;")
        assert (store.journal.entries()[0].quoi, store.journal.entries()[0].objet) == ("acces-refuse", f"rôle {needed}")


@pytest.mark.parametrize("page", GERER)
def test_every_page_of_gerer_opens_to_its_role(page, monkeypatch):
    connecter(monkeypatch, asked_by(page))
    assert heading(open_page(f"gerer/{page}")) not in (SIGN_IN, "Votre compte n&#x27;a pas ce rôle")


def test_a_run_sees_at_once_that_a_session_ended(monkeypatch):
    store = connecter(monkeypatch, Role.DEPOT)
    test = open_page("gerer/compte")
    assert "P. Fictive" in shown(test)
    store.comptes.change_role("personne.fictive@exemple.org", Role.LECTURE, par="essai", le=datetime.now(UTC))
    assert heading(test.run()) == SIGN_IN


def test_a_run_sees_at_once_that_a_session_ran_out(monkeypatch):
    connecter(monkeypatch, Role.DEPOT)
    test = open_page("gerer/compte")
    monkeypatch.setattr(presence, "maintenant", lambda: datetime.now(UTC) + timedelta(hours=13))
    assert heading(test.run()) == SIGN_IN


@pytest.mark.parametrize("word", ["", "x", "é" * 50, "\ud800", "%00"])
def test_a_made_up_cookie_opens_nothing(monkeypatch, word):
    connecter(monkeypatch, Role.ADMINISTRATION)
    donner_temoins(monkeypatch, {presence.TEMOIN: word})
    assert heading(open_page("gerer/compte")) == SIGN_IN


def test_the_menu_lists_a_page_to_those_who_may_open_it():
    who = {role: Personne("a@exemple.org", "A", role, "compte") for role in Role}
    assert visibilite("apercu", None) == "visible"
    for page, needed in RESERVEES.items():
        assert visibilite(page, None) == "hidden"
        seen = [role for role in Role if visibilite(page, who[role]) == "visible"]
        assert seen == [role for role in Role if role.allows(needed)]


@pytest.mark.parametrize(("verified", "who"), [(True, "passage@ailleurs.test"), (False, "adresse non vérifiée")])
def test_somebody_whom_the_login_knows_without_a_role_is_refused_and_written_down_once(monkeypatch, verified, who):
    claims = {
        "iss": "https://f.test",
        "sub": "p",
        "iat": datetime.now(UTC).timestamp(),
        "email": "passage@ailleurs.test",
    }
    monkeypatch.setattr(presence, "affirmations", lambda: claims | {"email_verified": verified})
    test = open_page("gerer/compte")
    assert heading(test.run()) == "Votre compte n&#x27;a pas de rôle ici"
    refused = [entry for entry in lecture.magasin().journal.entries() if entry.quoi == "acces-refuse"]
    assert [(entry.qui, entry.objet) for entry in refused] == [(who, "rôle lecture")]
