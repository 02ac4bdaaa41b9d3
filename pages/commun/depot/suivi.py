"""Follow a reading on screen: its steps as they begin, a button that cancels it, and what to do once it stopped."""

from __future__ import annotations

import uuid

import streamlit as st
from streamlit.logger import get_logger

from analytics.deposits import Examined
from pages.commun import html, mise_en_page
from pages.commun.depot.brouillon import Ouvert
from pages.commun.depot.lectures import Lecture, lectures

SOON = 1.5
"""Seconds within which a reading ends without its steps being shown: most do."""
EVERY = 0.5
LOGGER = get_logger("alliance.depot")


def examiner(ouvert: Ouvert) -> Examined | None:
    """Return what was read of the draft; None while it is being read, cancelled or failed, which is then shown."""
    lecture = ouvert.lire()
    if not lecture.attendre(SOON):
        mise_en_page.titre(
            "Lecture en cours", "Vos fichiers sont déjà gardés : vous pouvez fermer cette page et y revenir."
        )
        _suivre(lecture)
        return None
    if lecture.resultat is None:
        _dire_la_fin(ouvert, lecture)
    return lecture.resultat


@st.fragment(run_every=EVERY)
def _suivre(lecture: Lecture) -> None:
    """Show the step under way, and the page again at the end."""
    if lecture.finie:
        st.rerun()
    etape = lecture.etape
    said = etape.phrase if etape else "Préparation de la lecture"
    share = (etape.rang - 1) / etape.total if etape else 0.0
    st.progress(share, text=html.etiquette(said))
    if st.button("Annuler la lecture", key="annuler-lecture"):
        lecture.annuler()
        lecture.attendre(2 * EVERY)
        st.rerun()


def _dire_la_fin(ouvert: Ouvert, lecture: Lecture) -> None:
    """Say that a reading was cancelled or failed; nothing is lost either way."""
    if lecture.annulee:
        mise_en_page.titre("Lecture annulée", "Vos fichiers et vos corrections sont gardés dans le brouillon.")
    else:
        number = uuid.uuid4().hex[:8]
        LOGGER.error("Lecture du brouillon %s, incident %s : %r", ouvert.draft.id, number, lecture.erreur)
        mise_en_page.titre(
            "La lecture n'a pas abouti",
            f"Rien n'est perdu : vos fichiers sont gardés. Signalez l'incident {number} à la personne qui héberge le tableau de bord.",
        )
    if st.button("Reprendre la lecture", type="primary", key="reprendre-lecture"):
        lectures().oublier(ouvert.cle())
        st.rerun()
