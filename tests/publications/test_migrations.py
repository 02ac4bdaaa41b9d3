"""An older store is brought to the present layout; a half-made one too; several replicas that start at once make one store."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, make_url, text

from analytics.publications import Original, Provenance, Store
from analytics.publications.database import Database, layout_version, upgrade_layout
from analytics.publications.layout import SCHEMA_VERSION, metadata
from analytics.publications.migrations import STEPS, schema_1
from analytics.schema import TABLES
from tests.publications.fabrique import publish, restore

FILES = Path(__file__).parent / "fichiers"


@pytest.fixture
def old(url, engine):
    """Name a store as the first version of the program left it: a file it wrote, or the dump of a database it filled."""
    if engine == "sqlite":
        path = Path(make_url(url).database)
        path.parent.mkdir(parents=True)
        shutil.copy(FILES / "magasin-1.sqlite", path)
    else:
        with psycopg.connect(url) as connection:
            connection.execute((FILES / "magasin-1.sql").read_text(encoding="utf-8"))
    return url


def differences(url):
    """Return what the database has that the declared layout lacks, and the contrary."""
    database = Database(url)
    with database.reading() as connection:
        found = compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata)
        version = layout_version(connection)
    database.close()
    return version, found


def test_the_migrations_lead_to_the_declared_layout(url):
    assert differences(url) == (SCHEMA_VERSION, [])
    assert list(STEPS) == list(range(1, SCHEMA_VERSION + 1))


def test_an_older_store_gets_the_declared_layout(old):
    assert differences(old) == (SCHEMA_VERSION, [])


def test_an_older_store_keeps_everything_it_holds(old, open_at):
    store = open_at(old)
    second, first = store.versions()
    assert (first.numero, first.auteur, first.commentaire, first.origine) == (
        1,
        "Personne employée",
        "Première",
        "faits publiés",
    )
    assert first.publiee_le == datetime(2026, 11, 22, 15, 30, tzinfo=UTC) and first.restauree is None
    assert (second.fictif, second.courante, second.lignes) == (True, True, {"initiatives": 2, "organismes": 1})
    assert store.originals(1) == [Original("été.csv", b"\xff\x00a"), Original("b.xlsx", bytes(range(256)))]
    assert store.tables(1)["financement"]["montant_accorde"].tolist() == [1_960_625]
    assert list(store.tables(2)["initiatives"]["titre"]) == ["Jardin", "Titre b"] and set(store.tables(2)) == set(
        TABLES
    )
    assert store.provenance(1) == Provenance() and store.damage() == []


def test_an_older_store_goes_on_being_used(old, open_at, book):
    store = open_at(old)
    assert publish(store, {"initiatives": book["initiatives"]}).lignes["organismes"] == 1
    restored = restore(store, 1)
    assert (restored.numero, restored.empreinte) == (4, store.version(1).empreinte)
    assert store.damage() == [] and [e.objet for e in store.journal.entries()] == ["version 4", "version 3"]


def test_an_older_store_opened_by_eight_replicas_at_once_is_migrated_once(old):
    with ThreadPoolExecutor(8) as pool:
        stores = list(pool.map(Store, [old] * 8))
    assert [store.current_number() for store in stores] == [2] * 8 and stores[0].damage() == []
    for store in stores:
        store.close()
    assert differences(old) == (SCHEMA_VERSION, [])


def test_a_new_store_opened_by_eight_replicas_at_once_is_made_once(url, book):
    with ThreadPoolExecutor(8) as pool:
        stores = list(pool.map(Store, [url] * 8))
    assert publish(stores[0], book).numero == 1 and stores[7].current_number() == 1
    for store in stores:
        store.close()
    assert differences(url) == (SCHEMA_VERSION, [])


@pytest.mark.parametrize("made", [["magasin"], ["magasin", "contenus", "versions"], ["contenus"]])
def test_a_store_whose_making_was_interrupted_is_completed(url, open_at, book, made):
    if url.startswith("sqlite"):
        Path(make_url(url).database).parent.mkdir(parents=True)
    half = create_engine(url)
    schema_1.frozen.create_all(half, tables=[schema_1.frozen.tables[name] for name in made])
    half.dispose()
    assert publish(open_at(url), book).numero == 1 and differences(url) == (SCHEMA_VERSION, [])


def test_a_migration_that_fails_leaves_the_store_as_it_was(url, monkeypatch):
    def broken(connection, operations):
        connection.execute(text("CREATE TABLE essai (a integer)"))
        raise RuntimeError("coupure")

    monkeypatch.setitem(STEPS, SCHEMA_VERSION + 1, broken)
    database = Database(url)
    with pytest.raises(RuntimeError, match="coupure"), database.writing() as connection:
        upgrade_layout(connection, SCHEMA_VERSION, SCHEMA_VERSION + 1)
    with database.reading() as connection:
        assert layout_version(connection) == SCHEMA_VERSION and not inspect(connection).has_table("essai")
    database.close()
