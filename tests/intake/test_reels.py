"""Real files that people published, each with its right answer: rows, sums, encodings and faulty cells, exactly.

The files stand beside the project, in `../shared/essais/reels`, and are never copied into it; `test_difficiles` covers
the same kinds with files of the project's own making.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from analytics.intake import Profil, Reading, Upload, read_uploads

REELS = Path(__file__).resolve().parents[3] / "shared" / "essais" / "reels"
ANSWERS = REELS / "reponses.csv"
CONSTANTES = {
    "territoire": "Régional",
    "priorite": "Santé",
    "statut": "terminée",
    "source_financement": "Autre",
    "exercice": "2017-2018",
}
SCDL = {
    "nomBeneficiaire": "organisme_porteur",
    "objet": "titre",
    "montant": "montant_accorde",
    "dateConvention": "date_debut",
}
COLONNES = {
    "fr_aube.xlsx": {
        "Nom du bénéficiaire": "organisme_porteur",
        "Objet de la subvention": "titre",
        "H": "montant_accorde",
        "Date de la convention de subvention": "date_debut",
    },
    "fr_deux_sevres.xls": {
        "Nom attributaire": "organisme_porteur",
        "Objet convention": "titre",
        "Montant décidé ligne": "montant_accorde",
        "Date convention": "date_debut",
        "Date premier mandat ligne": "date_fin",
    },
    "fr_lot_2017_cp1252.csv": SCDL | {"NomAttribuant": "fiduciaire"},
    "fr_nievre_2016_liste.csv": {
        "ATTRIB_NOM": "organisme_porteur",
        "SUB_OBJET": "titre",
        "SUB_MONTANT": "montant_accorde",
    },
    "fr_somme_20180302.csv": SCDL | {"nomAttribuant": "fiduciaire"},
    "fr_haute_garonne.csv": SCDL | {"nomAttribuant": "fiduciaire"},
    "scdl_invalide_colonnes.csv": {
        "NOM_Beneficiaire": "organisme_porteur",
        "objet": "titre",
        "montant": "montant_accorde",
        "dateConvention": "date_debut",
    },
    "scdl_duplicate_column.csv": SCDL | {"M": "ads_plus"},
    "asso_fixture_errors.csv": SCDL | {"dates_versement": "date_fin"},
    "mt_utf-16le_encoded.csv": {"Organisation_name": "organisme_porteur", "K": "montant_accorde"},
    "mt_mixedGLB.csv": {"Year": "titre", "DJF": "montant_verse"},
    "cal_issue139_bad_date.xlsx": {"date": "date_debut"},
    "csvkit_null_byte.csv": {"a": "titre", "b": "montant_accorde"},
    "spectrum_newlines_crlf.csv": {"a": "titre", "b": "montant_accorde"},
    "spectrum_quotes_and_newlines.csv": {"a": "montant_accorde", "b": "titre"},
}
ENCODAGES = {
    "fr_lot_2017_cp1252.csv": "cp1252",
    "fr_nievre_2016_liste.csv": "cp1252",
    "fr_somme_20180302.csv": "cp1252",
    "fr_haute_garonne.csv": "utf-8",
    "mt_utf-16le_encoded.csv": "utf-16",
    "mt_mixedGLB.csv": "utf-8",
}

if not ANSWERS.exists():
    pytest.skip("les fichiers réels (../shared/essais/reels) ne sont pas à côté du projet", allow_module_level=True)


def _answers() -> dict[str, dict[str, str]]:
    """Read file → its right answer."""
    with ANSWERS.open(encoding="utf-8", newline="") as file:
        return {row["file"]: row for row in csv.DictReader(file)}


ANSWER = _answers()
READABLE = [name for name in ANSWER if name != "cal_password.xlsx"]


@cache
def read(name: str) -> Reading:
    """Read one real file with the profile of its layout."""
    profil = Profil(colonnes=COLONNES.get(name, SCDL), constantes=CONSTANTES)
    return read_uploads([Upload(name, (REELS / name).read_bytes())], profil)


def found(name: str) -> set[tuple[str | None, str]]:
    """Return the (cell, code) of the findings of a file."""
    return {(finding.cellule, finding.code) for finding in read(name).anomalies}


def test_every_real_file_has_an_answer():
    assert {path.name for path in REELS.iterdir()} == {*ANSWER, ANSWERS.name}


@pytest.mark.parametrize("name", READABLE)
def test_real_file_gives_its_rows(name):
    table = read(name).tables["initiatives"]
    assert table.lignes == int(ANSWER[name]["data_rows"])
    assert str(table.ligne_entete) == ANSWER[name]["header_row"]
    assert table.feuille == (ANSWER[name]["sheet"] or None) or name.startswith("cal_")


@pytest.mark.parametrize("name", [name for name in READABLE if ANSWER[name]["amount_sum"]])
def test_real_file_gives_its_sum(name):
    expected = int(Decimal(ANSWER[name]["amount_sum"]) * 100)
    assert read(name).tables["financement"].montants == {"montant_accorde": expected}
    assert read(name).frames["financement"]["montant_accorde"].sum() == expected


@pytest.mark.parametrize("name", ENCODAGES)
def test_real_file_gives_its_encoding(name):
    assert read(name).lecture[0].encodage == ENCODAGES[name]
    texts = read(name).frames["initiatives"].select_dtypes("str").stack()
    assert not texts.str.contains("�|ï»¿|Ã|\x92").any()


def test_password_is_said():
    reading = read("cal_password.xlsx")
    assert [finding.code for finding in reading.anomalies] == ["fichier-protege"]
    assert "protégé par un mot de passe" in reading.anomalies[0].message


def test_aube_has_its_dates_and_its_currency():
    dates = read("fr_aube.xlsx").frames["initiatives"]["date_debut"].dt.strftime("%Y-%m-%d").tolist()
    assert sorted(dates) == sorted(["2017-11-16"] * 2 + ["2017-11-03", "2017-10-01", "2017-10-25"] + ["2017-12-06"] * 2)
    assert {(f"H{row}", "montant-autre-monnaie") for row in range(3, 10)} <= found("fr_aube.xlsx")


def test_deux_sevres_has_its_beneficiaries_and_its_missing_dates():
    reading = read("fr_deux_sevres.xls")
    assert reading.frames["initiatives"]["organisme_porteur"].nunique() == 267
    assert reading.lecture[0].format == "xls"


def test_lot_reads_its_ligature_and_says_its_encoding():
    frame = read("fr_lot_2017_cp1252.csv").frames["initiatives"]
    assert frame["titre"].str.contains("œuvre").any()
    assert frame["fiduciaire"].value_counts().tolist() == [9, 4]
    assert (None, "encodage-devine") in found("fr_lot_2017_cp1252.csv")


def test_nievre_has_its_seven_faulty_cells():
    rows = {f.ligne: f.code for f in read("fr_nievre_2016_liste.csv").anomalies if f.cellule and f.cellule[0] == "J"}
    assert {row for row, code in rows.items() if code == "montant-illisible"} == {91, 94, 95, 96, 97}
    assert rows[8] == "valeur-manquante"
    assert 60 in {f.ligne for f in read("fr_nievre_2016_liste.csv").anomalies}
    assert len(read("fr_nievre_2016_liste.csv").frames["financement"].dropna(subset="montant_accorde")) == 90
    assert read("fr_nievre_2016_liste.csv").frames["financement"]["montant_accorde"].max() == 9_644_223 * 100


def test_somme_is_read_in_two_encodings_and_said():
    reading = read("fr_somme_20180302.csv")
    assert next(iter(reading.tables["initiatives"].colonnes)) == "nomAttribuant"
    assert reading.frames["initiatives"]["titre"].str.contains("estimée à 89 852 € HT", regex=False).any()
    assert (None, "encodage-melange") in found("fr_somme_20180302.csv")


def test_haute_garonne_has_its_two_bodies():
    counts = read("fr_haute_garonne.csv").frames["initiatives"]["fiduciaire"].value_counts()
    assert sorted(counts.tolist()) == [29, 40]


def test_planted_errors_of_the_schema_are_found():
    assert ("C5", "date-ambigue") in found("scdl_invalide_cellules.csv")
    amounts = read("scdl_invalide_cellules.csv").frames["financement"].set_index("origine_ligne")["montant_accorde"]
    assert amounts[6] == 10_000_010 and 10 not in amounts.index


def test_errors_and_duplicates_of_the_associations_are_found():
    reading = read("asso_fixture_errors.csv")
    assert ("L3", "date-illisible") in found("asso_fixture_errors.csv")
    assert {f.ligne for f in reading.anomalies if f.code == "ligne-en-double"} == {5, 9}


def test_pivot_sheet_is_left_aside_and_said():
    assert (None, "feuille-croisee") in found("asso_SCDL_WITH_EXERCICE_ALT.xlsx")
    assert {(f"I{row}", "date-illisible") for row in (2, 3, 4)} <= found("asso_SCDL_WITH_EXERCICE_ALT.xlsx")


def test_date_beyond_the_calendar_is_a_finding_of_its_cell():
    assert {cell for cell, code in found("cal_issue139_bad_date.xlsx") if code.startswith("date-")} == {"A2"}


def test_nul_character_is_taken_away_and_said():
    assert (None, "caracteres-retires") in found("csvkit_null_byte.csv")


def test_missing_sign_of_stars_is_never_a_number():
    frame = read("mt_mixedGLB.csv").frames["financement"]
    assert pd.isna(frame["montant_verse"].iloc[0]) or frame["origine_ligne"].iloc[0] > 5
    assert any(f.valeur == "*****" and f.code == "valeur-manquante" for f in read("mt_mixedGLB.csv").anomalies)


def test_line_breaks_and_quotes_stay_in_their_cells():
    assert read("spectrum_newlines_crlf.csv").frames["initiatives"]["titre"].iloc[1].split() == [
        "Once",
        "upon",
        "a",
        "time",
    ]
    assert read("spectrum_quotes_and_newlines.csv").frames["initiatives"]["titre"].tolist() == ['ha \n"ha" \nha', "4"]
