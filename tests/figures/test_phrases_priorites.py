"""The sentences of the page of the priorities keep to one cycle and say what is not broken down."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.aggregates.crosstab import cross
from analytics.aggregates.groups import aggregate_by
from analytics.aggregates.ledger import build_ledger
from analytics.figures import phrases_priorites as phrases
from tests.aggregates.fabrique import ENVELOPE, funding, initiative, total, workbook


def plain(text: str) -> str:
    """Return the text with plain spaces."""
    return text.replace("\u00a0", " ")


def book(*amounts: tuple[str, float | None], whole: float | None = None):
    """Return a workbook of amounts per priority (dollars), inside a published total if `whole` is given."""
    named = [initiative(f"i{k}", priorite=priorite) for k, (priorite, _) in enumerate(amounts)]
    rows = [funding(f"i{k}", dollars) for k, (_, dollars) in enumerate(amounts) if dollars is not None]
    return workbook(named, rows, [total(whole)] if whole is not None else [])


def by_priority(workbook_):
    """Aggregate a workbook by priority."""
    return aggregate_by("priorite", build_ledger(workbook_), ENVELOPE, "2018-2023")


@pytest.mark.parametrize(
    ("amounts", "whole", "said"),
    [
        ([], None, "Aucun montant par priorité n'est publié pour cette enveloppe."),
        ([], 100, "Rien de ce qui est engagé n'est ventilé par priorité."),
        ([("Logement", 30), ("Santé", 20)], None, "Logement reçoit le plus : 30 $."),
        (
            [("Logement", 30), ("Santé", 20)],
            200,
            "75 % du montant engagé n'est pas ventilé par priorité; dans le reste, Logement reçoit le plus : 30 $.",
        ),
        ([("Logement", 60)], 80, "Logement reçoit le plus : 60 $; 25 % du montant engagé n'est pas ventilé par priorité."),
    ],
)  # fmt: skip
def test_headline_says_the_part_that_has_no_priority(amounts, whole, said):
    assert plain(phrases.headline(by_priority(book(*amounts, whole=whole)))) == said


def test_list_sentence_says_that_themes_are_no_official_list_and_never_compares_cycles():
    assert "ce n'est pas une liste officielle" in phrases.list_sentence("2010-2015", 5)
    assert phrases.list_sentence("2018-2023", 6).startswith("Les 6 priorités du cycle 2018-2023.")
    for cycle in ("2010-2015", "2018-2023", "2024-2029"):
        assert "ne se comparent pas" in phrases.list_sentence(cycle, 3)
    assert phrases.list_sentence("1999-2000", 0) == "Aucune liste de priorités n'est connue pour le cycle 1999-2000."


def test_amount_and_count_titles_count_what_is_named():
    aggregate = by_priority(book(("Logement", 30), ("Santé", None), ("Santé", None)))
    assert phrases.amount_title(aggregate).replace("\u00a0", " ") == "1 des 6 priorités a un montant publié"
    assert plain(phrases.count_title(aggregate)) == "Santé compte 2 des 3 initiatives nommées"
    empty = by_priority(book())
    assert phrases.amount_title(empty) == "Aucune priorité n'a de montant publié"
    assert phrases.count_title(empty) == "Aucune initiative n'est nommée"


def test_count_title_names_no_one_when_many_are_equal():
    aggregate = by_priority(book(*[(name, None) for name in ("Logement", "Santé", "Transport", "Alimentation")]))
    assert plain(phrases.count_title(aggregate)) == "4 priorités comptent chacune 1 initiative"


def test_heat_title_counts_the_cells_that_name_both_a_territory_and_a_priority():
    tables = book(("Logement", 30), whole=120)
    crossed = cross(build_ledger(tables), "territoire", "priorite", ENVELOPE, "2018-2023")
    assert plain(phrases.heat_title(crossed, by_priority(tables))) == (
        f"1 des {9 * 6} croisements a un montant publié, 25 % du montant engagé"
    )


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        (book(), "Aucun montant n'est publié par territoire et par priorité"),
        (book(whole=10), "Aucun montant n'est ventilé à la fois par territoire et par priorité"),
    ],
)
def test_heat_title_says_why_there_is_no_cell(tables, said):
    crossed = cross(build_ledger(tables), "territoire", "priorite", ENVELOPE, "2018-2023")
    assert phrases.heat_title(crossed, by_priority(tables)) == said


def test_evolution_title_names_the_exercices_and_the_part_without_priority():
    tables = workbook(
        [initiative("a")], [funding("a", 30, "2021-2022"), funding("a", 10, "2020-2021")], [total(120, "2020-2021")]
    )
    crossed = cross(build_ledger(tables), "priorite", "exercice", ENVELOPE, "2018-2023")
    share = round(100 * (120 - 10) / (120 + 30))
    assert plain(phrases.evolution_title(crossed)) == (
        f"2020-2021 et 2021-2022 ont un montant publié; {share} % n'est pas ventilé par priorité"
    )
    assert phrases.evolution_title(crossed.assign(montant_accorde=pd.NA)) == "Aucun montant par exercice n'est publié"


def test_chosen_headline_says_the_amount_its_share_or_that_nothing_is_published():
    aggregate = by_priority(book(("Logement", 30), ("Santé", None), whole=120))
    rows = {row["cle"]: row for row in aggregate.lignes.to_dict("records")}
    whole = aggregate.total["montant_accorde"]
    assert (
        plain(phrases.chosen_headline(rows["Logement"], whole)) == "Logement : 30 $ engagés (25 % du montant engagé)."
    )
    assert phrases.chosen_headline(rows["Santé"], whole) == "Santé : aucun montant engagé n'est publié."


def test_crossed_summary_reads_what_is_known_and_counts_what_is_not():
    crossed = cross(build_ledger(book(("Logement", 30))), "territoire", "priorite", ENVELOPE, "2018-2023")
    assert plain(phrases.crossed_summary(crossed, "territoire", "priorite")) == (
        f"La Mitis, Logement : 30 $. {len(crossed) - 1} cases non publiées."
    )
