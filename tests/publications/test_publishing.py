"""What a version is made of: carried-over tables, fiction, provenance, restoration."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
import pandas as pd
import pytest

from analytics.exports.modele import template_workbook
from analytics.intake import Upload, read_uploads
from analytics.publications import Original, Provenance, PublicationConflict, StoreError, merged_with
from analytics.schema import RULES_VERSION, TABLES
from tests.aggregates.fabrique import funding, initiative, table, workbook
from tests.publications.fabrique import LATER, NOW, correction, publish, restore

CARRIED = [name for name, declared in TABLES.items() if declared.carried_over]
NOT_CARRIED = [name for name, declared in TABLES.items() if not declared.carried_over]
ORGANISME = {"nom": "Carrefour", "secteur": "Autre", "territoire": "La Mitis"}


def same(left, right):
    """Compare two sets of tables to the last value."""
    assert list(left) == list(right)
    for name in left:
        pd.testing.assert_frame_equal(left[name], right[name])


def full(key, **more):
    """Return tables that all the tests may tell apart, with one organisation."""
    return workbook([initiative(key, **more)], [funding(key, 100)]) | {"organismes": table("organismes", ORGANISME)}


def test_merged_with_keeps_the_tables_that_a_deposit_lacks_when_they_are_carried_over():
    previous, deposit = full("a"), {"initiatives": table("initiatives", initiative("b"))}
    merged = merged_with(previous, deposit)
    assert merged["initiatives"] is deposit["initiatives"]
    assert all(merged[name] is previous[name] for name in CARRIED)
    assert [len(merged[name]) for name in NOT_CARRIED] == [1, 0, 0]


@pytest.mark.parametrize("name", list(TABLES))
def test_a_sheet_left_blank_erases_nothing_that_is_carried_over(store, name):
    first, deposit = full("a"), full("b")
    deposit[name] = deposit[name].iloc[:0]
    publish(store, first)
    version = publish(store, deposit)
    kept = len(first[name]) if name in CARRIED else 0
    assert version.lignes[name] == len(store.tables(2)[name]) == len(merged_with(first, deposit)[name]) == kept


def test_a_template_of_which_only_the_initiatives_are_filled_keeps_the_other_published_tables(store):
    book = openpyxl.load_workbook(BytesIO(template_workbook(date(2026, 11, 22))))
    values = {"Identifiant de l'initiative": "b", "Titre": "Jardin", "Organisme porteur": "Ruche", "Territoire": "La Mitis",
              "Priorité": "Alimentation", "Statut": "en cours"}  # fmt: skip
    sheet = book["Initiatives"]
    for cell in sheet[1]:
        sheet.cell(2, cell.column, values.get(cell.value))
    target = BytesIO()
    book.save(target)
    reading = read_uploads([Upload("modele.xlsx", target.getvalue())], isole=False)
    publish(store, full("a"))
    publish(store, reading.frames)
    assert store.tables(2)["initiatives"]["id_initiative"].tolist() == ["b"]
    assert store.tables(2)["organismes"]["nom"].tolist() == ["Carrefour"]


def test_merged_with_nothing_published_gives_the_nine_tables():
    assert {name: len(frame) for name, frame in merged_with({}, {}).items()} == dict.fromkeys(TABLES, 0)


@pytest.mark.parametrize("name", list(TABLES))
def test_publish_carries_over_exactly_what_merged_with_says(store, name):
    first, deposit = full("a"), full("b")
    del deposit[name]
    publish(store, first)
    version = publish(store, deposit)
    same(store.tables(2), merged_with(first, deposit))
    assert version.lignes == {each: len(frame) for each, frame in merged_with(first, deposit).items()}


def test_publish_carries_over_from_the_version_just_before_even_one_that_nobody_read(store):
    publish(store, full("a"))
    publish(store, full("b") | {"organismes": table("organismes", ORGANISME, ORGANISME | {"nom": "Maison"})})
    publish(store, {"initiatives": table("initiatives", initiative("c"))})
    assert list(store.tables(3)["organismes"]["nom"]) == ["Carrefour", "Maison"]


def test_publish_costs_nothing_for_what_is_already_kept(store, book):
    kept = [Original("a.csv", b"0" * 100)]
    publish(store, book, kept)

    def count():
        with store._database.reading() as connection:
            return connection.exec_driver_sql("SELECT count(*) FROM contenus").scalar()

    before = count()
    publish(store, book, kept)
    restore(store, 1)
    assert count() == before


def test_publish_marks_fiction_by_the_identifier(store):
    assert [publish(store, full(key)).fictif for key in ("a", "FICTIF-0001", "b")] == [False, True, False]


def test_publish_marks_fiction_that_is_carried_over(store):
    publish(store, full("FICTIF-1"))
    assert publish(store, {"initiatives": table("initiatives", initiative("a"))}).fictif is True
    real = full("a") | {
        "organismes": table("organismes", ORGANISME | {"nom": "Vrai"}),
        "enveloppes": full("a")["enveloppes"].assign(nom="Vraie"),
    }
    assert publish(store, real).fictif is False
    assert publish(store, {"initiatives": table("initiatives", initiative("a"))}).fictif is False


def test_publish_does_not_mark_what_was_real_before_the_fiction(store):
    publish(store, full("a"))
    publish(store, {"initiatives": table("initiatives", initiative("FICTIF-1"))})
    assert publish(store, {"initiatives": table("initiatives", initiative("b"))}).fictif is False


def test_provenance_gives_back_the_profile_the_corrections_and_the_findings(store, book):
    how = Provenance(
        {"feuille": "Feuil1", "colonnes": {"Montant": "montant_accorde"}},
        (
            correction("12000"),
            correction("La Mitis", None, "B3", feuille=None, colonne=None),
            correction("", "x\ny", "C4"),
        ),
        {"niveaux": {"erreur": 0, "a_verifier": 3}, "codes": {"montant-ambigu": 3}},
    )
    version = publish(store, book, provenance=how)
    assert store.provenance(version.numero) == how
    assert version.regles == RULES_VERSION == store.version(1).regles


def test_provenance_of_a_version_that_says_nothing_is_empty(store, book):
    publish(store, book)
    assert store.provenance(1) == Provenance()


def test_restore_makes_a_new_version_that_says_which_one_it_restores_and_holds_the_same(store):
    how = Provenance({"decimale": "virgule"}, (correction("1"),), {"niveaux": {}})
    publish(store, full("a"), [Original("a.csv", b"1")], provenance=how)
    publish(store, full("b"), [Original("b.csv", b"2")])
    version = restore(store, 1)
    assert (version.numero, version.origine, version.restauree, version.courante) == (
        3,
        "restauration de la version 1",
        1,
        True,
    )
    assert (version.auteur, version.commentaire, version.publiee_le) == ("Autre personne", "Retour", LATER)
    assert version == store.version() and version.empreinte == store.version(1).empreinte
    same(store.tables(3), store.tables(1))
    assert store.originals(3) == [Original("a.csv", b"1")] and store.provenance(3) == how
    assert store.damage() == []


def test_restore_keeps_the_rules_and_the_fiction_of_the_version_it_restores(store):
    publish(store, full("FICTIF-1"))
    publish(store, full("b"))
    with store._database.writing() as connection:
        connection.exec_driver_sql("UPDATE versions SET regles = '0' WHERE numero = 1")
    assert (restore(store, 1).regles, store.version(3).fictif) == ("0", True)


def test_restore_the_current_version_is_a_new_version(store, book):
    publish(store, book)
    assert restore(store, 1).numero == 2


def test_restore_a_version_that_does_not_exist_writes_nothing(store, book):
    publish(store, book)
    with pytest.raises(StoreError, match="La version 5 n'existe pas. Versions connues : 1"):
        restore(store, 5)
    assert store.current_number() == 1


def test_restore_on_an_old_version_is_refused(store, book):
    publish(store, book)
    publish(store, book)
    with pytest.raises(PublicationConflict, match="vous lisiez la version 1"):
        restore(store, 1, attendu=1)
    assert store.current_number() == 2


def test_publish_writes_who_did_what_when_in_the_journal(store, book):
    publish(store, book, [Original("a.csv", b"1")])
    restore(store, 1)
    last, first = store.journal.entries()
    assert (first.qui, first.quoi, first.objet, first.le) == ("Personne employée", "publication", "version 1", NOW)
    assert first.details["fichiers"] == [{"nom": "a.csv", "empreinte": store.files(1)[0].empreinte}]
    assert (last.qui, last.quoi, last.objet, last.le) == ("Autre personne", "restauration", "version 2", LATER)
