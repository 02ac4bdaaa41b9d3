"""Indicators and denominators: one year for every MRC, no ratio on a missing denominator."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.aggregates.groups import TOTAL, aggregate_by
from analytics.aggregates.indicators import all_measures, available, per_capita, population, read_indicator
from analytics.aggregates.ledger import build_ledger
from analytics.schema.reference import indicateurs, mrc_names
from tests.aggregates.fabrique import ENVELOPE, initiative, table, total, workbook


def value(
    territoire: str, valeur: float, annee: int = 2021, indicateur: str = "taux_chomage", unite: str = "%"
) -> dict:
    return {
        "territoire": territoire,
        "indicateur": indicateur,
        "annee": annee,
        "valeur": valeur,
        "unite": unite,
        "source": "Essai",
    }


def census(*missing: str) -> pd.DataFrame:
    """Return 1 000 persons in each MRC in 2021, but those missing."""
    return table(
        "indicateurs", *[value(n, 1_000, indicateur="population_recensement") for n in mrc_names() if n not in missing]
    )


def definition(code: str):
    return next(i for i in indicateurs() if i.code == code)


def measures(people: pd.DataFrame, **amounts: float) -> pd.DataFrame:
    """Return every measure, indexed by territory, of totals published per territory (dollars)."""
    book = workbook(
        [initiative("a")], totaux=[total(d, territoire=name.replace("_", " ")) for name, d in amounts.items()]
    )
    return all_measures(aggregate_by("territoire", build_ledger(book), ENVELOPE), population(people)).set_index("cle")


def test_read_indicator_takes_the_latest_year_that_covers_the_most_mrc():
    rows = (
        [value(n, 5, 2016) for n in mrc_names()]
        + [value(n, 7, 2021) for n in mrc_names()]
        + [value("La Mitis", 9, 2025)]
    )
    found = read_indicator(table("indicateurs", *rows), definition("taux_chomage"))
    assert (found.annee, found.by_mrc().tolist()) == (2021, [7.0] * 8)


def test_read_indicator_never_fills_a_missing_mrc_with_another_year():
    rows = [value(n, 7, 2021) for n in mrc_names()[1:]] + [value(mrc_names()[0], 5, 2016)]
    found = read_indicator(table("indicateurs", *rows), definition("taux_chomage"))
    assert found.annee == 2021
    assert found.by_mrc().isna().tolist() == [True] + [False] * 7


def test_read_indicator_keeps_the_region_beside_the_mrc():
    found = read_indicator(
        table("indicateurs", value("Régional", 14.2), value("La Mitis", 22.5)), definition("taux_chomage")
    )
    assert found.valeurs["territoire"].tolist() == ["La Mitis", "Régional"]


def test_read_indicator_of_nothing_is_none():
    assert read_indicator(table("indicateurs"), definition("taux_chomage")) is None


def test_available_keeps_the_order_of_the_reference_then_what_it_does_not_define():
    rows = [
        value("La Mitis", 1, indicateur=code)
        for code in ("zeta", "taux_activite", "population_estimee", "densite_population")
    ]
    found = available(table("indicateurs", *rows))
    assert [i.code for i in found] == ["population_estimee", "taux_activite", "zeta"]
    assert found[-1].unite == "%"


def test_per_capita_divides_nothing_by_a_missing_or_empty_population():
    amounts = pd.Series([100_00, 100_00, None, 100_00], index=list("abcd"), dtype="Int64")
    people = pd.Series([8, None, 10, 0], index=list("abcd"), dtype="Float64")
    assert per_capita(amounts, people).tolist() == [1_250, pd.NA, pd.NA, pd.NA]


def test_all_measures_divides_each_mrc_and_the_whole_region():
    rows = measures(census(), La_Mitis=5_000, Régional=3_000)
    assert rows.loc["La Mitis", "montant_par_personne"] == 5_000_00 / 1_000
    assert rows.loc[TOTAL, "montant_par_personne"] == (5_000_00 + 3_000_00) / 8_000
    assert rows.loc[["Régional", "Non ventilé"], "montant_par_personne"].isna().all()


def test_all_measures_has_no_regional_ratio_when_one_population_lacks():
    rows = measures(census("Les Basques"), La_Mitis=5_000)
    assert rows.loc[TOTAL, ["population", "montant_par_personne"]].isna().all()
    assert rows.loc["La Mitis", "montant_par_personne"] == 500


def test_all_measures_of_the_published_census_is_that_of_2021():
    people = table(
        "indicateurs",
        *[
            value("La Mitis", p, y, "population_recensement")
            for y, p in ((2016, 18_210), (2021, 18_363), (2026, 19_000))
        ],
    )
    assert population(people)["La Mitis"] == 18_363


@pytest.mark.parametrize("column", ["montant_accorde", "part_du_total"])
def test_all_measures_never_reads_a_missing_amount_as_zero(column):
    assert measures(census(), La_Mitis=5_000).loc["La Matanie", column] is pd.NA
