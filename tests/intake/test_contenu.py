"""Columns that no header names, recognised by what they hold."""

from __future__ import annotations

from analytics.intake import Reading
from tests.intake.fabrique import read_csv

GUESSED = [
    "No",
    "Titre du projet",
    "Porteur",
    "Lieu",
    "Thème retenu",
    "État",
    None,
    "Période",
    "Montant accordé",
    "Couleur",
]


def guessed(*places: str) -> Reading:
    """Read rows whose headers of lists are unknown, one a territory as typed."""
    row = ["Frigos", "Moisson", None, "Transport", "en cours", "Autre", "2021-2022", 5, "bleu"]
    rows = [[f"P{n}", *row[:2], place, *row[3:]] for n, place in enumerate(places, start=1)]
    return read_csv([GUESSED, *rows])


def test_columns_of_lists_are_recognised_by_their_values_and_said_once():
    reading = guessed("La Mitis", "matapédia", "MRC de La Matanie")
    columns = reading.tables["financement"].colonnes
    assert {
        "Lieu": "territoire",
        "Thème retenu": "priorite",
        "G": "source_financement",
        "Période": "exercice",
    }.items() <= columns.items()
    assert reading.frames["initiatives"]["territoire"].tolist() == ["La Mitis", "La Matapédia", "La Matanie"]
    said = [(f.cellule, f.colonne) for f in reading.anomalies if f.code == "colonne-devinee"]
    assert said == [("D1", "territoire"), ("E1", "priorite"), ("G1", "source_financement"), ("H1", "exercice")]
    assert [column.entete for column in reading.colonnes_inconnues] == ["Couleur"]


def test_a_column_whose_values_are_no_list_of_ours_is_kept_aside():
    reading = guessed("Gaspé", "La Mitis", "Montmagny")
    assert "Lieu" in [column.entete for column in reading.colonnes_inconnues]
    assert ("colonne-obligatoire-absente", "territoire") in {(f.code, f.colonne) for f in reading.anomalies}
