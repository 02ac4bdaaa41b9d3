"""A draft outlives a closed browser and a restarted server; what was received stays, even when the draft is deleted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analytics.publications import Original, PublicationConflict, StoreError
from tests.publications.fabrique import LATER, NOW, correction, publish

FILES = [Original("a.xlsx", bytes(range(256))), Original("b.csv", b"x;y\r\n")]


@pytest.fixture
def draft(store):
    """Deposit two files."""
    return store.brouillons.create(FILES, proprietaire="p@exemple.org", le=NOW, base=1)


def test_create_keeps_the_files_at_once(store, draft):
    assert store.brouillons.originals(draft.id) == FILES
    assert [(file.nom, file.taille) for file in draft.fichiers] == [("a.xlsx", 256), ("b.csv", 5)]
    assert (draft.proprietaire, draft.base, draft.cree_le, draft.modifie_le, draft.publie) == (
        "p@exemple.org",
        1,
        NOW,
        NOW,
        False,
    )


def test_create_refuses_a_draft_of_nobody(store):
    with pytest.raises(StoreError, match="à qui est ce brouillon"):
        store.brouillons.create(FILES, proprietaire=" ", le=NOW)


def test_save_is_read_back_by_another_server(url, open_at, store, draft):
    changed = replace(
        draft,
        profil=[{"feuille": "Feuil1", "colonnes": {"Montant": "montant_accorde"}}],
        corrections=(correction("12000"), correction(None, "n. d.", "F8", feuille=None)),
        commentaire="Reçu de La Mitis",
        base=2,
    )
    saved = store.brouillons.save(changed, le=LATER)
    store.close()
    assert open_at(url).brouillons.load(draft.id) == saved == replace(changed, revision=2, modifie_le=LATER)


def test_save_after_another_window_changed_it_is_refused_and_loses_nothing(store, draft):
    store.brouillons.save(replace(draft, commentaire="première fenêtre"), le=NOW)
    with pytest.raises(PublicationConflict, match="dans une autre fenêtre"):
        store.brouillons.save(replace(draft, commentaire="seconde fenêtre"), le=LATER)
    assert store.brouillons.load(draft.id).commentaire == "première fenêtre"


def test_list_gives_the_open_drafts_of_a_person_the_last_changed_first(store, draft):
    other = store.brouillons.create([], proprietaire="q@exemple.org", le=LATER)
    mine = store.brouillons.create([], proprietaire="p@exemple.org", le=LATER)
    assert [one.id for one in store.brouillons.list("p@exemple.org")] == [mine.id, draft.id]
    assert {one.id for one in store.brouillons.list()} == {draft.id, other.id, mine.id}
    saved = store.brouillons.save(draft, le=LATER.replace(hour=20))
    assert store.brouillons.list("p@exemple.org")[0] == saved


def test_replace_files_keeps_those_it_had(store, draft):
    kept = draft.fichiers[0].empreinte
    changed = store.brouillons.replace_files(draft, [Original("c.csv", b"3")], par="p@exemple.org", le=LATER)
    assert store.brouillons.originals(draft.id) == [Original("c.csv", b"3")] and changed.revision == 2
    assert store.brouillons.content(kept) == FILES[0].contenu
    entry = store.journal.entries()[0]
    assert (entry.quoi, entry.details["avant"][0]) == ("brouillon-fichiers", {"nom": "a.xlsx", "empreinte": kept})


def test_delete_keeps_the_files_and_says_so(store, draft):
    store.brouillons.delete(draft.id, par="chef@exemple.org", le=LATER)
    assert store.brouillons.list() == []
    with pytest.raises(StoreError, match="a été supprimé. Ses fichiers sont gardés"):
        store.brouillons.load(draft.id)
    entry = store.journal.entries()[0]
    assert (entry.qui, entry.quoi, entry.details["fichiers_gardes"]) == ("chef@exemple.org", "brouillon-supprime", True)
    assert [store.brouillons.content(file["empreinte"]) for file in entry.details["fichiers"]] == [
        f.contenu for f in FILES
    ]


@pytest.mark.parametrize("empreinte", ["0" * 64, "", "\x00", "\ud800"])
def test_content_that_was_never_received_is_told(store, empreinte):
    with pytest.raises(StoreError, match="Aucun fichier reçu"):
        store.brouillons.content(empreinte)


@pytest.mark.parametrize("key", ["", "\x00", "\ud800", "x" * 5000])
def test_a_draft_of_a_made_up_name_is_told(store, key):
    with pytest.raises(StoreError, match="n'existe plus"):
        store.brouillons.load(key)
    assert store.brouillons.originals(key) == [] and store.brouillons.list(key) == []


def test_save_keeps_values_that_a_text_column_would_refuse(store, draft):
    hostile = replace(draft, profil={"a\x00": "\ud800"}, corrections=(correction("\x00\ud800"),), commentaire="a\x00b")
    store.brouillons.save(hostile, le=LATER)
    kept = store.brouillons.load(draft.id)
    assert (kept.profil, kept.corrections, kept.commentaire) == (hostile.profil, hostile.corrections, "ab")


def test_publish_closes_the_draft_in_the_same_transaction(store, book, draft):
    publish(store, book, FILES, brouillon=draft.id)
    published = store.brouillons.load(draft.id)
    assert published.version == 1 and published.publie and store.brouillons.list() == []
    assert store.brouillons.list(published=True) == [published]


@pytest.mark.parametrize("change", ["publish", "save", "delete", "replace_files"])
def test_a_published_draft_does_not_change_any_more(store, book, draft, change):
    publish(store, book, FILES, brouillon=draft.id)
    now = store.brouillons.load(draft.id)
    changes = {
        "publish": lambda: publish(store, book, FILES, brouillon=draft.id),
        "save": lambda: store.brouillons.save(now, le=LATER),
        "delete": lambda: store.brouillons.delete(draft.id, par="p", le=LATER),
        "replace_files": lambda: store.brouillons.replace_files(now, [], par="p", le=LATER),
    }
    with pytest.raises(PublicationConflict, match="déjà été publié : c'est la version 1"):
        changes[change]()
    assert store.current_number() == 1 and store.brouillons.load(draft.id) == now


def test_publish_a_deleted_draft_writes_no_version(store, book, draft):
    store.brouillons.delete(draft.id, par="p", le=LATER)
    with pytest.raises(StoreError, match="n'existe plus"):
        publish(store, book, FILES, brouillon=draft.id)
    assert store.versions() == []
