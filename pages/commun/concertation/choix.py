"""Choose the territory whose organisations are shown; the choice lives in the address (`?territoire=…`)."""

from __future__ import annotations

import streamlit as st

from analytics.schema.reference import territoires
from pages.commun import adresse

NOM = "concertation"
_PARAMETRE, _CLE = "territoire", "concertation-territoire"


def noms() -> tuple[str, ...]:
    """Return the nine territories, in their fixed order."""
    return tuple(t.nom for t in territoires())


def demande() -> str | None:
    """Return the territory that the address asks; None for all of them."""
    return next(iter(adresse.valeurs(_PARAMETRE, noms())), None)


def territoire(demande: str | None) -> None:
    """Ask for the territory."""
    st.session_state[_CLE] = demande
    st.selectbox(
        "Organismes de ce territoire",
        noms(),
        index=None,
        placeholder="Tous les territoires",
        key=_CLE,
        on_change=_noter,
        filter_mode=None,
        width=320,
    )


def _noter() -> None:
    """Write the territory chosen in the address."""
    adresse.ecrire(NOM, {_PARAMETRE: [st.session_state[_CLE] or ""]})
