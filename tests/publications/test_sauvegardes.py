"""A backup holds everything, says when it is broken, and is recovered in an empty store of either engine."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import psycopg
import pytest
from argon2 import PasswordHasher
from sqlalchemy import create_engine, make_url, text

from analytics.publications import Original, Provenance, Role, Store, StoreError
from analytics.publications.archive import MANIFEST, write_archive
from analytics.publications.backup import back_up, recover
from analytics.publications.layout import SCHEMA_VERSION, metadata
from tests.publications.fabrique import LATER, NOW, correction, publish, restore

FILES = Path(__file__).parent / "fichiers"
PASSWORD = "cheval neige octobre lampe"


@pytest.fixture
def full(store, book):
    """Fill a store with a little of everything."""
    store.comptes._hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    how = Provenance(
        {"decimale": "virgule"}, (correction("12"), correction(None, feuille=None)), {"niveaux": {"erreur": 0}}
    )
    draft = store.brouillons.create([Original("reçu.xlsx", b"PK" + bytes(5000))], proprietaire="p@exemple.org", le=NOW)
    publish(
        store, book, [Original("é.csv", b"\xff\x00"), Original("vide.csv", b"")], provenance=how, brouillon=draft.id
    )
    restore(store, 1)
    store.brouillons.create([Original("b.csv", b"texte" * 1000)], proprietaire="p@exemple.org", le=NOW, base=2)
    store.profils.keep(["Montant", None], {"colonnes": {"Montant": "montant_accorde"}}, auteur="p", le=NOW)
    store.comptes.create("p@exemple.org", Role.ADMINISTRATION, PASSWORD, par="terminal", le=NOW)
    store.codes.create(le=NOW)
    with pytest.raises(StoreError):
        store.comptes.log_in("q@exemple.org", "mauvais", le=NOW)
    store.sessions.open(store.comptes.find("p@exemple.org"), le=NOW)
    return store


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request, tmp_path):
    """Name an empty store of either engine, to recover in."""
    if request.param == "postgresql":
        return request.getfixturevalue("postgresql").url()
    return f"sqlite:///{tmp_path / 'ailleurs' / 'alliance.sqlite'}"


def rows(store):
    """Return every row of a store but its layout's version, by table, moments in UTC."""
    with store._database.reading() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(table.select()).all()))
            for table in metadata.sorted_tables
            if table.name != "magasin"
        }


def test_a_backup_recovered_on_either_engine_holds_every_row_and_byte(full, url, empty_url, open_at, tmp_path):
    path, before = tmp_path / "s.zip", rows(full)
    assert min(len(found) for found in before.values()) > 0
    written = back_up(url, path, NOW)
    assert (written.versions, written.contenus, written.taille) == (2, len(before["contenus"]), path.stat().st_size)
    assert recover(empty_url, path, LATER) == written
    recovered = open_at(empty_url)
    entry = recovered.journal.entries()[0]
    assert (entry.quoi, entry.le, entry.details["empreinte"]) == ("recuperation", LATER, written.empreinte)
    with recovered._database.writing() as connection:
        connection.execute(text("DELETE FROM journal WHERE quoi = 'recuperation'"))
        assert connection.execute(text("SELECT count(*) FROM brouillons WHERE profil IS NULL")).scalar() == 2
    assert rows(recovered) == before | {"sessions": []} and recovered.damage() == []
    assert recovered.comptes.log_in("p@exemple.org", PASSWORD, le=LATER).role is Role.ADMINISTRATION
    assert publish(recovered, recovered.tables(1)).numero == 3


def test_a_backup_of_a_store_is_the_same_to_the_byte_whatever_its_engine(full, url, empty_url, tmp_path):
    first, second = tmp_path / "1.zip", tmp_path / "2.zip"
    back_up(url, first, NOW)
    recover(empty_url, first, LATER)
    back_up(empty_url, second, NOW)
    with zipfile.ZipFile(first) as one, zipfile.ZipFile(second) as other:
        assert one.namelist() == other.namelist()
        differing = {name for name in one.namelist() if one.read(name) != other.read(name)}
    assert differing == {"tables/journal.jsonl", MANIFEST}


