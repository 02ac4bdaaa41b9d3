"""The page « Dépôt », step by step: nothing lost, nothing published by surprise, text from cells shown as text."""

from __future__ import annotations

import threading

import streamlit as st

from analytics.intake import Etape, LectureAnnulee
from analytics.publications import Role
from pages.commun import lecture
from pages.commun.depot import brouillon, suivi
from pages.commun.depot.grille import changes_of, faulty_cells, grid
from tests.intake.fabrique import FLAT_HEADER
from tests.pages.depot import (
    BON,
    aller,
    bon,
    deposer,
    desordre,
    draft_of,
    entrer,
    lire,
    mend_all,
    ouvrir,
    plat,
    publier,
    rouvrir,
)
from tests.pages.ecran import HOSTILE, open_page, raw, shown

SHEET = "Projets 2021-2022"


def test_deposit_is_kept_at_once_byte_for_byte_and_survives(store):
    good = plat(BON)
    test = deposer(("plat.csv", good), ("autre.csv", plat(bon(No="F-2"))))
    draft = draft_of(test, store)
    assert [one.contenu for one in store.brouillons.originals(draft.id)][0] == good
    assert (draft.base, draft.proprietaire, len(draft.fichiers)) == (1, "personne.fictive@exemple.org", 2)
    st.cache_resource.clear()  # what a restarted server has forgotten
    again = shown(rouvrir(test))
    assert "2 fichiers reçus, 2 lignes lues" in again and "Brouillon enregistré à" in again


def test_files_say_what_was_read_before_any_finding(store):
    said = shown(deposer(("plat.csv", plat(BON, bon(No="F-2", MRC="Kamouraska")))))
    assert "Est-ce bien ce que vous attendiez?" in said
    assert "Initiatives : 2 lignes." in said and "2 000 $ (somme des lignes)" in said
    assert "Kamouraska (1) et La Mitis (1)" in said


def test_two_files_of_one_name_are_both_kept(store):
    test = deposer(("bilan.csv", plat(BON)), ("bilan.csv", plat(bon(No="F-2"))))
    assert [file.nom for file in draft_of(test, store).fichiers] == ["bilan.csv", "bilan (2).csv"]


def test_unreadable_file_is_said_and_can_be_taken_out(store):
    test = deposer(("plat.csv", plat(BON)), ("photo.xlsx", b"\x89PNG\r\n\x1a\n" + b"0" * 64))
    assert (
        "Un fichier n'a pas pu être lu" in shown(test)
        and "n'est pas" in shown(test)
        or "et non un tableur" in shown(test)
    )
    test.button(key="retirer-1").click().run()
    assert "1 fichier reçu, 1 ligne lue" in shown(test) and "il reste gardé" in shown(test)


def test_drafts_are_listed_on_arrival_and_deleted_after_a_confirmation(store):
    key = draft_of(deposer(("plat.csv", plat(BON))), store).id
    test = open_page("gerer/depot")
    assert "Brouillons en cours" in shown(test) and "plat.csv" in shown(test)
    (kept,) = store.brouillons.load(key).fichiers
    test.button(key=f"oui-{key}").click().run()
    assert "Ses fichiers sont gardés" in shown(test)
    assert store.brouillons.list() == [] and store.brouillons.content(kept.empreinte) == plat(BON)


def test_draft_that_is_gone_is_said(store):
    assert "n'existe plus" in shown(open_page("gerer/depot", brouillon="inconnu"))


def test_columns_are_told_by_a_click_and_read_again_at_once(store):
    test = deposer(("Bilan.xlsx", desordre()), etape="colonnes")
    assert "Il reste 1 colonne à indiquer" in shown(test) and "Montant accordé ($)" in shown(test)
    amount = next(box for box in test.selectbox if box.label.startswith("« Somme consentie »"))
    amount.select("montant_accorde").run()
    assert "Toutes les colonnes obligatoires sont trouvées" in shown(test)
    (said,) = draft_of(test, store).profil["feuilles"]
    assert (said["feuille"], said["profil"]["colonnes"]["Somme consentie"]) == (SHEET, "montant_accorde")
    assert said["profil"]["colonnes"]["Titre du projet"] == "titre"


def test_sheet_that_is_not_read_shows_its_first_rows_and_takes_its_headers(store):
    foreign = [["Rapport"], ["Qui", "Quoi", "Combien"], ["Moisson", "Frigos", "12,50"]]
    test = deposer(("etranger.csv", "\n".join(";".join(row) for row in foreign).encode()), etape="colonnes")
    assert "Aucune feuille n'est reconnue" in shown(test) and "Combien" in shown(test)
    test.selectbox[0].select(2).run()
    assert not test.exception and "titres à la ligne 2" in shown(test)


