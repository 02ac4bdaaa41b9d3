"""Dépôt: from received files to a published version, in five steps, nothing lost on the way."""

import streamlit as st

from analytics.publications import Role
from pages.commun import html, lecture, mise_en_page
from pages.commun.acces import exiger
from pages.commun.depot import (
    STYLE,
    accueil,
    brouillon,
    colonnes,
    constats,
    effet,
    etapes,
    fichiers,
    publication,
    suivi,
)

qui = exiger(Role.DEPOT)
ECRANS = {
    "fichiers": fichiers.montrer,
    "colonnes": colonnes.montrer,
    "corriger": constats.montrer,
    "effet": effet.montrer,
    "publier": publication.montrer,
}

numero = mise_en_page.ouvrir_page()
st.html(STYLE)
ouvert = brouillon.ouvert(qui)
if avis := brouillon.avis():
    st.html(f'<p class="d-avis" role="status">{html.texte(avis)}</p>')

if ouvert is None:
    accueil.montrer(qui)
elif ouvert.draft.publie:
    publication.montrer_publie(lecture.version(ouvert.draft.version))
else:
    etape, examen = etapes.choisie(), suivi.examiner(ouvert)
    etapes.montrer(ouvert, examen, etape)
    if examen is not None:
        ECRANS[etape](ouvert, examen)

mise_en_page.pied(numero)
