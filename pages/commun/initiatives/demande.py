"""Read in the address what the page « Initiatives » is asked, and write there what its widgets say."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from analytics.aggregates.search import TRIS
from analytics.aggregates.search_index import FACETTES, Index
from pages.commun import adresse
from pages.commun.initiatives.lecture_initiatives import Choix

PAGE = "pages/consulter/initiatives.py"
NOM = "initiatives"
INITIATIVE = "initiative"
VUES = ("liste", "tableau")
LONGUEUR = 120
"""Letters of a search."""
TEMOIN = "filtrer"
"""A widget of the list that no code ever sets: its value is there only if it was on screen at the last run."""


@dataclass(frozen=True, slots=True)
class Demande:
    """What is asked: the words, the values chosen per facet, the order, how to show it, which page of the list."""

    recherche: str
    choix: Choix
    tri: str
    vue: str
    page: int
    remonte: bool
    """Whether the widgets were not on screen just before: the browser has forgotten what they held."""
    revient: str
    """The initiative whose page was on screen just before: the list comes back to it."""

    @property
    def filtree(self) -> bool:
        """Tell whether something narrows the list."""
        return bool(self.recherche or self.choix)

    def chosen(self, facette: str) -> tuple[str, ...]:
        """Return the values chosen in a facet."""
        return dict(self.choix).get(facette, ())


def lire(index: Index, avant: adresse.Adresse) -> Demande:
    """Return what the address asks; what it says wrong is not asked. `avant`: the address that the page showed before."""
    found = {name: adresse.valeurs(name, index.facettes[name].valeurs) for name in FACETTES}
    return Demande(
        recherche=" ".join(adresse.valeur("recherche")[:LONGUEUR].split()),
        choix=tuple((name, values) for name, values in found.items() if values),
        tri=_one_of("tri", TRIS),
        vue=_one_of("vue", VUES),
        page=_page(),
        remonte=INITIATIVE in avant or cle(TEMOIN) not in st.session_state,
        revient=next(iter(avant.get(INITIATIVE, [])), ""),
    )


def relire(premiere: Demande) -> Demande:
    """Return what is asked once the order, the way to show or the page have changed; the words and the choices are those of the whole page."""
    shown = {"tri": _one_of("tri", TRIS), "vue": _one_of("vue", VUES), "page": _page()}
    if all(getattr(premiere, name) == value for name, value in shown.items()):
        return premiere
    return replace(premiere, **shown, revient="")


def _page() -> int:
    """Return the page of the list that the address asks."""
    page = adresse.valeur("page", "1")
    return max(1, int(page)) if page.isdecimal() and len(page) < 9 else 1


def _one_of(nom: str, known: tuple[str, ...]) -> str:
    """Return a parameter when its value is known, else the first known value."""
    asked = adresse.valeur(nom)
    return asked if asked in known else known[0]


def cle(nom: str) -> str:
    """Return the key of the widget of a parameter."""
    return f"{NOM}-{nom}"


def noter(reprendre: bool = True) -> None:
    """Write in the address what every widget says; `reprendre` goes back to the first page. The callback of the widgets."""
    said = {name: _said(name) for name in FACETTES if cle(name) in st.session_state}
    said["recherche"] = [st.session_state.get(cle("recherche")) or ""]
    for name, known in (("tri", TRIS), ("vue", VUES)):
        value = st.session_state.get(cle(name)) or known[0]
        said[name] = [] if value == known[0] else [value]
    adresse.ecrire(NOM, said | ({"page": []} if reprendre else {}))


def _said(facette: str) -> list[str]:
    """Return the values that a facet's widget holds."""
    return list(st.session_state[cle(facette)] or [])


def tourner(key: str) -> None:
    """Write in the address the page asked by the control of the list."""
    page = st.session_state[key]
    st.session_state[cle("tournee")] = True
    st.session_state[cle("tours")] = st.session_state.get(cle("tours"), 0) + 1
    adresse.ecrire(NOM, {"page": [] if page == 1 else [str(page)]})


def repere() -> str:
    """Return the mark at the head of the page: it brings the browser to the top of an initiative."""
    return f'<div class="i-repere {"i-fiche" if adresse.valeur(INITIATIVE) else ""}"></div>'


def tournee() -> str:
    """Return the class of what the browser is brought to when the page has just been turned; another each time, and else nothing."""
    turned = st.session_state.pop(cle("tournee"), False)
    return f"i-tour-{st.session_state.get(cle('tours'), 0) % 2}" if turned else ""


def vers(id_initiative: str) -> adresse.Adresse:
    """Return the address of an initiative, which keeps the search so that one can go back to it."""
    return adresse.sans(INITIATIVE) | {INITIATIVE: [id_initiative]}


def vers_liste() -> adresse.Adresse:
    """Return the address of the list as it was."""
    return adresse.sans(INITIATIVE)


def vers_tout() -> adresse.Adresse:
    """Return the address of the whole list: no word, no choice."""
    return adresse.sans(INITIATIVE, "recherche", "page", *FACETTES)
