"""The filters of the page « Carte », in the address: the measure of the amounts, the indicator of need beside it."""

from __future__ import annotations

import streamlit as st

from analytics.figures.mesures_carte import CHOICES
from pages.commun import lecture_carte

_FIRST_NEED = "part_population_icvs_quintile5"
"""Indicator shown when nobody chose one: the only one that ranks the places where people are the most vulnerable."""


def mesure() -> str:
    """Ask for the measure of the amounts and return its name (a key of `CHOICES`)."""
    return st.selectbox("Mesure", list(CHOICES), key="mesure", bind="query-params", filter_mode=None, width=390)


def besoin(numero: int) -> str | None:
    """Ask for the indicator of need and return its name; None when the version has none."""
    known = lecture_carte.mesures_de_besoin(numero)
    if not known:
        return None
    names = list(known)
    first = next((rank for rank, one in enumerate(known.values()) if one.definition.code == _FIRST_NEED), 0)
    return st.selectbox(
        "Indicateur de besoin, à côté",
        names,
        index=first,
        key="besoin",
        bind="query-params",
        filter_mode=None,
        width=420,
    )
