"""Méthode et sources: how each figure is computed, where each fact comes from, what is missing, the version read, licences."""

import streamlit as st

from analytics.aggregates.published_facts import count_by_usage
from analytics.figures import phrases_methode
from analytics.schema.reference import missing_facts
from pages.commun import mise_en_page
from pages.commun.comprendre import lecture_methode, lignes, methode, versions

SECTIONS = {
    "Règles": methode.montrer_regles,
    "Formules": methode.montrer_formules,
    "Faits publiés": methode.montrer_faits,
    "Désaccords": methode.montrer_desaccords,
    "Manques": methode.montrer_manques,
    "Indicateurs": methode.montrer_indicateurs,
    "Version": versions.montrer_version,
    "Licences": methode.montrer_licences,
}

numero = mise_en_page.ouvrir_page()
st.html(lignes.STYLE)

# Réduire
usages = count_by_usage(lecture_methode.faits())

# Montrer
mise_en_page.titre(
    phrases_methode.method_title(usages, len(missing_facts())),
    "Comment chaque chiffre est calculé, d'où il vient, ce que les sources ne disent pas, et à qui le demander.",
)

# Filtrer : la section est dans l'adresse; elle seule est préparée.
section = lignes.sommaire(list(SECTIONS), "section")
SECTIONS[section](numero)

versions.montrer_signalement(numero)
mise_en_page.pied(numero)
