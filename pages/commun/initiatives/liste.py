"""Show what was found, twenty a page: as a list to read or as a table, in the order asked, with the whole of it to download."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from analytics import format_fr
from analytics.aggregates.search import TRIS, Resultat, words
from analytics.aggregates.search_text import excerpt, holds
from analytics.figures.phrases_initiatives import MONTANT_NON_PUBLIE, amount_phrase, place_in_words
from analytics.schema import NON_PUBLIE
from pages.commun import html
from pages.commun.initiatives.demande import VUES, Demande, cle, noter, tourner, vers

PAR_PAGE = 20
_TRIS = {"montant": "Montant publié, du plus grand", "titre": "Titre, de A à Z", "date": "Date, de la plus récente"}
_VUES = {"liste": "Liste", "tableau": "Tableau"}


def nombre_de_pages(resultat: Resultat) -> int:
    """Return the number of pages of a result."""
    return max(1, -(-resultat.nombre // PAR_PAGE))


def commander(demande: Demande) -> None:
    """Ask for the order and for the way to show the result."""
    st.session_state[cle("tri")], st.session_state[cle("vue")] = demande.tri, demande.vue
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        st.selectbox(
            "Trier par", TRIS, format_func=_TRIS.get, key=cle("tri"), on_change=noter, filter_mode=None, width=320
        )
        st.segmented_control(
            "Présenter en", VUES, format_func=_VUES.get, key=cle("vue"), on_change=noter, args=(False,), required=True
        )


def paginer(demande: Demande, resultat: Resultat) -> None:
    """Show the pages of the list; nothing when there is only one."""
    pages = nombre_de_pages(resultat)
    if pages > 1:
        page = min(demande.page, pages)
        key = _cle_de_page(page)
        st.pagination(pages, default=page, key=key, on_change=tourner, args=(key,))


def _cle_de_page(page: int) -> str:
    """Return the key of the control; a page that something else asked for makes a new control, which begins at that page."""
    rank = st.session_state.get(cle("rang"), 0)
    if st.session_state.get(cle(f"page-{rank}"), page) != page:
        rank += 1
        st.session_state[cle("rang")] = rank
    return cle(f"page-{rank}")


def premiere_de(resultat: Resultat, demande: Demande) -> int:
    """Return the rank (0: the first) of the first initiative of the page asked, or of the last page when it asks beyond."""
    return (min(demande.page, nombre_de_pages(resultat)) - 1) * PAR_PAGE


def rang(premiere: int, montrees: int, resultat: Resultat) -> str:
    """Say which initiatives are shown; `premiere`: the rank (0: the first) of the first."""
    if resultat.nombre <= PAR_PAGE:
        return format_fr.compte(resultat.nombre, "initiative")
    first, last = format_fr.nombre(premiere + 1), format_fr.nombre(premiere + montrees)
    return f"{first} à {last} sur {format_fr.compte(resultat.nombre, 'initiative')}"


def montrer(rows: list[dict], demande: Demande) -> None:
    """Show a page of the result."""
    if demande.vue == "tableau":
        st.html(
            f'<div class="i-tableau i-large">{html.tableau(_en_tableau(rows), _COLONNES, "Initiatives trouvées")}</div>'
        )
        return
    asked = words(demande.recherche)
    listed = "".join(_initiative(row, asked, demande.revient) for row in rows)
    st.html(f'<ul class="i-liste">{listed}</ul>')


def _initiative(row: dict, asked: tuple[str, ...], revient: str) -> str:
    """Write one initiative: its title as a link, who, where and for what, its amount and its state; `revient`: the one to come back to."""
    place = " class=i-ici" if row["id_initiative"] == revient else ""
    where = f'<p class="i-ligne">{_points(map(html.texte, place_in_words(row)))}</p>'
    return f"<li{place}><p>{_lien(row)}</p>{where}{_ligne_montant(row)}{_extrait(row, asked)}</li>"


def _lien(row: dict) -> str:
    """Write the title of an initiative as a link to its page."""
    return html.lien_de_page("", row["titre"], vers(row["id_initiative"]))


def _points(pieces) -> str:
    """Join pieces of a line (HTML)."""
    return f'<span class="i-point" aria-hidden="true">{html.POINT}</span>'.join(
        f"<span>{piece}</span>" for piece in pieces
    )


def _ligne_montant(row: dict) -> str:
    """Write the line of the amount and of the state."""
    amount, apart = amount_phrase(row)
    shown = (
        f'<span class="a-non-publie">{amount}</span>'
        if amount == MONTANT_NON_PUBLIE
        else f"<strong>{escape(amount)}</strong>"
    )
    shown += f" {escape(apart)}" if apart else ""
    state = "statut non publié" if pd.isna(row["statut"]) or row["statut"] == NON_PUBLIE else escape(row["statut"])
    return f'<p class="i-ligne">{_points([shown, state])}</p>'


_SHOWN = ("titre", "organisme_porteur", "territoire", "priorite")
_HIDDEN = {"description": "", "fiduciaire": "Fiduciaire : ", "id_initiative": "Identifiant : "}


def _extrait(row: dict, asked: tuple[str, ...]) -> str:
    """Show where the words stand that the line does not show; nothing when it shows them all."""
    shown = " ".join(str(row[name]) for name in _SHOWN if not pd.isna(row[name]))
    unseen = [word for word in asked if not holds(shown, word)]
    for name, before in _HIDDEN.items():
        pieces = excerpt(row[name], unseen) if unseen and isinstance(row[name], str) else []
        if pieces:
            cut = "".join(f"<mark>{escape(text)}</mark>" if found else escape(text) for text, found in pieces)
            return f'<p class="i-extrait">{before}{cut}</p>'
    return ""


_COLONNES = {
    "lien": html.Colonne("Titre", html=True),
    "montant": html.Colonne("Montant accordé", nombre=True, html=True),
    "statut": html.Colonne("Statut"),
    "territoire": html.Colonne("Territoire"),
    "organisme_porteur": html.Colonne("Organisme porteur"),
    "priorite": html.Colonne("Priorité"),
    "cycle": html.Colonne("Cycle"),
}


def _en_tableau(rows: list[dict]) -> pd.DataFrame:
    """Write a page of the result as a table; a link of a table opens the page of the initiative."""
    return pd.DataFrame([row | {"lien": _lien(row), "montant": _montant(row)} for row in rows])


def _montant(row: dict) -> str:
    """Write the amount of a cell (HTML), and under it where it comes from when that is not the Alliance alone."""
    amount, apart = amount_phrase(row)
    shown = html.texte(format_fr.NON_PUBLIE if amount == MONTANT_NON_PUBLIE else amount)
    return f'{shown}<span class="i-apart">{escape(apart)}</span>' if apart else shown
