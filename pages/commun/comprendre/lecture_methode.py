"""Read once, for everybody, what « Méthode et sources » shows; keyed by the version's number, never changed."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.aggregates.disagreements import disagreements
from analytics.aggregates.indicator_sources import indicator_sources
from analytics.aggregates.proofs import proofs
from analytics.aggregates.published_facts import facts_frame
from analytics.aggregates.reconcile import overruns
from analytics.publications import Version
from analytics.schema.reference import published_facts
from pages.commun import lecture


@st.cache_resource(show_spinner=False)
def faits() -> pd.DataFrame:
    """Return every published amount found, by use."""
    return facts_frame(published_facts())


@st.cache_resource(show_spinner=False, max_entries=4)
def concordance(numero: int) -> pd.DataFrame:
    """Return, per envelope, its total beside the sum of each cut."""
    return proofs(lecture.grand_livre(numero), lecture.enveloppes(numero))


@st.cache_resource(show_spinner=False, max_entries=4)
def depassements(numero: int) -> pd.DataFrame:
    """Return the published totals that their own rows exceed."""
    return overruns(lecture.tables(numero))


@st.cache_resource(show_spinner=False, max_entries=4)
def desaccords(numero: int) -> pd.DataFrame:
    """Return what sources say differently of one thing."""
    return disagreements(lecture.tables(numero))


@st.cache_resource(show_spinner=False, max_entries=4)
def indicateurs(numero: int) -> pd.DataFrame:
    """Return the definition, the years, the source and the quality of each indicator."""
    return indicator_sources(lecture.tables(numero)["indicateurs"])


@st.cache_resource(show_spinner=False, max_entries=4)
def versions(courante: int) -> list[Version]:
    """Return every version, newest first; `courante`, the number of the newest, is the key."""
    return lecture.magasin().versions()
