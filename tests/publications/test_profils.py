"""A profile kept once serves every file of the same layout."""

from __future__ import annotations

import pytest

from analytics.publications import StoreError, layout_signature
from tests.publications.fabrique import LATER, NOW

HEADERS = ["Nom du bénéficiaire", "Objet", None, "Montant"]
PROFILE = {"ligne_entete": 2, "colonnes": {"Nom du bénéficiaire": "organisme_porteur", "Montant": "montant_accorde"}}


@pytest.mark.parametrize(
    "alike",
    [
        ["Nom du bénéficiaire", "Objet", "", "Montant", None, ""],
        ["NOM DU BENEFICIAIRE", " objet ", None, "Montant"],
        ["Nom  du\nbénéficiaire", "Objet", None, "Montant :"],
    ],
)
def test_layout_signature_is_the_same_for_the_same_layout(alike):
    assert layout_signature(alike) == layout_signature(HEADERS)


@pytest.mark.parametrize(
    "other",
    [
        ["Objet", "Nom du bénéficiaire", None, "Montant"],
        ["Nom du bénéficiaire", "Objet", "Montant"],
        ["Nom du bénéficiaire", "Objet", None, "Montant versé"],
        ["Nom du bénéficiaire Objet", None, "Montant"],
        [],
    ],
)
def test_layout_signature_is_another_for_another_layout(other):
    assert layout_signature(other) != layout_signature(HEADERS)


def test_find_gives_the_profile_of_the_same_layout_only(store):
    kept = store.profils.keep(HEADERS, PROFILE, auteur="p@exemple.org", le=NOW)
    assert store.profils.find(["NOM DU BENEFICIAIRE", "OBJET", "", "MONTANT"]) == kept
    assert (kept.profil, kept.entetes, kept.auteur, kept.enregistre_le) == (
        PROFILE,
        ("Nom du bénéficiaire", "Objet", "", "Montant"),
        "p@exemple.org",
        NOW,
    )
    assert store.profils.find(["Objet"]) is None


def test_keep_replaces_the_profile_and_the_journal_repeats_the_old_one(store):
    store.profils.keep(HEADERS, PROFILE, auteur="p", le=NOW)
    store.profils.keep(HEADERS, {"decimale": "point"}, auteur="q", le=LATER)
    assert [(one.profil, one.auteur) for one in store.profils.list()] == [({"decimale": "point"}, "q")]
    assert store.journal.entries()[0].details == {"avant": PROFILE, "apres": {"decimale": "point"}}


def test_list_gives_the_last_kept_first(store):
    store.profils.keep(["a"], PROFILE, auteur="p", le=LATER)
    store.profils.keep(["b"], PROFILE, auteur="p", le=NOW)
    assert [one.entetes for one in store.profils.list()] == [("a",), ("b",)]


def test_forget_leaves_the_profile_in_the_journal(store):
    kept = store.profils.keep(HEADERS, PROFILE, auteur="p", le=NOW)
    store.profils.forget(kept.signature, par="chef", le=LATER)
    store.profils.forget(kept.signature, par="chef", le=LATER)
    assert store.profils.find(HEADERS) is None
    assert [(e.quoi, e.qui) for e in store.journal.entries()] == [
        ("profil-supprime", "chef"),
        ("profil-enregistre", "p"),
    ]
    assert store.journal.entries()[0].details == {"avant": PROFILE}


def test_keep_refuses_a_profile_of_nobody(store):
    with pytest.raises(StoreError, match="qui enregistre"):
        store.profils.keep(HEADERS, PROFILE, auteur="", le=NOW)
