"""Who is there: the person behind a run, from the cookie of an account or from the organisation's own login.

Asked again at each run: whoever is signed out, loses a role or is removed sees it at the next click, on every replica.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from analytics.publications import Role, StoreUnavailable
from analytics.publications.sessions import ACCOUNT, PROVIDER
from pages.commun import lecture
from pages.commun.acces import reglages
from pages.commun.acces.identite import Identite, IdentiteRefusee, identifier, marque
from pages.commun.acces.reglages import Reglages, ReglagesIllisibles

TEMOIN = "alliance_session"
"""Name of the cookie of an account's session."""


@dataclass(frozen=True, slots=True)
class Personne:
    """Somebody signed in who has a role; `methode`: « compte » or « fournisseur »."""

    adresse: str
    nom: str
    role: Role
    methode: str


@dataclass(frozen=True, slots=True)
class SansRole:
    """Somebody whom the organisation's login knows, but who may do nothing here, and why; no address when it is not proved."""

    raison: str
    adresse: str = ""


def maintenant() -> datetime:
    """Return the server's time."""
    return datetime.now(UTC)


def temoins() -> Mapping[str, str]:
    """Return the cookies that the browser sent when it opened this session."""
    return st.context.cookies


def fournisseur_present() -> bool:
    """Tell whether Streamlit has the settings of an organisation's login (`[auth]` of secrets.toml)."""
    return st.secrets.load_if_toml_exists() and "auth" in st.secrets


def affirmations() -> Mapping[str, Any] | None:
    """Return what the organisation's login says of the person, or None when nobody signed in through it."""
    return st.user.to_dict() if fournisseur_present() and st.user.is_logged_in else None


def personne() -> Personne | None:
    """Return who is there with which role, or None; nobody while the settings cannot be read or the store does not answer."""
    try:
        found = presence()
    except (ReglagesIllisibles, StoreUnavailable):
        return None
    return found if isinstance(found, Personne) else None


def presence() -> Personne | SansRole | None:
    """Return who is there; `SansRole` says why somebody signed in may do nothing; `ReglagesIllisibles` when nobody can be let in."""
    regles = reglages.lire()
    return _by_account() or _by_provider(regles)


def _by_account() -> Personne | None:
    """Find the account whose session the browser's cookie opens."""
    word = temoins().get(TEMOIN)
    session = lecture.magasin().sessions.find(word, le=maintenant()) if word else None
    if session is None or session.methode != ACCOUNT:
        return None
    account = lecture.magasin().comptes.find(session.adresse)
    return account and Personne(account.adresse, account.nom or account.adresse, account.role, ACCOUNT)


def _by_provider(regles: Reglages) -> Personne | SansRole | None:
    """Find who signed in through the organisation's login, while that session lasts."""
    claims = affirmations()
    if claims is None:
        return None
    try:
        identite = identifier(claims, regles.fournisseur)
    except IdentiteRefusee as refusal:
        return SansRole(str(refusal))
    admitted = lecture.magasin().sessions.admit(
        identite.marque,
        identite.adresse,
        identite.nom,
        emis_le=identite.emis_le,
        le=maintenant(),
        lifetime=regles.duree,
    )
    if admitted is None:
        return None
    role = _role(identite, regles)
    if role is None:
        return SansRole(f"Vous êtes connecté avec « {identite.adresse} », qui n'a aucun rôle ici.", identite.adresse)
    return Personne(identite.adresse, identite.nom or identite.adresse, role, PROVIDER)


def _role(identite: Identite, regles: Reglages) -> Role | None:
    """Return the role of an address: the settings first, then its account, then what its whole domain may do."""
    named = regles.roles.get(identite.adresse)
    if named is not None:
        return named
    account = lecture.magasin().comptes.find(identite.adresse)
    return account.role if account else regles.role_du_domaine(identite.adresse)


def quitter() -> None:
    """Sign out whoever came through the organisation's login: their token is not taken again, here nor there."""
    claims = affirmations()
    if claims is not None:
        lecture.magasin().sessions.end(marque(claims), le=maintenant())
    st.logout()
