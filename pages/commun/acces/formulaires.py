"""The forms that carry a password: plain HTML, sent by POST to `routes`, which alone can set a cookie.

They never pass through Streamlit's session, work with the keyboard and with a password manager, and hold nothing of what was typed.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from urllib.parse import unquote, urlencode, urlsplit

import streamlit as st

from analytics.publications.accounts import LONGEST, SHORTEST
from pages.commun.acces.presence import temoins
from pages.commun.serveur.base import base_path

STYLE = Path(__file__).with_name("acces.css")
MESSAGE = "alliance_message"
"""Name of the cookie that carries, for half a minute, the answer to a form: its name, « | », the sentence."""
FAIT = "-fait"
"""What follows a form's name in that cookie when it did what it was asked."""
CONNEXION, CODE, MOT_DE_PASSE, DECONNEXION = "connexion", "code", "mot-de-passe", "deconnexion"

_ADDRESS = ("adresse", "Adresse de courriel", 'type="email" autocomplete="username" maxlength="320"')
_PASSWORD = ("mot_de_passe", "Mot de passe", f'type="password" autocomplete="current-password" maxlength="{LONGEST}"')
_NEW = (
    "nouveau",
    f"Mot de passe à choisir ({SHORTEST} caractères au moins)",
    f'type="password" autocomplete="new-password" minlength="{SHORTEST}" maxlength="{LONGEST}"',
)
_NAME = ("nom", "Votre nom, tel qu'il signera vos publications", 'type="text" autocomplete="name" maxlength="200"')
_CODE = ("code", "Code reçu", 'type="text" autocomplete="one-time-code" maxlength="40" spellcheck="false"')


def connexion() -> str:
    """Return the form of an account: address and password."""
    return _form(CONNEXION, (_ADDRESS, _PASSWORD), "Se connecter")


def code() -> str:
    """Return the form of a one-time code: it gives an account its password, or makes the first account."""
    return _form(CODE, (_CODE, _ADDRESS, _NAME, _NEW), "Choisir ce mot de passe")


def mot_de_passe() -> str:
    """Return the form that changes the password of the account signed in."""
    present = (_PASSWORD[0], "Mot de passe actuel", _PASSWORD[2])
    return _form(MOT_DE_PASSE, (present, _NEW), "Changer le mot de passe")


def deconnexion() -> str:
    """Return the button that signs an account out."""
    return _form(DECONNEXION, (), "Se déconnecter", "a-discret")


def message(form: str) -> str:
    """Return the answer that a form just received, or nothing."""
    about, _, sentence = unquote(temoins().get(MESSAGE, "")).partition("|")
    return sentence if about == form else ""


def alerte(form: str) -> str:
    """Return the answer of a form as an announced paragraph, or nothing."""
    refused, done = message(form), message(f"{form}{FAIT}")
    if refused:
        return f'<p class="a-alerte" role="alert">{escape(refused)}</p>'
    return f'<p class="a-fait" role="status">{escape(done)}</p>' if done else ""


def retour() -> str:
    """Return where the person is: the page's name and its query, to come back to after the form."""
    name = urlsplit(st.context.url or "").path.rpartition("/")[2]
    query = urlencode([(key, value) for key in st.query_params for value in st.query_params.get_all(key)])
    return f"{name}?{query}" if query else name


def _form(name: str, fields: tuple[tuple[str, str, str], ...], button: str, look: str = "a-formulaire") -> str:
    """Write one form; every field is required."""
    inputs = "".join(
        f'<label><span>{escape(label)}</span><input name="{field}" {kind} required></label>'
        for field, label, kind in fields
    )
    hidden = f'<input type="hidden" name="retour" value="{escape(retour(), quote=True)}">'
    return (
        f'{alerte(name)}<form class="{look}" method="post" action="{base_path()}/acces/{name}">'
        f'{inputs}{hidden}<button type="submit">{escape(button)}</button></form>'
    )
