"""What looks like personal data, and what only looks like it at first sight. Every person and number here is invented."""

from __future__ import annotations

import csv
import time

import numpy as np
import pyarrow as pa
import pytest

from analytics.amorce import PUBLISHED
from analytics.intake.controles.confidentialite import is_social_insurance_number, names_in, numbers_in
from analytics.intake.textes import matching
from tests.intake.fabrique import one_row, read_csv

NUMBERS = [
    ("Écrire à prenom.nom@exemple.org avant juin", "courriel", "prenom.nom@exemple.org"),
    ("Téléphone : 418 555-0199", "telephone", "418 555-0199"),
    ("(418) 555-0199 le soir", "telephone", "(418) 555-0199"),
    ("1-800-555-0199", "telephone", "1-800-555-0199"),
    ("4185550199", "telephone", "4185550199"),
    ("tél. 555-0199", "telephone", "tél. 555-0199"),
    ("dossier 046 454 286", "assurance-sociale", None),
    ("NAS 130 692 544", "assurance-sociale", "130 692 544"),
    ("130-692-544", "assurance-sociale", "130-692-544"),
    ("NAS : 130692544", "assurance-sociale", "130692544"),
    ("au G5L 1A1, près du fleuve", "code-postal", "G5L 1A1"),
    ("g5l1a1", "code-postal", "g5l1a1"),
]
NO_NUMBERS = [
    "28 nouvelles et 32 prolongées, 1 586 962 $ en 2021-2022",
    "Budget de 130 692 544 $ annoncé",
    "Ratio 130 692 545",
    "NEQ 1144555666",
    "130692544",
    "Ligne @ venir",
    "Du 2021-04-01 au 2022-03-31",
    "Formule C3H8O2, salle B2C, local A1B 2C",
    "555-0199",
    "2018-2023, 4500000.00",
]
NAMES = [
    ("Projet coordonné par Marie Tremblay depuis mai", "Marie Tremblay"),
    ("Jean-François Côté-Roy a été rencontré", "Jean-François Côté-Roy"),
    ("avec Émilie D'Amours et d'autres", "Émilie D'Amours"),
    ("Merci à Mme Gagnon", "Mme Gagnon"),
    ("M. Luc Pelletier prête un local", "M. Luc Pelletier"),
    ("Pierre St-Onge", "Pierre St-Onge"),
]
NO_NAMES = [
    "La ministre Chantal Exemple l'a annoncé",
    "le député Pierre Exemple",
    "Maison Marie Exemple, rue Jean Exemple",
    "École Sainte-Anne et parc Louis Exemple",
    "à Saint-Jean Port-Joli et à Sainte-Luce",
    "Les MRC de La Mitis, La Matanie et La Matapédia",
    "marie-jeanne, thé et romarin",
    "Marie coordonne le groupe",
    "Benoit Rimouski",
    "Carrefour jeunesse-emploi de Rivière-du-Loup",
    "Moisson Kamouraska et le Collectif pour la solidarité",
    "Martin Mars 2021",
]


@pytest.mark.parametrize(("text", "code", "found"), NUMBERS)
def test_numbers_in_finds_addresses_and_numbers(text, code, found):
    assert (code, found) in list(numbers_in(text)) or found is None


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_numbers_in_raises_no_false_alarm(text):
    assert list(numbers_in(text)) == []


@pytest.mark.parametrize(
    ("digits", "valid"),
    [("130692544", True), ("130692545", False), ("046454286", False), ("800000002", False), ("13069254", False)],
)
def test_is_social_insurance_number_checks_the_digits(digits, valid):
    assert is_social_insurance_number(digits) is valid


@pytest.mark.parametrize(("text", "found"), NAMES)
def test_names_in_finds_a_person(text, found):
    assert ("nom-de-personne", found) in list(names_in(text, ""))


@pytest.mark.parametrize("text", NO_NAMES)
def test_names_in_spares_places_organisations_and_public_office(text):
    assert list(names_in(text, "")) == []


def test_names_in_spares_a_known_organisation():
    reading = read_csv(
        one_row("initiatives", organisme_porteur="Atelier Marie Exemple", description="Avec Marie Exemple")
    )
    assert "nom-de-personne" not in {f.code for f in reading.anomalies}


@pytest.mark.parametrize(
    "piece", ["1", "a.", "a@", "M. ", "Marie ", "418 ", "A1A ", "école ", "130 692 ", "Marie d'", "appel ", "x@y."]
)
def test_a_giant_text_is_searched_at_once(piece):
    text, began = piece * (200_000 // len(piece)), time.thread_time()
    list(numbers_in(text)), list(names_in(text, ""))
    assert time.thread_time() - began < 2


def test_published_facts_raise_nothing():
    for path in PUBLISHED.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            texts = [cell for row in csv.reader(file) for cell in row if not cell.startswith("http")]
        assert [found for text in texts for found in (*numbers_in(text), *names_in(text, ""))] == []


def test_personal_data_is_found_in_its_cell_at_its_level():
    row = {
        "description": "NAS 130 692 544, tél. 418 555-0199",
        "resultats": "Grâce à Marie Tremblay",
        "titre": "a@b.org",
    }
    reading = read_csv(one_row("initiatives", **row), "initiatives.csv")
    found = {(f.cellule, f.code, f.niveau, f.valeur) for f in reading.anomalies}
    assert found == {
        ("B2", "courriel", "a_verifier", "a@b.org"),
        ("G2", "assurance-sociale", "erreur", "130 692 544"),
        ("G2", "telephone", "a_verifier", "418 555-0199"),
        ("H2", "nom-de-personne", "a_verifier", "Marie Tremblay"),
    }


def test_nine_bare_digits_in_a_sentence_are_only_to_look_at():
    reading = read_csv(one_row("initiatives", description="Demande 130692544 reçue"), "initiatives.csv")
    assert [(f.code, f.niveau) for f in reading.anomalies] == [("assurance-sociale", "a_verifier")]


def test_personal_data_of_a_repeated_text_is_found_on_each_row():
    header, row = one_row("initiatives", description="Écrire à a@b.org")
    rows = [[f"I-{n}", f"Titre {n}", *row[2:-1], row[-1] if n % 2 else ""] for n in range(5000)]
    reading = read_csv([header, *rows], "initiatives.csv")
    group = next(g for g in reading.groups if g.code == "courriel")
    assert group.nombre == 2500
    assert [f.cellule for f in group.premieres] == ["G3", "G5", "G7"]


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string()])
def test_matching_searches_every_row_once(kind):
    texts = ["rien"] * 3000 + [None, "a@b", "", "@"] + ["rien"] * 2000
    column = pa.array(["x@", *texts], kind).slice(1)
    assert matching(column, "@").tolist() == [3001, 3003]
    assert matching(pa.array([], kind), "@").tolist() == matching(pa.array([None, ""], kind), "@").tolist() == []
    assert matching(column.slice(3002), "@").tolist() == np.array([1]).tolist()
