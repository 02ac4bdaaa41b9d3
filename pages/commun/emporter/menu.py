"""Write what takes a figure away; nothing is computed before the menu is open, and pictures are made in the browser."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import urlencode, urlsplit

import pandas as pd
import streamlit as st

from analytics.figures.citation import DASHBOARD, Edition, citation, edition_in_words, publisher_names
from pages.commun import adresse, lecture
from pages.commun.filtres import AU


def classe(cle: str) -> str:
    """Return a widget key as Streamlit writes it in a class of the page."""
    return re.sub(r"[^a-zA-Z0-9_-]", "-", cle.strip())


def edition(numero: int, enveloppe: str | None, montants: bool) -> Edition:
    """Return what a figure is read in."""
    version = lecture.version(numero)
    return Edition(
        numero, version.publiee_le, derniere_annonce(numero, enveloppe) if montants else None, version.fictif
    )


def derniere_annonce(numero: int, enveloppe: str | None) -> pd.Timestamp | None:
    """Return the day until which announcements are counted: that of the last one, or the day read when it is earlier."""
    last, read = lecture.derniere_annonce(numero, enveloppe), pd.Timestamp(adresse.figee().get(AU, [None])[0])
    return read if last is not None and read < last else last


def attributs(cle: str, titre: str, nom: str, fichier: str, read_in: Edition, couverture: str) -> str:
    """Return the attributes by which `emporter.js` finds a figure and what its picture must say."""
    source = f"D'après {DASHBOARD} ({edition_in_words(read_in)}). {couverture}"
    said = {
        "figure": classe(cle),
        "titre": titre,
        "nom": nom,
        "fichier": f"{fichier}-version-{read_in.numero}",
        "source": source,
    }
    return " ".join(f'data-{name}="{escape(value, quote=True)}"' for name, value in said.items())


def images(cle: str) -> None:
    """Offer the picture of a figure, in points and in lines."""
    buttons = "".join(
        f'<button type="button" class="a-bouton" data-image="{kind}" data-pour="{classe(cle)}">{label}</button> '
        for kind, label in (("png", "Image (PNG)"), ("svg", "Image à agrandir (SVG)"))
    )
    st.html(f'<p class="a-boutons">{buttons}</p>')


def a_copier(nom: str, texte: str) -> None:
    """Show a text to copy by a click; it can also be selected whole."""
    st.html(
        f'<div class="a-copie"><strong>{escape(nom)}</strong> <button type="button" class="a-bouton" data-copier '
        f'aria-label="Copier : {escape(nom, quote=True)}">Copier</button>'
        f'<p class="a-texte-copie">{escape(texte)}</p></div>'
    )


def adresse_de_la_vue(numero: int) -> str:
    """Return the absolute address that reopens the page as it is, on the same version and day, whatever is published after."""
    asked = adresse.figee() | {"version": [str(numero)]}
    page = st.context.url or ""
    return f"{page}{'' if urlsplit(page).path else '/'}?{urlencode(asked, doseq=True)}"


def phrase(titre: str, resume: str, read_in: Edition, rows: pd.DataFrame | None) -> str:
    """Return the sentence to paste; `rows` are those behind the figure (None: it adds up no row)."""
    sources = [] if rows is None else publisher_names(rows["source"])
    return citation(titre, resume, read_in, sources, adresse_de_la_vue(read_in.numero))
