"""Read what the page of the map shows, once for everybody: the key is the version's number."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.aggregates.indicators import (
    Mesure,
    all_measures,
    available,
    population,
    read_indicator,
)
from analytics.figures.mesures_carte import CHOICES, Couche, amount_layer, need_layer
from pages.commun import lecture

_VERSIONS_KEPT = 4
_RESULTS_KEPT = 256


@st.cache_resource(show_spinner=False, max_entries=_VERSIONS_KEPT)
def mesures_de_besoin(numero: int) -> dict[str, Mesure]:
    """Return name → indicator at the year shown, in the order of the reference."""
    table = lecture.tables(numero)["indicateurs"]
    read = [read_indicator(table, definition) for definition in available(table)]
    return {mesure.definition.nom: mesure for mesure in read if mesure is not None}


@st.cache_resource(show_spinner=False, max_entries=_RESULTS_KEPT)
def couche_de_besoin(numero: int, nom: str) -> Couche:
    """Return what the map of an indicator shows."""
    return need_layer(mesures_de_besoin(numero)[nom])


@st.cache_resource(show_spinner=False, max_entries=_RESULTS_KEPT)
def mesures(numero: int, enveloppe: str) -> pd.DataFrame:
    """Return every measure of the amounts per territoire, with the total."""
    people = population(lecture.tables(numero)["indicateurs"])
    return all_measures(lecture.agregat(numero, "territoire", enveloppe), people)


@st.cache_resource(show_spinner=False, max_entries=_RESULTS_KEPT)
def couche_de_montants(numero: int, enveloppe: str, mesure: str) -> Couche:
    """Return what the map of the amounts shows; `mesure` is a key of `CHOICES`."""
    return amount_layer(mesures(numero, enveloppe), CHOICES[mesure])
