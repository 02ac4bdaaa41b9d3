"""What a deposit changes so much that it may be a slip is said before it is published; nothing of it blocks."""

from __future__ import annotations

import pytest

from analytics.publications import merged_with
from analytics.publications.against import find_gaps
from tests.aggregates.fabrique import funding, initiative, table, total, workbook


def found(published, proposed):
    """Return (code, column, value) of the gaps."""
    return [(gap.code, gap.colonne, gap.valeur) for gap in find_gaps(published, proposed)]


def many(number):
    """Return a workbook of that many initiatives."""
    return workbook([initiative(f"i{rank}") for rank in range(number)])


def one_amount(dollars, **more):
    """Return a workbook of one amount."""
    return workbook([initiative("a", titre="Jardin")], [funding("a", dollars, **more)])


def test_nothing_is_said_of_the_same_tables():
    assert found(one_amount(100), one_amount(100)) == []


def test_an_initiative_that_disappears_is_named():
    (gap,) = find_gaps(workbook([initiative("a"), initiative("b", titre="Jardin")] + [initiative(f"c{n}") for n in range(8)]),
                       workbook([initiative("a")] + [initiative(f"c{n}") for n in range(8)]))  # fmt: skip
    assert (gap.code, gap.niveau, gap.colonne, gap.valeur) == (
        "initiative-disparue",
        "a_verifier",
        "id_initiative",
        "b",
    )
    assert gap.message.startswith("L'initiative « Jardin », publiée, n'est plus dans ce dépôt. ")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (100, 150, False),
        (100, 150.01, True),
        (100, 50, False),
        (100, 49.99, True),
        (0, 0, False),
        (0, 0.01, True),
        (100, None, False),
        (None, 100, False),
    ],
)
def test_an_amount_that_changes_by_more_than_half_is_said(before, after, said):
    codes = [code for code, _, _ in found(one_amount(before), one_amount(after))]
    assert codes == (["montant-change"] if said else [])


def test_an_amount_is_that_of_its_initiative_its_year_and_its_source_all_rows_together():
    split = workbook([initiative("a")], [funding("a", 60, nature="nouvelle"), funding("a", 60, nature="prolongée")])
    assert found(one_amount(100), split) == []
    other_year = workbook([initiative("a")], [funding("a", 100), funding("a", 900, exercice="2022-2023")])
    assert found(one_amount(100), other_year) == []


def test_an_amount_says_where_it_stands_in_the_deposit():
    place = {"origine_fichier": "x.xlsx", "origine_feuille": "Projets", "origine_ligne": 7}
    (gap,) = find_gaps(one_amount(100), one_amount(300, **place))
    assert gap.to_json() == {
        "code": "montant-change", "niveau": "a_verifier", "fichier": "x.xlsx", "feuille": "Projets", "cellule": None, "ligne": 7,
        "colonne": "montant_accorde", "valeur": "300.00",
        "message": "« Montant accordé ($) » de « Jardin, 2021-2022, FQIS – Alliance » passe de 100\u00a0$ à 300\u00a0$. Vérifiez le nouveau montant.",
    }  # fmt: skip


def test_every_amount_of_every_table_is_looked_at():
    parts = {"id_enveloppe": "e", "territoire": "La Mitis", "montant_minimum": 10, "montant_maximum": 10}
    before = workbook([], [], [total(100)], parts=[parts])
    after = workbook([], [], [total(200)], parts=[parts | {"montant_maximum": 90}])
    after["enveloppes"] = after["enveloppes"].assign(montant=601_414_400 * 2)
    assert [(gap.code, gap.colonne) for gap in find_gaps(before, after)] == [
        ("montant-change", "montant_accorde"), ("montant-change", "montant"), ("montant-change", "montant_maximum"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [(10, 8, False), (10, 7, True), (5, 4, False), (4, 3, True), (0, 0, False), (0, 9, False)],
)
def test_a_number_of_rows_that_falls_by_more_than_a_fifth_is_said(before, after, said):
    codes = {code for code, _, _ in found(many(before), many(after))} - {"initiative-disparue"}
    assert codes == ({"lignes-en-moins"} if said else set())


def test_a_table_that_the_deposit_lacks_is_said_when_it_is_not_carried_over():
    published = workbook([initiative("a")], [funding("a", 1)]) | {"jalons": table("jalons", {"territoire": "La Mitis"})}
    gaps = find_gaps(published, merged_with(published, {"initiatives": published["initiatives"]}))
    assert [gap.message for gap in gaps] == [
        "La table « Financement » passe de 1\u00a0ligne à 0\u00a0ligne. Vérifiez qu'il ne manque ni un fichier ni une feuille."
    ]
