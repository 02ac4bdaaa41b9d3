"""The initiatives named in a territory or a priority, with what they have there and no more."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.aggregates.ledger import build_ledger
from analytics.aggregates.nommees import NAMED_COLUMNS, named_initiatives
from analytics.aggregates.trace import among, rows_behind
from tests.aggregates.fabrique import ENVELOPE, funding, initiative, total, workbook


@pytest.fixture
def book():
    """Return initiatives of two territories, one of which has no amount and one of which has two."""
    return workbook(
        [
            initiative("deux", "La Mitis", titre="Zone"),
            initiative("muette", "La Mitis", titre="Éveil"),
            initiative("autre", "La Matanie", "Santé"),
            initiative("silencieuse", "La Mitis", titre="Fin"),
        ],
        [
            funding("deux", 10),
            funding("deux", 5, "2020-2021", precision="plancher"),
            funding("deux", 100, territoire="La Matanie"),
            funding("autre", 7),
        ],
        [total(500, territoire="La Mitis")],
    )


def test_named_initiatives_sums_only_what_it_has_in_the_territory_asked_for(book):
    found = named_initiatives(build_ledger(book), book, ENVELOPE, {"territoire": ["La Mitis"]})
    assert tuple(found.columns) == NAMED_COLUMNS
    first = found.iloc[0]
    assert (first["id_initiative"], first["montant_accorde"], first["precision"]) == (
        "deux",
        (10 + 5) * 100,
        "plancher",
    )


def test_named_initiatives_come_with_the_largest_amount_then_by_title_accents_aside(book):
    found = named_initiatives(build_ledger(book), book, ENVELOPE, {"territoire": ["La Mitis"]})
    assert found["titre"].tolist() == ["Zone", "Éveil", "Fin"]
    assert found["montant_accorde"].isna().tolist() == [False, True, True]


def test_named_initiatives_of_several_territories_name_each_once(book):
    found = named_initiatives(build_ledger(book), book, ENVELOPE, {"territoire": ["La Mitis", "La Matanie"]})
    amounts = found.set_index("id_initiative")["montant_accorde"]
    assert amounts["deux"] == (10 + 5 + 100) * 100
    assert sorted(found["id_initiative"]) == ["autre", "deux", "muette", "silencieuse"]


def test_named_initiatives_follow_the_priority_asked_for(book):
    found = named_initiatives(build_ledger(book), book, ENVELOPE, {"priorite": ["Santé"]})
    assert found["id_initiative"].tolist() == ["autre"]


def test_named_initiatives_of_an_empty_group_is_an_empty_list_with_its_columns(book):
    found = named_initiatives(build_ledger(book), book, ENVELOPE, {"territoire": ["Kamouraska"]})
    assert found.empty and tuple(found.columns) == NAMED_COLUMNS


def test_among_keeps_the_rows_of_a_cell_of_two_cuts(book):
    rows = rows_behind(build_ledger(book), book, ENVELOPE)
    cell = among(rows, {"territoire": ("La Mitis",), "exercice": ("2020-2021",)})
    assert cell["montant_accorde"].tolist() == [5 * 100]
    assert among(rows, {}).shape == rows.shape
    assert pd.isna(among(rows, {"territoire": ("La Mitis",), "priorite": ("Non ventilé",)})["id_initiative"]).all()
