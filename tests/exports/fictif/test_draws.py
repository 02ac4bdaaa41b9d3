"""What is drawn at random adds up to the cent, never leaves an eligible group empty, and is written as people write it."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.exports.fictif import draws

GROUPS = st.lists(st.lists(st.floats(0.01, 50), max_size=6), min_size=1, max_size=5)


def shared_out(groups: list[list[float]], totals: list[int]) -> list[np.ndarray]:
    """Share each total among the weights of its group."""
    group = np.repeat(np.arange(len(groups)), [len(weights) for weights in groups])
    weights = np.array([weight for weights in groups for weight in weights])
    amounts = draws.share_out(np.array(totals), group, weights)
    return [amounts[group == rank] for rank in range(len(groups))]


@given(GROUPS, st.data())
def test_share_out_adds_up_to_the_cent(groups, data):
    totals = [data.draw(st.integers(len(weights), 10_000)) for weights in groups]
    for total, weights, amounts in zip(totals, groups, shared_out(groups, totals), strict=True):
        assert amounts.sum() == (total if weights else 0)
        assert (amounts >= 1).all()


@given(GROUPS, st.data())
def test_share_out_keeps_whole_dollars_when_the_mean_is_comfortable(groups, data):
    totals = [100 * data.draw(st.integers(100 * len(weights), 100_000)) for weights in groups]
    for total, weights, amounts in zip(totals, groups, shared_out(groups, totals), strict=True):
        assert amounts.sum() == (total if weights else 0)
        assert (amounts % 100 == 0).all()


def test_share_out_follows_the_weights():
    [amounts] = shared_out([[1, 2, 7]], [1_003_00])
    assert amounts.tolist() == [101_00, 201_00, 701_00]


def test_share_out_refuses_more_rows_than_cents():
    with pytest.raises(ValueError, match="fewer cents"):
        shared_out([[1, 1, 1]], [2])


@given(st.integers(0, 60), st.integers(0, 9))
def test_with_cents_moves_cents_inside_a_group_only(rows, graine):
    rng = draws.generator(graine)
    group, amounts = rng.integers(0, 3, rows), rng.integers(1, 500, rows) * 100
    changed = draws.with_cents(rng, amounts, group)
    assert np.bincount(group, changed, 3).tolist() == np.bincount(group, amounts, 3).tolist()
    assert (changed >= 1).all()


@given(st.lists(st.booleans(), max_size=30), st.floats(0, 1))
def test_some_picks_one_eligible_entry_at_least(eligible, share):
    mask = draws.some(draws.generator(1), np.array(eligible, bool), share)
    count = sum(eligible)
    assert mask.sum() == (max(1, round(share * count)) if count else 0)
    assert not (mask & ~np.array(eligible, bool)).any()


@pytest.mark.parametrize("graine", [0, 1, -1, 2**70, -(2**70)])
def test_generator_takes_any_seed(graine):
    assert draws.generator(graine).random() == draws.generator(graine).random()


def test_generator_tells_a_seed_from_its_opposite():
    assert draws.generator(7).random() != draws.generator(-7).random()


def test_sentence_joins_texts_and_numbers():
    written = draws.sentence(
        "No ", np.array([7, 8]), " : ", pd.Series(["a", "b"], dtype="str"), where=np.array([True, False])
    )
    assert written.astype(object).where(written.notna(), None).to_list() == ["No 7 : a", None]
    assert written.dtype == "str"


def test_words_leaves_out_what_is_not_known():
    assert draws.words(("a", "b"), np.array([1, 0, 1]), np.array([True, True, False])).isna().to_list() == [
        False,
        False,
        True,
    ]


def test_exercice_names_the_two_years():
    assert draws.exercice(np.array([2021, 2099])).to_list() == ["2021-2022", "2099-2100"]


def test_day_of_gives_a_day_of_each_year():
    assert draws.day_of(np.array([1969, 2024]), 2, 29 - 1).astype(str).tolist() == ["1969-02-28", "2024-02-28"]


def test_rank_in_group_numbers_the_rows_of_each_parent():
    parent, rank = draws.rank_in_group(np.array([2, 0, 3]))
    assert (parent.tolist(), rank.tolist()) == ([0, 0, 2, 2, 2], [0, 1, 0, 1, 2])


def test_typed_refuses_a_column_that_nobody_declared():
    with pytest.raises(ValueError, match="inconnue"):
        draws.typed("documents", {"titre": ["a"], "inconnue": [1]})
