"""The sentences of « Comprendre » count right, and write a date as finely as it was published."""

from __future__ import annotations

import pytest

from analytics.aggregates.published_facts import USES
from analytics.figures import phrases_methode
from analytics.figures.formules import FORMULES
from analytics.figures.regles import REGLES


def plain(text: str) -> str:
    """Return the text with plain spaces."""
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("published", "written"),
    [
        ("2021-09-22", "22 septembre 2021"),
        ("2021-04-01", "1er avril 2021"),
        ("2019-12", "décembre 2019"),
        ("2017", "2017"),
        ("", "date inconnue"),
    ],
)
def test_published_day_is_as_fine_as_published(published: str, written: str) -> None:
    assert phrases_methode.published_day(published) == written


def test_method_title_counts_what_is_published_what_is_apart_and_what_is_missing() -> None:
    counts = dict(zip(USES, (13, 4, 5, 5, 32), strict=True))
    assert 13 + 4 + 5 + 5 + 32 == 59
    assert plain(phrases_methode.method_title(counts, 33)) == (
        "59 montants publiés, dont 32 qu'aucune somme ne compte; 33 renseignements manquent"
    )


def test_missing_title_agrees_in_number_and_says_what_is_left_out() -> None:
    assert plain(phrases_methode.missing_title(1, 1)) == "1 renseignement manque"
    assert plain(phrases_methode.missing_title(2, 33)) == "2 renseignements manquent sur 33"


def test_titles_of_searches_say_what_was_found() -> None:
    assert phrases_methode.found_title(0, 0) == "Rien ne correspond à cette recherche"
    assert plain(phrases_methode.found_title(2, 1)) == "2 colonnes trouvées, 1 mot du domaine"
    assert plain(phrases_methode.facts_title(60, 60)) == "Les 60 faits publiés"
    assert plain(phrases_methode.facts_title(5, 60)) == "5 des 60 faits publiés"
    assert plain(phrases_methode.dictionary_title(9, 92)) == "92 colonnes dans 9 tables : ce que chaque mot veut dire"


def test_disagreement_title_says_how_many_points_or_none() -> None:
    assert "Aucune source" in phrases_methode.disagreement_title(0)
    assert (
        plain(phrases_methode.disagreement_title(1))
        == "Les sources se contredisent sur 1 point : chacune garde sa valeur"
    )


def test_every_rule_and_every_formula_ends_as_a_sentence() -> None:
    said = (
        [regle.texte for regle in REGLES]
        + [f.formule for f in FORMULES.values()]
        + [f.attention for f in FORMULES.values()]
    )
    assert [text for text in said if text and not text.endswith(".")] == []
    assert len({regle.nom for regle in REGLES}) == len(REGLES)
