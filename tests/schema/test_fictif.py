"""One fictitious row marks a whole set of tables; real ones are never marked."""

import pandas as pd
import pytest

from analytics.amorce import read_published
from analytics.schema.fictif import is_fictitious


def tables(initiatives=(), financement=()) -> dict[str, pd.DataFrame]:
    """Return the two tables that carry identifiers."""
    return {
        "initiatives": pd.DataFrame({"id_initiative": pd.Series(list(initiatives), dtype="str")}),
        "financement": pd.DataFrame({"id_initiative": pd.Series(list(financement), dtype="str")}),
    }


@pytest.mark.parametrize(
    "given",
    [
        tables(["BSL-1", "FICTIF-0002"]),
        tables(["fictif-2"]),
        tables([None, "FICTIF"]),
        tables(["BSL-1"], ["FICTIF-0001"]),
        {"initiatives": tables(["FICTIF-0001"])["initiatives"]},
    ],
)
def test_is_fictitious_sees_one_fictitious_row(given):
    assert is_fictitious(given) is True


@pytest.mark.parametrize("given", [tables(["BSL-1"], ["BSL-1"]), tables([None]), tables(), {}])
def test_is_fictitious_leaves_real_rows_alone(given):
    assert is_fictitious(given) is False


def test_is_fictitious_leaves_the_published_facts_alone():
    assert is_fictitious(read_published().frames) is False
