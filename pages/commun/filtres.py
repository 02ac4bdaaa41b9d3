"""The filters of the pages; each lives in the address, so that a copied address shows the same thing."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import format_fr
from analytics.aggregates.pace import past_day
from pages.commun import adresse, lecture

AU = "au"
"""Parameter of an address that says the day read."""


def jour_lu(numero: int) -> pd.Timestamp:
    """Return the day at which a page counts time and deadlines: today, or the day of its address, when the version was there already.

    An address copied here keeps it.
    """
    today, published = lecture.aujourdhui(), pd.Timestamp(format_fr.jour_civil(lecture.version(numero).publiee_le))
    asked = past_day(adresse.valeur(AU), today)
    jour = today if asked is None or asked < published else asked
    dire_le_jour(jour, today)
    adresse.figer(**{AU: ecrire_le_jour(jour)})
    return jour


def dire_le_jour(jour: pd.Timestamp, attendu: pd.Timestamp) -> None:
    """Say the day read when it is not the one expected."""
    if jour != attendu:
        st.html(f'<p class="a-confiance">Vous lisez cette page en date du {format_fr.date_longue(jour)}.</p>')


def ecrire_le_jour(jour: pd.Timestamp) -> str:
    """Write a day as an address says it."""
    return jour.strftime("%Y-%m-%d")


def enveloppe(numero: int) -> str | None:
    """Ask for the envelope (the cycle) and return its id; None when the version has none."""
    known = lecture.enveloppes(numero)
    if not known:
        return None
    ids = list(reversed(known))
    default = lecture.enveloppe_par_defaut(numero)
    with adresse.partagee("enveloppe"):
        return st.selectbox(
            "Enveloppe",
            ids,
            index=ids.index(default),
            format_func=lambda key: known[key].nom,
            key="enveloppe",
            bind="query-params",
            filter_mode=None,
            width=420,
        )
