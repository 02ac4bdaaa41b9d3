"""Territories alone, together and in one table: sums, precision, parts, people."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.aggregates.crosstab import cross
from analytics.aggregates.envelopes import parts_by_territoire
from analytics.aggregates.groups import aggregate_by, without_empty_apart
from analytics.aggregates.indicators import population
from analytics.aggregates.ledger import build_ledger
from analytics.aggregates.profil import (
    along,
    distinct_organismes,
    gathered,
    on_every,
    part_bounds,
    parts_together,
    sorted_by,
    territories_table,
)
from tests.aggregates.fabrique import ENVELOPE, funding, initiative, table, total, workbook
from tests.aggregates.test_sums import TERRITOIRES, workbooks

KRTB = ("Kamouraska", "Rivière-du-Loup", "Témiscouata", "Les Basques")


def part(territoire: str, low: float, high: float | None = None, source: str = "https://a.test") -> dict:
    """Return one published part (dollars)."""
    return {
        "id_enveloppe": ENVELOPE,
        "territoire": territoire,
        "montant_minimum": low,
        "montant_maximum": high or low,
        "source": source,
    }


def published(*parts: dict) -> pd.DataFrame:
    """Return the published parts of the envelope."""
    return parts_by_territoire(workbook(parts=parts)["parts_enveloppe"], ENVELOPE)


def crossed(book, row="territoire", column="exercice"):
    """Cross two cuts of a workbook."""
    return cross(build_ledger(book), row, column, ENVELOPE, "2018-2023")


def test_along_shows_every_exercice_asked_for_in_order():
    book = workbook([initiative("a")], [funding("a", 100, "2021-2022"), funding("a", 50, "2019-2020")])
    line = along(crossed(book), "territoire", "La Mitis", "exercice", ["2021-2022", "2020-2021"])
    known = {"2019-2020": 50 * 100, "2020-2021": None, "2021-2022": 100 * 100}
    assert {k: None if pd.isna(v) else v for k, v in zip(line["cle"], line["montant_accorde"], strict=True)} == known


def test_along_keeps_non_ventile_only_when_it_holds_an_amount():
    rows = [funding("a", 40, territoire="La Mitis", priorite="Logement")]
    detailed = workbook([initiative("a")], rows)
    in_part = workbook([initiative("a")], rows, [total(100, territoire="La Mitis")])
    for book, last in ((detailed, None), (in_part, 60 * 100)):
        line = along(crossed(book, column="priorite"), "territoire", "La Mitis", "priorite").set_index("cle")
        assert line["montant_accorde"].get("Non ventilé") == last


def test_without_empty_apart_leaves_out_non_ventile_when_nothing_is_left():
    book = workbook([initiative("a")], [funding("a", 40)])
    kept = without_empty_apart(crossed(book, column="priorite"), ("territoire", "priorite"))
    assert "Non ventilé" not in set(kept["territoire"]) | set(kept["priorite"])
    assert len(kept) == 9 * 6


def test_on_every_adds_an_exercice_that_holds_an_amount_outside_the_period():
    book = workbook([initiative("a")], [funding("a", 40, "2016-2017")])
    full = on_every(crossed(book, "priorite"), "priorite", ["Logement", "Santé"], "exercice", ["2018-2019"])
    assert full[["priorite", "exercice"]].to_numpy().tolist() == [
        ["Logement", "2016-2017"], ["Logement", "2018-2019"], ["Santé", "2016-2017"], ["Santé", "2018-2019"],
    ]  # fmt: skip
    assert full["montant_accorde"].sum() == 40 * 100


def test_gathered_sums_a_grouping_and_counts_an_initiative_of_two_mrc_once():
    rows = [funding("a", 10, territoire="Kamouraska"), funding("a", 20, territoire="Les Basques"), funding("b", 40)]
    ensemble = gathered(build_ledger(workbook([initiative("a"), initiative("b")], rows)), ENVELOPE, KRTB)
    assert (ensemble.montant_accorde, ensemble.precision) == ((10 + 20) * 100, "exact")
    assert (ensemble.nombre_initiatives, ensemble.nombre_avec_montant) == (1, 1)


def test_gathered_keeps_plus_de_unless_the_sum_holds_the_whole_of_an_exact_total():
    rows = [funding("a", 10, territoire="Kamouraska", precision="plancher")]
    floor = workbook([initiative("a")], rows)
    whole = workbook([initiative("a")], rows, [total(15, territoire="Kamouraska")])
    assert gathered(build_ledger(floor), ENVELOPE, KRTB).precision == "plancher"
    ensemble = gathered(build_ledger(whole), ENVELOPE, KRTB)
    assert (ensemble.montant_accorde, ensemble.precision) == (15 * 100, "exact")


def test_gathered_of_territories_without_any_amount_is_not_published():
    ensemble = gathered(build_ledger(workbook([initiative("a", "La Mitis")])), ENVELOPE, ("La Mitis", "La Matanie"))
    assert (ensemble.montant_accorde, ensemble.precision, ensemble.nombre_initiatives) == (None, None, 1)


@given(workbooks, st.sets(st.sampled_from(TERRITOIRES)))
def test_gathered_of_any_choice_and_of_the_others_add_up_to_the_whole(book, chosen):
    ledger = build_ledger(book)
    others = [name for name in (*TERRITOIRES, "Non ventilé") if name not in chosen]
    sums = [gathered(ledger, ENVELOPE, names).montant_accorde or 0 for names in (list(chosen), others)]
    whole = aggregate_by("territoire", ledger, ENVELOPE).total["montant_accorde"]
    assert sum(sums) == (0 if pd.isna(whole) else whole)


def test_part_bounds_prefers_a_territory_s_own_figures_to_a_range_for_all():
    parts = published(
        part("La Mitis", 450, 650), part("La Mitis", 600), part("La Mitis", 620), part("La Matanie", 450, 650)
    )
    assert part_bounds(parts).loc["La Mitis"].tolist() == [600 * 100, 620 * 100]
    assert part_bounds(parts).loc["La Matanie"].tolist() == [450 * 100, 650 * 100]


def test_parts_together_adds_each_end_and_is_unknown_when_one_part_is():
    parts = published(part("Kamouraska", 450, 650), part("La Mitis", 600))
    assert parts_together(parts, ["Kamouraska", "La Mitis"]) == ((450 + 600) * 100, (650 + 600) * 100)
    assert parts_together(parts, ["Kamouraska", "Les Basques"]) is None


@pytest.fixture
def territories():
    """Return the table of a small workbook."""
    book = workbook([initiative("a")], [funding("a", 200), funding("a", 300, territoire="Kamouraska")], [total(900)])
    seats = table(
        "organismes",
        {"nom": "Tandem-Jeunesse", "territoire": "La Mitis"},
        {"nom": "Tandem-jeunesse", "territoire": "La Mitis"},
        {"nom": "Tandem-Jeunesse", "territoire": "Kamouraska"},
    )
    people = table(
        "indicateurs",
        {"territoire": "La Mitis", "indicateur": "population_recensement", "annee": 2021, "valeur": 40},
        {"territoire": "Kamouraska", "indicateur": "population_recensement", "annee": 2021, "valeur": 0},
    )
    aggregate = aggregate_by("territoire", build_ledger(book), ENVELOPE)
    return territories_table(aggregate, published(part("La Mitis", 450, 650)), seats, population(people)).set_index(
        "cle"
    )


def test_territories_table_divides_by_the_people_of_2021_and_by_nobody_else(territories):
    per_person = territories["montant_par_personne"]
    assert per_person["La Mitis"] == 200 * 100 / 40
    assert per_person[["Kamouraska", "La Matanie", "Régional", "Non ventilé"]].isna().all()


def test_territories_table_counts_an_organisation_once_whatever_its_spelling(territories):
    assert territories["nombre_organismes"][["La Mitis", "Kamouraska", "Total"]].tolist() == [1, 1, 1]


def test_territories_table_ends_with_the_total_of_its_rows(territories):
    assert territories.index[-1] == "Total"
    assert territories["montant_accorde"]["Total"] == territories["montant_accorde"].iloc[:-1].sum() == 900 * 100


def test_sorted_by_puts_the_largest_first_the_unknown_after_and_the_groups_apart_last(territories):
    order = sorted_by(territories.reset_index(), "montant_accorde", ("Régional", "Non ventilé", "Total"))[
        "cle"
    ].tolist()
    assert order[:2] == ["Kamouraska", "La Mitis"]
    assert order[-3:] == ["Régional", "Non ventilé", "Total"]


def test_sorted_by_keeps_the_fixed_order_and_refuses_a_measure_it_does_not_know(territories):
    frame = territories.reset_index()
    assert sorted_by(frame, None, ())["cle"].tolist() == frame["cle"].tolist()
    with pytest.raises(ValueError, match="cannot sort by 'precision'"):
        sorted_by(frame, "precision", ())


def test_distinct_organismes_names_every_territory_of_an_organisation_in_order():
    seats = table(
        "organismes",
        {"nom": "Tandem-Jeunesse", "territoire": "La Mitis", "table_regionale": None},
        {"nom": "Éveil", "territoire": "Kamouraska"},
        {"nom": "TANDEM-JEUNESSE", "territoire": "Kamouraska", "table_regionale": True},
        {"nom": "Ailleurs", "territoire": "La Matanie"},
    )
    found = distinct_organismes(seats, ["Kamouraska", "La Mitis"])
    assert found[["nom", "territoire"]].to_numpy().tolist() == [
        ["Éveil", "Kamouraska"],
        ["Tandem-Jeunesse", "Kamouraska, La Mitis"],
    ]
    assert found["table_regionale"].fillna(False).tolist() == [False, True]


def test_distinct_organismes_of_a_territory_that_names_none_keeps_its_types():
    found = distinct_organismes(table("organismes", {"nom": "A", "territoire": "La Mitis"}), ["La Matanie"])
    assert found.empty and found.dtypes.equals(table("organismes").dtypes)
