"""What the server counts, in the text that monitoring tools read (Prometheus), at `/mesures`.

Numbers only: no address, no session, nothing that names a person. They are given to this machine, to the networks of
`ALLIANCE_MESURES_DEPUIS` (« 10.0.3.0/24, 10.0.4.7 »), and to whoever shows the token of `ALLIANCE_MESURES_JETON`; to anybody else the address
does not exist. What came through a proxy is from outside, whatever address it shows.
"""

from __future__ import annotations

import hmac
import os
from ipaddress import ip_address, ip_network

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.process_collector import ProcessCollector
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

FROM_VARIABLE, TOKEN_VARIABLE = "ALLIANCE_MESURES_DEPUIS", "ALLIANCE_MESURES_JETON"
THIS_MACHINE = "127.0.0.0/8, ::1/128"
PROXY_HEADERS = ("forwarded", "x-forwarded-for", "x-real-ip")
TOKEN_LETTERS = 16
"""A shorter token is no token: it could be guessed."""

REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)
SESSIONS = Gauge("alliance_sessions", "Onglets connectés à ce serveur", registry=REGISTRY)
RUNNING = Gauge("alliance_passages_en_cours", "Passages dont la page n'est pas encore entière", registry=REGISTRY)
RUNS = Counter("alliance_passages", "Passages terminés (entier, partie, erreur)", ["page", "issue"], registry=REGISTRY)
SECONDS = Histogram(
    "alliance_passage_secondes",
    "Secondes entre la demande et la page entière, au serveur",
    ["page"],
    registry=REGISTRY,
    buckets=(0.05, 0.1, 0.2, 0.4, 0.8, 1.5, 3, 6, 12),
)
OCTETS = Counter("alliance_octets_envoyes", "Octets des pages envoyées, avant compression", registry=REGISTRY)
INCIDENTS = Counter("alliance_incidents", "Pages qui n'ont pas pu s'afficher", ["cause"], registry=REGISTRY)
VERSION = Gauge("alliance_version_publiee", "Numéro de la version montrée par ce serveur", registry=REGISTRY)
REACHABLE = Gauge("alliance_magasin_joignable", "1 si le magasin a répondu la dernière fois", registry=REGISTRY)


def measures(request: Request) -> Response:
    """Answer with the measures, or that there is nothing here."""
    if not may_read(request):
        raise HTTPException(404)
    return Response(
        generate_latest(REGISTRY), headers={"Content-Type": CONTENT_TYPE_LATEST, "Cache-Control": "no-store"}
    )


def may_read(request: HTTPConnection) -> bool:
    """Tell whether a request comes from where the settings allow, or shows the token."""
    return _shows_token(request) or _comes_from_near(request)


def _shows_token(request: HTTPConnection) -> bool:
    """Compare the token shown with the one of the settings, in a time that tells nothing."""
    token = os.environ.get(TOKEN_VARIABLE, "")
    shown = request.headers.get("authorization", "").removeprefix("Bearer ")
    return len(token) >= TOKEN_LETTERS and hmac.compare_digest(shown.encode(), token.encode())


def _comes_from_near(request: HTTPConnection) -> bool:
    """Tell whether a request comes straight from an allowed network."""
    if request.client is None or any(name in request.headers for name in PROXY_HEADERS):
        return False
    networks = [ip_network(text.strip()) for text in os.environ.get(FROM_VARIABLE, THIS_MACHINE).split(",")]
    address = ip_address(request.client.host)
    address = getattr(address, "ipv4_mapped", None) or address
    return any(address in network for network in networks)
