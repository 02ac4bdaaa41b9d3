"""Show what was found: its order, one page of it, how far its sum may be trusted. Another order, another page, redraw this alone."""

from __future__ import annotations

import streamlit as st

from pages.commun import html, mise_en_page
from pages.commun.acces import morceau
from pages.commun.initiatives import confiance, facettes, lecture_initiatives, liste
from pages.commun.initiatives.demande import Demande, relire, tournee


@morceau
def montrer(numero: int, premiere: Demande) -> None:
    """Show the result that the address asks for; `premiere`: what it asked when the whole page was drawn."""
    demande = relire(premiere)
    if demande.vue != premiere.vue:  # the facets then stand elsewhere
        st.rerun()
    asked = numero, demande.recherche, demande.choix, demande.tri
    trouve = lecture_initiatives.chercher(*asked)
    facettes.rappeler(demande)
    if trouve.nombre == 0:
        mise_en_page.vide("Rien ne correspond à ces mots et à ces choix ensemble.", "Retirez un mot ou un choix.")
        return
    premiere_montree = liste.premiere_de(trouve, demande)
    montrees = lecture_initiatives.lignes(*asked, premiere_montree, liste.PAR_PAGE)
    liste.commander(demande)
    st.html(f'<p class="i-rang {tournee()}">{html.texte(liste.rang(premiere_montree, len(montrees), trouve))}</p>')
    liste.montrer(montrees, demande)
    liste.paginer(demande, trouve)
    confiance.montrer(lecture_initiatives.index(numero), trouve, demande, numero)
