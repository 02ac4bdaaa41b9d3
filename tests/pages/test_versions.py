"""The page « Versions »: what is kept, what changed, and the way back."""

from __future__ import annotations

import pytest

from analytics.publications import Original, Provenance, Role
from pages.commun.depot import retour
from tests.aggregates.fabrique import funding, initiative, table
from tests.pages.depot import entrer
from tests.pages.ecran import HOSTILE, NOW, open_page, raw, shown
from tests.publications.fabrique import correction


@pytest.fixture
def store(tmp_path, monkeypatch):
    """Sign somebody in who may publish; version 2 adds an initiative of La Mitis to the published facts."""
    store = entrer(tmp_path, monkeypatch)
    tables = store.tables(1)
    more = {
        "initiatives": table("initiatives", initiative("nouvelle", titre=HOSTILE)),
        "financement": table("financement", funding("nouvelle", 1_000)),
    }
    store.publish(
        more | {"totaux_publies": tables["totaux_publies"]},
        [Original(f"{HOSTILE[:30]}.csv", b"octets")],
        publiee_le=NOW,
        auteur="Autre personne",
        commentaire=HOSTILE,
        provenance=Provenance(
            [{"fichier": "a.csv", "feuille": None, "profil": {"colonnes": {"Combien": "montant_accorde", "X": None}}}],
            (correction("12"),),
            {"niveaux": {"erreur": 0, "a_verifier": 3, "a_enrichir": 1}, "codes": {}},
        ),
    )
    return store


def test_versions_are_listed_with_who_when_why_and_how_many_rows(store):
    said = shown(open_page("gerer/versions"))
    assert "La version 2 est publiée" in said
    assert "25 initiatives, 5 montants, " in said and "1 initiative, 1 montant, " in said
    assert "Version 1" in said and "Autre personne" in said


def test_everything_kept_of_a_version_is_shown(store):
    said = shown(open_page("gerer/versions", version="2"))
    assert "SHA-256" in said and store.version(2).empreinte in said
    assert "Constats à la publication : 3 points à vérifier et 1 conseil." in said
    assert "« Combien » : Montant accordé ($)" in said and "« X »" not in said
    assert "E7" in said and "douze" in said and "a publié" in said
    assert "Règles de vérification : version" in said


def test_texts_of_a_version_are_shown_as_text(store):
    test = open_page("gerer/versions", version="2")
    assert "<script>" not in raw(test) and "&lt;script&gt;" in raw(test)


def test_two_versions_are_compared_in_sentences_amounts_and_initiatives(store):
    test = open_page("gerer/versions")
    said = shown(test)
    assert "Rivière-du-Loup : 2 initiatives retirées" in said and "Montants de l'Alliance par territoire" in said
    assert {"Initiatives ajoutées (1)", "Initiatives retirées (25)"} <= {
        one.label.replace("\u00a0", " ") for one in test.expander
    }
    boxes = {box.label: box for box in test.selectbox}
    boxes["À"].select(1).run()
    assert "Rien ne change de la version 1 à la version 1." in shown(test)


def test_past_version_is_restored_with_a_comment(store):
    test = open_page("gerer/versions", version="1")
    assert test.button(key="oui-restaurer-1").disabled
    test.text_input(key="pourquoi-1").input("Le fichier était celui de l'an passé").run()
    test.button(key="oui-restaurer-1").click().run()
    assert not test.exception
    made = store.version()
    assert (made.numero, made.restauree, made.auteur) == (3, 1, "P. Fictive")
    assert "La version 3 est publiée : elle restaure la version 1." in shown(test)
    assert "restauration de la version 1" in shown(test)


def test_restoration_after_somebody_published_is_told_and_not_made(store):
    test = open_page("gerer/versions", version="1")
    test.text_input(key="pourquoi-1").input("Retour").run()
    real = retour.maintenant

    def overtaken():
        store.publish(store.tables(2), [], publiee_le=NOW, auteur="Troisième", commentaire="Juste avant")
        return real()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(retour, "maintenant", overtaken)
        test.button(key="oui-restaurer-1").click().run()
    assert "Rien n'est perdu" in shown(test) and store.version().auteur == "Troisième"


def test_current_version_offers_no_restoration(store):
    test = open_page("gerer/versions")
    assert not [button for button in test.button if (button.key or "").startswith("oui-restaurer")]


def test_role_of_deposit_does_not_open_the_versions(tmp_path, monkeypatch):
    entrer(tmp_path, monkeypatch, Role.DEPOT)
    assert "n'a pas ce rôle" in shown(open_page("gerer/versions"))
