"""A whole version in one archive: the files as received, the tables, how it was made."""

from __future__ import annotations

import io
import json
import zipfile

from analytics.exports.version_entiere import distinct_names, write_version
from analytics.publications import Original, Provenance, Store
from analytics.publications.frames import sha256
from analytics.schema import TABLES
from tests.publications.fabrique import correction, first_book, publish

FILES = [Original("bilan.xlsx", b"\x00octets"), Original("../../etc/bilan.xlsx", b"autres"), Original("..", b"")]


def archive(tmp_path) -> zipfile.ZipFile:
    """Return the archive of a version made of three files and one correction."""
    store = Store(f"sqlite:///{tmp_path / 'x.sqlite'}")
    version = publish(
        store, first_book(), FILES, provenance=Provenance({"colonnes": {}}, (correction("12"),), {"niveaux": {}})
    )
    made = write_version(
        version, store.originals(1), store.tables(1), store.provenance(1), store.journal.about("version 1")
    )
    store.close()
    return zipfile.ZipFile(io.BytesIO(made))


def test_write_version_keeps_each_file_byte_for_byte_inside_its_own_folder(tmp_path):
    book = archive(tmp_path)
    said = json.loads(book.read("version.json"))["fichiers"]
    assert [book.read(one["dans"]) for one in said] == [one.contenu for one in FILES]
    assert [one["sha256"] for one in said] == [sha256(one.contenu) for one in FILES]
    assert all(name.count("/") < 2 and ".." not in name for name in book.namelist())


def test_write_version_says_how_it_was_made(tmp_path):
    book = archive(tmp_path)
    said = json.loads(book.read("version.json"))
    assert (said["numero"], said["auteur"], said["corrections"][0]["apres"]) == (1, "Personne employée", "12")
    assert [entry["quoi"] for entry in said["journal"]] == ["publication"]
    assert {f"tables/{name}.csv" for name in TABLES} <= set(book.namelist())
    assert b"19606,25" in book.read("tables/financement.csv")


def test_distinct_names_gives_each_file_a_name_of_its_own():
    assert distinct_names(FILES) == ["bilan.xlsx", "2 bilan.xlsx", "fichier 3"]
