"""What every page shows: its style, the banner of a fictitious version, its empty state, its footer."""

from __future__ import annotations

from html import escape
from pathlib import Path

import streamlit as st

from analytics import format_fr
from analytics.figures.theme import Mode
from pages.commun import adresse, html, lecture

STYLE = Path(__file__).with_name("style.css")


def mode() -> Mode:
    """Return the theme that the person sees."""
    return "dark" if st.context.theme.type == "dark" else "light"


def ouvrir_page() -> int:
    """Begin a page: style, version read (`?version=` or the current one), banner if it is fictitious. Return the version's number."""
    st.html(STYLE)
    adresse.figer()
    numero = _numero_demande()
    if not lecture.COURANTE.joignable:
        known = lecture.version(numero)
        st.warning(
            "La base de données ne répond pas pour le moment. Vous lisez la dernière version connue : "
            f"la version {numero}, publiée {format_fr.le(known.publiee_le)}."
        )
    if lecture.version(numero).fictif:
        st.html('<p class="a-fictif">Données fictives : aucun de ces chiffres ne décrit la réalité.</p>')
    if numero != lecture.numero_courant():
        st.html(f'<p class="a-confiance">Vous lisez la version {numero}, qui n\'est plus la version courante.</p>')
    return numero


def _numero_demande() -> int:
    """Return the version asked for in the address when it exists, else the current one."""
    asked, current = st.query_params.get("version", ""), lecture.numero_courant()
    return int(asked) if asked.isdecimal() and 1 <= int(asked) <= current else current


def titre(phrase: str, sous_phrase: str = "") -> None:
    """Write the page's message as its only first-level heading, with a line under it."""
    under = f'<p class="a-sous-phrase">{html.phrase(sous_phrase)}</p>' if sous_phrase else ""
    st.html(f'<h1 class="a-phrase">{html.phrase(phrase)}</h1>{under}')


def intertitre(phrase: str) -> None:
    """Write the title of a part of the page that is no figure."""
    st.html(f'<h2 class="a-titre">{html.phrase(phrase)}</h2>')


def vide(constat: str, que_faire: str) -> None:
    """Say that there is nothing to show, and what to do about it."""
    with st.container(border=True):
        st.html(f"<p><strong>{html.phrase(constat)}</strong></p><p>{html.phrase(que_faire)}</p>")


def pied(numero: int, source: str = "") -> None:
    """End a page: version, date of publication, last announcement known, source."""
    version, last = lecture.version(numero), lecture.derniere_annonce(numero)
    until = f"Dernière annonce connue : {format_fr.date_longue(last)}. " if last is not None else ""
    said = (
        source
        or "Sources : publications de l'Alliance et des médias, nommées à chaque ligne; voir « Méthode et sources »."
    )
    made = f"Version {numero}, publiée {escape(format_fr.le(version.publiee_le))} par {html.texte(version.auteur)}."
    meaning = "« Non publié » veut dire que personne ne l'a publié, et non que c'est zéro."
    st.html(f'<footer class="a-pied">{made} {html.phrase(f"{until}{said} {meaning}")}</footer>')
