"""Read the published version once for everybody: versions are immutable, so the key of every cache is the version's number."""

from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from analytics import format_fr
from analytics.aggregates.changes import Changes, compare
from analytics.aggregates.deadlines import deadlines
from analytics.aggregates.envelopes import (
    Enveloppe,
    default_enveloppe,
    last_data_day,
    parts_by_territoire,
    read_enveloppes,
)
from analytics.aggregates.groups import Aggregate, aggregate_by
from analytics.aggregates.ledger import build_ledger, in_enveloppe
from analytics.aggregates.progress import Progress, measure_progress, reference_day
from analytics.aggregates.trace import rows_behind
from analytics.amorce import open_store
from analytics.publications import Store, Version
from pages.commun.dernier_connu import DernierConnu

_VERSIONS_KEPT = 4
"""Versions whose tables stay in memory: the current one, and those that somebody compares."""
_RESULTS_KEPT = 512
COURANTE = DernierConnu()
"""The current version, as this server last knew it."""


def aujourdhui() -> pd.Timestamp:
    """Return today in the region, by the server's clock, without time."""
    return pd.Timestamp(format_fr.jour_civil(datetime.now(UTC)))


@st.cache_resource(show_spinner=False)
def magasin() -> Store:
    """Open the store of the settings; a new one gets its version 1."""
    return open_store(datetime.now(UTC))


@st.cache_resource(show_spinner=False, max_entries=64)
def version(numero: int) -> Version:
    """Return what is known of one version."""
    return magasin().version(numero)


def numero_courant() -> int:
    """Return the number of the current version: one small question to the store at each run, so that a publication shows at once.

    While the store does not answer, the last version known goes on being read.
    """
    return COURANTE.lire(_demander_le_numero)


def verifier_le_magasin() -> int:
    """Ask the store itself for the current version; StoreUnavailable when it does not answer."""
    return COURANTE.demander(_demander_le_numero)


def _demander_le_numero() -> int:
    """Ask the store for the number of the current version."""
    return magasin().current_number()


def prechauffer() -> None:
    """Read what every page starts from, and what the home page compares, before the first visit."""
    numero = numero_courant()
    for lu in {numero, max(numero - 1, 1)}:
        version(lu), grand_livre(lu)


@st.cache_resource(show_spinner=False, max_entries=_VERSIONS_KEPT)
def tables(numero: int) -> dict[str, pd.DataFrame]:
    """Return the typed tables of a version; shared by every session, never to be changed."""
    return magasin().tables(numero)


@st.cache_resource(show_spinner=False, max_entries=_VERSIONS_KEPT)
def grand_livre(numero: int) -> pd.DataFrame:
    """Return the ledger of a version; shared by every session, never to be changed."""
    return build_ledger(tables(numero))


@st.cache_resource(show_spinner=False, max_entries=_VERSIONS_KEPT)
def enveloppes(numero: int) -> dict[str, Enveloppe]:
    """Return id → envelope, oldest first."""
    return read_enveloppes(tables(numero)["enveloppes"])


@st.cache_resource(show_spinner=False, max_entries=_VERSIONS_KEPT)
def enveloppe_par_defaut(numero: int) -> str | None:
    """Return the envelope shown when nobody chose one."""
    return default_enveloppe(grand_livre(numero), enveloppes(numero))


@st.cache_resource(show_spinner=False, max_entries=_RESULTS_KEPT)
def agregat(numero: int, par: str, enveloppe: str) -> Aggregate:
    """Return the groups of one cut of one envelope, as they are shown."""
    return aggregate_by(par, grand_livre(numero), enveloppe, enveloppes(numero)[enveloppe].cycle).shown()


@st.cache_resource(show_spinner=False, max_entries=_RESULTS_KEPT)
def jour_de_lecture(numero: int, enveloppe: str, today: pd.Timestamp) -> pd.Timestamp:
    """Return the day at which progress is read: today, or the last announcement of a past period."""
    return reference_day(enveloppes(numero)[enveloppe], grand_livre(numero), today)


@st.cache_resource(show_spinner=False, max_entries=_RESULTS_KEPT)
def progression(numero: int, enveloppe: str, au: pd.Timestamp) -> Progress:
    """Return the progress of one envelope on a day."""
    return measure_progress(tables(numero), enveloppes(numero)[enveloppe], au)


@st.cache_resource(show_spinner=False, max_entries=_RESULTS_KEPT)
def parts(numero: int, enveloppe: str) -> pd.DataFrame:
    """Return the published parts of the territories in one envelope."""
    return parts_by_territoire(tables(numero)["parts_enveloppe"], enveloppe)


@st.cache_resource(show_spinner=False, max_entries=16)
def lignes_derriere(numero: int, enveloppe: str | None, par: str | None, cle: str | None) -> pd.DataFrame:
    """Return the ledger rows that one figure adds up."""
    return rows_behind(grand_livre(numero), tables(numero), enveloppe, par, cle)


@st.cache_resource(show_spinner=False, max_entries=_RESULTS_KEPT)
def echeances(numero: int, today: pd.Timestamp) -> pd.DataFrame:
    """Return the dated limits, soonest first."""
    return deadlines(tables(numero), today)


@st.cache_resource(show_spinner=False, max_entries=32)
def changements(avant: int, apres: int) -> Changes:
    """Return what changed between two versions."""
    return compare(tables(avant), tables(apres))


def version_a_la_date(day: pd.Timestamp) -> int | None:
    """Return the number of the version that was current at the end of a day; None before the first."""
    found = magasin().version_at(day.date())
    return None if found is None else found.numero


@st.cache_resource(show_spinner=False, max_entries=_RESULTS_KEPT)
def derniere_annonce(numero: int, enveloppe: str | None = None) -> pd.Timestamp | None:
    """Return the day of the last announcement of one envelope (None: of the whole version)."""
    return last_data_day(in_enveloppe(grand_livre(numero), enveloppe))
