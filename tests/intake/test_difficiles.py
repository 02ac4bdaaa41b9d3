"""Files such as people really send: rows, sums, headers and findings, exactly, and nothing shifted or lost."""

from __future__ import annotations

import pytest

from analytics.intake import Reading, Upload, read_uploads
from tests.intake.fichiers_difficiles import CASES


def read(name: str) -> Reading:
    """Read one case, in this process."""
    return read_uploads([Upload("projets.bin", CASES[name].write())], isole=False)


@pytest.mark.parametrize("name", CASES)
def test_difficult_file_gives_its_rows_and_its_sum(name):
    case, reading = CASES[name], read(name)
    table = reading.tables["financement"]
    assert (table.lignes, table.montants["montant_accorde"]) == (case.rows, case.cents)
    assert (table.ligne_entete, table.feuille) == (case.header, case.sheet)
    assert reading.frames["initiatives"]["titre"].tolist() == list(case.titles)


@pytest.mark.parametrize("name", CASES)
def test_difficult_file_says_what_was_decided(name):
    case, reading = CASES[name], read(name)
    assert case.codes <= {batch.code for batch in reading.batches}
    assert reading.lecture[0].separateur == case.separator
    assert case.encoding in (None, reading.lecture[0].encodage)


@pytest.mark.parametrize("name", [name for name in CASES if "retour" not in name and CASES[name].sheet is None])
def test_csv_rows_keep_their_true_numbers(name):
    case, reading = CASES[name], read(name)
    lines = case.write().count(b"\n" if b"\n" in case.write() else b"\r")
    rows = reading.frames["initiatives"]["origine_ligne"].tolist()
    assert rows == sorted(rows) and rows[0] == case.header + 1 and rows[-1] <= max(lines, 4)


def test_dates_are_read_and_placed():
    reading = read("dates")
    frame = reading.frames["initiatives"]
    assert frame["date_debut"].dt.strftime("%Y-%m-%d").tolist() == ["2021-04-01"] * 3
    assert frame["date_fin"].dt.strftime("%Y-%m-%d").tolist()[:2] == ["2021-12-05", "2022-03-31"]
    found = {(f.cellule, f.code) for f in reading.anomalies}
    assert {("J4", "date-numero"), ("K2", "date-ambigue"), ("K3", "date-incomplete"), ("K4", "date-illisible")} <= found


def test_rows_set_aside_are_named_one_by_one():
    found = {(f.ligne, f.code) for f in read("totaux-et-notes").anomalies}
    assert {(2, "ligne-intertitre"), (5, "ligne-total"), (6, "entete-repete"), (7, "ligne-intertitre")} <= found
    assert {
        (9, "ligne-total"),
        (10, "ligne-total"),
        (11, "ligne-vide"),
        (12, "ligne-note"),
        (13, "ligne-note"),
    } <= found


def test_mended_texts_are_named_one_by_one():
    reading = read("code-deux-fois")
    mended = {f.cellule: f.valeur for f in reading.anomalies if f.code == "texte-repare"}
    assert mended["B2"] == "Frigos dâ€™Ã©tÃ©"
    assert "« Frigos d’été »" in next(f.message for f in reading.anomalies if f.cellule == "B2")


def test_error_cells_of_an_old_workbook_are_placed():
    assert ("J5", "valeur-erreur-excel") in {(f.cellule, f.code) for f in read("xls-erreur").anomalies}
    assert ("I4", "valeur-erreur-excel") in {(f.cellule, f.code) for f in read("ods-erreur").anomalies}


@pytest.mark.parametrize(("name", "rows"), [("masques", [3]), ("xls-masques", [3, 4])])
def test_hidden_rows_are_read_and_named_one_by_one(name, rows):
    reading = read(name)
    assert [f.ligne for f in reading.anomalies if f.code == "ligne-masquee" and f.feuille == "Projets"] == rows
    assert set(rows) <= set(reading.frames["initiatives"]["origine_ligne"])


def test_headers_over_two_lines_name_both_amounts():
    columns = read("entetes-sur-deux-lignes").tables["financement"].colonnes
    assert columns["Montant accordé"] == "montant_accorde" and columns["Montant versé"] == "montant_verse"
