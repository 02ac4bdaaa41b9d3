"""Who may open the player: whoever may read the dashboard.

Where reading is kept for members, the browser's cookie says who has an account; somebody signed in through the organisation's own
login, whom only a run of Streamlit knows, gets a pass in the link of the page « Séance », signed and good for half a day.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta

import streamlit as st
from starlette.requests import Request

from analytics.publications import Role
from analytics.publications.sessions import ACCOUNT
from pages.commun import lecture
from pages.commun.acces import reglages
from pages.commun.acces.presence import TEMOIN, fournisseur_present, maintenant
from pages.commun.acces.reglages import ReglagesIllisibles

PASS = "passe"
_LASTS = timedelta(hours=12)


def may_read(request: Request) -> bool:
    """Tell whether a request comes from somebody who may read; nobody may while the settings cannot be read."""
    try:
        public = reglages.lire().lecture_publique
    except ReglagesIllisibles:
        return False
    return public or _has_account(request) or _has_pass(request.query_params.get(PASS, ""))


def _has_account(request: Request) -> bool:
    """Tell whether the browser's cookie opens the session of an account that may read."""
    word = request.cookies.get(TEMOIN)
    session = lecture.magasin().sessions.find(word, le=maintenant()) if word else None
    if session is None or session.methode != ACCOUNT:
        return False
    account = lecture.magasin().comptes.find(session.adresse)
    return account is not None and account.role.allows(Role.LECTURE)


def new_pass() -> str | None:
    """Return a pass for the person of this run, None when the address needs none; called by a page that only readers open."""
    if reglages.lire().lecture_publique or not _secret():
        return None
    until = int((maintenant() + _LASTS).timestamp())
    return f"{until}.{_signature(until)}"


def _has_pass(text: str) -> bool:
    """Tell whether a pass is ours and still good."""
    until, _, signature = text.partition(".")
    if not (until.isascii() and until.isdecimal() and len(until) < 12 and _secret()):
        return False
    good = hmac.compare_digest(signature.encode(), _signature(int(until)).encode())
    return good and datetime.fromtimestamp(int(until), maintenant().tzinfo) > maintenant()


def _signature(until: int) -> str:
    """Sign the end of a pass with the secret that signs the login's cookies."""
    return hmac.new(_secret().encode(), f"projection {until}".encode(), hashlib.sha256).hexdigest()


def _secret() -> str:
    """Return the secret of the organisation's login, empty when there is no such login."""
    return str(st.secrets["auth"].get("cookie_secret", "")) if fournisseur_present() else ""
