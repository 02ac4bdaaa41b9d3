"""Foreign layouts, read with a profile: every row counted or said set aside, every amount counted once."""

from __future__ import annotations

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.intake.etrangers import HEADER, LAYOUTS, Layout, R
from tests.intake.fabrique import read_xlsx, titles

WAYS = [
    (name, kind) for name, layout in LAYOUTS.items() for kind in ("xlsx", "csv") if kind == "xlsx" or not layout.fill
]


@pytest.mark.parametrize(("name", "kind"), WAYS)
def test_foreign_layout_gives_its_rows_and_its_sum(name, kind):
    layout = LAYOUTS[name]
    table = layout.read(kind).tables["financement"]
    assert (table.lignes, table.montants) == (layout.lignes, {"montant_accorde": layout.cents})


@pytest.mark.parametrize(("name", "kind"), WAYS)
def test_every_row_of_a_foreign_layout_is_counted_or_said(name, kind):
    layout = LAYOUTS[name]
    reading = layout.read(kind)
    said = {finding.ligne: finding.code for finding in reading.anomalies if finding.colonne is None}
    assert layout.aside.items() <= said.items()
    assert layout.codes <= {batch.code for batch in reading.batches}
    aside = [row for row, code in said.items() if code.startswith("ligne-") or code == "entete-repete"]
    first = reading.tables["financement"].ligne_entete
    filled = [row for row in range(first + 1, len(layout.rows) + 1) if any(layout.rows[row - 1]) and row not in aside]
    if not layout.fill and name != "cote-a-cote":
        assert len(filled) == layout.lignes + layout.titles


@pytest.mark.parametrize("total", ["=SUM(D2:D5)", "=SOMME(D2:D5)"])
def test_total_whose_formula_has_no_value_is_a_total(total):
    reading = Layout([HEADER, *R, ["Total des aides à la culture", None, None, total]]).read("xlsx")
    assert (6, "ligne-total") in {(finding.ligne, finding.code) for finding in reading.anomalies}
    assert reading.tables["financement"].lignes == 4


def test_cell_merged_over_rows_is_given_to_each_of_them_and_said():
    reading = LAYOUTS["cellules-fusionnees"].read("xlsx")
    assert reading.frames["initiatives"]["organisme_porteur"].tolist()[:2] == ["Amis du livre"] * 2
    finding = next(finding for finding in reading.anomalies if finding.code == "cellule-fusionnee")
    assert (finding.cellule, finding.valeur) == ("A2", "Amis du livre")
    assert "lignes 2 à 3" in finding.message


def test_amounts_in_thousands_are_said_with_what_they_became():
    reading = LAYOUTS["milliers"].read("xlsx")
    finding = next(finding for finding in reading.anomalies if finding.code == "montant-en-milliers")
    assert (
        finding.cellule == "D1" and "milliers" in finding.message and "1 000" in finding.message.replace("\u00a0", " ")
    )


INITIATIVES = [
    titles("initiatives", ["id_initiative", "titre", "organisme_porteur", "territoire", "priorite", "statut"]),
    ["I-1", "Frigos", "Moisson", "La Mitis", "Alimentation", "en cours"],
    ["I-2", "Four", "Moisson", "La Mitis", "Alimentation", "en cours"],
]
MONTANTS = [
    titles("financement", ["id_initiative", "source_financement", "exercice", "montant_accorde"]),
    ["I-1", "Autre", "2021-2022", "1 000,00"],
    ["I-2", "Autre", "2021-2022", "2 000,00"],
]


@pytest.mark.parametrize(
    ("rows", "headers"),
    [([["Projets"], *INITIATIVES, [], ["Montants"], *MONTANTS], (2, 7)), ([*MONTANTS, [], *INITIATIVES], (5, 1))],
)
def test_two_tables_of_ours_one_under_the_other_are_both_read(rows, headers):
    reading = read_xlsx({"Tout": rows})
    tables = reading.tables["initiatives"], reading.tables["financement"]
    assert tuple(table.ligne_entete for table in tables) == headers
    assert [table.lignes for table in tables] == [2, 2]
    assert tables[1].montants == {"montant_accorde": 100_000 + 200_000}
    assert reading.publiable


def test_a_title_that_stands_twice_side_by_side_is_no_doubt():
    codes = {batch.code for batch in LAYOUTS["cote-a-cote"].read("xlsx").batches}
    assert not codes & {"entete-double", "entete-ambigu", "entete-vide"}


CELLS = st.sampled_from(
    [None] * 25 + ["Amis", "CULTURE", "Sport :", "Total", "Sous-total", "Total Danse", "* note", "Source : x", "(en $)", "n. d.",
     "Page 1/2", "Volet 2", "La Mitis", 0, 5, 10, 10.5, 20.5, 100, "1 000 $", "idem"]
)  # fmt: skip
ASIDE = ("entete-repete", "ligne-sous-titre", "ligne-total", "ligne-note", "ligne-intertitre")


@settings(deadline=None, max_examples=80, derandomize=True, phases=[Phase.generate])
@given(
    st.lists(st.lists(CELLS, min_size=4, max_size=4) | st.just(HEADER), max_size=14), st.sampled_from(["xlsx", "csv"])
)
def test_no_row_is_lost_and_no_amount_but_those_of_totals(rows, kind):
    reading = Layout([HEADER, *rows]).read(kind)
    filled = [number for number, row in enumerate(rows, start=2) if any(cell is not None for cell in row)]
    if "financement" not in reading.tables:
        assert not filled
        return
    said = {f.ligne: f.code for f in reading.anomalies if f.code in ASIDE}
    kept = [number for number in filled if number not in said]
    assert reading.tables["financement"].lignes == len(kept)
    assert set(said) <= set(filled)
    lost = {code for number, code in said.items() if isinstance(rows[number - 2][3], int | float)}
    assert lost <= {"ligne-total"}
    cents = sum(CENTS_OF.get(rows[number - 2][3], 0) for number in kept)
    assert reading.tables["financement"].montants == {"montant_accorde": cents}


CENTS_OF = {5: 500, 10: 1_000, 10.5: 1_050, 20.5: 2_050, 100: 10_000, "1 000 $": 100_000}
