"""The indicators of some territories, and where each stands among the eight MRC."""

from __future__ import annotations

import pandas as pd

from analytics.aggregates.besoins import extremes, mrc_values, needs
from analytics.schema.reference import mrc_names
from tests.aggregates.fabrique import table

RATE = "taux_chomage"


def rates(values: dict[str, float], annee: int = 2021, indicateur: str = RATE) -> list[dict]:
    """Return the rows of one indicator."""
    return [
        {"territoire": t, "indicateur": indicateur, "annee": annee, "valeur": v, "unite": "%"}
        for t, v in values.items()
    ]


EIGHT = {name: 5.0 + rank for rank, name in enumerate(mrc_names())}


def test_needs_places_a_territory_between_the_bounds_of_the_eight_mrc():
    row = needs(table("indicateurs", *rates(EIGHT)), ["La Mitis"]).iloc[0]
    assert (row["valeur"], row["minimum"], row["maximum"]) == (EIGHT["La Mitis"], 5.0, 5.0 + 7)
    assert (row["mrc_minimum"], row["mrc_maximum"]) == (mrc_names()[0], mrc_names()[-1])


def test_needs_reads_everybody_at_one_year():
    frame = table("indicateurs", *rates(EIGHT, 2016), *rates({"La Mitis": 9.0}, 2021))
    assert needs(frame, ["La Mitis"])[["annee", "valeur"]].to_numpy().tolist() == [[2016, EIGHT["La Mitis"]]]


def test_needs_without_the_eight_mrc_says_no_bounds():
    seven = {name: value for name, value in EIGHT.items() if name != "Les Basques"}
    row = needs(table("indicateurs", *rates(seven)), ["La Mitis"]).iloc[0]
    assert row["valeur"] == EIGHT["La Mitis"]
    assert pd.isna(row[["minimum", "maximum", "mrc_minimum", "mrc_maximum"]]).all()


def test_needs_leaves_out_a_territory_that_has_no_value():
    found = needs(table("indicateurs", *rates(EIGHT)), ["Régional", "La Mitis"])
    assert found["territoire"].tolist() == ["La Mitis"]
    assert needs(table("indicateurs"), ["La Mitis"]).empty


def test_extremes_names_the_indicators_of_which_the_territory_holds_a_bound_and_no_head_count():
    frame = table("indicateurs", *rates(EIGHT), *rates(EIGHT, indicateur="population_recensement"))
    first, middle = mrc_names()[0], mrc_names()[3]
    assert extremes(needs(frame, [first]), first) == {"maximum": [], "minimum": ["Taux de chômage"]}
    assert extremes(needs(frame, [middle]), middle) == {"maximum": [], "minimum": []}


def test_mrc_values_gives_the_eight_in_their_order():
    values = mrc_values(table("indicateurs", *rates(dict(reversed(EIGHT.items())))))
    assert values[RATE].to_dict() == EIGHT and list(values[RATE].index) == list(mrc_names())
