"""Journal: who did what, when, and on what; it only grows."""

import streamlit as st

from analytics import format_fr
from analytics.publications import Role
from pages.commun import lecture, mise_en_page, pagination
from pages.commun.acces import exiger, formulaires, journal

qui = exiger(Role.ADMINISTRATION)
numero = mise_en_page.ouvrir_page()
st.html(formulaires.STYLE)
mise_en_page.titre(
    "Journal : qui a fait quoi",
    "Rien n'y est jamais changé ni effacé. Aucun mot de passe, aucun code n'y est écrit.",
)

# Filtrer
demande = journal.choisir()

# Réduire
nombre = lecture.magasin().journal.count(demande)
premiere = pagination.premiere_ligne(nombre, "ecran", str(demande), journal.PAR_ECRAN)
entrees = lecture.magasin().journal.screen(premiere, journal.PAR_ECRAN, demande)

# Montrer
if entrees:
    journal.montrer(entrees, nombre)
    journal.emporter(demande)
else:
    mise_en_page.vide("Aucune entrée ne répond à ce choix.", "Enlevez une action, ou effacez la recherche.")
mise_en_page.pied(numero, f"Heure de l'Est. {format_fr.compte(nombre, 'entrée')}.")
