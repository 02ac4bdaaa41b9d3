"""What is kept is found again by the very tables given, and by nothing less."""

from __future__ import annotations

import pandas as pd
import pytest

from pages.commun.gardee import gardee


@pytest.fixture
def counted():
    """Return a function that is kept, and the list of what it was really asked."""
    asked: list[tuple] = []

    @gardee
    def write(frame: pd.DataFrame, *values: object, **options: object) -> str:
        asked.append((frame, *values, options))
        return f"{frame['n'].sum()} {values} {options}"

    return write, asked


def test_gardee_makes_the_same_thing_of_the_same_table_once(counted) -> None:
    write, asked = counted
    frame = pd.DataFrame({"n": [1, 2]})
    assert write(frame, "light", au=pd.Timestamp("2026-11-26")) == write(frame, "light", au=pd.Timestamp("2026-11-26"))
    assert len(asked) == 1


@pytest.mark.parametrize(("one", "other"), [("light", "dark"), (1, 2), (1, True), (None, ""), (("a",), ("b",))])
def test_gardee_tells_values_apart(counted, one: object, other: object) -> None:
    write, asked = counted
    frame = pd.DataFrame({"n": [1]})
    assert write(frame, one) != write(frame, other)
    assert len(asked) == 2


def test_gardee_makes_again_for_another_table_even_with_the_same_content(counted) -> None:
    write, asked = counted
    for turn in range(50):
        assert write(pd.DataFrame({"n": [turn]})).startswith(f"{turn} "), "a table gone leaves its place to no other"
    assert len(asked) == 50


def test_gardee_is_the_same_wherever_it_is_asked_for() -> None:
    assert gardee(str.upper) is gardee(str.upper)
