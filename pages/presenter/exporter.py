"""Exporter: a version as slides, sheets to print, a workbook, open data, or a presentation in one HTML file."""

import streamlit as st

from pages.commun import choix_version, filtres, lecture, mise_en_page
from pages.commun.exporter import offres
from pages.commun.exporter.fichiers import Voulu

numero = mise_en_page.ouvrir_page()
mise_en_page.titre(
    f"Emporter la version {numero}", "Chaque fichier est fait à l'instant où vous le demandez, et dit sa version."
)

# Filtrer
with st.container(horizontal=True, gap="medium"):
    choix_version.version("exporter", numero)
    enveloppe = filtres.enveloppe(numero)
    depuis = choix_version.depuis("exporter", numero)
    territoire = offres.territoire()

# Réduire
voulu = Voulu(numero, lecture.aujourdhui(), enveloppe, depuis, territoire)

# Montrer
offres.montrer(voulu)
offres.montrer_seance(voulu)

mise_en_page.pied(numero)
