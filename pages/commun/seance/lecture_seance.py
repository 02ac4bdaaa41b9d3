"""Make slides and presentations once for everybody; a version never changes, so what was asked is the key of each cache."""

from __future__ import annotations

import gzip
from importlib import import_module

import pandas as pd
import streamlit as st

from analytics.exports.sequence import DEFAULT, Diapo, Materiel, Sequence, available, build_sequence
from analytics.exports.sequence_html import Page, sequence_html
from pages.commun import lecture
from pages.commun.seance.demande import Demande

_MATERIALS_KEPT, _PAGES_KEPT = 8, 12


@st.cache_resource(show_spinner=False, max_entries=_MATERIALS_KEPT)
def materiel(numero: int, enveloppe: str | None, depuis: int | None, jour: pd.Timestamp) -> Materiel:
    """Return what the slides of a version are made from; ValueError for an envelope that it does not have."""
    before = depuis if depuis is not None else numero - 1
    compared = 1 <= before <= numero
    avant = (lecture.version(before), lecture.tables(before)) if compared else None
    return Materiel(lecture.version(numero), lecture.tables(numero), jour, enveloppe, avant)


def materiel_de(demande: Demande) -> Materiel:
    """Return what the slides of a presentation are made from."""
    return materiel(demande.numero, demande.enveloppe, demande.depuis, demande.jour)


def possibles(demande: Demande) -> tuple[str, ...]:
    """Return the slides that the version can show."""
    return available(materiel_de(demande))


def montrees(demande: Demande) -> tuple[str, ...]:
    """Return the slides asked for that the version can show; those of the whole region when there is none of them."""
    can = possibles(demande)
    kept = tuple(key for key in demande.diapos if key in can)
    return kept or tuple(key for key in DEFAULT if key in can)


@st.cache_resource(show_spinner=False, max_entries=256)
def _diapo(numero: int, enveloppe: str | None, depuis: int | None, jour: pd.Timestamp, cle: str) -> Diapo:
    """Return one slide."""
    return build_sequence(materiel(numero, enveloppe, depuis, jour), (cle,)).diapos[0]


def diapos(demande: Demande) -> dict[str, Diapo]:
    """Return key → slide, in the order of the presentation."""
    asked = (demande.numero, demande.enveloppe, demande.depuis, demande.jour)
    return {cle: _diapo(*asked, cle) for cle in montrees(demande)}


def sequence(demande: Demande) -> Sequence:
    """Return the presentation as data: the slides chosen, in order, with the notes that the speaker wrote."""
    return build_sequence(materiel_de(demande), montrees(demande), dict(demande.notes))


def page_de_seance(demande: Demande, retour: str | None = None) -> Page:
    """Return the whole page of a presentation; `retour`: where Esc leads (None: nowhere, as in a file)."""
    return sequence_html(sequence(demande), demande.mode, demande.adresse, retour)


@st.cache_resource(show_spinner=False, max_entries=_PAGES_KEPT)
def page_servie(demande: Demande, retour: str) -> tuple[bytes, str]:
    """Return the page compressed, ready to be sent, and its policy."""
    page = page_de_seance(demande, retour)
    return gzip.compress(page.texte.encode(), 6, mtime=0), page.politique


def fichier(demande: Demande) -> bytes:
    """Return the page as a file for a laptop without network."""
    return page_de_seance(demande).texte.encode()


def powerpoint(demande: Demande) -> bytes:
    """Return the presentation as a .pptx file, in our template; its writer is only loaded when somebody asks for it."""
    return import_module("analytics.exports.diapositives").write_slides(sequence(demande))
