"""Votre compte: who you are here, your password, the way out."""

import streamlit as st

from analytics.publications import Role
from analytics.publications.roles import TITLES
from analytics.publications.sessions import ACCOUNT
from pages.commun import html, mise_en_page
from pages.commun.acces import exiger, formulaires

qui = exiger(Role.LECTURE)
numero = mise_en_page.ouvrir_page()
st.html(formulaires.STYLE)

# Montrer
mise_en_page.titre(qui.nom, "Votre compte dans ce tableau de bord.")
st.html(
    html.cartes(
        [
            html.Carte("Adresse", qui.adresse),
            html.Carte("Rôle", TITLES[qui.role]),
        ]
    )
)
if qui.methode == ACCOUNT:
    mise_en_page.intertitre("Changer votre mot de passe")
    with st.container(width=520):
        st.html(formulaires.mot_de_passe())
    st.html('<p class="a-confiance">Vos autres appareils seront déconnectés.</p>')
else:
    st.html("<p>Votre mot de passe est celui de votre organisation : il se change chez elle.</p>")
mise_en_page.pied(numero)
