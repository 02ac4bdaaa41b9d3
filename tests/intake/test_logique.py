"""Checks of sense: what the cells of a row, or of an initiative and its amounts, contradict."""

from __future__ import annotations

from datetime import date

import pytest

from analytics.intake import Reading, Upload, read_uploads
from tests.intake.fabrique import codes, csv_bytes, flat_csv, one_row, pairs, required_row, titles

TODAY = date(2022, 6, 15)


def deposit(today: date | None = TODAY, context=None, **tables) -> Reading:
    """Read one CSV a table, on a given day, in this process."""
    uploads = [Upload(f"{name}.csv", csv_bytes(rows)) for name, rows in tables.items()]
    return read_uploads(uploads, context=context, today=today, isole=False)


def envelope(**cells) -> list[list]:
    """Return an envelope of the cycle 2018-2023, with these cells."""
    row = required_row("enveloppes") | {"id_enveloppe": "e", "montant": ""} | cells
    return [titles("enveloppes", list(row)), list(row.values())]


ROWS = [
    ("initiatives", {"date_debut": "2022-04-01", "date_fin": "2022-03-31"}, "H2", "dates-inversees", "erreur"),
    ("initiatives", {"date_debut": "2022-04-01", "date_fin": "2022-04-01"}, "H2", "dates-inversees", None),
    ("enveloppes", {"date_debut": "2018-04-01", "date_limite_initiatives": "2018-01-01"}, "F2", "dates-inversees", "erreur"),
    ("financement", {"montant_accorde": "0"}, "D2", "montant-zero", "a_verifier"),
    ("financement", {"montant_verse": "0,00 $"}, "E2", "montant-zero", "a_enrichir"),
    ("financement", {"montant_verse": ""}, "E2", "montant-zero", None),
    ("financement", {"montant_verse": "1000,01"}, "E2", "verse-depasse-accorde", "a_verifier"),
    ("financement", {"montant_verse": "1000,00"}, "E2", "verse-depasse-accorde", None),
    ("financement", {"montant_verse": "1500", "precision": "plus de"}, "E2", "verse-depasse-accorde", None),
    ("financement", {"montant_verse": "500", "montant_depense": "500,01"}, "F2", "depense-depasse-verse", "a_verifier"),
    ("financement", {"montant_depense": "500"}, "E2", "depense-depasse-verse", None),
    ("initiatives", {"personnes_rejointes": "85"}, "G2", "personnes-sans-cible", "a_enrichir"),
    ("initiatives", {"personnes_rejointes": "85", "personnes_visees": "0"}, "G2", "personnes-sans-cible", None),
    ("initiatives", {"description": "FRIGOS PARTAGÉS"}, "G2", "titre-egal-description", "a_enrichir"),
    ("initiatives", {"description": "Des frigos partagés"}, "G2", "titre-egal-description", None),
    ("initiatives", {"statut": "à venir", "date_debut": "2022-06-15"}, "F2", "statut-contraire", "a_verifier"),
    ("initiatives", {"statut": "à venir", "date_debut": "2022-06-16"}, "F2", "statut-contraire", None),
    ("initiatives", {"statut": "en cours", "date_fin": "2022-06-14"}, "F2", "statut-contraire", "a_verifier"),
    ("initiatives", {"statut": "en cours", "date_fin": "2022-06-15"}, "F2", "statut-contraire", None),
    ("initiatives", {"statut": "en cours", "date_debut": "2022-06-16"}, "F2", "statut-contraire", "a_verifier"),
    ("initiatives", {"statut": "terminée", "date_fin": "2022-06-16"}, "F2", "statut-contraire", "a_verifier"),
    ("initiatives", {"statut": "abandonnée", "date_fin": "2030-01-01"}, "F2", "statut-contraire", None),
    ("initiatives", {"cycle": "2018-2023", "date_fin": "2023-04-01"}, "H2", "fin-apres-limite", "a_verifier"),
    ("initiatives", {"cycle": "2018-2023", "date_fin": "2023-03-31"}, "H2", "fin-apres-limite", None),
    ("initiatives", {"date_fin": "2040-01-01"}, "G2", "fin-apres-limite", None),
]  # fmt: skip


@pytest.mark.parametrize(("table", "cells", "cell", "code", "level"), ROWS)
def test_rows_that_contradict_themselves_are_found(table, cells, cell, code, level):
    reading = deposit(**{table: one_row(table, **cells)})
    found = {(f.cellule, f.code, f.niveau) for f in reading.anomalies if f.code == code}
    assert found == ({(cell, code, level)} if level else set())


