"""The day at which an envelope is read: a day of the address (`?au=2021-09-22`), chosen among those that mean something."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.aggregates.pace import accepted_day, written_day
from pages.commun import adresse, lecture, lecture_enveloppe
from pages.commun.filtres import AU, ecrire_le_jour


def date_de_lecture(numero: int, enveloppe: str) -> pd.Timestamp:
    """Ask for the day read and return it; any past day of the period written in the address is accepted, anything else is not.

    The address keeps the day as ISO, which a bound widget would not (it writes what the list shows).
    """
    today = lecture.aujourdhui()
    default = lecture.jour_de_lecture(numero, enveloppe, today)
    asked = accepted_day(adresse.valeur(AU), lecture.enveloppes(numero)[enveloppe], today)
    meanings = (
        {default: ""} | ({asked: ""} if asked is not None else {}) | lecture_enveloppe.jours(numero, enveloppe, today)
    )
    days = sorted(meanings, reverse=True)
    chosen = st.selectbox(
        "Lire les montants au",
        days,
        index=days.index(asked if asked is not None else default),
        format_func=lambda day: written_day(day, meanings[day]),
        key=f"au-{enveloppe}",
        filter_mode=None,
        width=390,
    )
    _write_in_address(chosen, default)
    adresse.figer(**{AU: ecrire_le_jour(chosen)})
    return chosen


def _write_in_address(chosen: pd.Timestamp, default: pd.Timestamp) -> None:
    """Put the day in the address, unless it is the one shown without being asked."""
    if chosen != default:
        st.query_params[AU] = ecrire_le_jour(chosen)
    elif AU in st.query_params:
        del st.query_params[AU]
