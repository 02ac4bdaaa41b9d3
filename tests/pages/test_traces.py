"""A drawing is made once for the same values, and again as soon as one of them differs."""

import pandas as pd
import pytest
import streamlit as st

from analytics.figures import barres
from pages.commun import traces

MADE: list[str] = []


def counted(frame: pd.DataFrame, mode: str):
    """Draw bars and count how many times."""
    MADE.append(mode)
    return barres.bars(frame, mode)


def drawn(frame: pd.DataFrame, mode: str = "light", nom: str = "f", liens=None):
    return traces.Trace(counted, (frame, mode), {}).dessins(nom, liens)


@pytest.fixture(autouse=True)
def forgotten():
    st.cache_resource.clear()
    MADE.clear()


def groups(cents: int) -> pd.DataFrame:
    return pd.DataFrame({"cle": ["La Mitis"], "montant_accorde": pd.array([cents], "Int64"), "precision": ["exact"]})


def test_same_values_are_drawn_once():
    assert drawn(groups(100)) is drawn(groups(100).copy()) and len(MADE) == 1


@pytest.mark.parametrize(
    "other", [{"frame": groups(101)}, {"mode": "dark"}, {"nom": "g"}, {"liens": {"La Mitis": "?p"}}], ids=str
)
def test_any_other_value_is_drawn_anew(other):
    drawn(groups(100))
    assert drawn(**({"frame": groups(100)} | other)) is not drawn(groups(100)) and len(MADE) == 2


def test_a_figure_without_data_gives_nothing():
    assert traces.Trace(dict, (), {}).dessins("f", None) == {}
    both = traces.side_by_side({"A": groups(100), "B": groups(50)}, "light").dessins("f", None)
    assert list(both) == ["A", "B"] and both["A"].elements != both["B"].elements
