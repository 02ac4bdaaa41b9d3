"""Read what the page « Concertation » shows, once a version."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.aggregates import concertation
from pages.commun import lecture

_KEPT = 64


@st.cache_resource(show_spinner=False, max_entries=_KEPT)
def grille(numero: int) -> pd.DataFrame:
    """Return the eight plans × six steps."""
    return concertation.plan_grid(lecture.tables(numero)["jalons"])


@st.cache_resource(show_spinner=False, max_entries=_KEPT)
def notes(numero: int) -> pd.DataFrame:
    """Return what each source says of the steps."""
    return concertation.step_notes(lecture.tables(numero)["jalons"])


@st.cache_resource(show_spinner=False, max_entries=_KEPT)
def echeances(numero: int, today: pd.Timestamp) -> pd.DataFrame:
    """Return the deadlines of the plans and of the envelopes, soonest first."""
    return concertation.plan_deadlines(lecture.tables(numero), today)


@st.cache_resource(show_spinner=False, max_entries=_KEPT)
def secteurs(numero: int, territoires: tuple[str, ...]) -> dict[str, pd.DataFrame]:
    """Return the organisations named in these territories, per sector."""
    return concertation.by_sector(lecture.tables(numero)["organismes"], territoires)


@st.cache_resource(show_spinner=False, max_entries=_KEPT)
def documents(numero: int) -> dict[str, pd.DataFrame]:
    """Return the documents per section."""
    return concertation.by_section(lecture.tables(numero)["documents"])
