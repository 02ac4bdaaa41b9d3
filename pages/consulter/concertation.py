"""Concertation: the eight plans and their steps, the deadlines, the sectors of the Table régionale, the documents."""

import streamlit as st

from analytics.figures import phrases_concertation as phrases
from pages.commun import adresse, filtres, lecture, mise_en_page
from pages.commun.concertation import STYLE, choix, grille, listes
from pages.commun.concertation import blocs_concertation as blocs
from pages.commun.concertation import lecture_concertation as lues
from pages.commun.concertation.secteurs import montrer_secteurs
from pages.commun.figure import montrer
from pages.commun.gardee import gardee

numero = mise_en_page.ouvrir_page()
st.html(STYLE)
adresse.suivre(choix.NOM)

# Réduire
today = filtres.jour_lu(numero)
tables = lecture.tables(numero)
plans, notes = lues.grille(numero), lues.notes(numero)
echeances = lues.echeances(numero, today)
documents = lues.documents(numero)

# Montrer
bloc = blocs.bloc_plans(plans, tables["jalons"])
mise_en_page.titre(bloc.titre, gardee(phrases.plans_under)(plans, today))
if tables["jalons"].empty:
    mise_en_page.vide(
        "Aucune étape de plan n'est publiée.", "Ajoutez la feuille « Étapes des plans » au prochain dépôt."
    )
else:
    montrer(blocs.sans_titre(bloc), grille.ecrire(plans), numero, None)
    if len(notes):
        with st.expander("Ce que disent les sources", key="notes-plans"):
            st.html(listes.notes(notes))

if len(echeances):
    montrer(blocs.bloc_echeances(echeances, today), listes.frise(echeances, today), numero, None)

montrer_secteurs(numero)

montrer(blocs.bloc_documents(documents), listes.documents(documents), numero, None)

mise_en_page.pied(numero)
