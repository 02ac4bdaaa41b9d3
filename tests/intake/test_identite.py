"""One thing written in two ways: organisations and titles, and what is not one thing."""

from __future__ import annotations

import pytest

from analytics.intake import Upload, read_uploads
from analytics.intake.controles.identite import chosen_names, folded, name_key
from analytics.schema.spelling import fold
from tests.intake.fabrique import INITIATIVE, csv_bytes, read_deposit, titles

HEADER = titles("initiatives", list(INITIATIVE))


def rows(*changes: dict) -> list[list]:
    """Return initiatives, each with its own identifier and title unless it says otherwise."""
    made = [
        INITIATIVE | {"id_initiative": f"I-{n}", "titre": f"Titre {n}"} | change for n, change in enumerate(changes)
    ]
    return [HEADER, *(list(row.values()) for row in made)]


SAME = [
    ("Moisson Kamouraska", "moisson kamouraska"),
    ("Moisson Kamouraska", "La Moisson Kamouraska inc."),
    ("Maison des jeunes de Matane", "Maison de jeunes Matane"),
    ("L'Éveil", "Éveil"),
    ("Carrefour St-Germain", "Carrefour Saint-Germain"),
    ("Moisson Kamouraska", "Moisson Kamourask"),
    ("Moisson Kamouraska", "Moisson Kamouruska"),
]
OTHERS = [
    ("CPE 1", "CPE 2"),
    ("Organisme numéro 12", "Organisme numéro 13"),
    ("Organisme numéro 1", "Organisme numéro 12"),
    ("Maison A des familles", "Maison B des familles"),
    ("Moisson Kamouraska", "Moisson Mitis"),
    ("MRC de La Mitis", "MRC de La Matanie"),
    ("Moisson", "Maison"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_chosen_names_joins_two_ways_to_write_one_name(one, other):
    assert chosen_names({one: 2, other: 1}, set()) == {other: one}


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_chosen_names_leaves_two_organisations_apart(one, other):
    assert chosen_names({one: 2, other: 1}, set()) == {}


def test_chosen_names_prefers_a_listed_name_then_the_most_frequent():
    assert chosen_names({"moisson": 5, "Moisson": 1}, {"Moisson"}) == {"moisson": "Moisson"}
    assert chosen_names({"moisson": 5}, {"Moisson"}) == {"moisson": "Moisson"}
    assert chosen_names({"MOISSON": 1, "Moisson": 1}, set()) == {"MOISSON": "Moisson"}
    assert chosen_names({"Moisson": 1, "moisson": 1}, {"Moisson", "moisson"}) == {}


def test_organisation_written_in_two_ways_is_found_in_each_cell():
    reading = read_deposit(
        initiatives=rows(
            {"organisme_porteur": "Moisson"}, {"organisme_porteur": "moisson"}, {"organisme_porteur": "Moisson"},
            {"organisme_porteur": "Non publié"},
        )
    )  # fmt: skip
    found = [(f.cellule, f.niveau, f.message) for f in reading.anomalies if f.code == "organisme-deux-graphies"]
    assert [(cell, level) for cell, level, _ in found] == [("C3", "a_verifier")]
    assert "« moisson » semble être « Moisson »" in found[0][2]


def test_organisation_is_compared_with_the_published_ones():
    published = read_deposit(organismes=[["Nom", "Secteur", "Territoire"], ["La Moisson", "Autre", "La Mitis"]]).frames
    data = csv_bytes(rows({"organisme_porteur": "Moisson"}))
    reading = read_uploads([Upload("initiatives.csv", data)], context=published, isole=False)
    assert ("C2", "organisme-deux-graphies") in {(f.cellule, f.code) for f in reading.anomalies}


def test_title_met_twice_is_found_unless_the_identifier_is_the_same():
    reading = read_deposit(
        initiatives=rows({"titre": "Frigos partagés"}, {"titre": "FRIGOS  PARTAGES!"}, {"titre": "Autre"})
    )
    (finding,) = [f for f in reading.anomalies if f.code == "titre-en-double"]
    assert (finding.cellule, finding.niveau, finding.valeur) == ("B3", "a_verifier", "FRIGOS  PARTAGES!")
    assert "ligne 2" in finding.message
    same = read_deposit(initiatives=rows({"titre": "T", "id_initiative": "I"}, {"titre": "T", "id_initiative": "I"}))
    assert "titre-en-double" not in {f.code for f in same.anomalies}


@pytest.mark.parametrize("text", ["L'Éveil  des Œuvres!", "  ÇA — va? ", "ﬁn 2½", "", "日本"])
def test_folded_agrees_with_fold(text):
    import pyarrow as pa

    assert folded(pa.array([text, None], pa.large_string())).to_pylist() == [fold(text), None]


def test_name_key_never_is_empty():
    assert [name_key(name) for name in ("La", "Les", "L'inc.")] == ["la", "les", "l inc"]
