"""A version is immutable and whole; nothing received is lost; two writers never overwrite each other."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pandas as pd
import pytest
from sqlalchemy import text, update

from analytics.publications import Original, PublicationConflict, Store, StoreError
from analytics.publications.layout import SCHEMA_VERSION, magasin, versions
from analytics.schema import TABLES
from tests.aggregates.fabrique import initiative, workbook
from tests.publications.fabrique import NOW, publish, restore


def test_publish_then_tables_gives_back_every_value_and_type(store, book):
    version = publish(store, book)
    for name, frame in store.tables(version.numero).items():
        pd.testing.assert_frame_equal(frame, book[name])
        assert dict(frame.dtypes.astype(str)) == {
            c: str(pd.Series(dtype=d).dtype) for c, d in TABLES[name].dtypes.items()
        }


def test_publish_keeps_the_original_files_byte_for_byte(store, book):
    originals = [
        Original("a.xlsx", bytes(range(256))),
        Original("b.csv", b"\xff\xfe\x00"),
        Original("copie de a.xlsx", bytes(range(256))),
    ]
    numero = publish(store, book, originals).numero
    assert store.originals(numero) == originals
    assert [(f.nom, f.taille) for f in store.files(numero)] == [("a.xlsx", 256), ("b.csv", 3), ("copie de a.xlsx", 256)]
    assert store.files(numero)[0].empreinte == store.files(numero)[2].empreinte


def test_publish_keeps_a_large_file(store, book):
    large = bytes(range(256)) * (1 << 16)
    assert store.originals(publish(store, book, [Original("gros.csv", large)]).numero)[0].contenu == large


@pytest.mark.parametrize(
    ("name", "kept"),
    [("no\x00m.csv", "nom.csv"), ("\udcff.csv", "?.csv"), ("x" * 500 + ".xlsx", "x" * 199 + "…" + "x" * 194 + ".xlsx")],
)
def test_publish_keeps_a_file_whose_name_no_database_would_take(store, book, name, kept):
    assert store.originals(publish(store, book, [Original(name, b"1")]).numero) == [Original(kept, b"1")]


def test_versions_lists_newest_first_and_only_the_newest_is_current(store, book):
    for _ in range(3):
        publish(store, book)
    assert [(v.numero, v.courante) for v in store.versions()] == [(3, True), (2, False), (1, False)]
    assert store.version().numero == 3 and store.version(2).courante is False
    assert store.version(2).publiee_le == NOW


def test_version_at_gives_the_version_current_at_the_end_of_a_day(store, book):
    monday_evening = datetime(2026, 7, 7, 2, 30, tzinfo=UTC)  # Monday the 6th, 22:30, in Rimouski
    for moment in (monday_evening, monday_evening + timedelta(hours=3), monday_evening + timedelta(days=7)):
        store.publish(book, [], publiee_le=moment, auteur="A", commentaire="C")
    days = [
        date(2026, 7, 5),
        date(2026, 7, 6),
        date(2026, 7, 7),
        date(2026, 7, 12),
        date(2026, 7, 13),
        date(2030, 1, 1),
    ]
    found = [store.version_at(day) for day in days]
    assert [version and version.numero for version in found] == [None, 1, 2, 2, 3, 3]
    assert [version.courante for version in found[1:]] == [False, False, False, True, True]


def test_publish_keeps_the_moment_whatever_its_zone(store, book):
    quebec = datetime(2026, 11, 22, 10, 30, tzinfo=timezone(timedelta(hours=-5)))
    publish(store, book, publiee_le=quebec)
    assert store.version(1).publiee_le == NOW and store.version(1).publiee_le.utcoffset() == timedelta(0)


def test_publish_refuses_a_moment_without_a_zone(store, book):
    with pytest.raises(Exception, match="without a zone"):
        publish(store, book, publiee_le=NOW.replace(tzinfo=None))
    assert store.versions() == []


def test_version_that_does_not_exist_says_which_do(store, book):
    with pytest.raises(StoreError, match="Versions connues : aucune"):
        store.version()
    publish(store, book)
    publish(store, book)
    for asked in (store.version, store.provenance, lambda numero: restore(store, numero)):
        for numero in (7, 0, -1, 2**31, 10**30):
            with pytest.raises(StoreError, match=f"La version {numero} n'existe pas. Versions connues : 1, 2."):
                asked(numero)


def test_the_same_content_has_the_same_fingerprint_and_another_another(store, book):
    same, again = publish(store, book), publish(store, book)
    other, renamed = publish(store, workbook([initiative("b")])), publish(store, book, [Original("a", b"1")])
    assert same.empreinte == again.empreinte
    assert len({same.empreinte, other.empreinte, renamed.empreinte}) == 3


def test_publish_on_an_old_version_is_refused_and_writes_nothing(store, book):
    publish(store, book)
    publish(store, book, attendu=1)
    with pytest.raises(
        PublicationConflict, match="La version 2 est maintenant la version courante, alors que vous lisiez la version 1"
    ):
        publish(store, book, [Original("perdu.csv", b"2")], attendu=1)
    assert len(store.versions()) == 2 and len(store.journal.entries()) == 2


def test_publish_as_the_first_one_is_refused_when_there_is_one(store, book):
    publish(store, book, attendu=0)
    with pytest.raises(PublicationConflict):
        publish(store, book, attendu=0)
    assert store.current_number() == 1


@pytest.mark.parametrize(
    ("auteur", "said"), [("  ", "Dites qui publie"), ("\x00", "Dites qui publie"), ("x" * 201, "trop long")]
)
def test_publish_refuses_an_author_that_is_blank_or_too_long(store, book, auteur, said):
    with pytest.raises(StoreError, match=said):
        publish(store, book, auteur=auteur)
    assert store.versions() == []


def test_every_store_sees_a_publication_of_another_at_once(url, open_at, book):
    one, other = open_at(url), open_at(url)
    assert other.current_number() is None
    publish(one, book)
    assert other.current_number() == 1 and other.version().auteur == "Personne employée"


def test_a_store_of_a_newer_program_is_refused_with_a_sentence(url, open_at):
    database = open_at(url)._database
    with database.writing() as connection:
        connection.execute(update(magasin).values(schema=SCHEMA_VERSION + 1))
    with pytest.raises(StoreError, match="plus récente du programme"):
        Store(url)


def test_a_store_that_cannot_be_opened_says_so(tmp_path):
    (tmp_path / "faux.sqlite").write_bytes(b"ceci n'est pas une base" * 100)
    for url in (
        f"sqlite:///{tmp_path / 'faux.sqlite'}",
        "postgresql://personne@127.0.0.1:1/rien",
        "pas une adresse",
        "sqlite:////proc/x/y",
    ):
        with pytest.raises(StoreError, match="ne répond pas"):
            Store(url)


def test_a_store_of_another_engine_says_which_ones_there_are():
    with pytest.raises(StoreError, match="SQLite ou PostgreSQL"):
        Store("mysql://usager@hote/base")


@pytest.mark.parametrize("spelling", ["postgres", "postgresql", "postgresql+psycopg", "postgresql+psycopg2"])
def test_a_store_takes_every_spelling_of_a_postgresql_address(postgresql, open_at, book, spelling):
    address = postgresql.url().partition("://")[2]
    assert publish(open_at(f"{spelling}://{address}"), book).numero == 1


def test_a_publication_cut_in_the_middle_leaves_the_old_version_whole(store, book, monkeypatch):
    publish(store, book)

    def cut(*_):
        raise RuntimeError("coupure")

    monkeypatch.setattr("analytics.publications.contents.write_files", cut)
    with pytest.raises(RuntimeError, match="coupure"):
        publish(store, workbook([initiative("b")]), [Original("b.csv", b"2")])
    assert [v.numero for v in store.versions()] == [1] and store.damage() == []


def test_damage_says_what_was_altered_behind_the_program(url, store, book):
    publish(store, book, [Original("a.csv", b"vrai")])
    assert store.damage() == []
    with store._database.writing() as connection:
        connection.execute(
            text("UPDATE contenus SET octets = :faux WHERE octets = :vrai"), {"faux": b"faux", "vrai": b"vrai"}
        )
        connection.execute(text("DELETE FROM tables_version WHERE nom = 'jalons'"))
    said = store.damage()
    assert len(said) == 2 and "La version 1 n'est pas entière" in said[0] and "a été altéré" in said[1]


def test_damage_says_which_version_is_missing(store, book):
    publish(store, book)
    with store._database.writing() as connection:
        connection.execute(update(versions).values(restauree=None))
        connection.execute(text("INSERT INTO versions SELECT 3, publiee_le, auteur, commentaire, origine, regles, lignes, fictif,"
                                " 'x', restauree, profil, constats FROM versions"))  # fmt: skip
    assert "La version 2 manque." in store.damage()


@pytest.mark.parametrize("name", list(TABLES))
def test_a_column_declared_since_a_version_was_written_comes_back_empty(store, book, name):
    publish(store, {**book, name: book[name].drop(columns=TABLES[name].names[-1])})
    read = store.tables(1)[name]
    assert list(read.columns) == list(TABLES[name].dtypes) and read[TABLES[name].names[-1]].isna().all()


def test_current_number_asks_one_question_that_takes_under_a_millisecond(tmp_path, open_at, book):
    from time import perf_counter

    store = open_at(f"sqlite:///{tmp_path / 'vite.sqlite'}")
    publish(store, book)
    store.current_number()
    times = []
    for _ in range(50):
        start = perf_counter()
        store.current_number()
        times.append(perf_counter() - start)
    assert min(times) < 0.001


def test_sqlite_keeps_a_publication_through_a_power_cut(tmp_path, open_at):
    store = open_at(f"sqlite:///{tmp_path / 'sur.sqlite'}")
    with store._database.reading() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
