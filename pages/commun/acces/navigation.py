"""Which pages ask for a role, who sees them in the menu, and the line that says who is there."""

from __future__ import annotations

from html import escape
from typing import Literal

import streamlit as st

from analytics.publications import Role
from analytics.publications.sessions import PROVIDER
from pages.commun.acces import formulaires
from pages.commun.acces.presence import Personne, quitter

RESERVEES = {
    "depot": Role.DEPOT,
    "versions": Role.PUBLICATION,
    "compte": Role.LECTURE,
    "comptes": Role.ADMINISTRATION,
    "journal": Role.ADMINISTRATION,
}
"""Name of a page of `pages/gerer/` → the role that it asks for itself; a test compares both."""
COMPTE = "pages/gerer/compte.py"


def visibilite(page: str, qui: Personne | None) -> Literal["visible", "hidden"]:
    """Tell whether the menu lists a page; a page left out still opens by its address, and asks for its role."""
    needed = RESERVEES.get(page)
    return "visible" if needed is None or (qui is not None and qui.role.allows(needed)) else "hidden"


def montrer_identite(qui: Personne | None) -> None:
    """Write at the foot of the menu who is there, with a way in or a way out."""
    with st.sidebar.container(key="identite"):
        st.html(formulaires.STYLE)
        if qui is None:
            st.page_link(COMPTE, label="Se connecter")
            return
        st.html(f'<p class="a-qui">{escape(qui.nom)}</p>')
        if qui.methode != PROVIDER:
            st.html(formulaires.deconnexion())
        elif st.button("Se déconnecter", type="tertiary"):
            quitter()
