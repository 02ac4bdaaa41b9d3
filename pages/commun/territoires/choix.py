"""Choose up to four territories, one by one or by a grouping; the choice lives in the address (`?territoire=…`, once each)."""

from __future__ import annotations

import streamlit as st

from analytics.schema.reference import groupings, territoires
from pages.commun import adresse

CLE, REGROUPEMENT = "territoire", "regroupement"
AU_PLUS = 4


def choisir() -> tuple[str, ...]:
    """Ask for the territories and return them in their fixed order (none: the table of all of them)."""
    names = [t.nom for t in territoires()]
    _nettoyer(names)
    with adresse.partagee(CLE):
        chosen = st.multiselect(
            "Territoires (quatre au plus)",
            names,
            key=CLE,
            bind="query-params",
            max_selections=AU_PLUS,
            placeholder="Choisir un territoire",
            select_all=False,
            filter_mode=None,
            wrap=True,
            width=470,
        )
    found = tuple(name for name in names if name in chosen)
    _regroupements(found)
    return found


def _nettoyer(names: list[str]) -> None:
    """Keep of another page's choice, carried over under the same name, what this list knows."""
    if CLE in st.session_state:
        carried = st.session_state[CLE]
        carried = [carried] if isinstance(carried, str) else list(carried or [])
        kept = [name for name in carried if name in names][:AU_PLUS]
        if kept != st.session_state[CLE]:
            st.session_state[CLE] = kept


def regroupement_de(noms: tuple[str, ...]) -> str | None:
    """Return the grouping that is exactly these territories, or None."""
    return next((name for name, members in groupings().items() if set(members) == set(noms)), None)


def _regroupements(found: tuple[str, ...]) -> None:
    """Offer the groupings as a shortcut: it fills the list of territories, and says when they are a grouping."""
    offered = [name for name, members in groupings().items() if len(members) <= AU_PLUS]
    st.session_state[REGROUPEMENT] = regroupement_de(found)
    st.selectbox(
        "Regroupement",
        offered,
        index=None,
        key=REGROUPEMENT,
        on_change=_remplir,
        placeholder="Choisir un regroupement",
        filter_mode=None,
        width=370,
    )


def _remplir() -> None:
    """Put the members of the grouping chosen in the list of territories."""
    chosen = st.session_state[REGROUPEMENT]
    st.session_state[CLE] = list(groupings()[chosen]) if chosen else []
