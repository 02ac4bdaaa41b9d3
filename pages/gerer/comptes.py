"""Comptes: who may do what; add somebody, change a role, hand over a code, remove an account."""

import streamlit as st

from analytics.publications import Role
from pages.commun import lecture, mise_en_page
from pages.commun.acces import comptes, exiger, formulaires, reglages

qui = exiger(Role.ADMINISTRATION)
numero = mise_en_page.ouvrir_page()
st.html(formulaires.STYLE)

# Réduire
liste = lecture.magasin().comptes.list()

# Montrer
mise_en_page.titre(comptes.phrase(liste), "Chaque rôle peut aussi ce que peuvent les rôles avant lui.")
comptes.dire()
comptes.montrer(liste, reglages.lire())
comptes.ajouter(qui)
comptes.modifier({compte.adresse: compte for compte in liste}, qui)
mise_en_page.pied(numero, "Source : la base de données du tableau de bord et le fichier des réglages d'accès.")
