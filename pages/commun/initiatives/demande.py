"""Read in the address what the page « Initiatives » is asked, and write there what its widgets say."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from analytics.aggregates.search import TRIS
from analytics.aggregates.search_index import FACETTES, Index
from pages.commun import adresse

PAGE = "pages/consulter/initiatives.py"
NOM = "initiatives"
INITIATIVE = "initiative"
VUES = ("liste", "tableau")
LONGUEUR = 120
"""Letters of a search."""


@dataclass(frozen=True, slots=True)
class Demande:
    """What is asked: the words, the values chosen per facet, the order, how to show it, which page of the list."""

    recherche: str
    choix: tuple[tuple[str, tuple[str, ...]], ...]
    tri: str
    vue: str
    page: int

    @property
    def filtree(self) -> bool:
        """Tell whether something narrows the list."""
        return bool(self.recherche or self.choix)

    def chosen(self, facette: str) -> tuple[str, ...]:
        """Return the values chosen in a facet."""
        return dict(self.choix).get(facette, ())


def lire(index: Index) -> Demande:
    """Return what the address asks; what it says wrong is not asked."""
    found = {name: adresse.valeurs(name, index.facettes[name].valeurs) for name in FACETTES}
    page = adresse.valeur("page", "1")
    return Demande(
        recherche=" ".join(adresse.valeur("recherche")[:LONGUEUR].split()),
        choix=tuple((name, values) for name, values in found.items() if values),
        tri=_one_of("tri", TRIS),
        vue=_one_of("vue", VUES),
        page=max(1, int(page)) if page.isdecimal() and len(page) < 9 else 1,
    )


def _one_of(nom: str, known: tuple[str, ...]) -> str:
    """Return a parameter when its value is known, else the first known value."""
    asked = adresse.valeur(nom)
    return asked if asked in known else known[0]


def cle(nom: str) -> str:
    """Return the key of the widget of a parameter."""
    return f"{NOM}-{nom}"


def noter() -> None:
    """Write in the address what every widget says, and go back to the first page: the callback of the widgets."""
    said = {name: _said(name) for name in FACETTES if cle(name) in st.session_state}
    said["recherche"] = [st.session_state.get(cle("recherche")) or ""]
    for name, known in (("tri", TRIS), ("vue", VUES)):
        value = st.session_state.get(cle(name)) or known[0]
        said[name] = [] if value == known[0] else [value]
    adresse.ecrire(NOM, said | {"page": []})


def _said(facette: str) -> list[str]:
    """Return the values that a facet's widget holds."""
    return list(st.session_state[cle(facette)] or [])


def tourner(lieu: str) -> None:
    """Write in the address the page asked at the top or at the foot of the list."""
    page = st.session_state[cle(f"page-{lieu}")]
    adresse.ecrire(NOM, {"page": [] if page == 1 else [str(page)]})


def vers(id_initiative: str) -> adresse.Adresse:
    """Return the address of an initiative, which keeps the search so that one can go back to it."""
    return adresse.sans(INITIATIVE) | {INITIATIVE: [id_initiative]}


def vers_liste() -> adresse.Adresse:
    """Return the address of the list as it was."""
    return adresse.sans(INITIATIVE)


def vers_tout() -> adresse.Adresse:
    """Return the address of the whole list: no word, no choice."""
    return adresse.sans(INITIATIVE, "recherche", "page", *FACETTES)
