"""The list of pages and the page settings, nothing else.

`streamlit run app.py` imports this file and serves `app`; each visit then runs the same file again, as a script.
"""

import streamlit as st
from streamlit.starlette import App

from pages.commun import acces
from pages.commun.serveur import service
from pages.commun.serveur.bundle import TITLE
from pages.commun.serveur.tour import a_son_tour

PAGES = {
    "Consulter": {
        "apercu": "Vue d'ensemble",
        "enveloppe": "Enveloppe",
        "carte": "Carte",
        "territoires": "Territoires",
        "priorites": "Priorités",
        "initiatives": "Initiatives",
        "concertation": "Concertation",
    },
    "Présenter": {
        "seance": "Séance",
        "exporter": "Exporter",
    },
    "Gérer": {
        "depot": "Dépôt",
        "versions": "Versions",
        "compte": "Votre compte",
        "comptes": "Comptes",
        "journal": "Journal",
    },
    "Comprendre": {
        "dictionnaire": "Dictionnaire",
        "methode": "Méthode et sources",
    },
}
HOME = "apercu"
ABOUT = (
    f"**{TITLE}**\n\nMontants engagés, territoires, priorités et initiatives, d'après ce qui a été publié. "
    "Ce qui n'est pas publié est dit tel."
)

if __name__ != "__main__":
    app = App(__file__, **service(HOME))
else:
    qui = acces.personne()
    page = st.navigation(
        {
            section: [
                st.Page(
                    f"pages/{section.lower().replace('é', 'e')}/{name}.py",
                    title=title,
                    url_path=name,
                    default=name == HOME,
                    visibility=acces.visibilite(name, qui),
                )
                for name, title in titles.items()
            ]
            for section, titles in PAGES.items()
        },
        expanded=True,
    )
    st.set_page_config(
        page_title=f"{page.title} – {TITLE}",
        page_icon="static/icone.png",
        layout="wide",
        menu_items={"About": ABOUT},
    )
    acces.montrer_identite(qui)
    acces.garder_la_lecture()
    with a_son_tour():
        page.run()
