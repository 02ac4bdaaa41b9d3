"""`exporter`: one call a kind of file, a territory by any of its names, a folder made if need be."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from analytics.commands.exports import WRITERS
from analytics.commands.parser import EXPORTS

ENDS = {"classeur": ".xlsx", "diapositives": ".pptx", "fiches": ".pdf", "donnees-ouvertes": ".zip"}


@pytest.fixture
def call(call):
    """Return a function that exports and returns (exit code, document)."""
    return partial(call, "exporter")


def test_every_export_of_the_contract_has_its_writer():
    assert set(WRITERS) == set(EXPORTS) == set(ENDS)


@pytest.mark.parametrize("kind", EXPORTS)
def test_exporter_writes_one_file_and_says_which(call, tmp_path, kind):
    path = tmp_path / "nouveau dossier" / f"sortie{ENDS[kind]}"
    code, document = call(kind, "--sortie", path, "--territoire", "mrc de la mitis")
    assert (code, document["version"], document["sortie"]) == (0, 1, str(path))
    assert document["fichiers"] == [{"sortie": str(path), "octets": path.stat().st_size}]
    assert path.read_bytes()[:2] in (b"PK", b"%P")


def test_exporter_writes_a_folder_of_sheets(call, tmp_path):
    code, document = call("fiches", "--sortie", tmp_path / "fiches", "--territoire", "Régional")
    assert code == 0 and [Path(one["sortie"]).name for one in document["fichiers"]] == ["fiche-regional.pdf"]


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["fiches", "--territoire", "Atlantide"], "« Atlantide » n'est pas un territoire. Territoires : Kamouraska, "),
        (["fiches", "--version", "9"], "La version 9 n'existe pas"),
        (["fiches", "--depuis", "9"], "La version 9 n'existe pas"),
    ],
)
def test_exporter_refuses_what_does_not_exist(call, tmp_path, argv, said):
    code, document = call(*argv, "--sortie", tmp_path / "x.pdf")
    assert code == 2 and said in document["erreur"] and not (tmp_path / "x.pdf").exists()


def test_exporter_says_when_the_disk_refuses(call, tmp_path):
    (tmp_path / "fichier").write_text("occupé", encoding="utf-8")
    code, document = call("classeur", "--sortie", tmp_path / "fichier" / "x.xlsx")
    assert code == 2 and "ne peut pas être écrit" in document["erreur"]
