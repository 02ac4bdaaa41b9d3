"""A real Streamlit app that shows every component the dashboard may use, served as `app.py` is."""

import streamlit as st
from streamlit.starlette import App

from pages.commun.serveur import service

if __name__ != "__main__":
    app = App(__file__, **service("saisie"))
else:
    page = st.navigation(
        {
            "Composants": [
                st.Page("ecrans/saisie.py", title="Saisie", url_path="saisie", default=True),
                st.Page("ecrans/donnees.py", title="Données", url_path="donnees"),
                st.Page("ecrans/messages.py", title="Messages", url_path="messages"),
            ],
            "Pannes": [st.Page("ecrans/panne.py", title="Panne", url_path="panne")],
        }
    )
    st.set_page_config(page_title="Galerie", layout="wide", menu_items={"About": "Galerie de composants."})
    page.run()
