"""Show what starts a presentation: project it, take it away, share its address."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

import streamlit as st

from pages.commun import html
from pages.commun.emporter.menu import a_copier
from pages.commun.seance.demande import Demande, adresse_web
from pages.commun.seance.lecteurs import PASS, new_pass
from pages.commun.seance.lecture_seance import fichier, powerpoint
from pages.commun.seance.projection import NAME

SETTING = "ALLIANCE_ADRESSE"
"""Environment variable: the public address of the dashboard, that telephones of the room can open."""
_ONLY_HERE = {"localhost", "127.0.0.1", "::1", "0.0.0.0"}
TOUCHES = (
    ("→ ou Espace", "diapositive suivante"),
    ("←", "précédente"),
    ("F", "plein écran"),
    ("N", "notes, dans une fenêtre que la salle ne voit pas"),
    ("P", "plan"),
    (".", "écran noir"),
    ("Échap", "sortir"),
)


def adresse_du_code() -> str | None:
    """Ask for the address that the QR code of the cover leads to; None when there is none that a telephone could open."""
    asked = st.text_input(
        "Adresse que les téléphones ouvriront (code QR de la couverture)",
        adresse_web(st.query_params.get("adresse")) or adresse_publique(os.environ.get(SETTING), st.context.url) or "",
        placeholder="https://…",
        key="adresse-du-code",
        width=520,
    )
    found = adresse_web(asked)
    if asked and found is None:
        st.html('<p class="a-confiance">Ce n\'est pas une adresse web : elle commence par https://.</p>')
    elif not asked:
        st.html('<p class="a-confiance">Sans adresse, la couverture n\'a pas de code QR.</p>')
    return found


def adresse_publique(setting: str | None, navigateur: str | None) -> str | None:
    """Return the address of the settings, else that of the browser, unless it only leads to this very machine."""
    if adresse_web(setting):
        return setting
    host = urlsplit(navigateur or "").hostname
    if host is None or host in _ONLY_HERE:
        return None
    return racine(navigateur or "")


def racine(page: str) -> str:
    """Return the address of the dashboard from that of one of its pages."""
    return page.rpartition("/")[0] + "/"


def montrer(demande: Demande) -> None:
    """Show the buttons, the keys, and the address that reopens the same presentation."""
    asked, word = f"{NAME}?{demande.parametres()}", new_pass()
    with st.container(horizontal=True, gap="medium"):
        st.link_button(
            "Projeter la séance",
            asked + (f"&{PASS}={word}" if word else ""),
            type="primary",
            icon=":material/slideshow:",
        )
        st.download_button(
            "Télécharger la séance (HTML)",
            lambda: fichier(demande),
            f"seance-alliance-version-{demande.numero}.html",
            "text/html",
            on_click="ignore",
            icon=":material/download:",
        )
        st.download_button(
            "Télécharger la séance (PowerPoint)",
            lambda: powerpoint(demande),
            f"seance-alliance-version-{demande.numero}.pptx",
            on_click="ignore",
            icon=":material/download:",
        )
    keys = ", ".join(f"<kbd>{html.texte(key)}</kbd> {html.texte(does)}" for key, does in TOUCHES)
    st.html(
        f"<p class=\"a-confiance\">Au clavier ou à la télécommande : {keys}. Le fichier HTML s'ouvre d'un double-clic sur tout "
        "ordinateur, sans Internet et sans rien installer; le fichier PowerPoint garde l'ordre et les notes, et ses graphiques se "
        "modifient. Une fois ouverte, la séance projetée ne demande plus rien non plus.</p>"
    )
    a_copier("Adresse de la séance", f"{racine(st.context.url or '')}{asked}")
