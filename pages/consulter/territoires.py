"""Territoires: all of them in one table, the profile of one, or up to four side by side."""

from pathlib import Path

import streamlit as st

from pages.commun import filtres, mise_en_page
from pages.commun.territoires.choix import choisir
from pages.commun.territoires.comparaison import montrer_comparaison
from pages.commun.territoires.fiche import montrer_fiche
from pages.commun.territoires.tableau import montrer_tableau

numero = mise_en_page.ouvrir_page()
mode = mise_en_page.mode()
st.html(Path(mise_en_page.__file__).with_name("style_croises.css"))

# Filtrer
with st.container(horizontal=True, vertical_alignment="bottom"):
    enveloppe = filtres.enveloppe(numero)
    choisis = choisir() if enveloppe else ()
if enveloppe is None:
    mise_en_page.vide(
        "Cette version ne décrit aucune enveloppe.", "Ajoutez la feuille « Enveloppes » au prochain dépôt."
    )
    mise_en_page.pied(numero)
    st.stop()

# Réduire et montrer : chaque vue lit ce qu'elle montre
if not choisis:
    montrer_tableau(numero, enveloppe, mode)
elif len(choisis) == 1:
    montrer_fiche(numero, enveloppe, choisis[0], mode)
else:
    montrer_comparaison(numero, enveloppe, choisis, mode)

mise_en_page.pied(numero)
