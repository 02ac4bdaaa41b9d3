"""« Est-ce bien ce que vous attendiez? »: what was read of each file."""

from __future__ import annotations

import pandas as pd

from analytics.intake import Upload, read_uploads
from analytics.intake.apercu import overview
from tests.intake.fabrique import csv_bytes, flat_csv, one_row, xlsx_bytes


def test_overview_says_rows_amounts_dates_and_territories_of_each_file():
    first = one_row("initiatives", date_debut="2021-04-01")
    other = one_row("initiatives", id_initiative="I-2", date_debut="2022-01-15", territoire="Kamouraska")
    funding = one_row("financement", montant_verse="", montant_accorde="10,25", exercice="2021-2022")
    book = xlsx_bytes({"Initiatives": [*first, other[1]], "Financement": funding})
    reading = read_uploads([Upload("a.xlsx", book), Upload("b.csv", flat_csv(2))])
    files = {file.fichier: {sheet.table: sheet for sheet in file.feuilles} for file in overview(reading)}
    initiatives, amounts = files["a.xlsx"]["initiatives"], files["a.xlsx"]["financement"]
    assert (initiatives.lignes, initiatives.feuille) == (2, "Initiatives")
    assert initiatives.dates == {"Date de début": (pd.Timestamp("2021-04-01"), pd.Timestamp("2022-01-15"))}
    assert list(initiatives.territoires.items()) == [("Kamouraska", 1), ("La Mitis", 1)]
    assert amounts.montants == {"Montant accordé ($)": 1_025, "Montant versé ($)": None}
    assert amounts.exercices == ("2021-2022",)
    assert files["b.csv"]["financement"].montants == {"Montant accordé ($)": 2 * 100_000}
    assert files["b.csv"]["initiatives"].lignes == 2


def test_overview_says_it_in_sentences_with_what_is_missing():
    header, row = one_row("financement", montant_verse="", territoire="La Mitis")
    reading = read_uploads([Upload("f.csv", csv_bytes([header, row, [*row[:-1], ""]]))])
    said = " ".join(overview(reading)[0].phrases).replace("\u00a0", " ")
    assert "Financement : 2 lignes." in said
    assert "Montant versé ($) : aucun montant." in said
    assert "La Mitis (1) et sans territoire (1)" in said


def test_overview_says_that_nothing_was_read():
    (file,) = overview(read_uploads([Upload("x.pdf", b"%PDF-1.4 fichier")]))
    assert file.feuilles == () and file.phrases == ("Rien n'a été lu dans ce fichier.",)
