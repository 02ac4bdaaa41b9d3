"""Choose a priority of the envelope's cycle, from a list or by a click on a bar; it lives in the address (`?priorite=…`)."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

CLE = "priorite"
FIGURES = ("priorite", "priorite-nombre")
"""Blocks whose bars may be clicked."""


def choisir(names: Sequence[str]) -> str | None:
    """Ask for a priority among `names` and return it (None: all of them)."""
    _nettoyer(names)
    _cliquer(names)
    return st.selectbox(
        "Priorité",
        list(names),
        index=None,
        key=CLE,
        bind="query-params",
        placeholder="Toutes les priorités",
        filter_mode=None,
        width=370,
    )


def _nettoyer(names: Sequence[str]) -> None:
    """Forget a priority of another cycle's list, or the several that another page had chosen."""
    if CLE in st.session_state and st.session_state[CLE] is not None and st.session_state[CLE] not in list(names):
        st.session_state[CLE] = None


def _cliquer(names: Sequence[str]) -> None:
    """Take a bar that was just clicked as the choice; a second click on the chosen bar gives all the priorities back."""
    for figure in FIGURES:
        name, seen = _clique(f"figure-{figure}"), f"_clic-{figure}"
        before = st.session_state.get(seen)
        st.session_state[seen] = name
        again = before if name is None and f"figure-{figure}" in st.session_state else None
        clicked = name or again
        if name == before or clicked not in list(names):
            continue
        st.session_state[CLE] = None if again and st.session_state.get(CLE) == again else clicked


def _clique(figure: str) -> str | None:
    """Return the name of the bar chosen in a figure, or None."""
    state = st.session_state.get(figure)
    points = state["selection"]["points"] if state else []
    return points[0]["customdata"][0] if points and points[0].get("customdata") else None
