"""Dictionnaire: what each table, column, list, territory, priority and word means, wholly derived from the schema."""

import streamlit as st

from analytics.exports.dictionnaire import DICTIONARY_COLUMNS, dictionary_frame, entries, search, search_words
from analytics.figures import phrases_methode
from analytics.schema import TABLES
from pages.commun import mise_en_page
from pages.commun.comprendre import lignes, tables
from pages.commun.figure import telecharger

RUBRIQUES = {
    "Colonnes": tables.montrer_colonnes,
    "Listes de valeurs": tables.montrer_listes,
    "Territoires": tables.montrer_territoires,
    "Priorités": tables.montrer_priorites,
    "Mots du domaine": tables.montrer_mots,
}

numero = mise_en_page.ouvrir_page()
st.html(lignes.STYLE)
mise_en_page.titre(
    phrases_methode.dictionary_title(len(TABLES), len(entries())),
    "Une seule déclaration par colonne : le modèle Excel, la vérification des dépôts et cette page en découlent.",
)

# Filtrer
cherche = st.text_input(
    "Chercher dans toutes les tables, sans souci des accents",
    key="cherche",
    bind="query-params",
    type="search",
    live=True,
    max_chars=80,
    placeholder="par exemple : bénéficiaire, montant, mandataire",
    width=560,
)

# Réduire
trouvees, mots = search(cherche), search_words(cherche) if cherche.strip() else []

# Montrer
if cherche.strip():
    lignes.intertitre(phrases_methode.found_title(len(trouvees), len(mots)))
    if trouvees or mots:
        tables.montrer_recherche(trouvees, mots)
    else:
        mise_en_page.vide(
            "Aucune colonne et aucun mot du domaine ne contiennent tous ces mots.",
            "Essayez un seul mot, ou effacez la recherche pour parcourir les tables.",
        )
else:
    RUBRIQUES[lignes.sommaire(list(RUBRIQUES), "rubrique")](numero)

lignes.intertitre(
    "Emporter le dictionnaire", "Toutes les colonnes de toutes les tables, avec leurs règles et leurs listes."
)
telecharger(
    "dictionnaire", dictionary_frame(), DICTIONARY_COLUMNS, "dictionnaire", ("Dictionnaire des données de l'Alliance",)
)
mise_en_page.pied(numero, "Source : les déclarations du programme et les listes de référence, nommées à chaque ligne.")