def test_value_for_all_rows_is_of_one_file_alone(store):
    header = ["No", "Titre du projet", "Porteur", "Priorité", "État", "Fonds", "Année", "Montant accordé"]
    row = [cell for cell in BON if cell != "La Mitis"]
    test = deposer(
        ("a.csv", plat(row, header=header)), ("b.csv", plat(["F-9", *row[1:]], header=header)), etape="colonnes"
    )
    assert "Il reste 2 colonnes à indiquer" in shown(test)
    for place in ("La Mitis", "Kamouraska"):
        next(box for box in test.selectbox if box.label.startswith("Territoire")).select(place).run()
    assert "Toutes les colonnes obligatoires sont trouvées" in shown(test)
    assert "La Mitis (1)" in shown(aller(test, "fichiers")) and "Kamouraska (1)" in shown(test)


def test_cells_are_mended_in_the_page_checked_again_and_undone(store):
    rows = [bon(), bon(No="F-2", MRC="MRC de la Mitis et autres"), bon(No="F-3", État="presque fini")]
    test = deposer(("plat.csv", plat(*rows)), etape="corriger")
    assert "2 erreurs à corriger" in shown(test)
    test.button(key="tout-prendre").click().run()
    assert "erreurs à corriger" not in shown(test)
    mended = {(one.cellule, one.avant, one.apres, one.auteur) for one in draft_of(test, store).corrections}
    assert mended == {
        ("D3", "MRC de la Mitis et autres", "La Mitis", "P. Fictive"),
        ("F4", "presque fini", "terminée", "P. Fictive"),
    }
    assert "« presque fini » devient « terminée »" in shown(test)
    test.button(key=f"defaire-1-{draft_of(test, store).revision}").click().run()
    assert "1 erreur à corriger" in shown(test) and len(draft_of(test, store).corrections) == 1


def test_changes_of_takes_what_was_typed_before_what_is_proposed(store):
    test = deposer(("plat.csv", plat(bon(MRC="La Matannie"), bon(No="F-2", Montant_accordé="douze"))))
    cells = faulty_cells(lire(ouvrir(test, store)).reading, "erreur", lecture.tables(1))
    frame = grid(cells)
    assert frame["valeur"].tolist() == ["La Matannie", "douze"] and frame["proposition"][0].startswith("La Matanie")
    assert changes_of(cells, frame) == []
    ticked = changes_of(cells, frame.assign(prendre=True, nouvelle=["", " 12 "]))
    assert [(before, after) for _, before, after in ticked] == [("La Matannie", "La Matanie"), ("douze", "12")]
    assert changes_of(cells[:1], frame[:1].assign(nouvelle="(vide)"))[0][2] is None


def test_findings_are_filtered_by_level_and_the_rest_is_one_click_away(store):
    rows = [bon(No=f"F-{n}", MRC="Nulle part") for n in range(6)]
    test = deposer(("plat.csv", plat(*rows, bon(No="F-9", Année="2021-22"))), etape="corriger")
    said = shown(test)
    assert "Territoire inconnu (6)" in said and all(f"D{n}" in said for n in (2, 3, 4)) and "D5" not in said
    assert [one.label for one in test.expander if one.label.startswith("Voir les")] == ["Voir les 3 autres"]


def test_corrected_workbook_takes_the_place_of_its_own_and_keeps_what_was_said(store):
    test = deposer(("Bilan.xlsx", desordre()), etape="colonnes")
    next(box for box in test.selectbox if box.label.startswith("« Somme")).select("montant_accorde").run()
    mend_all(test, store)
    aller(test, "corriger")
    test.file_uploader[0].set_value([("Bilan (annoté).xlsx", desordre(), "x")]).run()
    draft = draft_of(test, store)
    assert [file.nom for file in draft.fichiers] == ["Bilan (annoté).xlsx"]
    assert {one.fichier for one in draft.corrections} == {"Bilan (annoté).xlsx"}
    assert "remplace « Bilan.xlsx », qui reste gardé" in shown(test) and "erreurs à corriger" not in shown(test)


def test_text_of_cells_and_names_of_files_are_shown_as_text(store):
    rows = [bon(**{"Titre du projet": HOSTILE}), bon(No="F-2", MRC=HOSTILE, **{"Titre du projet": HOSTILE})]
    test = deposer((f"{HOSTILE[:40]}.csv", plat(*rows, header=[*FLAT_HEADER, HOSTILE])))
    for etape in ("colonnes", "corriger", "effet", "publier"):
        assert "<script>" not in raw(aller(test, etape))
        drawn = [one.label for kind in ("checkbox", "expander", "button") for one in getattr(test, kind)]
        assert not [label for label in drawn if "**gras**" in label or ":material/home:" in label]
    assert "&lt;script&gt;" in raw(aller(test, "corriger"))


