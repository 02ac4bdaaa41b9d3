"""The sentences of the page of the territories say what the figures hold, and never turn silence into zero."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.aggregates.envelopes import parts_by_territoire
from analytics.aggregates.profil import Ensemble
from analytics.figures import phrases_territoires as phrases
from tests.aggregates.fabrique import ENVELOPE, table, workbook

SOURCES = ("https://a.test", "https://b.test", "https://c.test")


def plain(text: str) -> str:
    """Return the text with plain spaces."""
    return text.replace("\u00a0", " ")


def parts(*bounds: tuple[float, float]) -> pd.DataFrame:
    """Return the parts that several sources publish for La Mitis (dollars)."""
    rows = [
        {
            "id_enveloppe": ENVELOPE,
            "territoire": "La Mitis",
            "montant_minimum": low,
            "montant_maximum": high,
            "source": source,
        }
        for (low, high), source in zip(bounds, SOURCES, strict=False)
    ]
    return parts_by_territoire(workbook(parts=rows)["parts_enveloppe"], ENVELOPE)


def line(dollars: float | None, share: float | None = None, precision: str | None = "exact") -> dict:
    """Return the row of a territory."""
    return {
        "montant_accorde": None if dollars is None else round(dollars * 100),
        "part_du_total": share,
        "precision": precision,
    }


def groups(**amounts: float | None) -> pd.DataFrame:
    """Return groups (dollars)."""
    cents = [None if v is None else round(v * 100) for v in amounts.values()]
    return pd.DataFrame({"cle": list(amounts), "montant_accorde": pd.array(cents, dtype="Int64"), "precision": "exact"})


@pytest.mark.parametrize(
    ("name", "row", "reserved", "said"),
    [
        ("La Mitis", line(229_930, 0.088), "600 000 $", "La Mitis : 229 930 $ engagés (9 % du total régional); part réservée : 600 000 $."),
        (
            "La Mitis",
            line(36_000, 0.01, "plancher"),
            None,
            "La Mitis : plus de 36 000 $ engagés (1 % du total régional); part réservée : non publié.",
        ),
        ("La Mitis", line(None), None, "La Mitis : aucun montant engagé n'est publié; part réservée : non publié."),
        ("Régional", line(77_027, 0.03), None, "Volet régional : 77 027 $ engagés (3 % du total régional)."),
    ],
)  # fmt: skip
def test_headline_says_the_amount_its_share_and_the_part(name, row, reserved, said):
    assert plain(phrases.headline(name, row, reserved)) == said


@pytest.mark.parametrize(
    ("bounds", "said"),
    [
        ([], None),
        ([(450_000, 650_000)], "de 450 000 $ à 650 000 $"),
        ([(450_000, 650_000), (516_000, 516_000)], "516 000 $"),
        ([(450_000, 650_000), (600_000, 600_000), (650_000, 650_000)], "600 000 $ ou 650 000 $ selon la source"),
        ([(600_000, 600_000), (600_000, 600_000)], "600 000 $"),
    ],
)
def test_reserved_in_words_prefers_own_figures_and_keeps_disagreements(bounds, said):
    words = phrases.reserved_in_words(parts(*bounds))
    assert (words and plain(words)) == said


@pytest.mark.parametrize(
    ("bounds", "said"),
    [
        ([], None),
        ([(450_000, 650_000)], "450 000 à 650 000 $"),
        ([(450_000, 650_000), (600_000, 600_000), (650_000, 650_000)], "600 000 ou 650 000 $"),
    ],
)
def test_reserved_in_brief_tells_a_range_from_a_disagreement(bounds, said):
    words = phrases.reserved_in_brief(parts(*bounds))
    assert (words and plain(words)) == said


@pytest.mark.parametrize(
    ("cents", "bounds", "said"),
    [
        (229_930_00, (600_000_00, 650_000_00), "de 35 % à 38 %"),
        (50_00, (100_00, 100_00), "50 %"),
        (None, (1, 2), None),
        (1, None, None),
        (1, (0, 5), None),
    ],
)
def test_share_of_part_divides_by_both_ends(cents, bounds, said):
    words = phrases.share_of_part(cents, bounds)
    assert (words and plain(words)) == said


def test_part_title_says_why_there_is_no_share():
    assert (
        plain(phrases.part_title("La Mitis", 50_00, (100_00, 100_00)))
        == "La Mitis : 50 % de la part réservée sont engagés"
    )
    assert phrases.part_title("La Mitis", 50_00, None) == "La Mitis : la part réservée n'est pas publiée"
    assert phrases.part_title("La Mitis", None, (1, 2)).endswith("ce qui est engagé ne l'est pas")


@pytest.mark.parametrize(
    ("amounts", "said"),
    [
        ({"2020-2021": None, "2021-2022": None}, "Aucun montant par exercice n'est publié"),
        ({"2020-2021": None, "2021-2022": 36}, "2021-2022 : 36 $, seul montant publié par exercice"),
        ({"2020-2021": 50, "2021-2022": 36}, "2020-2021 : 50 $, le plus grand des 2 montants publiés par exercice"),
        ({"2020-2021": 10, "Non ventilé": 30}, "75 % du montant n'est pas ventilé par exercice"),
        ({"2020-2021": None, "Non ventilé": 30}, "Rien de ce qui est engagé n'est ventilé par exercice"),
    ],
)
def test_split_title_says_what_is_known_and_what_is_not(amounts, said):
    assert plain(phrases.split_title(groups(**amounts), "exercice")) == said


def test_initiatives_title_none_found_is_not_none_funded():
    assert phrases.initiatives_title(0, 0).endswith("ce qui ne veut pas dire qu'aucune n'est financée")
    assert plain(phrases.initiatives_title(2, 1)) == "1 des 2 initiatives nommées a un montant publié"


def test_organismes_title_counts_the_seats():
    seats = table(
        "organismes", {"nom": "A", "table_regionale": True}, {"nom": "B"}, {"nom": "C", "table_regionale": False}
    )
    assert plain(phrases.organismes_title(seats)) == "3 organismes nommés, dont 1 membre de la Table régionale"
    assert phrases.organismes_title(seats.head(0)).startswith("Aucun organisme")


def test_steps_title_says_what_is_done_and_under_way():
    names, states = (
        ["mobiliser le milieu", "participation citoyenne", "mise en œuvre"],
        ["fait", "en cours", "Non publié"],
    )
    steps = pd.DataFrame({"etape": names, "statut": states})
    assert plain(phrases.steps_title(steps)) == "1 étape faite sur 3; participation citoyenne en cours"
    assert phrases.steps_title(steps.assign(statut="Non publié")) == "L'état des étapes du plan n'est pas publié"


def test_needs_title_names_bounds_and_claims_no_cause():
    said = phrases.needs_title("La Mitis", {"maximum": ["Taux de chômage"], "minimum": []})
    assert said == "La Mitis, parmi les huit MRC : la valeur la plus élevée pour « Taux de chômage »"
    assert phrases.needs_title("La Mitis", {"maximum": [], "minimum": []}).startswith("La Mitis : ni la valeur")


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (18_363.0, "personnes", "18 363 personnes"),
        (57_600.0, "$", "57 600 $"),
        (22.5, "% de la population", "22,5 %"),
        (8.1, "personnes par km²", "8,1 personnes par km²"),
        (None, "%", "non publié"),
    ],
)
def test_indicator_value_writes_the_unit(value, unit, said):
    assert plain(phrases.indicator_value(value, unit)) == said


def together(dollars: float | None, precision: str | None = "exact") -> Ensemble:
    """Return the sum of two territories."""
    cents = None if dollars is None else round(dollars * 100)
    return Ensemble(("La Mitis", "Régional"), cents, None, None, precision, 0, 0)


def test_together_headline_names_the_grouping_or_the_territories_and_keeps_plus_de():
    assert plain(phrases.together_headline(together(300), 600_00, None)) == (
        "La Mitis et Volet régional : 300 $ engagés ensemble (50 % du total régional)."
    )
    assert (
        plain(phrases.together_headline(together(300, "plancher"), None, "KRTB"))
        == "KRTB : plus de 300 $ engagés ensemble."
    )
    assert phrases.together_headline(together(None), 1, "KRTB") == "KRTB : aucun montant engagé n'est publié."


def test_ranking_title_names_the_largest_or_says_that_nothing_can_be_compared():
    two = groups(**{"La Mitis": 10, "La Matanie": 20})
    assert plain(phrases.ranking_title(two)) == "Le plus grand montant engagé : La Matanie, 20 $"
    assert (
        phrases.ranking_title(groups(**{"La Mitis": 5, "La Matanie": 5}))
        == "Le même montant est engagé dans chaque territoire"
    )
    assert (
        phrases.ranking_title(groups(**{"La Mitis": 5, "La Matanie": None}))
        == "Trop peu de montants publiés pour comparer"
    )
    assert phrases.ranking_title(groups(**{"La Mitis": None})) == "Aucun montant engagé n'est publié"


def test_overview_headline_says_between_which_amounts_the_mrc_stand():
    mrc = ["Kamouraska", "La Mitis"]
    whole = groups(Kamouraska=10, **{"La Mitis": 20, "Non ventilé": 70, "Total": 100})
    assert (
        plain(phrases.overview_headline(whole, mrc))
        == "Selon la MRC, de 10 $ (Kamouraska) à 20 $ (La Mitis) sont engagés."
    )
    assert plain(phrases.overview_title(whole)) == "70 % du montant engagé n'est attribué à aucun territoire"
    partly = groups(Kamouraska=None, **{"La Mitis": 20})
    assert (
        plain(phrases.overview_headline(partly, mrc))
        == "1 des 2 MRC ont un montant publié; le plus grand : La Mitis, 20 $."
    )
    assert phrases.overview_headline(groups(Kamouraska=None), mrc).startswith("Aucun montant par MRC")
