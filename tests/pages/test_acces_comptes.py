"""The pages of administration do what they say: accounts added, changed, removed; the journal chosen and taken away."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from analytics.publications import Role
from analytics.publications.journal import Asked
from pages.commun.acces.journal import en_mots, tableau
from tests.pages.acces import PASSWORD, connecter
from tests.pages.ecran import open_page, shown, use_store

ME, OTHER = "personne.fictive@exemple.org", "autre@exemple.org"


@pytest.fixture
def store(tmp_path, monkeypatch):
    """Use a store of the test's own, with an administrator signed in."""
    use_store(tmp_path, monkeypatch)
    return connecter(monkeypatch, Role.ADMINISTRATION)


def add(store, role: Role = Role.DEPOT):
    """Make another account in the store."""
    return store.comptes.create(OTHER, role, PASSWORD, par=ME, le=datetime.now(UTC), nom="Autre Fictive")


def choose_other(test):
    """Choose the other account in the page."""
    return test.selectbox(key="compte").select(OTHER).run()


def press(test, label: str):
    """Press the button of this label."""
    (button,) = [one for one in test.button if one.label == label]
    return button.click().run()


def texts(test) -> str:
    """Return what the page and its dialog show."""
    return shown(test) + " ".join(one.value for one in test.code)


def test_an_account_is_added_with_a_code_shown_once_that_makes_its_password(store):
    test = open_page("gerer/comptes")
    test.text_input(key="adresse-0").input(f" {OTHER.upper()} ")
    test.text_input(key="nom-0").input("Autre <b>Fictive</b>")
    press(test, "Ajouter")
    code = re.search(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}", texts(test))[0]
    assert "2 comptes, dont 1 pour l'administration" in shown(test) and test.text_input(key="adresse-1").value == ""
    assert "Autre <b>Fictive</b>" in shown(test)
    assert code not in texts(test.run())
    made = store.comptes.accept(code, OTHER, PASSWORD, le=datetime.now(UTC))
    assert (made.role, made.nom) == (Role.DEPOT, "Autre <b>Fictive</b>")
    assert [entry.qui for entry in store.journal.entries() if entry.quoi == "compte-code"] == [ME]


def test_an_address_that_is_none_is_said_in_place_and_the_form_keeps_what_was_typed(store):
    test = open_page("gerer/comptes")
    test.text_input(key="adresse-0").input("marie")
    press(test, "Ajouter")
    assert "n'est pas une adresse" in test.error[0].value.replace("\\", "")
    assert test.text_input(key="adresse-0").value == "marie" and len(store.comptes.list()) == 1


def test_a_role_is_changed_and_the_last_administration_stays(store):
    add(store)
    test = choose_other(open_page("gerer/comptes"))
    test.selectbox(key=f"role-{OTHER}").select(Role.PUBLICATION).run()
    press(test, "Changer le rôle")
    assert store.comptes.find(OTHER).role is Role.PUBLICATION
    test.selectbox(key="compte").select(ME).run()
    test.selectbox(key=f"role-{ME}").select(Role.LECTURE).run()
    press(test, "Changer le rôle")
    assert "dernier compte d'administration" in test.error[0].value.replace("\\", "")
    assert store.comptes.find(ME).role is Role.ADMINISTRATION


def test_a_code_takes_the_password_away_and_nobody_takes_their_own(store):
    add(store)
    test = open_page("gerer/comptes")
    own = test.selectbox(key="compte").select(ME).run()
    assert [one.disabled for one in own.button if one.label == "Remettre un code"] == [True]
    press(choose_other(test), "Remettre un code")
    assert not store.comptes.find(OTHER).a_mot_de_passe and "Code pour" in texts(test)


def test_an_account_is_removed_once_it_is_confirmed(store):
    add(store)
    test = choose_other(open_page("gerer/comptes"))
    assert [one.disabled for one in test.button if one.label == "Retirer ce compte"] == [True]
    test.checkbox(key=f"retirer-{OTHER}").check().run()
    press(test, "Retirer ce compte")
    assert [account.adresse for account in store.comptes.list()] == [ME]


def test_the_journal_is_chosen_by_action_and_by_word(store):
    add(store)
    store.comptes.change_role(OTHER, Role.LECTURE, par=ME, le=datetime.now(UTC))
    test = open_page("gerer/journal")
    assert "4 entrées" in shown(test) and "avant : Dépôt; après : Lecture" in shown(test)
    test.multiselect(key="actions").select("compte-cree").run()
    assert "2 entrées" in shown(test)
    test.text_input(key="mot").input("AUTRE@").run()
    assert "1 entrée" in shown(test)
    test.text_input(key="mot").input("personne d'autre").run()
    assert "Aucune entrée ne répond à ce choix." in shown(test)


def test_tableau_writes_the_hour_of_the_region_and_details_in_words(store):
    (entry,) = store.journal.screen(0, 1, Asked())
    row = tableau([entry]).iloc[0]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", row["quand"]) and row["details"] == "rôle : Administration"
    files = [{"nom": "é.xlsx", "empreinte": "0" * 64}]
    assert en_mots({"fichiers": files, "empreinte": "ab" * 32}) == "fichiers : é.xlsx; empreinte : abababababab…"
