"""Versions: what was published, by whom and why; compare, go back, take everything away."""

import streamlit as st

from analytics.publications import Role
from pages.commun import html, lecture, mise_en_page
from pages.commun.acces import exiger
from pages.commun.depot import STYLE, brouillon, comparaison, histoire, retour

exiger(Role.PUBLICATION)
numero = mise_en_page.ouvrir_page()
st.html(STYLE)

# Réduire
versions = lecture.magasin().versions()
courante = versions[0]
version = lecture.magasin().version(numero)

# Montrer
mise_en_page.titre(
    f"La version {courante.numero} est publiée",
    f"Elle est de {courante.auteur}, {histoire.when(courante)}. Une version ne change plus jamais; on revient en arrière en un clic.",
)
if avis := brouillon.avis():
    st.html(f'<p class="d-avis" role="status">{html.texte(avis)}</p>')
histoire.liste(versions, numero)
histoire.details(version)
retour.montrer(version, courante.numero)
comparaison.montrer(versions)
mise_en_page.pied(numero)
