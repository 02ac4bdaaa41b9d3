"""`verifier --annote`: where the annotated workbooks go, one file or several."""

from __future__ import annotations

import openpyxl

from tests.intake.classeur_riche import rich_bytes
from tests.intake.fabrique import FLAT_HEADER, csv_bytes

FAULTY = csv_bytes([FLAT_HEADER, ["P1", "Frigos", "M", "Gaspé", "Alimentation", "en cours", "Autre", "2021-2022", "1"]])


def test_verifier_writes_the_annotated_workbook_under_the_name_asked_for(verify, tmp_path):
    (tmp_path / "x.csv").write_bytes(FAULTY)
    code, document, _ = verify("x.csv", "--annote", "sortie.xlsx")
    assert (code, document["annotes"]) == (1, ["sortie.xlsx"])
    assert openpyxl.load_workbook(tmp_path / "sortie.xlsx")["x"]["D2"].comment
    assert "annotes" not in verify("x.csv")[1]


def test_verifier_writes_one_workbook_a_file_when_there_are_several(verify, tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.csv").write_bytes(FAULTY)
    (tmp_path / "m.xlsm").write_bytes(rich_bytes(macro=True))
    _, document, _ = verify("a/x.csv", "m.xlsm", "b/x.csv", "--annote", "sortie.xlsx")
    assert document["annotes"] == ["sortie - x.xlsx", "sortie - m.xlsm", "sortie - x (2).xlsx"]
    found = {(one["fichier"], one["cellule"]) for one in document["anomalies"] if one["code"] == "territoire-inconnu"}
    assert {("a/x.csv", "D2"), ("b/x.csv", "D2")} <= found
    _, document, _ = verify("m.xlsm", "--annote", "a")
    assert document["annotes"] == ["a/m (annoté).xlsm"]


def test_verifier_says_which_file_cannot_be_annotated_and_where_nothing_can_be_written(verify, tmp_path):
    (tmp_path / "x.csv").write_bytes(FAULTY)
    (tmp_path / "y.pdf").write_bytes(b"%PDF-1.4 fichier")
    code, document, said = verify("x.csv", "y.pdf", "--annote", "sortie.xlsx")
    assert (code, document["annotes"]) == (2, ["sortie - x.xlsx"])
    assert "« y.pdf » n'a pas pu être lu" in said
    code, document, _ = verify("x.csv", "--annote", "absent/sortie.xlsx")
    assert code == 2 and "ne peut pas être écrit" in document["erreur"]
