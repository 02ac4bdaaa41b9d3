"""Groups by number give what a loop over the rows gives, by either way of counting."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.aggregates import grouping as module
from analytics.aggregates.grouping import grouping, one_group

rows = st.lists(st.tuples(st.sampled_from(["est", "ouest", "nord", None]), st.integers(-1, 5)), max_size=12)


@pytest.fixture(params=["table", "sort"])
def _way(request, monkeypatch):
    """Count by a table, as small data does, or by a sort, as what is too large for a table does."""
    if request.param == "sort":
        monkeypatch.setattr(module, "_SIEVE_CELLS", 0)
        monkeypatch.setattr(module, "_COUNT_CELLS", 0)


def cut_of(pairs):
    """Return the groups of some rows, in an order that names one more, and the values of the rows."""
    cut = grouping(pd.Series([key for key, _ in pairs], dtype="str"))
    return cut.ordered(["ouest", "sud", "est"]), np.array([value for _, value in pairs], dtype=np.int64)


@pytest.mark.usefixtures("_way")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows)
def test_distinct_counts_each_value_of_a_group_once(pairs):
    cut, values = cut_of(pairs)
    expected = [len({value for group, value in pairs if group == key and value >= 0}) for key in cut.keys]
    assert cut.distinct(values).tolist() == expected


@pytest.mark.usefixtures("_way")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows)
def test_pairs_gives_each_pair_met_and_its_number_of_rows(pairs):
    cut, values = cut_of(pairs)
    met = cut.pairs(values)
    found = {
        (cut.keys[group], value): number for group, value, number in zip(met.groups, met.values, met.rows, strict=True)
    }
    assert found == Counter((key, value) for key, value in pairs if key in cut.keys and value >= 0)


@given(rows)
def test_sums_are_those_of_the_rows_of_each_group(pairs):
    cut, values = cut_of(pairs)
    assert cut.sums(values).tolist() == [sum(v for key, v in pairs if key == group) for group in cut.keys]


def test_sums_stay_exact_beyond_what_a_decimal_number_holds():
    assert one_group("Total", 2).sums(np.array([2**53, 1])).tolist() == [2**53 + 1]


def test_met_leaves_out_the_groups_without_rows_and_the_rows_of_no_group():
    cut = grouping(pd.Series(["b", None, "a", "b"], dtype=pd.CategoricalDtype(["a", "b", "c"])))
    assert cut.met() == ["a", "b"]
    assert cut.only(np.array([True, True, False, True])).met() == ["b"]
