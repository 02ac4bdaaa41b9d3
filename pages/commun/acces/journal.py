"""Show the journal of who did what: chosen, a screen at a time, in words, to take away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from analytics import format_fr
from analytics.exports.tableur import MIMES, to_csv
from analytics.publications import Entry
from analytics.publications.journal import ACTIONS, Asked
from analytics.publications.roles import TITLES
from pages.commun import html, lecture
from pages.commun.fiches import tableau_en_fiches

PAR_ECRAN = 50
MOST_TAKEN = 100_000
"""Entries that one file holds."""
COLUMNS = {"quand": "Quand", "qui": "Qui", "quoi": "A fait quoi", "objet": "Sur quoi", "details": "Détails"}
_WORDS = {"role": "rôle", "apres": "après", "fichiers_gardes": "fichiers gardés", "creee_le": "créée le"}
"""Words of the program → as they are written."""


def choisir() -> Asked:
    """Ask which entries to show."""
    left, right = st.columns(2)
    with left:
        actions = st.multiselect(
            "Actions", list(ACTIONS), format_func=ACTIONS.get, placeholder="Toutes", key="actions", filter_mode=None
        )
    with right:
        word = st.text_input(
            "Chercher une personne ou un objet",
            key="mot",
            type="search",
            live=True,
            max_chars=80,
            placeholder="par exemple : version 3",
        )
    return Asked(tuple(actions), word)


def tableau(entries: Sequence[Entry]) -> pd.DataFrame:
    """Return the entries in words, one a row; columns as COLUMNS, all texts."""
    rows = [
        (
            f"{format_fr.jour(entry.le):%Y-%m-%d %H:%M:%S}",
            entry.qui,
            ACTIONS.get(entry.quoi, entry.quoi),
            entry.objet,
            en_mots(entry.details),
        )
        for entry in entries
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="str")


def en_mots(details: Mapping[str, Any] | None) -> str:
    """Write what else an entry says: « avant : lecture; apres : depot »."""
    return "; ".join(f"{_WORDS.get(name, name)} : {_value(value)}" for name, value in (details or {}).items())


def _value(value: Any) -> str:
    """Write one value; a list by its names, a long digest by its beginning."""
    if isinstance(value, list):
        return ", ".join(str(one.get("nom", one)) if isinstance(one, Mapping) else str(one) for one in value)
    if isinstance(value, str) and len(value) == 64:
        return f"{value[:12]}…"
    return TITLES.get(value, str(value)) if isinstance(value, str) else str(value)


def montrer(entries: Sequence[Entry], count: int) -> None:
    """Show one screen of entries."""
    columns = {name: html.Colonne(title) for name, title in COLUMNS.items()}
    with st.container(key="journal"):
        st.html(tableau_en_fiches(tableau(entries), columns, format_fr.compte(count, "entrée")))


def emporter(asked: Asked) -> None:
    """Offer every entry asked for as CSV, made when somebody asks for it."""
    st.download_button(
        "Télécharger (csv)",
        lambda: to_csv(tableau(lecture.magasin().journal.screen(0, MOST_TAKEN, asked)), COLUMNS),
        "journal.csv",
        MIMES["csv"],
        on_click="ignore",
    )
