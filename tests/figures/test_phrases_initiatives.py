"""The sentences of « Initiatives » keep their doubts, their coverage, and what comes from the Alliance apart."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.aggregates.fiche import read_fiche
from analytics.aggregates.search import search
from analytics.aggregates.search_index import build_index
from analytics.figures import phrases_initiatives as phrases
from analytics.schema import TABLES
from tests.aggregates.fabrique import funding, initiative, workbook

TABLES_OF_THREE = workbook(
    [initiative("a", titre="Frigos"), initiative("b", titre="Jardin"), initiative("c", titre="Navette")],
    [funding("a", 100, precision="plancher"), funding("b", 40, source_financement="Autre")],
)
INDEX = build_index(TABLES_OF_THREE)


def plain(text: str) -> str:
    """Return a text with plain spaces."""
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("asked", "title", "total", "coverage"),
    [
        ("", "3 initiatives sont nommées, dont 2 avec un montant publié",
         f"Les montants publiés totalisent plus de {100 + 40} $, dont plus de 100 $ du FQIS – Alliance.",
         "2 des 3 initiatives trouvées ont un montant publié; les autres n'ajoutent rien à la somme"),
        ("frigos", "1 des 3 initiatives correspond à ce que vous cherchez",
         "Le seul montant publié est de plus de 100 $, en entier du FQIS – Alliance.",
         "Un montant est publié pour 1 initiative trouvée"),
        ("jardin", "1 des 3 initiatives correspond à ce que vous cherchez",
         "Le seul montant publié est de 40 $, en entier hors FQIS – Alliance.",
         "Un montant est publié pour 1 initiative trouvée"),
        ("navette", "1 des 3 initiatives correspond à ce que vous cherchez",
         "Aucun montant n'est publié pour ce qui est trouvé.", "Aucun montant publié pour 1 initiative trouvée"),
        ("zzz", "Aucune initiative ne correspond à ce que vous cherchez", "", "Aucune initiative trouvée"),
    ],
)  # fmt: skip
def test_found_sentences_say_how_many_how_much_and_how_sure(asked, title, total, coverage):
    result = search(INDEX, asked)
    assert plain(phrases.found_title(result, 3, bool(asked))) == title
    assert plain(phrases.found_sum(result)) == total
    assert plain(phrases.found_coverage(result)) == coverage


def test_found_title_of_a_version_without_initiative():
    empty = build_index(workbook())
    assert phrases.found_title(search(empty), 0, False) == "Aucune initiative n'est nommée dans cette version"


def amounts(whole, alliance, precision="exact", precision_alliance="exact") -> dict:
    """Return the amounts of an initiative, in dollars."""
    cents = {"montant_accorde": whole, "montant_alliance": alliance}
    return {name: pd.NA if v is None else v * 100 for name, v in cents.items()} | {
        "precision": precision, "precision_alliance": precision_alliance,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (amounts(None, None), ("montant non publié", "")),
        (amounts(36_000, 36_000, "plancher"), ("plus de 36 000 $", "")),
        (amounts(10_000, None), ("10 000 $", "hors FQIS – Alliance")),
        (amounts(900, 400, precision_alliance="arrondi"), ("900 $", "dont environ 400 $ du FQIS – Alliance")),
    ],
)
def test_amount_phrase_keeps_the_doubt_and_says_what_is_not_the_alliance(row, said):
    assert tuple(map(plain, phrases.amount_phrase(row))) == said


def test_place_in_words_names_what_is_not_published():
    row = {"organisme_porteur": "Non publié", "territoire": "La Mitis", "priorite": "Logement", "cycle": "2018-2023"}
    assert phrases.place_in_words(row) == ["organisme non publié", "La Mitis", "Logement (2018-2023)"]
    row |= {"organisme_porteur": "Moisson", "autres_territoires": "La Matanie", "cycle": None, "priorite": None}
    assert phrases.place_in_words(row) == [
        "Moisson",
        "La Mitis (et La Matanie, selon ses montants)",
        "priorité non publiée",
    ]


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("date_debut", pd.Timestamp("2021-04-01"), "1er avril 2021"),
        ("ads_plus", False, "non"),
        ("personnes_visees", 1200, "1 200"),
        ("clienteles", "familles; jeunes", "familles et jeunes"),
        ("titre", "**Frigos**", "**Frigos**"),
    ],
)
def test_value_in_words_follows_the_kind_of_the_column(column, value, said):
    assert plain(phrases.value_in_words(TABLES["initiatives"][column], value)) == said


def test_every_kind_of_column_of_an_initiative_has_words():
    examples = {"date": pd.Timestamp("2021-04-01"), "entier": 3, "oui ou non": True}
    for column in TABLES["initiatives"]:
        assert phrases.value_in_words(column, examples.get(column.kind.value, column.example))


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("a", "Montant accordé publié : plus de 100 $, du FQIS – Alliance."),
        ("b", "Montant accordé publié : 40 $, en entier hors de l'enveloppe de l'Alliance."),
        ("c", "Aucun montant accordé n'est publié pour cette initiative. Cela ne veut pas dire 0 $."),
    ],
)
def test_fiche_amount_says_where_it_comes_from(key, said):
    assert plain(phrases.fiche_amount(read_fiche(TABLES_OF_THREE, key))) == said


def test_unpublished_columns_are_named():
    said = phrases.unpublished_columns(read_fiche(TABLES_OF_THREE, "a"))
    assert said.startswith("Non publié : fiduciaire, type d'initiative") and "ADS+" in said


def test_facet_value_writes_the_amount_and_what_is_missing():
    assert [phrases.facet_value(v) for v in ("avec", "sans", "Non publié", "La Mitis")] == [
        "avec un montant publié", "sans montant publié", "non publié", "La Mitis",
    ]  # fmt: skip
