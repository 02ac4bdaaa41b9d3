"""Class limits are round, few, and hold every value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.figures.classes import MAX_CLASSES, class_of, round_limits


@pytest.mark.parametrize(
    ("values", "limits"),
    [
        ([117_821, 231_073], [100_000, 150_000, 200_000, 250_000]),
        ([6.5, 22.5], [5, 10, 15, 20, 25]),
        ([0, 1], [0, 0.2, 0.4, 0.6, 0.8, 1]),
        ([], []),
        ([None, float("nan")], []),
    ],
)
def test_round_limits_are_those_a_person_would_choose(values, limits):
    assert round_limits(values) == pytest.approx(limits)


@given(st.lists(st.floats(0, 1e9).map(lambda v: round(v, 2)), min_size=1, max_size=9))
def test_round_limits_hold_every_value_in_few_classes(values):
    limits = round_limits(values)
    assert 2 <= len(limits) <= MAX_CLASSES + 1
    assert limits[0] <= min(values) + 1e-6 and max(values) <= limits[-1] + 1e-6
    assert all(0 <= class_of(value, limits) < len(limits) - 1 for value in values)


def test_a_value_on_a_limit_belongs_to_the_class_below():
    assert [class_of(value, [0, 10, 20]) for value in (0, 10, 10.01, 20)] == [0, 0, 1, 1]
