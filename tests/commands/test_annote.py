"""`verifier --annote`: where the annotated workbooks go, one file or several."""

from __future__ import annotations

import json

import openpyxl
import pytest

from analytics.__main__ import main
from tests.intake.classeur_riche import rich_bytes
from tests.intake.fabrique import FLAT_HEADER, csv_bytes

FAULTY = csv_bytes([FLAT_HEADER, ["P1", "Frigos", "M", "Gaspé", "Alimentation", "en cours", "Autre", "2021-2022", "1"]])


@pytest.fixture
def call(tmp_path, monkeypatch, capsys):
    """Return a function that runs `verifier --json` on a new store, in a folder of its own."""
    monkeypatch.setenv("ALLIANCE_DATABASE_URL", f"sqlite:///{tmp_path / 'essai.sqlite'}")
    monkeypatch.chdir(tmp_path)

    def run(*argv):
        code = main(["verifier", *map(str, argv), "--json"])
        said = capsys.readouterr()
        return code, json.loads(said.out), said.err

    return run


def test_verifier_writes_the_annotated_workbook_under_the_name_asked_for(call, tmp_path):
    (tmp_path / "x.csv").write_bytes(FAULTY)
    code, document, _ = call("x.csv", "--annote", "sortie.xlsx")
    assert (code, document["annotes"]) == (1, ["sortie.xlsx"])
    assert openpyxl.load_workbook(tmp_path / "sortie.xlsx")["x"]["D2"].comment
    assert "annotes" not in call("x.csv")[1]


def test_verifier_writes_one_workbook_a_file_when_there_are_several(call, tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.csv").write_bytes(FAULTY)
    (tmp_path / "m.xlsm").write_bytes(rich_bytes(macro=True))
    _, document, _ = call("a/x.csv", "m.xlsm", "b/x.csv", "--annote", "sortie.xlsx")
    assert document["annotes"] == ["sortie - x.xlsx", "sortie - m.xlsm", "sortie - x (2).xlsx"]
    found = {(one["fichier"], one["cellule"]) for one in document["anomalies"] if one["code"] == "territoire-inconnu"}
    assert {("a/x.csv", "D2"), ("b/x.csv", "D2")} <= found
    _, document, _ = call("m.xlsm", "--annote", "a")
    assert document["annotes"] == ["a/m (annoté).xlsm"]


def test_verifier_says_which_file_cannot_be_annotated_and_where_nothing_can_be_written(call, tmp_path):
    (tmp_path / "x.csv").write_bytes(FAULTY)
    (tmp_path / "y.pdf").write_bytes(b"%PDF-1.4 fichier")
    code, document, said = call("x.csv", "y.pdf", "--annote", "sortie.xlsx")
    assert (code, document["annotes"]) == (2, ["sortie - x.xlsx"])
    assert "« y.pdf » n'a pas pu être lu" in said
    code, document, _ = call("x.csv", "--annote", "absent/sortie.xlsx")
    assert code == 2 and "ne peut pas être écrit" in document["erreur"]
