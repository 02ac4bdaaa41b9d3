"""Read the initiatives of a version as the search needs them; the index is made once, its results are kept a while."""

from __future__ import annotations

import streamlit as st

from analytics.aggregates.fiche import Fiche, read_fiche
from analytics.aggregates.search import Resultat, search, words
from analytics.aggregates.search_index import Index, build_index
from pages.commun import lecture

Choix = tuple[tuple[str, tuple[str, ...]], ...]
"""Facet → the values chosen, for the facets that have any."""
_INDEXES_KEPT = 2
"""The index of the current version, and of one that somebody reads again."""
_RESULTS_KEPT = 64
"""At most 64 × 4 bytes × the number of initiatives."""


@st.cache_resource(show_spinner=False, max_entries=_INDEXES_KEPT)
def index(numero: int) -> Index:
    """Return the index of a version; shared by every session, never to be changed."""
    return build_index(lecture.tables(numero))


def chercher(numero: int, recherche: str, choix: Choix, tri: str) -> Resultat:
    """Return what a search finds; the same words in another order, with or without accents, are the same search."""
    return _chercher(numero, _mots(recherche), choix, tri)


def lignes(numero: int, recherche: str, choix: Choix, tri: str, premiere: int, combien: int) -> list[dict]:
    """Return the initiatives found from a rank (0: the first), at most so many; shared by every session, never to be changed."""
    return _lignes(numero, _mots(recherche), choix, tri, premiere, combien)


def _mots(recherche: str) -> str:
    """Write the words of a search in one way only."""
    return " ".join(sorted(words(recherche)))


@st.cache_resource(show_spinner=False, max_entries=_RESULTS_KEPT)
def _lignes(numero: int, mots: str, choix: Choix, tri: str, premiere: int, combien: int) -> list[dict]:
    """Read a page of a result, once per different question."""
    positions = _chercher(numero, mots, choix, tri).positions[premiere : premiere + combien]
    return index(numero).fiches.iloc[positions].to_dict("records")


@st.cache_resource(show_spinner=False, max_entries=_RESULTS_KEPT)
def _chercher(numero: int, mots: str, choix: Choix, tri: str) -> Resultat:
    """Search, once per different question."""
    return search(index(numero), mots, dict(choix), tri)


@st.cache_resource(show_spinner=False, max_entries=256)
def fiche(numero: int, id_initiative: str) -> Fiche | None:
    """Return what a version says of one initiative."""
    return read_fiche(lecture.tables(numero), id_initiative)