def test_role_of_deposit_may_prepare_and_not_publish(tmp_path, monkeypatch):
    entrer(tmp_path, monkeypatch, Role.DEPOT)
    test = deposer(("plat.csv", plat(BON)), etape="publier")
    assert "demande le rôle « publication »" in shown(test)
    assert not [button for button in test.button if button.key == "publier"]


def test_long_reading_shows_its_step_is_cancelled_and_taken_up_again(store, monkeypatch):
    begun = threading.Event()

    def slow(uploads, published, profil=None, *, progres, annule, **how):
        progres(Etape("lecture", "plat.csv", 1, 3))
        begun.set()
        while not annule():
            threading.Event().wait(0.01)
        raise LectureAnnulee

    real = brouillon.examine
    monkeypatch.setattr(brouillon, "examine", slow)
    monkeypatch.setattr(suivi, "SOON", 0.2)
    test = deposer(("plat.csv", plat(BON)))
    assert begun.wait(5) and "Lecture en cours" in shown(test)
    test.run()
    test.button(key="annuler-lecture").click().run()
    assert "Lecture annulée" in shown(test) and "gardés dans le brouillon" in shown(test)
    monkeypatch.setattr(brouillon, "examine", real)
    monkeypatch.setattr(suivi, "SOON", 60)
    test.button(key="reprendre-lecture").click().run()
    assert "1 fichier reçu, 1 ligne lue" in shown(test)


def test_reading_that_fails_says_an_incident_and_keeps_the_files(store, monkeypatch):
    def broken(*args, **how):
        raise ValueError("panne")

    monkeypatch.setattr(brouillon, "examine", broken)
    test = deposer(("plat.csv", plat(BON)))
    assert "La lecture n'a pas abouti" in shown(test) and "incident" in shown(test) and "panne" not in shown(test)


def test_files_of_the_published_version_can_be_taken_again(store):
    test = open_page("gerer/depot")
    test.button(key="repartir-version").click().run()
    assert "9 fichiers reçus" in shown(test)
    assert "Publier ne changerait aucun chiffre" in shown(aller(test, "effet"))


def test_sheet_is_left_and_read_again_by_a_click(store):
    test = deposer(("plat.csv", plat(BON)), etape="colonnes")
    test.button(key="laisser-0").click().run()
    assert "Vous avez mis cette feuille de côté" in shown(test)
    test.button(key="relire-0").click().run()
    assert "Lue comme : Initiatives et Financement" in shown(test) and draft_of(test, store).profil is None


def test_decimal_sign_is_told_where_amounts_can_be_read_in_two_ways_and_remembered(store):
    rows = [bon(Montant_accordé="1,500"), bon(No="F-2", Montant_accordé="2,250"), bon(No="F-3", Montant_accordé="300")]
    test = deposer(("plat.csv", plat(*rows)), etape="colonnes")
    assert "« 1,500 » et « 2,250 » peuvent se lire de deux façons" in shown(test)
    assert "« Montant accordé ($) » : 4 050 $" in shown(test)
    sign = next(box for box in test.selectbox if box.label == "Signe des décimales")
    assert [text.replace("\xa0", " ") for text in sign.options] == [
        "Selon les autres montants de la colonne",
        "La virgule : « 1,500 » se lit 1,50",
        "Le point : « 1,500 » se lit 1 500,00",
    ]
    sign.select("virgule").run()
    assert not test.exception and "« Montant accordé ($) » : 303,75 $" in shown(test)
    assert "signe des décimales : la virgule" in shown(test)
    assert draft_of(test, store).profil["feuilles"][0]["profil"] == {"decimale": "virgule"}
    publier(aller(test, "publier"))
    again = deposer(("suivant.csv", plat(bon(Montant_accordé="4,500"))), etape="colonnes")
    assert "Profil reconnu" in shown(again) and "« Montant accordé ($) » : 4,50 $" in shown(again)


def test_decimal_sign_is_left_to_the_program_again(store):
    test = deposer(("plat.csv", plat(bon(Montant_accordé="1,500"))), etape="colonnes")
    for answer in (1, 0):
        next(box for box in test.selectbox if box.label == "Signe des décimales").select_index(answer).run()
    assert "« Montant accordé ($) » : 1 500 $" in shown(test) and "le programme décide." in shown(test)


def test_decimal_sign_is_not_asked_where_nothing_depends_on_it(store):
    test = deposer(("plat.csv", plat(bon(Montant_accordé="1 500,25"))), etape="colonnes")
    assert "Signe des décimales" not in [box.label for box in test.selectbox]