def test_status_is_compared_with_a_given_day_only():
    rows = one_row("initiatives", statut="en cours", date_fin="2022-06-14")
    assert "statut-contraire" not in codes(deposit(None, initiatives=rows))
    assert "statut-contraire" not in codes(deposit(date(2022, 6, 14), initiatives=rows))
    (finding,) = [f for f in deposit(initiatives=rows).anomalies if f.code == "statut-contraire"]
    assert "« en cours » ne va pas avec « Date de fin », le 14 juin 2022" in finding.message
    assert "« terminée »" in finding.message


def test_end_after_the_last_limit_of_the_envelopes_that_pay_is_found():
    tables = {
        "initiatives": one_row("initiatives", date_fin="2028-12-31"),
        "financement": one_row("financement", source_financement="FQIS – Alliance", enveloppe="e"),
    }
    late = deposit(**tables, enveloppes=envelope(date_fin="2029-03-31", date_limite_initiatives="2028-12-30"))
    assert ("G2", "fin-apres-limite") in pairs(late)
    assert "le 30 décembre 2028" in next(f.message for f in late.anomalies if f.code == "fin-apres-limite")
    good = deposit(**tables, enveloppes=envelope(date_fin="2028-12-31"))
    assert "fin-apres-limite" not in codes(good)
    header, row = tables["financement"]
    both = [*envelope(date_fin="2027-03-31"), ["f", *envelope(date_fin="2029-03-31")[1][1:]]]
    prolonged = deposit(initiatives=tables["initiatives"], financement=[header, row, [*row[:-1], "f"]], enveloppes=both)
    assert "fin-apres-limite" not in codes(prolonged)


def test_limit_of_the_published_envelopes_counts_when_the_deposit_has_none():
    published = deposit(enveloppes=envelope(date_fin="2028-01-01")).frames
    rows = one_row("initiatives", date_fin="2028-12-31")
    funding = one_row("financement", source_financement="FQIS – Alliance", enveloppe="e")
    assert ("G2", "fin-apres-limite") in pairs(deposit(initiatives=rows, financement=funding, context=published))


@pytest.mark.parametrize(
    ("dates", "year", "said"),
    [
        ({"date_debut": "2022-04-01", "date_fin": "2023-03-31"}, "2021-2022", "du 1er avril 2022 au 31 mars 2023"),
        ({"date_debut": "2022-04-01"}, "2021-2022", "à partir du 1er avril 2022"),
        ({"date_fin": "2021-03-31"}, "2021-2022", "jusqu'au 31 mars 2021"),
        ({"date_debut": "2022-03-31", "date_fin": "2023-03-31"}, "2021-2022", None),
        ({"date_debut": "2021-01-01", "date_fin": "2021-04-01"}, "2021-2022", None),
        ({}, "2021-2022", None),
    ],
)
def test_year_that_does_not_meet_the_dates_is_found(dates, year, said):
    other = ["I-0", *one_row("initiatives", **dates)[1][1:]]
    header, row = one_row("initiatives", **dates)
    reading = deposit(initiatives=[header, other, row], financement=one_row("financement", exercice=year))
    messages = [(f.cellule, f.message) for f in reading.anomalies if f.code == "exercice-hors-dates"]
    assert [cell for cell, _ in messages] == (["C2"] if said else [])
    assert all(said in message for _, message in messages)


def test_flat_sheet_is_checked_row_by_row():
    lines = flat_csv(2).decode().splitlines()
    text = "\n".join(
        [lines[0] + ";Début;Fin", lines[1] + ";2021-05-01;2022-03-31", lines[2] + ";2024-05-01;2025-03-31"]
    )
    reading = read_uploads([Upload("x.csv", text.encode())], isole=False)
    assert [f.cellule for f in reading.anomalies if f.code == "exercice-hors-dates"] == ["H3"]


def test_many_findings_are_said_without_writing_each():
    header, row = one_row("financement", montant_verse="2000,50")
    reading = deposit(financement=[header, *([f"I-{n}", *row[1:]] for n in range(10_001))])
    group = next(g for g in reading.groups if g.code == "verse-depasse-accorde")
    assert group.nombre == 10_001
    assert "2000,50 $" in group.premieres[0].message.replace("\u00a0", " ")
