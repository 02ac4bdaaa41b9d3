"""Everything that opens, announces or waits."""

import time

import streamlit as st


@st.dialog("Détail")
def show_detail() -> None:
    """Open a dialog."""
    st.write("Le détail de l’initiative.")


st.title("Messages")
with st.expander("Comment ce chiffre est-il calculé?"):
    st.write("Par addition.")
with st.popover("Filtres", help="Réduire la liste"):
    st.write("Aucun filtre.")
with st.status("Lecture du classeur", expanded=True):
    st.write("Trois feuilles lues.")
with st.status("Lecture terminée", state="complete"):
    st.write("Rien à signaler.")
st.info("Une information.")
st.warning("Une mise en garde.")
st.error("Une erreur.")
st.success("Une réussite.")
st.badge("fictif")
with st.spinner("Calcul des totaux", show_time=True):
    time.sleep(0.2)
if st.button("Ouvrir le détail"):
    show_detail()
if st.button("Avertir"):
    st.toast("C’est fait. " * 30, duration="infinite")
if st.button("Travailler longtemps"):
    with st.spinner("Calcul long", show_time=True):
        time.sleep(3)
    st.write("Calcul terminé.")
