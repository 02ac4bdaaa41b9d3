"""Read what is known of the territories, once for everybody."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.aggregates.besoins import mrc_values, needs
from analytics.aggregates.indicators import population
from analytics.aggregates.profil import (
    Coupes,
    Ensemble,
    Profil,
    distinct_organismes,
    gathered,
    read_profil,
    territories_table,
)
from analytics.aggregates.shares import against_parts
from pages.commun import lecture
from pages.commun.lecture_croisements import croisement, exercices

_RESULTS_KEPT = 256


@st.cache_resource(show_spinner=False, max_entries=_RESULTS_KEPT)
def tableau(numero: int, enveloppe: str) -> pd.DataFrame:
    """Return the table of the territories in one envelope, its total last."""
    tables = lecture.tables(numero)
    return territories_table(
        lecture.agregat(numero, "territoire", enveloppe),
        lecture.parts(numero, enveloppe),
        tables["organismes"],
        population(tables["indicateurs"]),
    )


@st.cache_resource(show_spinner=False, max_entries=_RESULTS_KEPT)
def profil(numero: int, enveloppe: str, nom: str) -> Profil:
    """Return everything known of one territory in one envelope."""
    cuts = Coupes(
        tableau(numero, enveloppe),
        lecture.parts(numero, enveloppe),
        croisement(numero, enveloppe, "territoire", "exercice"),
        croisement(numero, enveloppe, "territoire", "priorite"),
        exercices(numero, enveloppe),
    )
    return read_profil(lecture.tables(numero), cuts, nom)


@st.cache_resource(show_spinner=False, max_entries=_RESULTS_KEPT)
def ensemble(numero: int, enveloppe: str, noms: tuple[str, ...]) -> Ensemble:
    """Return the sum of several territories."""
    return gathered(lecture.grand_livre(numero), enveloppe, noms)


@st.cache_resource(show_spinner=False, max_entries=_RESULTS_KEPT)
def besoins(numero: int, noms: tuple[str, ...]) -> pd.DataFrame:
    """Return the indicators of need of some territories."""
    return needs(lecture.tables(numero)["indicateurs"], noms)


@st.cache_resource(show_spinner=False, max_entries=4)
def valeurs_des_mrc(numero: int) -> dict[str, pd.Series]:
    """Return the values of the eight MRC for each indicator."""
    return mrc_values(lecture.tables(numero)["indicateurs"])


def contre_parts(numero: int, enveloppe: str, noms: tuple[str, ...]) -> pd.DataFrame:
    """Return what some territories have engaged beside each of their published parts."""
    rows = against_parts(lecture.agregat(numero, "territoire", enveloppe), lecture.parts(numero, enveloppe))
    return rows.loc[rows["cle"].isin(noms)].reset_index(drop=True)


def organismes(numero: int, noms: tuple[str, ...]) -> pd.DataFrame:
    """Return the organisations named in some territories."""
    return distinct_organismes(lecture.tables(numero)["organismes"], noms)
