"""Carte: where the amounts go, beside an indicator of need; a click opens the page of a MRC."""

import streamlit as st

from analytics.figures import phrases_carte
from analytics.figures.mesures_carte import CHOICES
from pages.commun import blocs_carte, cartographie, filtres, filtres_carte, html, lecture, lecture_carte, mise_en_page
from pages.commun.figure import montrer
from pages.commun.traces import map_figure

numero = mise_en_page.ouvrir_page()
mode = mise_en_page.mode()

# Filtrer
with st.container(horizontal=True, gap="medium"):
    enveloppe = filtres.enveloppe(numero)
    mesure = filtres_carte.mesure()
    besoin = filtres_carte.besoin(numero)
if enveloppe is None:
    mise_en_page.titre("Aucune enveloppe")
    mise_en_page.vide(
        "Cette version ne décrit aucune enveloppe.", "Ajoutez la feuille « Enveloppes » au prochain dépôt."
    )
    mise_en_page.pied(numero)
    st.stop()

# Réduire
choix = CHOICES[mesure]
frame = lecture_carte.mesures(numero, enveloppe)
montants = lecture_carte.couche_de_montants(numero, enveloppe, mesure)
indicateur = lecture_carte.mesures_de_besoin(numero).get(besoin)
last = lecture.derniere_annonce(numero, enveloppe)

# Montrer
mise_en_page.titre(phrases_carte.message(frame), phrases_carte.under_message(last))
gauche, droite = st.columns(2, gap="large")
with gauche, st.container(key="carte-montants"):
    figure = map_figure(montants.valeurs, mode, str, amounts=True, scale=montants.echelle, words=montants.textes)
    bloc = blocs_carte.bloc_montants(numero, enveloppe, mesure, mode)
    montrer(bloc, figure, numero, enveloppe, cartographie.liens_des_mrc(numero, enveloppe))
with droite, st.container(key="carte-besoin"):
    if indicateur is None:
        mise_en_page.vide(
            "Aucun indicateur de besoin n'est publié dans cette version.",
            "Ajoutez la feuille « Indicateurs » au prochain dépôt.",
        )
    else:
        couche = lecture_carte.couche_de_besoin(numero, besoin)
        figure = map_figure(couche.valeurs, mode, str, amounts=True, scale=couche.echelle, words=couche.textes)
        liens = cartographie.liens_des_mrc(numero, enveloppe)
        montrer(blocs_carte.bloc_besoin(numero, besoin, mode), figure, numero, None, liens)

st.html(blocs_carte.cartes_a_cote(frame, choix))
if choix.colonne == "nombre_initiatives":
    st.html(f'<p class="a-confiance">{html.texte(phrases_carte.NOT_NAMED)}</p>')
blocs_carte.liens_des_mrc(numero, enveloppe)

bloc, tableau = blocs_carte.tableau_entier(numero, enveloppe, besoin)
with st.container(key="tableau-entier"):
    montrer(bloc, tableau, numero, enveloppe)

mise_en_page.pied(numero)
