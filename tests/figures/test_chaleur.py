"""A heat map tells apart an amount, what is not broken down, and what is not published."""

from __future__ import annotations

import pytest

from analytics.aggregates.crosstab import cross
from analytics.aggregates.ledger import build_ledger
from analytics.figures.carte import contrast
from analytics.figures.chaleur import HeatCell, amount_in_brief, heat_table
from tests.aggregates.fabrique import ENVELOPE, funding, initiative, total, workbook


def plain(text: str) -> str:
    """Return the text with plain spaces."""
    return text.replace("\u00a0", " ")


def cells(book, mode="light") -> dict[tuple[str, str], HeatCell]:
    """Return the cells of territoire × priorité by their place."""
    crossed = cross(build_ledger(book), "territoire", "priorite", ENVELOPE, "2018-2023")
    table = heat_table(crossed, "territoire", "priorite", mode)
    return {(cell.ligne, cell.colonne): cell for _, row in table.lignes for cell in row}


@pytest.fixture
def book():
    """Return two amounts of very different sizes, a zero, and a total a hundred times larger that nobody broke down."""
    rows = [
        funding("a", 1_000),
        funding("b", 9_000, territoire="La Matanie", priorite="Santé", precision="plancher"),
        funding("c", 0, territoire="Les Basques"),
    ]
    named = [initiative(key) for key in "abc"] + [initiative("d", "Kamouraska", "Transport")]
    return workbook(named, rows, [total(1_000_000, exercice="2020-2021")])


def test_heat_table_keeps_the_colours_for_the_cells_that_name_a_territory_and_a_priority(book):
    found = cells(book)
    assert found["La Mitis", "Logement"].fond != found["La Matanie", "Santé"].fond
    apart = found["Non ventilé", "Non ventilé"]
    assert (apart.kind, apart.fond, plain(apart.texte)) == ("a_part", None, "1,0 M$")
    assert plain(apart.exact) == "1 000 000 $"


def test_heat_table_tells_zero_from_not_published(book):
    zero, silent = cells(book)["Les Basques", "Logement"], cells(book)["Les Basques", "Santé"]
    assert (zero.kind, plain(zero.texte)) == ("montant", "0 $")
    assert (silent.kind, silent.texte, silent.fond) == ("non_publie", "non publié", None)


def test_heat_table_counts_the_initiatives_of_a_cell_without_amount(book):
    assert (cells(book)["Kamouraska", "Transport"].kind, cells(book)["Kamouraska", "Transport"].nombre) == (
        "non_publie",
        1,
    )


def test_heat_table_keeps_plus_de(book):
    cell = cells(book)["La Matanie", "Santé"]
    assert (plain(cell.texte), plain(cell.court)) == ("plus de 9 000 $", "plus de 9 000 $")


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_heat_table_writes_every_amount_readably_on_its_colour(book, mode):
    coloured = [cell for cell in cells(book, mode).values() if cell.fond]
    assert len(coloured) == 3
    assert all(contrast(cell.encre, cell.fond) >= 4.5 for cell in coloured)


def test_heat_table_without_any_amount_has_no_key():
    crossed = cross(build_ledger(workbook([initiative("a")])), "territoire", "priorite", ENVELOPE, "2018-2023")
    assert heat_table(crossed, "territoire", "priorite", "light").cle == ()


@pytest.mark.parametrize(
    ("dollars", "precision", "said"),
    [
        (950, None, "950 $"),
        (9_999.99, None, "9 999,99 $"),
        (10_000, None, "10 k$"),
        (36_000, "plancher", "plus de 36 k$"),
        (230_550, "arrondi", "environ 231 k$"),
        (999_499, None, "999 k$"),
        (999_500, None, "1,0 M$"),
        (2_550_000, "plafond", "au plus 2,6 M$"),
        (None, None, "non publié"),
    ],
)
def test_amount_in_brief_fits_a_narrow_cell(dollars, precision, said):
    assert plain(amount_in_brief(None if dollars is None else round(dollars * 100), precision)) == said
