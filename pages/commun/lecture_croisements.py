"""Read the crosstabs and the named initiatives of a version, once for everybody."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.aggregates.crosstab import cross
from analytics.aggregates.nommees import named_initiatives
from analytics.aggregates.pace import exercices_of
from pages.commun import lecture

_RESULTS_KEPT = 256
_LISTS_KEPT = 16
"""Lists of initiatives can be long: few of them stay in memory."""


@st.cache_resource(show_spinner=False, max_entries=_RESULTS_KEPT)
def croisement(numero: int, enveloppe: str, ligne: str, colonne: str) -> pd.DataFrame:
    """Return the crosstab of two cuts of one envelope."""
    cycle = lecture.enveloppes(numero)[enveloppe].cycle
    return cross(lecture.grand_livre(numero), ligne, colonne, enveloppe, cycle)


@st.cache_resource(show_spinner=False, max_entries=_LISTS_KEPT)
def nommees(numero: int, enveloppe: str, par: str, groupes: tuple[str, ...]) -> pd.DataFrame:
    """Return the initiatives named in some groups of one cut."""
    return named_initiatives(lecture.grand_livre(numero), lecture.tables(numero), enveloppe, {par: groupes})


def exercices(numero: int, enveloppe: str) -> list[str]:
    """Return the exercices of the envelope's period."""
    return exercices_of(lecture.enveloppes(numero)[enveloppe])
