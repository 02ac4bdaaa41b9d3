"""Each indicator says what is known of it, and one that nobody defined is still named."""

from __future__ import annotations

from analytics.aggregates.indicator_sources import indicator_sources
from analytics.schema.reference import indicateurs
from tests.aggregates.fabrique import table


def value(indicateur: str, annee: int, **more) -> dict:
    """Return one measured value."""
    return {
        "territoire": "La Mitis",
        "indicateur": indicateur,
        "annee": annee,
        "valeur": 1.0,
        "unite": "%",
        "source": "A",
        **more,
    }


def test_indicator_sources_gather_years_sources_and_qualities_once() -> None:
    rows = [
        value("taux_chomage", 2021, qualite="copie"),
        value("taux_chomage", 2016, source="B", territoire="Les Basques"),
    ]
    found = indicator_sources(table("indicateurs", *rows)).set_index("indicateur").loc["taux_chomage"]
    assert (found["annees"], found["source"], found["qualite"], found["territoires"]) == (
        "2016 et 2021",
        "A; B",
        "copie",
        2,
    )


def test_indicator_sources_show_every_definition_even_without_values() -> None:
    found = indicator_sources(table("indicateurs"))
    assert found["nom"].tolist() == [i.nom for i in indicateurs()]
    assert found["territoires"].tolist() == [0] * len(indicateurs())


def test_indicator_sources_name_an_indicator_that_has_no_definition() -> None:
    found = indicator_sources(table("indicateurs", value("indice_local", 2024))).iloc[-1]
    assert (found["nom"], found["unite"], found["territoires"]) == ("indice_local", "%", 1)
    assert found[["description", "mise_en_garde"]].isna().all()
