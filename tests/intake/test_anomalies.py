"""Findings of cells, rows and headers: (cell, code) pairs, and the true row and column of each."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.schema import TABLES
from tests.intake.fabrique import codes, one_row, pairs, read_csv, read_xlsx

CELLS = [
    ("financement", "montant_accorde", "douze mille", "montant-illisible", None),
    ("financement", "montant_accorde", "1,500 $", "montant-ambigu", 150_000),
    ("financement", "montant_accorde", "10,005", "montant-ambigu", 1_000_500),
    ("financement", "montant_accorde", "33,3333", "montant-trop-de-decimales", 3_333),
    ("financement", "montant_accorde", "2,5E7", "montant-abrege", 2_500_000_000),
    ("financement", "montant_accorde", "97 000euros", "montant-autre-monnaie", 9_700_000),
    ("financement", "montant_accorde", "(1 000,00)", "montant-negatif", -100_000),
    ("financement", "montant_accorde", "1E30", "montant-demesure", None),
    ("financement", "montant_accorde", "x", "valeur-manquante", None),
    ("financement", "montant_accorde", "..", "valeur-manquante", None),
    ("financement", "exercice", "2021/2022", "valeur-reconnue", "2021-2022"),
    ("financement", "exercice", "2021-22", "valeur-reconnue", "2021-2022"),
    ("financement", "exercice", "2021-2023", "exercice-impossible", None),
    ("financement", "exercice", "2021", "exercice-illisible", None),
    ("initiatives", "territoire", "matanie", "territoire-reconnu", "La Matanie"),
    ("initiatives", "territoire", "La Matannie", "territoire-inconnu", None),
    ("initiatives", "territoire", "Gaspé", "territoire-inconnu", None),
    ("initiatives", "statut", "Terminé", "valeur-reconnue", "terminée"),
    ("initiatives", "statut", "presque fini", "valeur-hors-liste", None),
    ("initiatives", "date_debut", "bientôt", "date-illisible", None),
    ("initiatives", "date_debut", "31/02/2021", "date-impossible", None),
    ("initiatives", "date_debut", "05/12/2016", "date-ambigue", "2016-12-05"),
    ("initiatives", "ads_plus", "peut-être", "ouinon-illisible", None),
    ("initiatives", "personnes_visees", "120,5", "nombre-non-entier", None),
    ("initiatives", "personnes_visees", "plusieurs", "nombre-illisible", None),
    ("initiatives", "source", "bouche à oreille", "adresse-illisible", None),
    ("initiatives", "source", "javascript:alert(1)", "adresse-illisible", None),
    ("initiatives", "source", "www.crdbsl.org/actualites", "adresse-completee", "https://www.crdbsl.org/actualites"),
    ("initiatives", "clienteles", "familles, gens de passage", "valeur-hors-liste-gardee", "familles; gens de passage"),
    ("initiatives", "titre", "n/d", "obligatoire-non-publie", None),
    ("initiatives", "titre", "", "obligatoire-vide", None),
    ("indicateurs", "annee", "1850", "nombre-hors-bornes", 1850),
]


@pytest.mark.parametrize(("table", "column", "text", "code", "expected"), CELLS)
def test_read_finds_the_cell(table, column, text, code, expected):
    rows = one_row(table, **{column: text})
    reading = read_csv(rows, f"{table}.csv")
    cell = f"{chr(65 + rows[0].index(TABLES[table][column].title))}2"
    assert (cell, code) in pairs(reading)
    value = reading.frames[table][column].iloc[0]
    assert pd.isna(value) if expected is None else str(value).startswith(str(expected))


@pytest.mark.parametrize(("table", "column", "text", "code", "expected"), CELLS)
def test_message_repeats_the_value_and_says_how_to_mend(table, column, text, code, expected):
    finding = next(f for f in read_csv(one_row(table, **{column: text}), f"{table}.csv").anomalies if f.code == code)
    assert not text or text in finding.message or code == "texte-trop-long"
    assert "{" not in finding.message and "  " not in finding.message
    assert finding.message.endswith(".")
    assert column not in finding.message or "_" not in column


def test_cell_of_a_workbook_counts_titles_blank_rows_and_blank_columns():
    header, row = one_row("financement", montant_accorde="douze mille")
    sheet = [["Alliance pour la solidarité"], [], [None, *header], [None, *row], [], [None, *row[:-1], 12.5]]
    reading = read_xlsx({"Financement": sheet})
    assert reading.tables["financement"].ligne_entete == 3
    assert reading.tables["financement"].lignes == 2
    assert {("E4", "montant-illisible"), (None, "ligne-vide")} <= pairs(reading)
    assert reading.frames["financement"]["origine_ligne"].tolist() == [4, 6]
    assert reading.frames["financement"]["montant_accorde"].sum() == 1_250


def test_cell_of_a_workbook_whose_first_rows_and_columns_are_blank():
    header, row = one_row("financement", montant_accorde="douze mille")
    reading = read_xlsx({"Financement": [[], [], [None, None, *header], [None, None, *row]]})
    assert reading.tables["financement"].ligne_entete == 3
    assert pairs(reading) == {("F4", "montant-illisible")}


def test_cell_of_a_csv_counts_blank_lines():
    header, row = one_row("financement", montant_accorde="douze mille")
    reading = read_csv([["Montants 2021"], [], header, [], row], "financement.csv")
    assert reading.tables["financement"].ligne_entete == 3
    assert ("D5", "montant-illisible") in pairs(reading)


def test_rows_that_are_no_data_are_set_aside_and_said():
    header, row = one_row("financement")
    note = ["* Montants préliminaires, à confirmer"]
    rows = [
        header,
        row,
        ["Total La Mitis", None, None, "1 000,00"],
        header,
        row[:2] + ["2022-2023", "500"],
        ["Total", None, None, "1 500,00"],
        [],
        note,
    ]
    reading = read_csv(rows, "financement.csv")
    found = {(f.ligne, f.code) for f in reading.anomalies}
    assert {(3, "ligne-total"), (4, "entete-repete"), (6, "ligne-total"), (7, "ligne-vide"), (8, "ligne-note")} <= found
    assert reading.tables["financement"].lignes == 2
    assert reading.tables["financement"].montants["montant_accorde"] == 100_000 + 50_000


def test_a_title_that_begins_with_total_is_data():
    reading = read_csv(one_row("initiatives", titre="Total respect", organisme_porteur=None), "initiatives.csv")
    assert reading.tables["initiatives"].lignes == 1
    assert "obligatoire-vide" in codes(reading)


def test_headers_absent_unknown_ambiguous_near_and_blank_are_said():
    header = ["No", "Titre", "Organisme", "MRC", "Priorité", "Statuut", "Couleur", "Début", "Du", None]
    reading = read_csv(
        [
            header,
            ["1", "Frigos", "Moisson", "La Mitis", "Alimentation", "en cours", "bleu", "2021-04-01", "2021-05-01", "z"],
        ]
    )
    found = {(f.code, f.valeur or f.colonne) for f in reading.anomalies}
    assert {
        ("colonne-inconnue", "Couleur"),
        ("entete-voisin", "Statuut"),
        ("entete-ambigu", "date_debut"),
        ("entete-vide", None),
    } <= found
    assert [column.lettre for column in reading.colonnes_inconnues] == ["G", "J"]


def test_missing_required_column_is_an_error():
    reading = read_csv(
        [["ID", "Titre", "Organisme", "MRC", "Statut"], ["1", "Frigos", "Moisson", "La Mitis", "en cours"]]
    )
    assert [(f.code, f.colonne) for f in reading.anomalies if f.niveau == "erreur"] == [
        ("colonne-obligatoire-absente", "priorite")
    ]


def test_excel_errors_and_formulas_without_value_are_found():
    header, row = one_row("financement", montant_accorde="=1/0", montant_verse="=A1")
    reading = read_xlsx({"Financement": [header, row]})
    assert {("D2", "formule-sans-valeur"), ("E2", "formule-sans-valeur")} <= pairs(reading)
    assert not reading.publiable


@pytest.mark.parametrize(
    ("bad", "code"), [("c;1;extra;encore", "ligne-decalee"), ("c", None), ('c;"jamais fermé;4', "guillemets-ouverts")]
)
def test_ragged_rows_lose_nothing(bad, code):
    text = "Nom;Secteur;Territoire\nA;Autre;La Mitis\n" + bad + "\nZ;Autre;La Mitis\n"
    from analytics.intake import Upload, read_uploads

    reading = read_uploads([Upload("organismes.csv", text.encode())])
    assert reading.frames["organismes"]["nom"].tolist() == ["A", "c", "Z"]
    assert code is None or code in codes(reading)
