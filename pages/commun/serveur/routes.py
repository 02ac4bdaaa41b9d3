"""Addresses of our own beside Streamlit's."""

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route

from pages.commun.serveur.base import base_path


def home_route(name: str) -> Route:
    """Lead the home page's own name (`/apercu`) to the root, the only place where Streamlit serves it; its filters follow."""

    def lead_home(request: Request) -> RedirectResponse:
        return RedirectResponse(f"{base_path()}/?{request.url.query}" if request.url.query else f"{base_path()}/")

    return Route(f"{base_path()}/{name}", lead_home)
