"""What a reader sees when something fails: calm French, an incident number, never a traceback.

The same number stands in the server's log beside the traceback, so that a person who calls can be helped.
"""

import secrets
from html import escape

import streamlit as st
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from streamlit.logger import get_logger

from analytics.publications import StoreUnavailable
from pages.commun.serveur.base import base_path
from pages.commun.serveur.bundle import FONT, TITLE
from pages.commun.serveur.headers import SECURITY_HEADERS
from pages.commun.serveur.mesures import INCIDENTS

LOGGER = get_logger("alliance.incident")

# Neither 0, O, 1, I nor L: a number is read aloud on the telephone.
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"

SCRIPT_MESSAGE = """**Cette page n'a pas pu s'afficher.** Le problème vient du tableau de bord, pas de vous.

Rechargez la page. Si ce message revient, donnez le numéro d'incident **{incident}** à la personne responsable du tableau de bord\u00a0: \
il lui permet de retrouver la cause dans le journal du serveur."""

STORE_MESSAGE = """**La base de données n'a pas répondu, ou n'accepte pas d'écriture.** Rien n'a été modifié.

Attendez une minute, puis rechargez la page. Si ce message revient, donnez le numéro d'incident **{incident}** à la personne responsable \
du tableau de bord."""

RESTARTING = ("Le tableau de bord redémarre", "Attendez une minute, puis rechargez la page.")
NO_STORE = ("La base de données ne répond pas", "Attendez une minute, puis rechargez la page. Rien n'est perdu.")
NOT_FOUND = ("Page introuvable", "Il n'y a rien à cette adresse. Elle a peut-être changé, ou il y manque un caractère.")
SERVER_ERROR = (
    "Le serveur a rencontré un problème",
    "Rechargez la page. Si ce message revient, donnez le numéro d'incident {incident} à la personne responsable du tableau de bord.",
)

PAGE = """<!DOCTYPE html>
<html lang="fr-CA">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} – {site}</title>
<style>
@font-face {{ font-family: "Source Sans 3"; src: url("{font}"); font-weight: 200 900; }}
:root {{ color-scheme: light dark; }}
body {{ margin: 0 auto; max-width: 40rem; padding: 3rem 1.5rem; font: 1.125rem/1.6 "Source Sans 3", sans-serif;
  background: light-dark(#ffffff, #12181d); color: light-dark(#1b2733, #e8edf1); }}
h1 {{ font-size: 1.75rem; line-height: 1.25; }}
a {{ color: light-dark(#0b5a7a, #6bb7da); }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{text}</p>
<p><a href="{home}">Aller au tableau de bord</a></p>
</main>
</body>
</html>
"""


def new_incident() -> str:
    """Draw an incident number such as « K7Q-2MX »."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(6))
    return f"{drawn[:3]}-{drawn[3:]}"


def record(error: Exception) -> str:
    """Write an error and its traceback in the log under a new number, and give the number."""
    incident = new_incident()
    INCIDENTS.labels("magasin" if isinstance(error, StoreUnavailable) else "programme").inc()
    LOGGER.error("Incident %s", incident, exc_info=error, extra={"incident": incident})
    return incident


def show_incident(error: Exception) -> bool:
    """Show the incident on the page instead of Streamlit's own box (the hook `on_script_error`)."""
    message = STORE_MESSAGE if isinstance(error, StoreUnavailable) else SCRIPT_MESSAGE
    st.error(message.format(incident=record(error)))
    return True


def not_found(request: Request, _error: Exception) -> Response:
    """Answer 404 in French."""
    return answer(request, 404, *NOT_FOUND)


def no_store(request: Request, error: Exception) -> Response:
    """Answer 503 in French when the store does not answer for an address of ours."""
    record(error)
    return answer(request, 503, *NO_STORE)


def server_error(request: Request, error: Exception) -> Response:
    """Answer 500 in French, with an incident number."""
    title, text = SERVER_ERROR
    return answer(request, 500, title, text.format(incident=record(error)))


def answer(request: Request, status: int, title: str, text: str) -> Response:
    """Answer with a page to a browser, with a line to a program."""
    if "text/html" not in request.headers.get("accept", ""):
        return PlainTextResponse(f"{title}. {text}", status, SECURITY_HEADERS)
    home = base_path() + "/"
    html = PAGE.format(
        title=escape(title), text=escape(text), site=escape(TITLE), home=home, font=home + FONT.removeprefix("./")
    )
    return HTMLResponse(html, status, SECURITY_HEADERS)
