"""Choose a priority of the envelope's cycle, from a list or by a click on a bar; it lives in the address (`?priorite=…`)."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from pages.commun import adresse

CLE = "priorite"


def choisir(names: Sequence[str]) -> str | None:
    """Ask for a priority among `names` and return it (None: all of them)."""
    _nettoyer(names)
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


def liens(names: Sequence[str]) -> dict[str, str]:
    """Return priority → address that chooses it; the chosen one's gives all the priorities back."""
    kept, chosen = adresse.sans(CLE), st.session_state.get(CLE)
    return {name: f"?{urlencode(kept | ({} if name == chosen else {CLE: [name]}), doseq=True)}" for name in names}


def _nettoyer(names: Sequence[str]) -> None:
    """Forget a priority of another cycle's list, or the several that another page had chosen."""
    if CLE in st.session_state and st.session_state[CLE] is not None and st.session_state[CLE] not in list(names):
        st.session_state[CLE] = None
