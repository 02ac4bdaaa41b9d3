"""Read what the page of an envelope shows, once for everybody: the key is the version's number, the envelope and the day read."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.aggregates.envelopes import last_data_day
from analytics.aggregates.groups import Aggregate, aggregate_by
from analytics.aggregates.ledger import build_ledger, in_enveloppe, known_day
from analytics.aggregates.outside import outside_groups, outside_rows
from analytics.aggregates.pace import (
    Undated,
    committed_over_time,
    exercices_of,
    over_period,
    reading_days,
    undated,
    with_parts,
)
from analytics.aggregates.reconcile import Cut, overruns, reconcile
from analytics.aggregates.shares import against_parts
from analytics.aggregates.trace import rows_behind
from pages.commun import lecture

_LEDGERS_KEPT = 6
_RESULTS_KEPT = 512


@st.cache_resource(show_spinner=False, max_entries=_LEDGERS_KEPT)
def _dernier_jour(numero: int) -> pd.Timestamp | None:
    """Return the last day on which anything of the version becomes known."""
    tables = lecture.tables(numero)
    days = pd.concat([known_day(tables["financement"]), known_day(tables["totaux_publies"])]).dropna()
    return None if days.empty else days.max()


def grand_livre_au(numero: int, au: pd.Timestamp) -> pd.DataFrame:
    """Return the ledger of what was announced by a day: the whole ledger, unchanged, when nothing was announced later."""
    last = _dernier_jour(numero)
    return lecture.grand_livre(numero) if last is None or au >= last else _grand_livre_au(numero, au)


@st.cache_resource(show_spinner=False, max_entries=_LEDGERS_KEPT)
def _grand_livre_au(numero: int, au: pd.Timestamp) -> pd.DataFrame:
    """Build the ledger of a past day."""
    return build_ledger(lecture.tables(numero), until=au)


@st.cache_resource(show_spinner=False, max_entries=_RESULTS_KEPT)
def jours(numero: int, enveloppe: str, today: pd.Timestamp) -> dict[pd.Timestamp, str]:
    """Return the days worth reading the envelope at, latest first, each with what happened."""
    return reading_days(lecture.enveloppes(numero)[enveloppe], lecture.grand_livre(numero), today)


@st.cache_resource(show_spinner=False, max_entries=_RESULTS_KEPT)
def derniere_annonce(numero: int, enveloppe: str) -> pd.Timestamp | None:
    """Return the day of the last announcement of the envelope."""
    return last_data_day(in_enveloppe(lecture.grand_livre(numero), enveloppe))


@st.cache_resource(show_spinner=False, max_entries=_RESULTS_KEPT)
def agregat(numero: int, par: str, enveloppe: str, au: pd.Timestamp) -> Aggregate:
    """Return the groups of one cut of the envelope, as known on a day and as they are shown."""
    found = aggregate_by(par, grand_livre_au(numero, au), enveloppe, lecture.enveloppes(numero)[enveloppe].cycle)
    return found.shown()


@st.cache_resource(show_spinner=False, max_entries=_RESULTS_KEPT)
def par_exercice(numero: int, enveloppe: str, au: pd.Timestamp) -> Aggregate:
    """Return the exercices of the whole period, those without amount included, as known on a day."""
    period = exercices_of(lecture.enveloppes(numero)[enveloppe])
    return over_period(agregat(numero, "exercice", enveloppe, au), period)


@st.cache_resource(show_spinner=False, max_entries=_RESULTS_KEPT)
def marches(numero: int, enveloppe: str) -> pd.DataFrame:
    """Return the steps of what is committed, of the whole period."""
    return committed_over_time(lecture.tables(numero), lecture.enveloppes(numero)[enveloppe])


@st.cache_resource(show_spinner=False, max_entries=_RESULTS_KEPT)
def rythme(numero: int, enveloppe: str, au: pd.Timestamp) -> pd.DataFrame:
    """Return the steps known on a day, with their part of the envelope and of the time."""
    return with_parts(marches(numero, enveloppe), lecture.enveloppes(numero)[enveloppe], au)


@st.cache_resource(show_spinner=False, max_entries=_RESULTS_KEPT)
def sans_jour(numero: int, enveloppe: str, au: pd.Timestamp) -> Undated:
    """Return the amounts that have no day of announcement."""
    return undated(grand_livre_au(numero, au), enveloppe)


@st.cache_resource(show_spinner=False, max_entries=_RESULTS_KEPT)
def parts_atteintes(numero: int, enveloppe: str, au: pd.Timestamp) -> pd.DataFrame:
    """Return each territory's committed amount beside its published parts."""
    return against_parts(agregat(numero, "territoire", enveloppe, au), lecture.parts(numero, enveloppe))


@st.cache_resource(show_spinner=False, max_entries=_RESULTS_KEPT)
def decoupages(numero: int, enveloppe: str, au: pd.Timestamp) -> list[Cut]:
    """Return the sum of each cut beside its gap with the whole."""
    return reconcile(grand_livre_au(numero, au), enveloppe)


@st.cache_resource(show_spinner=False, max_entries=_RESULTS_KEPT)
def depassements(numero: int, enveloppe: str) -> pd.DataFrame:
    """Return the published totals of the envelope that their own rows exceed."""
    found = overruns(lecture.tables(numero))
    return found.loc[found["enveloppe"] == enveloppe].reset_index(drop=True)


@st.cache_resource(show_spinner=False, max_entries=_RESULTS_KEPT)
def hors_enveloppe(numero: int, enveloppe: str, au: pd.Timestamp) -> pd.DataFrame:
    """Return what was published in the exercices of the envelope and counts in none."""
    known = lecture.enveloppes(numero)
    return outside_groups(grand_livre_au(numero, au), known, exercices_of(known[enveloppe]))


@st.cache_resource(show_spinner=False, max_entries=16)
def lignes_hors_enveloppe(numero: int, enveloppe: str, au: pd.Timestamp, cle: str | None) -> pd.DataFrame:
    """Return the rows of one source outside the envelope (all of them for None)."""
    known = lecture.enveloppes(numero)
    rows = outside_rows(grand_livre_au(numero, au), known, exercices_of(known[enveloppe]))
    return rows_behind(rows if cle is None else rows.loc[rows["cle"] == cle], lecture.tables(numero), None)


@st.cache_resource(show_spinner=False, max_entries=16)
def lignes_derriere(numero: int, enveloppe: str, au: pd.Timestamp, par: str | None, cle: str | None) -> pd.DataFrame:
    """Return the rows that one figure adds up, as known on a day."""
    return rows_behind(grand_livre_au(numero, au), lecture.tables(numero), enveloppe, par, cle)


@st.cache_resource(show_spinner=False, max_entries=_RESULTS_KEPT)
def montants_publies(numero: int, enveloppe: str) -> pd.DataFrame:
    """Return the rows that publish the amount of the envelope, the smallest amount first; missing amounts too."""
    rows = lecture.tables(numero)["enveloppes"]
    return rows.loc[rows["id_enveloppe"] == enveloppe].sort_values("montant", kind="stable").reset_index(drop=True)
