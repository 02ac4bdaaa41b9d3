"""Receive the forms of access: check where they come from, ask the store, answer by a cookie and a way back.

The answer to a form is always a redirection to the page that it was on; what went wrong travels in a cookie of half a minute.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Mapping
from urllib.parse import parse_qs, quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from analytics.publications import Account, StoreError
from pages.commun import lecture
from pages.commun.acces import formulaires, reglages
from pages.commun.acces.presence import TEMOIN, maintenant
from pages.commun.acces.reglages import ReglagesIllisibles
from pages.commun.serveur.base import base_path

LONGEST_FORM = 16_384
RETOUR = re.compile(r"[a-z_-]{0,40}(\?[\w%+=&.~*-]{0,2000})?", re.ASCII)
MESSAGE_SECONDS = 30
_ELSEWHERE = "Ce formulaire ne vient pas de ce site. Ouvrez de nouveau la page, puis recommencez."
_TOO_LONG = "Ce formulaire est trop long."
_CLOSED = "Les réglages d'accès sont à corriger : tant qu'ils le sont, personne n'entre."
_ENDED = "Votre session est terminée. Connectez-vous, puis changez le mot de passe."

DONE = {formulaires.MOT_DE_PASSE: "Votre mot de passe est changé. Vos autres appareils sont déconnectés."}
"""What is said of a form that leaves no other sign of its success."""

_NEIGHBOUR = "127.0.0.1"

Fields = Mapping[str, str]
Action = Callable[[Request, Fields], str | None]
"""What a form asks for: returns the word of a new session, or None when the session ends. StoreError says what is wrong."""


def routes() -> list[Route]:
    """Return the addresses of the forms."""
    actions = {
        formulaires.CONNEXION: _sign_in,
        formulaires.CODE: _use_code,
        formulaires.MOT_DE_PASSE: _change_password,
        formulaires.DECONNEXION: _sign_out,
    }
    return [
        Route(f"{base_path()}/acces/{name}", _receiver(name, action), methods=["POST"])
        for name, action in actions.items()
    ]


def same_site(request: Request) -> bool:
    """Tell whether a form comes from a page of this server: the browser says so, and no page can make it lie."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    return urlsplit(request.headers.get("origin", "")).netloc == request.headers.get("host")


def way_back(asked: str) -> str:
    """Return the address of a page of this dashboard, the home page for anything else."""
    return f"{base_path()}/{asked if RETOUR.fullmatch(asked) else ''}"


def _receiver(name: str, action: Action) -> Callable:
    """Make the function that receives one form."""

    async def receive(request: Request) -> Response:
        if not same_site(request):
            return PlainTextResponse(_ELSEWHERE, 403)
        body = await _read(request.stream())
        if body is None:
            return PlainTextResponse(_TOO_LONG, 413)
        fields = {key: values[-1] for key, values in parse_qs(body, keep_blank_values=True).items()}
        return await run_in_threadpool(_answer, request, name, action, fields)

    return receive


async def _read(stream: AsyncIterator[bytes]) -> str | None:
    """Read a short form, or None as soon as it is too long."""
    body = b""
    async for chunk in stream:
        body += chunk
        if len(body) > LONGEST_FORM:
            return None
    return body.decode("utf-8", "replace")


def _answer(request: Request, name: str, action: Action, fields: Fields) -> Response:
    """Do what a form asks, and lead back."""
    response = RedirectResponse(way_back(fields.get("retour", "")), 303, {"Cache-Control": "no-store"})
    try:
        word = action(request, fields)
    except (StoreError, ReglagesIllisibles) as error:
        said = _CLOSED if isinstance(error, ReglagesIllisibles) else str(error)
        _tell(response, request, name, said)
        return response
    if name in DONE:
        _tell(response, request, f"{name}{formulaires.FAIT}", DONE[name])
    else:
        response.delete_cookie(formulaires.MESSAGE, path=f"{base_path()}/")
    if word is None:
        response.delete_cookie(TEMOIN, path=f"{base_path()}/")
    else:
        _set_cookie(response, request, TEMOIN, word, int(reglages.lire().duree.total_seconds()))
    return response


def _tell(response: Response, request: Request, about: str, said: str) -> None:
    """Let the page say, once it is back, what became of a form."""
    _set_cookie(response, request, formulaires.MESSAGE, quote(f"{about}|{said}", safe=""), MESSAGE_SECONDS)


def _set_cookie(response: Response, request: Request, name: str, value: str, seconds: int) -> None:
    """Give the browser a cookie that no script reads and no other site sends; over https, never without it."""
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        path=f"{base_path()}/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )


def _sign_in(request: Request, fields: Fields) -> str:
    """Open the session of an account."""
    account = lecture.magasin().comptes.log_in(
        fields.get("adresse", ""), fields.get("mot_de_passe", ""), le=maintenant(), provenance=_origin(request)
    )
    return _open(account)


def _use_code(request: Request, fields: Fields) -> str:
    """Use a code up: the account has its password, and its session opens."""
    account = lecture.magasin().comptes.accept(
        fields.get("code", ""),
        fields.get("adresse", ""),
        fields.get("nouveau", ""),
        nom=fields.get("nom", ""),
        le=maintenant(),
        provenance=_origin(request),
    )
    return _open(account)


def _change_password(request: Request, fields: Fields) -> str:
    """Change the password of whoever is signed in and knows the present one; every other session of the account ends."""
    store, word = lecture.magasin(), request.cookies.get(TEMOIN, "")
    session = store.sessions.find(word, le=maintenant())
    if session is None:
        raise StoreError(_ENDED)
    store.comptes.log_in(session.adresse, fields.get("mot_de_passe", ""), le=maintenant(), provenance=_origin(request))
    store.comptes.change_password(session.adresse, fields.get("nouveau", ""), par=session.adresse, le=maintenant())
    account = store.comptes.find(session.adresse)
    if account is None:
        raise StoreError(_ENDED)
    return _open(account)


def _sign_out(request: Request, _fields: Fields) -> None:
    """End the session of an account."""
    lecture.magasin().sessions.end(request.cookies.get(TEMOIN, ""), le=maintenant())


def _open(account: Account) -> str:
    """Open a session for as long as the settings say."""
    return lecture.magasin().sessions.open(account, le=maintenant(), lifetime=reglages.lire().duree)


def _origin(request: Request) -> str | None:
    """Return the network address that a form comes from; the one that a proxy tells only when the settings say there is one.

    The server below has already believed what a neighbour on its own machine told, whatever the settings: that is undone.
    """
    host = request.client.host if request.client else None
    told = request.headers.get("x-forwarded-for", "")
    believed = host is not None and host in told and not reglages.lire().derriere_mandataire
    return _NEIGHBOUR if believed else host
