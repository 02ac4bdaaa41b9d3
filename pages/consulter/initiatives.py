"""Initiatives: search, facets, list; one address per initiative (`?initiative=ID`)."""

import streamlit as st

from analytics.figures import phrases_initiatives as phrases
from pages.commun import adresse, mise_en_page
from pages.commun.initiatives import STYLE, demande, facettes, fiche, lecture_initiatives, resultat

numero = mise_en_page.ouvrir_page()
st.html(STYLE)
avant = adresse.suivre(demande.NOM)
st.html(demande.repere())

# Filtrer
if identifiant := adresse.valeur(demande.INITIATIVE):
    fiche.montrer(lecture_initiatives.fiche(numero, identifiant), identifiant)
    mise_en_page.pied(numero)
    st.stop()
index = lecture_initiatives.index(numero)
demandee = demande.lire(index, avant)

# Réduire
trouve = lecture_initiatives.chercher(numero, demandee.recherche, demandee.choix, demandee.tri)

# Montrer
mise_en_page.titre(phrases.found_title(trouve, len(index), demandee.filtree), phrases.found_sum(trouve))
if len(index) == 0:
    mise_en_page.vide("Il n'y a rien à chercher.", "Ajoutez la feuille « Initiatives » au prochain dépôt.")
    mise_en_page.pied(numero)
    st.stop()
facettes.chercher(demandee)
gauche, droite = facettes.disposer(demandee)
with gauche:
    facettes.choisir(demandee, trouve)
with droite:
    resultat.montrer(numero, demandee)

mise_en_page.pied(numero)
