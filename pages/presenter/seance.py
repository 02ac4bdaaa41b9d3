"""Séance: choose and order the slides, then project them full screen or take them away in one file."""

from dataclasses import replace

import streamlit as st

from analytics import format_fr
from pages.commun import choix_version, filtres, lecture, mise_en_page
from pages.commun.seance import STYLE, choix, depart
from pages.commun.seance.demande import APPARENCES, Demande, mode_de
from pages.commun.seance.lecture_seance import diapos, possibles

numero = mise_en_page.ouvrir_page()
st.html(STYLE)
entete = st.container()

# Filtrer
with st.container(horizontal=True, gap="medium"):
    choix_version.version("seance", numero)
    enveloppe = filtres.enveloppe(numero)
    depuis = choix_version.depuis("seance", numero)
    apparence = st.radio("Apparence", list(APPARENCES.values()), horizontal=True, key="apparence", bind="query-params")

# Réduire
demande = Demande(
    numero, lecture.aujourdhui(), choix.demandees(), enveloppe=enveloppe, depuis=depuis, mode=mode_de(apparence)
)
suite = diapos(demande)

# Montrer
with entete:
    nombre = format_fr.compte(len(suite), "diapositive")
    mise_en_page.titre(f"Une séance de {nombre}, figée sur la version {numero}", "Choisissez, ordonnez, projetez.")
adresse = depart.adresse_du_code()
depart.montrer(replace(demande, diapos=tuple(suite), adresse=adresse, notes=choix.notes(suite)))
mise_en_page.intertitre("Les diapositives, dans l'ordre")
choix.montrer_ordre(suite, possibles(demande))

mise_en_page.pied(numero)