def test_a_backup_sees_the_store_as_it_was_when_it_began(full, url, open_at, book, tmp_path):
    path, other = tmp_path / "s.zip", open_at(url)
    with other._database.snapshot() as connection:
        connection.execute(text("SELECT 1 FROM versions")).all()
        publish(full, book, [Original("après.csv", b"9")])
        manifest = write_archive(connection, path, SCHEMA_VERSION, NOW)
    assert manifest["tables"]["versions"]["lignes"] == 2 and full.current_number() == 3


def test_a_backup_replaces_nothing(full, url, tmp_path):
    path = tmp_path / "s.zip"
    path.write_bytes(b"autre chose")
    with pytest.raises(StoreError, match="existe déjà"):
        back_up(url, path, NOW)
    assert path.read_bytes() == b"autre chose"


def test_a_backup_of_an_empty_store_is_refused_and_leaves_no_file(new_url, tmp_path):
    with pytest.raises(StoreError, match="ne contient aucune version"):
        back_up(new_url(), tmp_path / "s.zip", NOW)
    assert list(tmp_path.glob("s.zip*")) == []


def test_a_backup_of_a_damaged_store_is_refused_and_leaves_no_file(full, url, tmp_path):
    with full._database.writing() as connection:
        connection.execute(
            text("UPDATE contenus SET octets = :faux WHERE octets = :vrai"), {"faux": b"x", "vrai": b"\xff\x00"}
        )
    with pytest.raises(StoreError, match="altéré"):
        back_up(url, tmp_path / "s.zip", NOW)
    assert list(tmp_path.glob("s.zip*")) == []


def test_a_backup_in_a_folder_that_does_not_exist_is_told(full, url, tmp_path):
    with pytest.raises(StoreError, match="ne peut pas être écrit"):
        back_up(url, tmp_path / "absent" / "s.zip", NOW)


def test_recover_never_writes_over_anything(full, url, new_url, tmp_path):
    path, other = tmp_path / "s.zip", new_url()
    back_up(url, path, NOW)
    only_a_profile = Store(other)
    only_a_profile.profils.keep(["a"], {}, auteur="p", le=NOW)
    before = rows(only_a_profile)
    for target in (url, other):
        with pytest.raises(StoreError, match="n'est pas vide : rien n'a été récupéré"):
            recover(target, path, LATER)
    assert rows(only_a_profile) == before
    only_a_profile.close()


def rewritten(path, change):
    """Write a backup again with some of its entries changed (None: left out)."""
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    change(entries)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in entries.items():
            if content is not None:
                archive.writestr(name, content)


def first_content(entries):
    """Return the name of one content of a backup."""
    return next(name for name in entries if name.startswith("contenus/"))


def manifest_with(entries, **changes):
    """Change the manifest of a backup."""
    entries[MANIFEST] = json.dumps(json.loads(entries[MANIFEST]) | changes).encode()


BROKEN = {
    "a content altered": lambda e: e.update({first_content(e): b"faux"}),
    "a content lost": lambda e: e.update({first_content(e): None}),
    "a content added": lambda e: e.update({"contenus/" + "0" * 64: b"de trop"}),
    "a row altered": lambda e: e.update(
        {"tables/versions.jsonl": e["tables/versions.jsonl"].replace(b"Essai", b"Autre")}
    ),
    "a row lost": lambda e: e.update({"tables/versions.jsonl": e["tables/versions.jsonl"].split(b"\n")[0] + b"\n"}),
    "a table lost": lambda e: e.update({"tables/journal.jsonl": None}),
    "no manifest": lambda e: e.update({MANIFEST: None}),
    "a manifest that is no document": lambda e: e.update({MANIFEST: b"{"}),
    "a manifest that is a list": lambda e: e.update({MANIFEST: b"[]"}),
    "another format": lambda e: manifest_with(e, format="autre"),
    "no version of the layout": lambda e: manifest_with(e, schema="2"),
    "a table of something else": lambda e: manifest_with(e, tables={"magasin": {"lignes": 0, "empreinte": ""}}),
    "no day": lambda e: manifest_with(e, creee_le="hier"),
}


