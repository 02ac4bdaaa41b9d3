"""A version is immutable and whole; nothing received is lost; two writers never overwrite each other."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pandas as pd
import pytest
from sqlalchemy import create_engine, update

from analytics.publications import Original, PublicationConflict, Store, StoreError
from analytics.publications.layout import SCHEMA_VERSION, magasin
from analytics.schema import TABLES
from tests.aggregates.fabrique import funding, initiative, workbook

NOW = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)


@pytest.fixture
def url(tmp_path):
    """Name a new SQLite store in a folder that does not exist yet."""
    return f"sqlite:///{tmp_path / 'local' / 'alliance.sqlite'}"


@pytest.fixture
def book():
    """Return the tables of one funded initiative."""
    return workbook([initiative("a", date_debut="2021-04-01", participation_citoyenne=True)], [funding("a", 19_606.25)])


def publish(store, book, originals=(), **more):
    """Publish with the usual author."""
    return store.publish(book, originals, publiee_le=NOW, auteur="Personne employée", commentaire="Essai", **more)


def test_publish_then_tables_gives_back_every_value_and_type(url, book):
    store = Store(url)
    version = publish(store, book)
    for name, frame in store.tables(version.numero).items():
        pd.testing.assert_frame_equal(frame, book[name])
        assert dict(frame.dtypes.astype(str)) == {c: str(pd.Series(dtype=d).dtype) for c, d in TABLES[name].dtypes.items()}


def test_publish_keeps_the_original_files_byte_for_byte(url, book):
    originals = [Original("a.xlsx", bytes(range(256))), Original("b.csv", b"\xff\xfe\x00"), Original("copie de a.xlsx", bytes(range(256)))]
    store = Store(url)
    assert store.originals(publish(store, book, originals).numero) == originals


def test_versions_lists_newest_first_and_only_the_newest_is_current(url, book):
    store = Store(url)
    for _ in range(3):
        publish(store, book)
    assert [(v.numero, v.courante) for v in store.versions()] == [(3, True), (2, False), (1, False)]
    assert store.version().numero == 3 and store.version(2).publiee_le == NOW


def test_version_that_does_not_exist_says_which_do(url, book):
    store = Store(url)
    publish(store, book)
    with pytest.raises(StoreError, match="La version 7 n'existe pas. Versions connues : 1"):
        store.version(7)


def test_the_same_content_has_the_same_fingerprint_and_another_another(url, book):
    store = Store(url)
    same, again = publish(store, book), publish(store, book)
    other = publish(store, workbook([initiative("b")]))
    assert same.empreinte == again.empreinte != other.empreinte


def test_publish_on_an_old_version_is_refused_and_writes_nothing(url, book):
    store = Store(url)
    publish(store, book)
    publish(store, book, attendu=1)
    with pytest.raises(PublicationConflict, match="version 2 a été publiée"):
        publish(store, book, attendu=1)
    assert len(store.versions()) == 2


def test_twenty_people_publishing_at_once_lose_no_version_and_double_none(url, book):
    publish(Store(url), book)

    def one(rank):
        try:
            return Store(url).publish(book, [Original(f"{rank}.csv", b"x")], publiee_le=NOW, auteur=f"P{rank}", commentaire="", attendu=None).numero
        except PublicationConflict:
            return None

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(one, range(20)))
    won = sorted(n for n in answers if n is not None)
    assert won == list(range(2, 2 + len(won))) and won
    assert [v.numero for v in Store(url).versions()] == [*reversed(won), 1]


def test_a_store_of_a_newer_program_is_refused_with_a_sentence(url, book):
    Store(url)
    with create_engine(url).begin() as connection:
        connection.execute(update(magasin).values(schema=SCHEMA_VERSION + 1))
    with pytest.raises(StoreError, match="plus récente du programme"):
        Store(url)


def test_a_store_that_cannot_be_opened_says_so(tmp_path):
    (tmp_path / "faux.sqlite").write_bytes(b"ceci n'est pas une base" * 100)
    with pytest.raises(StoreError, match="ne répond pas"):
        Store(f"sqlite:///{tmp_path / 'faux.sqlite'}")


def test_a_publication_cut_in_the_middle_leaves_the_old_version_whole(url, book, tmp_path):
    store = Store(url)
    publish(store, book)
    broken = book | {"jalons": pd.DataFrame({"x": [object()]})}
    with pytest.raises(Exception, match="."):
        publish(store, broken)
    with sqlite3.connect(tmp_path / "local" / "alliance.sqlite") as connection:
        assert connection.execute("select count(*) from versions").fetchone() == (1,)
    assert Store(url).version().numero == 1


@pytest.mark.parametrize("name", list(TABLES))
def test_a_column_declared_since_a_version_was_written_comes_back_empty(url, book, name):
    store = Store(url)
    publish(store, {**book, name: book[name].drop(columns=TABLES[name].names[-1])})
    read = store.tables(1)[name]
    assert list(read.columns) == list(TABLES[name].dtypes) and read[TABLES[name].names[-1]].isna().all()
