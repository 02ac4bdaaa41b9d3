"""Addresses of our own beside Streamlit's."""

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route

from pages.commun.serveur.base import base_path
from pages.commun.serveur.mesures import measures
from pages.commun.serveur.sante import sante, vivant


def home_route(name: str) -> Route:
    """Lead the home page's own name (`/apercu`) to the root, the only place where Streamlit serves it; its filters follow."""

    def lead_home(request: Request) -> RedirectResponse:
        return RedirectResponse(f"{base_path()}/?{request.url.query}" if request.url.query else f"{base_path()}/")

    return Route(f"{base_path()}/{name}", lead_home)


def watch_routes() -> list[Route]:
    """Give the addresses for what watches over the server."""
    return [Route(f"{base_path()}/{function.__name__}", function) for function in (sante, vivant)] + [
        Route(f"{base_path()}/mesures", measures)
    ]
