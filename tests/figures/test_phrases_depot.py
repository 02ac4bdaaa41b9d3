"""What the deposit says at each step."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from analytics.aggregates.effect import measure_effect
from analytics.figures import phrases_depot as phrases
from tests.aggregates.fabrique import funding, initiative, workbook

NOON = datetime(2026, 11, 26, 17, 5, tzinfo=UTC)


def plain(text: str) -> str:
    """Return a sentence with plain spaces."""
    return text.replace("\u00a0", " ")


def effect(**amounts: float):
    """Return the effect of giving these amounts, one a territory, where each had 10 $."""
    places = {"mitis": "La Mitis", "matanie": "La Matanie", "basques": "Les Basques", "kamouraska": "Kamouraska"}
    rows = [initiative(key, territoire=place) for key, place in places.items()]
    before = workbook(rows, [funding(key, 10) for key in places])
    return measure_effect(before, workbook(rows, [funding(key, amounts.get(key, 10)) for key in places]))


def test_saved_says_the_day_only_when_it_is_another():
    assert plain(phrases.saved(NOON, NOON)) == "Brouillon enregistré à 12 h 05"
    assert plain(phrases.saved(NOON, datetime(2026, 11, 28, tzinfo=UTC))) == "Brouillon enregistré le 26 novembre 2026 à 12 h 05"  # fmt: skip


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"erreur": 1, "a_verifier": 9}, "1 erreur à corriger avant de publier"),
        ({"erreur": 5}, "5 erreurs à corriger avant de publier"),
        ({"a_verifier": 2, "a_enrichir": 4}, "Aucune erreur; 2 points à vérifier"),
        ({"a_enrichir": 4}, "Rien à corriger"),
        ({}, "Rien à corriger"),
    ],
)
def test_findings_title_puts_errors_first(counts: dict[str, int], said: str):
    assert plain(phrases.findings_title(counts)) == said


@pytest.mark.parametrize(
    ("amounts", "said"),
    [
        ({}, "Publier ne changerait aucun chiffre"),
        ({"mitis": 20}, "Publier changerait La Mitis"),
        ({"mitis": 20, "kamouraska": 30}, "Publier changerait Kamouraska et La Mitis"),
        ({"mitis": 20, "kamouraska": 30, "matanie": 5, "basques": 1}, "Publier changerait 4 territoires"),
    ],
)
def test_effect_title_names_the_territories_that_change_west_to_east(amounts: dict[str, float], said: str):
    assert phrases.effect_title(effect(**amounts)) == said


def test_effect_title_asks_for_the_errors_first():
    assert "une fois les erreurs corrigées" in phrases.effect_title(None)


@pytest.mark.parametrize(("octets", "said"), [(812, "812 o"), (1_536, "1,5 Ko"), (3_500_000, "3,3 Mo")])
def test_size_is_written_as_in_quebec(octets: int, said: str):
    assert plain(phrases.size(octets)) == said


def test_files_title_counts_rows_or_says_that_a_file_was_not_read():
    assert plain(phrases.files_title(2, 14, False)) == "2 fichiers reçus, 14 lignes lues"
    assert plain(phrases.files_title(1, 0, False)) == "1 fichier reçu, aucune ligne lue"
    assert phrases.files_title(3, 9, True) == "Un fichier n'a pas pu être lu"
