"""From the effect to the version: warnings acknowledged, provenance kept, and what somebody else published first."""

from __future__ import annotations

import pytest

from analytics.publications import Original, PublicationConflict
from pages.commun import lecture
from pages.commun.depot import brouillon
from pages.commun.depot.grille import faulty_cells
from tests.pages.depot import (
    BON,
    aller,
    bon,
    deposer,
    desordre,
    draft_of,
    lire,
    mend_all,
    ouvrir,
    plat,
    publier,
    rouvrir,
)
from tests.pages.ecran import NOW, shown

SHEET = "Projets 2021-2022"


def test_layout_told_once_is_recognised_the_next_time(store):
    test = deposer(("Bilan.xlsx", desordre()), etape="colonnes")
    next(box for box in test.selectbox if box.label.startswith("« Somme")).select("montant_accorde").run()
    mend_all(test, store)
    publier(aller(test, "publier"))
    assert store.version().numero == 2 and len(store.profils.list()) == 1
    after = deposer(("Autre bilan.xlsx", desordre()), etape="colonnes")
    assert "Profil reconnu (retenu par personne.fictive@exemple.org" in shown(after)
    assert "Toutes les colonnes obligatoires sont trouvées" in shown(after)


def test_effect_is_read_before_publishing_and_its_warnings_are_acknowledged(store):
    test = deposer(("plat.csv", plat(BON)), etape="effet")
    said = shown(test)
    assert "avertissements contre la version publiée" in said and "25 lignes avant, 1 après" in said
    aller(test, "publier")
    test.text_area[0].input("Essai").run()
    assert test.button(key="publier").disabled and "lire les avertissements" in shown(test)
    publier(test)
    version = store.version()
    assert (version.numero, version.auteur, version.commentaire) == (2, "P. Fictive", "Bilans fictifs")
    assert "La version 2 est publiée" in shown(test)
    assert store.originals(2) == [Original("plat.csv", plat(BON))]
    assert draft_of(test, store).version == 2


def test_version_keeps_corrections_profile_and_findings(store):
    test = deposer(("Bilan.xlsx", desordre()), etape="colonnes")
    next(box for box in test.selectbox if box.label.startswith("« Somme")).select("montant_accorde").run()
    mend_all(test, store)
    publier(aller(test, "publier"))
    made = store.provenance(2)
    assert {one.cellule for one in made.corrections} == {"D5", "E7", "J6"}
    assert (made.profil[0]["feuille"], made.profil[0]["origine"]) == (SHEET, "feuille")
    assert made.constats["niveaux"]["erreur"] == 0 and made.constats["niveaux"]["a_verifier"] > 0


def test_second_person_is_told_loses_nothing_and_goes_on(store):
    test = deposer(("plat.csv", plat(BON)), etape="publier")
    store.publish(store.tables(1), [], publiee_le=NOW, auteur="Autre personne", commentaire="Avant vous")
    test.run()
    said = shown(test)
    assert "publiée" in said and "Autre personne (« Avant vous »)" in said and "Rien n'est perdu" in said
    assert test.button(key="publier").disabled
    test.button(key="repartir-base").click().run()
    assert "comparé à la version 2" in shown(test)
    publier(test)
    assert (store.version().numero, store.version().auteur) == (3, "P. Fictive")


def test_publication_that_comes_second_by_a_hair_is_refused_whole(store, monkeypatch):
    test = deposer(("plat.csv", plat(BON)), etape="publier")
    test.checkbox[0].check().run()
    test.text_area[0].input("Essai").run()
    real = brouillon.Ouvert.fichiers

    def overtaken(self):
        store.publish(store.tables(1), [], publiee_le=NOW, auteur="Autre personne", commentaire="Juste avant")
        return real(self)

    monkeypatch.setattr(brouillon.Ouvert, "fichiers", overtaken)
    test.button(key="publier").click().run()
    assert "Rien n'est perdu" in shown(test) and not draft_of(test, store).publie
    assert [version.numero for version in store.versions()] == [2, 1]


def test_change_made_in_another_window_is_told(store):
    test = deposer(
        ("plat.csv", plat(bon(MRC="MRC de la Mitis et autres"), bon(No="F-2", État="presque fini"))), etape="corriger"
    )
    opened = ouvrir(test, store)
    stale = opened.draft
    opened.sur_la_version(1)
    with pytest.raises(PublicationConflict, match="autre fenêtre"):
        brouillon.Ouvert(stale, opened.qui).sur_la_version(1)


def test_version_keeps_only_the_corrections_that_were_followed(store):
    test = deposer(
        ("plat.csv", plat(bon(État="presque fini"))), ("autre.csv", plat(bon(No="F-2", État="presque fini")))
    )
    opened = ouvrir(test, store)
    cells = faulty_cells(lire(opened).reading, "erreur", lecture.tables(1))
    opened = opened.corriger([(finding, text, "terminée") for finding, text, _ in cells])
    opened = opened.avec_fichiers([Original("plat.csv", plat(bon(État="en cours"))), *opened.fichiers()[1:]])
    assert [one.fichier for one in opened.draft.corrections] == ["plat.csv", "autre.csv"]
    assert [one.fichier for one in opened.corrections_appliquees(lire(opened).reading)] == ["autre.csv"]


def test_comment_is_kept_with_the_draft(store):
    test = deposer(("plat.csv", plat(BON)), etape="publier")
    test.text_area[0].input("Commencé hier").run()
    assert rouvrir(test, "publier").text_area[0].value == "Commencé hier"
