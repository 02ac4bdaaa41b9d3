"""Give the player of the room at an address of its own, beside Streamlit: true full screen, no menu around, nothing to reload.

`/projection?version=3&diapos=couverture,carte&…#carte` is the same page as the file to take away: once open, it asks nothing more.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from pages.commun import lecture
from pages.commun.seance.demande import Demande, lire_demande
from pages.commun.seance.lecture_seance import page_servie
from pages.commun.serveur.base import base_path
from pages.commun.serveur.errors import answer

NAME = "projection"
UNKNOWN = (
    "Séance introuvable",
    "Cette version ou cette enveloppe n'existe pas. Préparez la séance de nouveau à la page Séance.",
)


def projection_route(may_read: Callable[[Request], bool]) -> Route:
    """Serve presentations to whoever `may_read`; the others are led to the dashboard, which asks who they are."""

    def project(request: Request) -> Response:
        if not may_read(request):
            return RedirectResponse(f"{base_path()}/seance")
        try:
            asked = lire_demande(request.query_params, lecture.numero_courant(), lecture.aujourdhui())
            body, policy = page_servie(asked, _way_back(asked))
        except ValueError:
            return answer(request, 404, *UNKNOWN)
        return _send(request, body, policy)

    return Route(f"{base_path()}/{NAME}", project)


def _way_back(asked: Demande) -> str:
    """Return the address of the page that prepares the same presentation; ValueError for an envelope that does not exist."""
    known = lecture.enveloppes(asked.numero)
    if asked.enveloppe is not None and asked.enveloppe not in known:
        raise ValueError(f"unknown envelope {asked.enveloppe!r}")
    named = None if asked.enveloppe is None else known[asked.enveloppe].nom
    return f"{base_path()}/seance?{asked.parametres_de_la_page(named)}"


def _send(request: Request, body: bytes, policy: str) -> Response:
    """Send the page, compressed when the browser can read it so."""
    headers = {
        "Content-Security-Policy": f"{policy}; frame-ancestors 'self'",
        "Cache-Control": "private, no-cache",
        "Vary": "Accept-Encoding",
    }
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(body, headers=headers | {"Content-Encoding": "gzip"}, media_type="text/html")
    return Response(gzip.decompress(body), headers=headers, media_type="text/html")
