"""What may be written in a faulty cell: the likeliest first, and nothing that would be found faulty again."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from analytics.intake import Upload, read_uploads
from analytics.intake.propositions import column_of, proposals
from analytics.schema import TABLES
from tests.intake.fabrique import csv_bytes, one_row, read_csv, read_deposit
from tests.intake.test_anomalies import CELLS

PROPOSED = [
    ("financement", "montant_accorde", "1,500 $", ["1 500,00", "1,50"]),
    ("financement", "montant_accorde", "environ 12 000 $", ["12 000,00"]),
    ("financement", "montant_accorde", "entre 10 et 20", []),
    ("financement", "montant_accorde", "douze mille", []),
    ("financement", "montant_accorde", "(1 000,00)", ["1 000,00"]),
    ("financement", "exercice", "2021", ["2021-2022", "2020-2021"]),
    ("financement", "exercice", "2021-2023", ["2021-2022", "2022-2023"]),
    ("initiatives", "territoire", "La Matannie", ["La Matanie", "La Matapédia"]),
    ("initiatives", "territoire", "MRC de la Mitis et autres", ["La Mitis"]),
    ("initiatives", "territoire", "Gaspé", []),
    ("initiatives", "statut", "presque fini", ["terminée"]),
    ("initiatives", "date_debut", "05/12/2016", ["2016-12-05", "2016-05-12"]),
    ("initiatives", "date_debut", "vers le 5 mai 2021", ["2021-05-05"]),
    ("initiatives", "date_debut", "mars 2021", ["2021-03-01", "2021-03-31"]),
    ("initiatives", "date_debut", "31 février 2024", ["2024-02-29"]),
    ("initiatives", "ads_plus", "peut-être", ["oui", "non"]),
    ("initiatives", "personnes_visees", "120,5", ["121", "120"]),
    ("initiatives", "organisme_porteur", "", ["Non publié"]),
    ("initiatives", "titre", "", []),
]


@pytest.mark.parametrize(("table", "column", "text", "expected"), PROPOSED)
def test_proposals_gives_the_likeliest_values_first(table, column, text, expected):
    reading = read_csv(one_row(table, **{column: text}), f"{table}.csv")
    finding = next(f for f in reading.anomalies if f.colonne == column and (f.valeur or "") == text)
    assert [proposal.valeur for proposal in proposals(finding, reading)] == expected


@pytest.mark.parametrize(("table", "column", "text"), [cell[:3] for cell in CELLS])
def test_proposals_ends_the_finding(table, column, text):
    reading = read_csv(one_row(table, **{column: text}), f"{table}.csv")
    found = [f for f in reading.anomalies if f.colonne == column]
    for proposal in {p for f in found for p in proposals(f, reading)}:
        again = read_csv(one_row(table, **{column: proposal.valeur}), f"{table}.csv")
        assert not [f.code for f in again.anomalies if f.colonne == column], proposal


def test_proposals_looks_in_the_other_table_then_in_the_published_version():
    header, row = one_row("financement", id_initiative="I-11", enveloppe="alliance-2018")
    deposit = read_deposit(initiatives=one_row("initiatives"), financement=[header, row])
    unknown = next(f for f in deposit.anomalies if f.code == "initiative-inconnue")
    assert [p.valeur for p in proposals(unknown, deposit)] == ["I-1"]
    published = {
        "enveloppes": pd.DataFrame({"id_enveloppe": ["alliance-2018-2023"], "montant": pd.array([5], "Int64")})
    }
    alone = read_uploads([Upload("financement.csv", csv_bytes([header, row]))], context=published)
    unknown = next(f for f in alone.anomalies if f.code == "enveloppe-inconnue")
    assert [p.valeur for p in proposals(unknown, alone, published)] == ["alliance-2018-2023"]


def test_proposals_gives_the_most_common_name_of_an_organisation_and_the_other_states():
    header, row = one_row("initiatives", statut="en cours", date_fin="2021-01-01")
    rows = [[f"I-{n}", f"Titre {n}", name, *row[3:]] for n, name in enumerate(("Moisson", "Moisson", "moisson"))]
    reading = read_uploads([Upload("initiatives.csv", csv_bytes([header, *rows]))], today=date(2022, 1, 1), isole=False)
    found = {f.code: [p.valeur for p in proposals(f, reading)] for f in reading.anomalies}
    assert found["organisme-deux-graphies"] == ["Moisson"]
    assert found["statut-contraire"] == ["à venir", "terminée", "abandonnée"]


def test_column_of_is_that_of_the_table_of_the_sheet():
    reading = read_deposit(
        initiatives=one_row("initiatives", statut="fait"),
        jalons=[
            ["Territoire", "Étape", "Statut", "Échéance"],
            ["La Mitis", "mise en œuvre", "abandonnée", "2025-01-01"],
        ],
    )
    found = {f.fichier: column_of(f, reading) for f in reading.anomalies if f.code == "valeur-hors-liste"}
    assert found == {
        "initiatives.csv": TABLES["initiatives"]["statut"],
        "jalons.csv": TABLES["jalons"]["statut"],
    }


def test_proposals_of_a_whole_file_is_empty():
    reading = read_uploads([Upload("x.pdf", b"%PDF-1.4 fichier")])
    assert [proposals(finding, reading) for finding in reading.anomalies] == [()]
