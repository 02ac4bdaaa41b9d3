"""Let somebody in, or show the screen that asks who they are; nothing of the page comes before."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st
from streamlit.logger import get_logger
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analytics.publications import Role
from analytics.publications.roles import TITLES
from pages.commun import lecture, mise_en_page
from pages.commun.acces import formulaires, reglages
from pages.commun.acces.presence import Personne, SansRole, fournisseur_present, maintenant, presence, quitter
from pages.commun.acces.reglages import ReglagesIllisibles

P = ParamSpec("P")
LOGGER = get_logger("alliance.acces")
_CLOSED = "Les réglages d'accès sont à corriger : tant qu'ils le sont, personne n'entre."


def exiger(role: Role) -> Personne:
    """Return who is there when they have this role; otherwise show the sign-in screen and end the run.

    First line of every script of `pages/gerer/`. Streamlit runs a callback (`on_click`) before the script, and a fragment
    without it: what writes in the store stands in the script's own run, or asks again with this function.
    """
    found = _presence_ou_fermeture()
    if isinstance(found, Personne) and found.role.allows(role):
        return found
    st.html(mise_en_page.STYLE)
    st.html(formulaires.STYLE)
    if found is None:
        _ask_who()
    else:
        _refuse(found, role)
    st.stop()


def garder_la_lecture() -> None:
    """Ask for the role of reading when the settings keep reading for members; every page passes here, in `app.py`."""
    if not _peut_lire():
        exiger(Role.LECTURE)


def morceau(fonction: Callable[P, None]) -> Callable[P, None]:
    """Make a fragment of a part of a page: like `st.fragment`, but reading is asked for again each time that it runs alone.

    Streamlit runs a fragment without `app.py`. Whoever may no longer read gets the whole page again, which says so.
    """

    @st.fragment
    @wraps(fonction)
    def alone(*args: P.args, **options: P.kwargs) -> None:
        if _runs_alone() and not _peut_lire():
            st.rerun()
        fonction(*args, **options)

    return alone


def _runs_alone() -> bool:
    """Tell whether this run is that of a fragment, not of a whole page."""
    ctx = get_script_run_ctx()
    return bool(ctx and ctx.fragment_ids_this_run)


def _peut_lire() -> bool:
    """Tell whether whoever is there may read the pages; nobody may while the settings cannot be read. Every role may read."""
    try:
        return reglages.lire().lecture_publique or isinstance(presence(), Personne)
    except ReglagesIllisibles:
        return False


def _presence_ou_fermeture() -> Personne | SansRole | None:
    """Return who is there; settings that cannot be read close everything."""
    try:
        return presence()
    except ReglagesIllisibles as error:
        _close(error)


def _close(error: ReglagesIllisibles) -> None:
    """Say that the settings have to be mended, and end the run; what is wrong is in the server's log only."""
    LOGGER.error("Réglages d'accès (%s) : %s", reglages.chemin(), error)
    st.html(mise_en_page.STYLE)
    mise_en_page.titre("Tableau de bord fermé", _CLOSED)
    st.html("<p>La personne qui héberge le tableau de bord en trouve la raison dans le journal du serveur.</p>")
    st.stop()


def _ask_who() -> None:
    """Show the sign-in screen: the organisation's login when there is one, the accounts' form, the code's form."""
    mise_en_page.titre("Se connecter", "Cette page est réservée aux personnes qui ont un compte.")
    with st.container(width=520):
        if fournisseur_present():
            named = reglages.lire().fournisseur.nom
            if st.button(f"Se connecter avec {named}", type="primary", width="stretch"):
                st.login()
            with st.expander("Se connecter avec un mot de passe", expanded=bool(formulaires.message("connexion"))):
                st.html(formulaires.connexion())
        else:
            st.html(formulaires.connexion())
        with st.expander("J'ai reçu un code", expanded=bool(formulaires.message("code"))):
            st.html(formulaires.code())


def _refuse(found: Personne | SansRole, role: Role) -> None:
    """Say that somebody signed in may not open this page, write it down once, and let them leave."""
    if isinstance(found, SansRole):
        mise_en_page.titre("Votre compte n'a pas de rôle ici", found.raison)
    else:
        mine, needed = (TITLES[one].lower() for one in (found.role, role))
        mise_en_page.titre(
            "Votre compte n'a pas ce rôle",
            f"Cette page demande le rôle « {needed} »; « {found.adresse} » a le rôle « {mine} ».",
        )
    _note_refusal(found.adresse, role)
    st.html("<p>Demandez ce rôle à la personne qui administre le tableau de bord.</p>")
    if isinstance(found, SansRole) and st.button("Se connecter avec un autre compte"):
        quitter()


def _note_refusal(adresse: str, role: Role) -> None:
    """Write a refusal in the journal, once for each visit and role."""
    key = f"acces-refuse-{role.value}"
    if key not in st.session_state:
        st.session_state[key] = True
        who = adresse or "adresse non vérifiée"
        lecture.magasin().journal.note(maintenant(), who, "acces-refuse", f"rôle {role.value}")
