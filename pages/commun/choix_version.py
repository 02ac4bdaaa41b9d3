"""Choose a version, and the one it is compared with: by its number, or by the day of the last meeting. The address keeps both."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import format_fr
from analytics.publications import Version
from pages.commun import adresse, lecture
from pages.commun.comprendre.lecture_methode import versions

DATE = "date"
"""Choice that asks for a day instead of a version."""


def version(page: str, numero: int) -> None:
    """Ask which version the page reads (`?version=`); the page then runs again on it."""
    known = {v.numero: v for v in versions(lecture.numero_courant())}
    key = f"version-{page}"
    st.session_state[key] = numero
    st.selectbox(
        "Version",
        list(known),
        format_func=lambda n: _nom(known[n]),
        key=key,
        filter_mode=None,
        width=300,
        on_change=lambda: adresse.ecrire(page, {"version": [_sauf_courante(st.session_state[key])], "depuis": []}),
    )


def _sauf_courante(numero: int) -> str:
    """Write a version in the address; the current one needs no word."""
    return "" if numero == lecture.numero_courant() else str(numero)


def _nom(version: Version) -> str:
    """Name a version: its number, the day it was published."""
    return f"Version {version.numero}, {format_fr.date_longue(version.publiee_le)}"


def depuis(page: str, numero: int) -> int | None:
    """Ask since which version, or since which day, changes are told; None when there is nothing to compare with."""
    if numero == 1:
        return None
    known = {v.numero: v for v in versions(lecture.numero_courant()) if v.numero < numero}
    key = f"depuis-{page}-{numero}"
    if key not in st.session_state:
        asked = adresse.valeur("depuis")
        st.session_state[key] = int(asked) if asked.isdecimal() and int(asked) in known else numero - 1
    chosen = st.selectbox(
        "Ce qui a changé depuis",
        [*known, DATE],
        format_func=lambda n: "La dernière rencontre…" if n == DATE else _nom(known[n]),
        key=key,
        filter_mode=None,
        width=300,
        on_change=lambda: adresse.ecrire(page, {"depuis": [_dans_l_adresse(st.session_state[key])]}),
    )
    return _a_une_date(page, numero) if chosen == DATE else chosen


def _dans_l_adresse(chosen: int | str) -> str:
    """Write the version compared with in the address; a day says it only once it is known."""
    return "" if chosen == DATE else str(chosen)


def _a_une_date(page: str, numero: int) -> int | None:
    """Ask for the day of the last meeting; return the version that was current at its end, None when there was none yet."""
    today = lecture.aujourdhui()
    day = st.date_input(
        "Date de la dernière rencontre", today, max_value=today, format="YYYY-MM-DD", key=f"rencontre-{page}", width=300
    )
    found = lecture.version_a_la_date(pd.Timestamp(day))
    if found is None:
        first = format_fr.le(lecture.version(1).publiee_le)
        st.html(f"<p class=\"a-confiance\">Rien n'était encore publié ce jour-là : la version 1 l'a été {first}.</p>")
        return None
    said = f"Version courante ce jour-là : {min(found, numero)}."
    st.html(f'<p class="a-confiance">{said}</p>')
    return min(found, numero)
