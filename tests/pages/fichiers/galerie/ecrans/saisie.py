"""Every input component, plain, with a help bubble, cleared, bounded, required."""

from datetime import date

import streamlit as st

TERRITOIRES = ["Kamouraska", "Témiscouata", "La Mitis", "La Matanie"]

st.title("Saisie", help="Toutes les saisies.")
st.header("Choisir")
st.selectbox("Territoire", TERRITOIRES, help="Une MRC")
st.selectbox("Territoire facultatif", TERRITOIRES, index=None)
st.selectbox("Liste vide", [])
st.multiselect("Territoires", TERRITOIRES, help="Une ou plusieurs MRC")
st.multiselect("Territoires choisis", TERRITOIRES, default=TERRITOIRES[:2], max_selections=2)
st.pills("Étiquettes", TERRITOIRES, selection_mode="multi", default=TERRITOIRES[:1])
st.segmented_control("Mesure", ["Montant", "Nombre"], default="Montant")
st.radio("Vue", ["Carte", "Barres"], horizontal=True)
st.radio("Vue sans choix", [])
st.checkbox("Voir les prolongations")
st.toggle("Par personne")
st.slider("Nombre", 0, 10, (2, 8))
st.slider("Depuis", date(2018, 4, 1), date(2024, 3, 31), date(2021, 9, 22), format="D MMMM YYYY")
st.select_slider("Exercice", ["2018-2019", "2019-2020", "2020-2021"])
st.feedback("stars")

st.header("Écrire")
st.text_input("Recherche", placeholder="Un mot du titre", help="Sans accent, c’est permis.")
st.text_input("Mot de passe", type="password", value="secret")
st.text_input("Nom", required=True)
st.text_area("Commentaire", max_chars=200)
st.number_input("Montant", 0, 1000, 12, help="En dollars")
st.number_input("Part", 0.0, 1.0, None)
st.date_input("Date", date(2026, 3, 31), format="YYYY-MM-DD", min_value=date(2018, 4, 1), max_value=date(2029, 3, 31))
st.date_input("Période", (date(2021, 4, 1), date(2022, 3, 31)), format="YYYY-MM-DD")
st.time_input("Heure", None)
st.file_uploader("Classeurs", type=["xlsx", "csv"], accept_multiple_files=True)
st.file_uploader("Un classeur", type=["xlsx"])

st.header("Envoyer")
with st.form("formulaire"):
    st.text_input("Auteur")
    st.form_submit_button("Publier", type="primary")
st.button("Recalculer", type="primary", help="Refait les calculs")
st.button("Indisponible", disabled=True)
st.download_button("Télécharger (CSV)", "a;b\n1;2\n", "tableau.csv")
st.link_button("Site du CRD", "https://crdbsl.org")
st.page_link("ecrans/donnees.py", label="Voir les données")
st.menu_button("Exporter", ["Classeur", "Diapositives"])
