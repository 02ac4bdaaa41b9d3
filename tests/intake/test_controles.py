"""Checks of a whole deposit: duplicates, links between tables, sums against envelopes, totals against their detail."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.intake import Upload, read_uploads
from tests.intake.fabrique import INITIATIVE, codes, csv_bytes, one_row, pairs, read_deposit, required_row, titles


def test_duplicates_are_found_with_the_row_they_repeat():
    header, row = one_row("initiatives")
    reading = read_deposit(initiatives=[header, row, row])
    finding = next(f for f in reading.anomalies if f.code == "identifiant-en-double")
    assert (finding.cellule, finding.niveau) == ("A3", "erreur")
    assert "ligne 2" in finding.message


def test_repeated_amounts_count_and_are_said():
    header, row = one_row("financement")
    reading = read_deposit(financement=[header, row, row, [*row[:-1], "5"]])
    assert {(f.ligne, f.code) for f in reading.anomalies if "double" in f.code} == {
        (3, "ligne-en-double"),
        (4, "montant-en-double"),
    }
    assert reading.tables["financement"].montants["montant_accorde"] == 100_000 + 100_000 + 500


def test_between_tables_finds_what_does_not_hold():
    header, row = one_row("financement", id_initiative="I-9", enveloppe="alliance-2099", territoire="La Matanie")
    other = ["I-1", *row[1:]]
    enveloppe = required_row("enveloppes")
    reading = read_deposit(
        initiatives=[list(INITIATIVE), list(INITIATIVE.values()), ["I-2", *list(INITIATIVE.values())[1:]]],
        financement=[header, row, other],
        enveloppes=[list(enveloppe), list(enveloppe.values())],
    )
    assert {
        ("A2", "initiative-inconnue"),
        ("E2", "enveloppe-inconnue"),
        ("F3", "territoire-different"),
        (None, "initiative-sans-montant"),
    } <= pairs(reading)


def test_between_tables_uses_the_published_version():
    reading = read_deposit(financement=one_row("financement", enveloppe="alliance-2018-2023"))
    published = {
        "initiatives": pd.DataFrame({"id_initiative": ["I-7"], "territoire": ["La Mitis"], "priorite": ["Santé"]}),
        "enveloppes": pd.DataFrame({"id_enveloppe": ["e"], "montant": pd.array([5], "Int64")}),
    }
    again = read_uploads(
        [Upload("financement.csv", csv_bytes(one_row("financement", enveloppe="alliance-2018-2023")))],
        context=published,
    )
    assert "initiative-inconnue" not in codes(reading)
    assert {"initiative-inconnue", "enveloppe-inconnue"} <= codes(again)


def test_sums_above_the_envelope_and_the_part_are_found():
    awarded = one_row(
        "financement",
        source_financement="FQIS – Alliance",
        enveloppe="e",
        territoire="La Mitis",
        montant_accorde="1 000,01",
    )
    envelope = required_row("enveloppes") | {"id_enveloppe": "e", "montant": "1 000,00"}
    part = {"id_enveloppe": "e", "territoire": "La Mitis", "montant_maximum": "999,00"}
    reading = read_deposit(
        financement=awarded,
        enveloppes=[list(envelope), list(envelope.values())],
        parts_enveloppe=[list(part), list(part.values())],
    )
    assert {"enveloppe-depassee", "part-depassee"} <= codes(reading)


@pytest.mark.parametrize(
    ("total", "code"), [("30", "total-repete"), ("31", "total-recouvre"), ("29", "total-recouvre")]
)
def test_a_total_that_covers_others_is_found(total, code):
    header = titles("totaux_publies", ["exercice", "source_financement", "territoire", "montant_accorde"])
    rows = [
        ["2021-2022", "Autre", None, total],
        ["2021-2022", "Autre", "La Mitis", "10"],
        ["2021-2022", "Autre", "La Matanie", "20"],
        ["2020-2021", "Autre", "La Matanie", "7"],
    ]
    reading = read_deposit(totaux_publies=[header, *rows])
    assert pairs(reading) == {("D2", code)}


def test_less_than_nothing_left_of_a_total_is_found():
    total = one_row("totaux_publies", exercice="2021-2022", source_financement="Autre", montant_accorde="999,99")
    reading = read_deposit(totaux_publies=total, financement=one_row("financement"))
    assert ("C2", "total-depasse") in pairs(reading)


def test_alliance_amount_must_name_its_envelope():
    reading = read_deposit(financement=one_row("financement", source_financement="FQIS – Alliance"))
    assert {f.code for f in reading.anomalies if f.niveau == "erreur"} == {"enveloppe-absente"}


def test_an_initiative_with_a_row_per_mrc_has_no_territory_finding():
    initiatives = "id_initiative,titre,organisme_porteur,territoire,priorite,statut\na,T,O,La Mitis,Logement,en cours\n"
    funding = (
        "id_initiative,territoire,source_financement,exercice,montant_accorde\n"
        "a,La Mitis,Autre,2021-2022,10\na,La Matanie,Autre,2021-2022,10\n"
    )
    uploads = [Upload("initiatives.csv", initiatives.encode()), Upload("financement.csv", funding.encode())]
    assert [a.code for a in read_uploads(uploads).anomalies if a.code == "territoire-different"] == []
