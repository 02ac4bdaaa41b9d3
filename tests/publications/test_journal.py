"""The journal says who did what, when; it only grows."""

from __future__ import annotations

import pytest

from analytics.publications.journal import ACTIONS, Asked, record
from tests.publications.fabrique import NOW


def write(store, number):
    """Write numbered entries."""
    with store._database.writing() as connection:
        for rank in range(number):
            record(connection, NOW, "p@exemple.org", "connexion", f"objet {rank}")


def test_entries_come_newest_first_one_screen_at_a_time(store):
    write(store, 5)
    first = store.journal.entries(most=2)
    assert [(e.numero, e.objet) for e in first] == [(5, "objet 4"), (4, "objet 3")]
    rest = store.journal.entries(most=10, before=first[-1].numero)
    assert [e.numero for e in rest] == [3, 2, 1]
    assert (rest[-1].le, rest[-1].qui, rest[-1].quoi, rest[-1].details) == (NOW, "p@exemple.org", "connexion", None)


def test_about_gives_every_entry_on_one_thing_oldest_first(store):
    write(store, 12)
    write(store, 2)
    assert [(e.numero, e.objet) for e in store.journal.about("objet 1")] == [(2, "objet 1"), (14, "objet 1")]
    assert store.journal.about("objet") == []


def test_record_refuses_an_action_that_is_not_declared(store):
    with pytest.raises(KeyError), store._database.writing() as connection:
        record(connection, NOW, "p", "inconnue", "x")
    assert store.journal.entries() == []


def test_record_keeps_a_name_that_no_database_would_take(store):
    with store._database.writing() as connection:
        record(connection, NOW, "p\x00" * 400, "connexion", "\ud800", {"a": "é"})
    entry = store.journal.entries()[0]
    assert (len(entry.qui), entry.objet, entry.details) == (319, "?", {"a": "é"})


def test_every_action_is_written_in_words():
    assert all(words.startswith(("a ", "s'", "n'")) for words in ACTIONS.values())


def test_screen_and_count_keep_the_entries_asked_for(store):
    write(store, 5)
    store.journal.note(NOW, "100%_sûr@exemple.org", "acces-refuse", "rôle depot")
    assert store.journal.count(Asked()) == 6
    assert [e.numero for e in store.journal.screen(1, 2, Asked())] == [5, 4]
    assert [e.quoi for e in store.journal.screen(0, 9, Asked(("acces-refuse",)))] == ["acces-refuse"]
    assert [e.objet for e in store.journal.screen(0, 9, Asked(mot=" OBJET 3 "))] == ["objet 3"]
    assert store.journal.count(Asked(mot="%_")) == 1 and store.journal.count(Asked(("connexion",), "%_")) == 0
