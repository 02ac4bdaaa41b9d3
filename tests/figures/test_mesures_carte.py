"""Maps: each measure is drawn in its unit, written with its precision, and a need is never confused with an amount."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.aggregates.groups import aggregate_by
from analytics.aggregates.indicators import all_measures, population, read_indicator
from analytics.aggregates.ledger import build_ledger
from analytics.figures import phrases_carte
from analytics.figures.carte import map_figure
from analytics.figures.classes import amount_scale, class_of, count_scale
from analytics.figures.mesures_carte import CHOICES, amount_layer, need_layer
from analytics.schema.reference import Indicateur, mrc_names
from tests.aggregates.fabrique import ENVELOPE, funding, initiative, table, total, workbook

AMOUNT, PER_PERSON, COUNT, PART = CHOICES.values()


def plain(text: str) -> str:
    return text.replace("\xa0", " ")


def need(values: dict[str, float], unite: str = "%", caution: str = "", code: str = "essai", annee: int = 2021):
    """Return an indicator with these values."""
    rows = [
        {
            "territoire": n,
            "indicateur": code,
            "annee": annee,
            "valeur": v,
            "unite": unite,
            "source": "Essai",
            "qualite": "copie",
        }
        for n, v in values.items()
    ]
    return read_indicator(table("indicateurs", *rows), Indicateur(code, "Un besoin", unite, "Ce que c'est.", caution))


def people(**missing: bool) -> pd.Series:
    rows = [
        {
            "territoire": n,
            "indicateur": "population_recensement",
            "annee": 2021,
            "valeur": 1_000,
            "unite": "personnes",
            "source": "Essai",
        }
        for n in mrc_names()
    ]
    return population(table("indicateurs", *rows))


def measured(rows=(), totaux=(), counted=True):
    """Return the aggregate per territory and every measure, for 1 000 persons a MRC (none when `counted` is false)."""
    tables = workbook(
        [initiative("a", "La Mitis"), initiative("b", "La Mitis"), initiative("c", "Kamouraska")], rows, totaux
    )
    aggregate = aggregate_by("territoire", build_ledger(tables), ENVELOPE)
    return aggregate, all_measures(aggregate, people() if counted else population(table("indicateurs")))


def layer(choix, *rows, totaux=(), counted=True):
    return amount_layer(measured(rows, totaux, counted)[1], choix)


def test_amount_layer_draws_dollars_and_writes_the_precision():
    drawn = layer(AMOUNT, funding("a", 229_930, precision="plancher"))
    assert drawn.valeurs["La Mitis"] == 229_930
    assert plain(drawn.textes["La Mitis"]) == "plus de 229 930 $"
    assert drawn.textes["La Matanie"] == "non publié" and pd.isna(drawn.valeurs["La Matanie"])


def test_amount_per_person_keeps_the_plus_de_and_needs_a_population():
    assert plain(layer(PER_PERSON, funding("a", 12_520, precision="plancher")).textes["La Mitis"]) == "plus de 12,52 $"
    assert layer(PER_PERSON, funding("a", 12_520), counted=False).valeurs.isna().all()


def test_part_layer_is_the_part_of_the_whole_envelope_not_of_the_map():
    drawn = layer(PART, funding("a", 50), totaux=[total(200)])
    assert drawn.valeurs["La Mitis"] == 0.25
    assert plain(drawn.textes["La Mitis"]) == "25,0 %"


def test_count_layer_hatches_the_mrc_where_no_initiative_is_named():
    drawn = layer(COUNT)
    assert (drawn.valeurs["La Mitis"], drawn.valeurs["Kamouraska"]) == (2, 1)
    assert pd.isna(drawn.valeurs["La Matanie"]) and drawn.textes["La Matanie"] == "aucune nommée"
    assert drawn.echelle.texts == ("1", "2")


@pytest.mark.parametrize(
    ("counts", "texts"),
    [
        ([1, 2], ("1", "2")),
        ([1, 9], ("de 1 à 2", "de 3 à 4", "de 5 à 6", "de 7 à 8", "de 9 à 10")),
        ([4], ("4",)),
        ([], ()),
        ([0], ("0",)),
    ],
)
def test_count_scale_shares_no_number_between_two_classes(counts, texts):
    scale = count_scale(counts)
    assert tuple(map(plain, scale.texts)) == texts
    assert all(
        scale.limits[class_of(n, scale.limits)] < n <= scale.limits[class_of(n, scale.limits) + 1] for n in counts
    )


def test_amount_scale_writes_each_class_between_its_limits():
    scale = amount_scale([3.33, 14.97], lambda v: f"{v:g}")
    assert scale.texts[0] == "de 2.5 à 5" and len(scale.texts) == len(scale.limits) - 1


@pytest.mark.parametrize(
    ("unite", "values", "words"),
    [
        ("%", {"La Mitis": 22.5, "Kamouraska": 7}, ("22,5 %", "7,0 %")),
        ("% de la population", {"La Mitis": 22, "Kamouraska": 7}, ("22 %", "7 %")),
        ("$", {"La Mitis": 57_600, "Kamouraska": 64_000}, ("57 600 $", "64 000 $")),
        ("personnes par km²", {"La Mitis": 8.1, "Kamouraska": 9.5}, ("8,1 personnes par km²", "9,5 personnes par km²")),
    ],
)
def test_need_layer_writes_every_value_in_its_unit_with_the_same_decimals(unite, values, words):
    drawn = need_layer(need(values, unite))
    assert (plain(drawn.textes["La Mitis"]), plain(drawn.textes["Kamouraska"])) == words
    assert drawn.textes["La Matanie"] == "non publié"


def test_need_layer_never_draws_the_region_but_says_it():
    mesure = need({"La Mitis": 22.5, "Régional": 14.2})
    assert set(need_layer(mesure).textes) == set(mrc_names())
    assert plain(phrases_carte.region_sentence(mesure)) == "Région entière : 14,2 %."
    assert phrases_carte.region_sentence(need({"La Mitis": 22.5})) == ""


def test_map_figure_shows_hostile_words_as_typed():
    drawn = need_layer(need({"La Mitis": 5}, "<b>x</b> & $y$"))
    figure = map_figure(drawn.valeurs, "light", str, amounts=True, scale=drawn.echelle, words=drawn.textes)
    written = [text for trace in figure.data for text in (trace.text or ())]
    assert "5 &lt;b&gt;x&lt;/b&gt; &amp; $y$\xa0\xa0" in written
    assert not any("<b>x" in text for text in written)


def test_map_figure_takes_the_words_and_the_classes_given():
    drawn = layer(COUNT)
    figure = map_figure(drawn.valeurs, "light", str, scale=drawn.echelle, words=drawn.textes)
    shapes = figure.data[1]
    classes = dict(zip(shapes.customdata, shapes.z, strict=True))
    assert (classes["Kamouraska"], classes["La Mitis"], classes["La Matanie"]) == (0.5, 1.5, -0.5)
    assert "La Matanie : aucune nommée" in shapes.text


def said(choix, *rows, totaux=(), counted=True) -> str:
    aggregate, frame = measured(rows, totaux, counted)
    return plain(phrases_carte.amount_title(aggregate, frame, choix))


def test_amount_title_names_both_ends():
    totaux = [
        total(5_000, territoire="La Mitis"),
        total(1_000, territoire="Kamouraska"),
        total(4_000, territoire="La Matanie"),
    ]
    assert said(PER_PERSON, totaux=totaux) == "De 1 $ (Kamouraska) à 5 $ par personne (La Mitis)"
    assert said(PART, totaux=totaux) == "De 10,0 % (Kamouraska) à 50,0 % du montant engagé (La Mitis)"
    assert said(COUNT) == "Des initiatives sont nommées dans 2 MRC; aucune dans les 6 autres"
    assert said(PER_PERSON) == "Aucun montant par MRC n'est publié"


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ({}, "Aucun montant par MRC n'est publié pour cette enveloppe"),
        ({"La Mitis": 5_000, "Kamouraska": 2_000}, "La Mitis reçoit le plus, en tout comme par personne"),
        (
            {"La Mitis": 5_000, "Kamouraska": 5_000, "La Matanie": 1_000},
            "Kamouraska et La Mitis reçoivent le plus, en tout comme par personne",
        ),
        ({"La Mitis": 5}, "La Mitis : seul montant publié par MRC"),
    ],
)
def test_message_names_who_receives_the_most(amounts, expected):
    _, frame = measured(totaux=[total(dollars, territoire=name) for name, dollars in amounts.items()])
    assert phrases_carte.message(frame) == expected


def test_message_without_population_says_nothing_per_person():
    _, frame = measured(totaux=[total(5, territoire="La Mitis"), total(2, territoire="Kamouraska")], counted=False)
    assert phrases_carte.message(frame) == "La Mitis reçoit le plus"


def test_need_title_says_the_range_and_no_cause():
    mesure = need({"La Mitis": 22.5, "Kamouraska": 6.5, "La Matanie": 22.5})
    assert (
        plain(phrases_carte.need_title(mesure, need_layer(mesure)))
        == "De 6,5 % (Kamouraska) à 22,5 % (La Mitis et La Matanie)"
    )
    assert phrases_carte.need_name(mesure) == "Un besoin, 2021"
    assert phrases_carte.need_quality(mesure) == "Année : 2021. Qualité de la donnée : copie."


def test_beside_never_divides_what_has_no_population():
    totaux = [total(100, territoire="La Mitis"), total(77_027, territoire="Régional"), total(80_000, "2020-2021")]
    _, frame = measured(totaux=totaux)
    per_person = {name: (plain(text), note) for name, text, note in phrases_carte.beside(frame, PER_PERSON)}
    assert per_person["Régional"][0] == "77 027 $" and "sans population propre" in per_person["Régional"][1]
    assert per_person["Non ventilé"][0] == "80 000 $"
    assert per_person["Total"][0] == "19,64 $"


@pytest.mark.parametrize(("totaux", "rest"), [([], False), ([total(500)], True)])
def test_beside_says_nothing_of_a_rest_when_everything_is_broken_down(totaux, rest):
    aggregate, _ = measured([funding("a", 100, territoire="La Mitis")], totaux)
    said = {name: note for name, _, note in phrases_carte.beside(all_measures(aggregate.shown(), people()), AMOUNT)}
    assert ("Non ventilé" in said) is rest
    assert ("Non ventilé" in said["Total"]) is rest


def test_region_title_says_the_whole_beside_the_mrc():
    _, frame = measured(totaux=[total(8_000, territoire="La Mitis"), total(1_000, territoire="Kamouraska")])
    assert (
        plain(phrases_carte.region_title(frame))
        == "1,13 $ engagés par personne dans la région; de 1 $ à 8 $ dans les MRC"
    )


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (1, "une des huit MRC a une valeur publiée"),
        (6, "six des huit MRC ont une valeur publiée"),
        (8, "les huit MRC ont une valeur publiée"),
    ],
)
def test_need_coverage_counts_in_words_both_the_part_and_the_whole(known, said):
    values = dict.fromkeys(mrc_names()[:known], 5.0)
    assert phrases_carte.need_coverage(need_layer(need(values))) == said