@pytest.mark.parametrize("change", BROKEN.values(), ids=list(BROKEN))
def test_a_broken_backup_is_refused_and_nothing_is_written(full, url, new_url, open_at, tmp_path, change):
    path, target = tmp_path / "s.zip", new_url()
    back_up(url, path, NOW)
    rewritten(path, change)
    with pytest.raises(StoreError, match="incomplet ou abîmé : rien n'a été récupéré"):
        recover(target, path, LATER)
    assert open_at(target).versions() == []


def test_a_backup_cut_anywhere_is_refused(full, url, new_url, tmp_path):
    path = tmp_path / "s.zip"
    back_up(url, path, NOW)
    whole = path.read_bytes()
    for kept in (0, 1, 100, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:kept])
        with pytest.raises(StoreError, match="incomplet ou abîmé"):
            recover(new_url(), path, LATER)


def test_a_backup_with_one_byte_changed_is_refused_or_the_same(full, url, new_url, open_at, tmp_path):
    path = tmp_path / "s.zip"
    back_up(url, path, NOW)
    whole = path.read_bytes()
    for place in range(0, len(whole), len(whole) // 25):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        target = new_url()
        try:
            recover(target, path, LATER)
        except StoreError:
            assert open_at(target).versions() == []
        else:
            assert rows(open_at(target))["versions"] == rows(full)["versions"]


def test_parts_that_do_not_hold_together_are_refused(full, url, new_url, open_at, tmp_path):
    path, target = tmp_path / "s.zip", new_url()
    with full._database.writing() as connection:
        connection.execute(text("DELETE FROM tables_version WHERE numero = 2 AND nom = 'jalons'"))
    back_up(url, path, NOW)
    with pytest.raises(StoreError, match="La version 2 n'est pas entière"):
        recover(target, path, LATER)
    assert open_at(target).versions() == []


def test_a_backup_of_a_newer_program_is_told(full, url, new_url, tmp_path):
    path = tmp_path / "s.zip"
    back_up(url, path, NOW)
    rewritten(path, lambda entries: manifest_with(entries, schema=SCHEMA_VERSION + 1))
    with pytest.raises(StoreError, match="plus récente du programme"):
        recover(new_url(), path, LATER)


def test_a_backup_of_the_first_layout_is_recovered_and_migrated(engine, url, empty_url, open_at, tmp_path):
    if engine == "sqlite":
        Path(make_url(url).database).parent.mkdir(parents=True)
        shutil.copy(FILES / "magasin-1.sqlite", make_url(url).database)
    else:
        with psycopg.connect(url) as connection:
            connection.execute((FILES / "magasin-1.sql").read_text(encoding="utf-8"))
    old = create_engine(url)
    with old.connect() as connection:
        write_archive(connection, tmp_path / "s.zip", 1, NOW)
    old.dispose()
    assert recover(empty_url, tmp_path / "s.zip", LATER).versions == 2
    store = open_at(empty_url)
    assert store.originals(1)[0] == Original("été.csv", b"\xff\x00a") and store.damage() == []
    assert publish(store, store.tables(2)).numero == 3


def test_the_tables_of_another_program_are_left_alone(postgresql, open_at, book, tmp_path):
    url, target = postgresql.url(), postgresql.url()
    for place in (url, target):
        with psycopg.connect(place) as connection:
            connection.execute("CREATE TABLE ailleurs (a integer); INSERT INTO ailleurs VALUES (1)")
    publish(open_at(url), book)
    back_up(url, tmp_path / "s.zip", NOW)
    assert recover(target, tmp_path / "s.zip", LATER).versions == 1
    with psycopg.connect(target) as connection:
        assert connection.execute("SELECT a FROM ailleurs").fetchall() == [(1,)]


def test_recover_a_file_that_is_not_there_is_told(url, tmp_path):
    with pytest.raises(StoreError, match="n'existe pas"):
        recover(url, tmp_path / "absent.zip", NOW)
