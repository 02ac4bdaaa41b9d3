"""Initiatives: search, facets, list; one address per initiative (`?initiative=ID`)."""

import streamlit as st

from analytics.figures import phrases_initiatives as phrases
from pages.commun import adresse, html, mise_en_page
from pages.commun.initiatives import STYLE, confiance, demande, facettes, fiche, lecture_initiatives, liste

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
montrees, premier = liste.page_de(index, trouve, demandee)

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
    facettes.rappeler(demandee)
    if trouve.nombre == 0:
        mise_en_page.vide("Rien ne correspond à ces mots et à ces choix ensemble.", "Retirez un mot ou un choix.")
    else:
        liste.commander(demandee)
        st.html(f'<p class="i-rang">{html.texte(liste.rang(premier, len(montrees), trouve))}</p>')
        liste.montrer(montrees, demandee)
        liste.paginer(demandee, trouve)
        confiance.montrer(index, trouve, demandee, numero)

mise_en_page.pied(numero)
