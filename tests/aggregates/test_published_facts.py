"""Every published amount keeps its use, and can be found by place, use and words."""

from __future__ import annotations

import pytest

from analytics.aggregates.published_facts import NOT_ADDED, USES, chosen_facts, count_by_usage, facts_frame, holding
from analytics.schema.reference import published_facts


def fact(montant: str = "100.00", usage: str = "total publié", **more) -> dict[str, str]:
    """Return one published fact."""
    blank = dict.fromkeys(
        ("periode", "portee", "poste", "precision", "nombre_initiatives", "date_publication", "source", "raison"), ""
    )
    return blank | {"montant": montant, "usage": usage} | more


def test_facts_frame_counts_in_cents_and_keeps_a_missing_amount_missing() -> None:
    frame = facts_frame([fact("1025070.00"), fact("0.05"), fact("")])
    assert frame["montant"].tolist()[:2] == [1_025_070 * 100, 5]
    assert frame["montant"].isna().tolist() == [False, False, True]


def test_facts_frame_puts_first_what_the_totals_count() -> None:
    frame = facts_frame([fact(usage=usage) for usage in reversed(USES)])
    assert tuple(frame["usage"]) == USES


def test_facts_frame_refuses_a_use_that_no_page_explains() -> None:
    with pytest.raises(ValueError, match="estimation"):
        facts_frame([fact(usage="estimation")])


def test_count_by_usage_leaves_out_what_has_no_amount() -> None:
    counts = count_by_usage(facts_frame([fact(), fact(), fact("", "enveloppe")]))
    assert counts == dict.fromkeys(USES, 0) | {"total publié": 2}


def test_chosen_facts_holds_every_word_without_accents() -> None:
    frame = facts_frame([
        fact(portee="La Mitis", poste="Part annoncée par le préfet"),
        fact(portee="La Mitis", poste="Part locale"),
        fact(portee="Québec", poste="Préfets"),
    ])  # fmt: skip
    assert len(chosen_facts(frame, words="PREFET mitis")) == 1
    assert len(chosen_facts(frame, portee="La Mitis")) == 2
    assert len(chosen_facts(frame, usage="enveloppe")) == 0
    assert len(chosen_facts(frame, words="  ")) == 3


def test_holding_takes_a_formula_of_regular_expressions_as_plain_words() -> None:
    frame = facts_frame([fact(poste="Plan (local)"), fact(poste="autre")])
    assert len(holding(frame, ["poste"], "(local) .*")) == 1


def test_published_facts_are_all_there_and_most_are_not_added() -> None:
    frame = facts_frame(published_facts())
    counts = count_by_usage(frame)
    assert len(frame) == len(published_facts())
    assert sum(counts.values()) == int(frame["montant"].notna().sum())
    assert frame.loc[frame["usage"] == NOT_ADDED, "raison"].str.len().gt(0).all()
