"""Each mended cell is shown with what it was and what it became, and can be undone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.publications import corrected, undone
from analytics.publications.corrections import from_json, to_json, values
from tests.publications.fabrique import correction

PLACE = ("x.xlsx", "Projets", "E7")


def chain(*values):
    """Mend one cell several times, as a person types."""
    found = ()
    for value in values:
        found = corrected(found, correction(value))
    return found


def steps(corrections):
    """Return (before, after) of each correction."""
    return [(one.avant, one.apres) for one in corrections]


def test_corrected_again_goes_on_from_the_last_value():
    assert steps(chain("12", "13")) == [("douze", "12"), ("12", "13")]
    assert values(chain("12", "13")) == {PLACE: "13"}


def test_corrected_to_the_same_value_adds_nothing():
    assert steps(chain("douze")) == [] and steps(chain("12", "12")) == [("douze", "12")]


def test_undone_the_last_gives_the_value_before():
    assert steps(undone(chain("12", "13"), -1)) == [("douze", "12")]
    assert undone(chain("12"), 0) == ()


def test_undone_in_the_middle_joins_what_comes_after():
    assert steps(undone(chain("12", "13", "14"), 1)) == [("douze", "12"), ("12", "14")]


def test_undone_that_leaves_nothing_changed_leaves_nothing():
    assert undone(chain("12", "douze"), 0) == ()


def test_undone_does_not_touch_another_cell():
    both = corrected(chain("12"), correction("La Mitis", "Mitis", "B3"))
    assert values(undone(both, 0)) == {("x.xlsx", "Projets", "B3"): "La Mitis"}


def test_undone_of_a_correction_that_is_not_there_is_our_bug():
    with pytest.raises(IndexError):
        undone(chain("12"), 4)


@given(
    st.lists(st.tuples(st.sampled_from(["A1", "B2", "C3"]), st.sampled_from(["x", "y", "z", None])), max_size=12),
    st.data(),
)
def test_every_cell_reads_from_its_first_value_to_its_last_whatever_is_undone(typed, data):
    found = ()
    for cell, value in typed:
        found = corrected(found, correction(value, "douze", cell))
    while found:
        for cell in {one.cellule for one in found}:
            mine = [one for one in found if one.cellule == cell]
            assert mine[0].avant == "douze"
            assert all(one.apres == after.avant for one, after in zip(mine, mine[1:], strict=False))
            assert all(one.avant != one.apres for one in mine)
        shorter = undone(found, data.draw(st.integers(0, len(found) - 1)))
        assert len(shorter) < len(found)
        found = shorter


def test_corrections_read_back_from_their_document():
    found = (correction("12"), correction(None, None, "B3", feuille=None, colonne=None))
    assert from_json(to_json(found)) == found
