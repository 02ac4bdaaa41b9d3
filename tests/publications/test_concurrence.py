"""Several people at once: each has an answer, no version is lost or doubled, the second is told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import text

from analytics.publications import Original, PublicationConflict, Store, StoreError, database
from tests.aggregates.fabrique import initiative, table, workbook
from tests.publications.fabrique import publish, restore
from tests.publications.kills import context, originals, publish_one

PEOPLE = 20


def all_at_once(work, number=PEOPLE):
    """Run the same work in that many threads that start together."""
    barrier = Barrier(number)

    def one(rank):
        barrier.wait()
        return work(rank)

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(one, range(number)))


def test_twenty_people_publishing_at_once_have_twenty_versions(url, open_at, book):
    publish(open_at(url), book)
    stores = [open_at(url) for _ in range(PEOPLE)]
    answers = all_at_once(
        lambda rank: publish(stores[rank], book, [Original("a.csv", bytes([rank]))], auteur=f"P{rank}")
    )
    assert sorted(version.numero for version in answers) == list(range(2, PEOPLE + 2))
    kept = {version.numero: version.auteur for version in stores[0].versions()}
    assert {version.numero: version.auteur for version in answers} == {n: who for n, who in kept.items() if n > 1}
    for version in answers:
        assert stores[0].originals(version.numero) == [Original("a.csv", bytes([int(version.auteur[1:])]))]
    assert stores[0].damage() == []


def test_twenty_people_publishing_the_version_they_read_have_one_winner_and_nineteen_sentences(url, open_at, book):
    publish(open_at(url), book)
    store = open_at(url)

    def one(rank):
        try:
            return publish(store, book, auteur=f"P{rank}", attendu=1).numero
        except PublicationConflict as conflict:
            return str(conflict)

    answers = all_at_once(one)
    assert answers.count(2) == 1 and store.current_number() == 2
    assert (
        sum("Rien n'est perdu : relisez l'effet, puis publiez de nouveau." in str(answer) for answer in answers)
        == PEOPLE - 1
    )


def test_twenty_processes_publishing_at_once_on_a_new_store_have_twenty_versions(url, open_at):
    pipes = [context().Pipe(duplex=False) for _ in range(PEOPLE)]
    people = [context().Process(target=publish_one, args=(url, rank, pipes[rank][1])) for rank in range(PEOPLE)]
    for person, (_, tell) in zip(people, pipes, strict=True):
        person.start()
        tell.close()
    answers = [[listen.recv() for _ in range(3)][-1] for listen, _ in pipes]
    for person, (listen, _) in zip(people, pipes, strict=True):
        person.join()
        person.close()
        listen.close()
    store = open_at(url)
    assert sorted(answers) == list(range(1, PEOPLE + 1)) and store.damage() == []
    assert all(store.originals(numero) == originals(rank) for rank, numero in enumerate(answers))


def test_a_publication_carries_over_what_another_published_meanwhile(url, open_at):
    mine, theirs = open_at(url), open_at(url)
    publish(mine, workbook([initiative("a")]))
    organisme = table("organismes", {"nom": "Nouveau", "secteur": "Autre", "territoire": "La Mitis"})
    publish(theirs, workbook([initiative("a")]) | {"organismes": organisme})
    publish(mine, {"initiatives": table("initiatives", initiative("b"))})
    assert list(mine.tables(3)["organismes"]["nom"]) == ["Nouveau"]


def test_publications_and_restorations_mixed_lose_nothing(url, open_at, book):
    store = open_at(url)
    publish(store, book)
    answers = all_at_once(lambda rank: (restore(store, 1) if rank % 2 else publish(store, book)).numero, 10)
    assert sorted(answers) == list(range(2, 12)) and store.damage() == []


def test_the_same_draft_published_twice_at_once_is_one_version(store, book):
    draft = store.brouillons.create([Original("a.csv", b"1")], proprietaire="P", le=publish(store, book).publiee_le)

    def one(_):
        try:
            return publish(store, book, store.brouillons.originals(draft.id), brouillon=draft.id).numero
        except PublicationConflict as conflict:
            return str(conflict)

    answers = all_at_once(one, 6)
    assert answers.count(2) == 1 and store.current_number() == 2
    assert answers.count("Ce brouillon a déjà été publié : c'est la version 2.") == 5


def test_readers_do_not_wait_for_a_writer(url, open_at, book):
    store, other = open_at(url), open_at(url)
    publish(store, book)
    with store._database.writing() as connection:
        connection.execute(text("DELETE FROM fichiers_version"))
        assert other.current_number() == 1 and other.version().numero == 1


def test_a_writer_that_waited_too_long_is_told_and_nothing_is_written(url, open_at, book, monkeypatch):
    monkeypatch.setattr(database, "WAIT_SECONDS", 1)
    store, other = open_at(url), Store(url)
    publish(store, book)
    with store._database.writing(), pytest.raises(StoreError, match="Rien n'a été modifié : essayez de nouveau"):
        publish(other, book)
    assert publish(other, book).numero == 2
    other.close()
