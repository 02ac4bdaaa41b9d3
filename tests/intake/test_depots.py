"""Whole deposits: sheets, flat sheets, profiles, several files, checks between tables, the JSON document."""

from __future__ import annotations

import json
import pickle

import pytest

from analytics.intake import Profil, Upload, read_uploads
from analytics.schema import TABLES
from analytics.schema.reference import DATA
from tests.intake.fabrique import (
    FLAT_HEADER,
    codes,
    csv_bytes,
    one_row,
    pairs,
    read_csv,
    read_deposit,
    read_xlsx,
    required_row,
    titles,
)

FLAT = [
    FLAT_HEADER,
    ["P1", "Frigos", "Moisson", "La Mitis", "Alimentation", "en cours", "Autre", "2021-2022", "1 000,00 $"],
    ["P1", "Frigos", "Moisson", "La Mitis", "Alimentation", "en cours", "Autre", "2022-2023", "2 000,50 $"],
    ["P2", "Navette", "Transport Mitis", "La Mitis", "Transport", "en cours", "Autre", "2021-2022", None],
]


def test_published_facts_have_no_error():
    uploads = [Upload(path.name, path.read_bytes()) for path in sorted((DATA / "publiees").glob("*.csv"))]
    reading = read_uploads(uploads)
    assert [f for f in reading.anomalies if f.niveau == "erreur"] == []
    assert set(reading.frames) == set(TABLES)
    assert reading.colonnes_inconnues == []


@pytest.mark.parametrize("table", TABLES)
def test_frames_follow_the_declared_dtypes(table):
    row = required_row(table)
    reading = read_deposit(**{table: [titles(table, list(row)), list(row.values())]})
    frame = reading.frames[table]
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == TABLES[table].dtypes
    assert frame[["origine_fichier", "origine_ligne"]].values.tolist() == [[f"{table}.csv", 2]]


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_recognised_whatever_the_names_of_its_columns(table):
    for names in (
        TABLES[table].names,
        [c.title for c in TABLES[table]],
        [c.title.upper() + " *" for c in TABLES[table]],
    ):
        reading = read_csv([names, [c.example for c in TABLES[table]]], f"{table}.csv")
        assert list(reading.frames) == [table]
        assert set(reading.tables[table].colonnes.values()) == set(TABLES[table].names)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_is_read_whatever_its_separator_and_encoding(separator, encoding):
    reading = read_csv(
        one_row("initiatives", titre="Œuvre d’été, à l'île; 5 | 6"),
        "initiatives.csv",
        separator=separator,
        encoding=encoding,
    )
    assert reading.frames["initiatives"]["titre"].tolist() == ["Œuvre d’été, à l'île; 5 | 6"]
    assert next(iter(reading.tables["initiatives"].colonnes)) == TABLES["initiatives"]["id_initiative"].title
    assert reading.lecture[0].separateur == separator
    assert reading.lecture[0].encodage == encoding.removesuffix("-sig")


def test_mark_of_encoding_is_no_part_of_the_first_header():
    header, row = one_row("initiatives")
    reading = read_csv([header, [], row], "initiatives.csv", encoding="utf-8-sig")
    assert next(iter(reading.tables["initiatives"].colonnes)) == header[0]


def test_workbook_with_a_sheet_a_table():
    readme = [["Mode d'emploi"], ["Remplissez la feuille suivante."]]
    reading = read_xlsx(
        {"Lisez-moi": readme, "Initiatives": one_row("initiatives"), "Financement": one_row("financement")}
    )
    assert {name: table.feuille for name, table in reading.tables.items()} == {
        "initiatives": "Initiatives",
        "financement": "Financement",
    }
    assert "feuille-ignoree" in codes(reading)
    assert reading.publiable


@pytest.mark.parametrize("read", [read_csv, lambda rows: read_xlsx({"Projets": rows})])
def test_flat_sheet_fills_both_tables(read):
    reading = read(FLAT)
    assert {name: table.lignes for name, table in reading.tables.items()} == {"initiatives": 3, "financement": 3}
    assert reading.frames["initiatives"]["id_initiative"].tolist() == ["P1", "P2"]
    assert reading.frames["financement"]["montant_accorde"].tolist() == [100_000, 200_050]
    assert reading.tables["financement"].montants == {"montant_accorde": 300_050}
    assert reading.publiable


def test_flat_sheet_without_identifier_makes_stable_ones():
    rows = [row[1:] for row in FLAT]
    first, again = read_csv(rows), read_csv([rows[0], *rows[:0:-1]])
    assert set(first.frames["initiatives"]["id_initiative"]) == set(again.frames["initiatives"]["id_initiative"])
    assert len(first.frames["initiatives"]) == 2
    assert set(first.frames["financement"]["id_initiative"]) <= set(first.frames["initiatives"]["id_initiative"])
    assert [f.niveau for f in first.anomalies if f.code == "identifiant-fabrique"] == ["a_verifier"]


def test_flat_sheet_fills_a_blank_from_the_first_row_and_says_a_contradiction():
    second = ["P1", None, "Autre organisme", None, None, None, "Autre", "2022-2023", "5"]
    reading = read_csv([*FLAT[:2], second])
    assert pairs(reading, "erreur") == set()
    assert ("C3", "initiative-contradictoire") in pairs(reading)
    assert reading.frames["initiatives"]["organisme_porteur"].tolist() == ["Moisson"]


def test_profile_maps_a_foreign_layout():
    rows = [
        ["Données 2017"],
        ["Nom du bénéficiaire", "Objet", "Montant", "Notice"],
        ["Moisson", "Frigos", "1.500", "z"],
        ["Cuisine", "Soupe", "12 000", "z"],
    ]
    profil = Profil.from_json(
        {
            "ligne_entete": 2,
            "colonnes": {"Nom du bénéficiaire": "organisme_porteur", "Objet": "titre", "C": "montant_accorde"},
            "constantes": {
                "territoire": "Régional",
                "priorite": "Santé",
                "statut": "terminée",
                "source_financement": "Autre",
                "exercice": "2017-2018",
            },
            "decimale": "virgule",
        }
    )
    reading = read_csv(rows, profil=profil)
    assert reading.publiable
    assert reading.tables["financement"].montants == {"montant_accorde": 150_000 + 1_200_000}
    assert reading.frames["initiatives"]["titre"].tolist() == ["Frigos", "Soupe"]
    assert [c.entete for c in reading.colonnes_inconnues] == ["Notice"]


def test_profile_without_header_row_names_columns_by_letter():
    rows = [["Moisson", "Frigos", "100"], ["Cuisine", "Soupe", "200"]]
    profil = Profil(ligne_entete=0, colonnes={"A": "organisme_porteur", "B": "titre", "C": "montant_accorde"})
    reading = read_csv(rows, profil=profil)
    assert reading.tables["financement"].ligne_entete == 0
    assert reading.tables["financement"].montants == {"montant_accorde": 30_000}


@pytest.mark.parametrize("data", [{"colones": {}}, {"decimale": "espace"}, {"ligne_entete": "deux"}, {"colonnes": []}])
def test_profile_refuses_what_is_no_profile(data):
    with pytest.raises(ValueError, match="profil"):
        Profil.from_json(data)


def test_several_files_add_up():
    uploads = [Upload(f"{name}.csv", csv_bytes([FLAT_HEADER, [name, *FLAT[1][1:]]])) for name in ("mitis", "matanie")]
    reading = read_uploads(uploads)
    assert reading.tables["financement"].lignes == 2
    assert reading.tables["financement"].montants == {"montant_accorde": 100_000 + 100_000}
    assert [part.fichier for part in reading.tables["financement"].parties] == ["mitis.csv", "matanie.csv"]
    assert reading.frames["financement"]["origine_fichier"].tolist() == ["mitis.csv", "matanie.csv"]


def test_json_is_the_document_of_the_contract():
    header, row = one_row("financement", montant_accorde="douze mille")
    reading = read_xlsx({"Financement": [header, row, ["I-1", "Autre", "2022-2023", 1586962]]})
    document = json.loads(json.dumps(reading.to_json(), ensure_ascii=False))
    assert list(document) == ["fichiers", "publiable", "lecture", "tables", "anomalies"]
    assert document["lecture"] == [{"fichier": "x.xlsx", "format": "xlsx", "encodage": None, "separateur": None}]
    assert document["tables"]["financement"] == {
        "fichier": "x.xlsx",
        "feuille": "Financement",
        "ligne_entete": 1,
        "lignes": 2,
        "montants": {"montant_accorde": "1586962.00"},
    }
    assert list(document["anomalies"][0]) == [
        "code",
        "niveau",
        "fichier",
        "feuille",
        "cellule",
        "ligne",
        "colonne",
        "valeur",
        "message",
    ]
    assert document["anomalies"][0]["valeur"] == "douze mille"


def test_findings_are_counted_and_grouped_without_being_built():
    header, row = one_row("financement")
    rows = [[*row[:-1], f"mot{number}"] for number in range(5_000)]
    reading = read_deposit(financement=[header, *rows])
    group = next(g for g in reading.groups if g.code == "montant-illisible")
    assert (group.nombre, [f.cellule for f in group.premieres]) == (5_000, ["D2", "D3", "D4"])
    assert len([f for f in reading.anomalies if f.code == "montant-illisible"]) == 5_000


def test_reading_travels_between_processes():
    reading = pickle.loads(pickle.dumps(read_csv(FLAT)))
    assert reading.publiable and reading.to_json() == read_csv(FLAT).to_json()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "fichier-vide"),
        (b"\xef\xbb\xbf\r\n", "fichier-vide"),
        (b"%PDF-1.7", "fichier-autre-genre"),
        (b"\x89PNG\r\n", "fichier-autre-genre"),
        (b"PK\x03\x04tronque", "fichier-illisible"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "fichier-protege"),
    ],
)
def test_a_file_that_is_no_spreadsheet_is_said(content, code):
    reading = read_uploads([Upload("initiatives.xlsx", content)])
    assert codes(reading) == {code}
    assert reading.illisible and not reading.publiable
