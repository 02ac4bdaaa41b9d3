"""Lead people back to their page after the organisation's login, which Streamlit always ends on the home page.

On the way out (`/auth/login`) a cookie of ten minutes keeps where they were; on the way back (`/oauth2callback`) it is read and
taken away. Over https, the cookies that Streamlit makes there never travel without it.
"""

from http.cookies import SimpleCookie
from urllib.parse import quote, unquote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.commun.acces.routes import way_back
from pages.commun.serveur.base import base_path

RETOUR = "alliance_retour"
OUT, BACK = "/auth/login", "/oauth2callback"
SECONDS = 600


class AllerRetour:
    """ASGI middleware: the two addresses of Streamlit's login know where the person comes from."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add to the answer of the two addresses; the rest passes."""
        path = scope["path"].removeprefix(base_path()) if scope["type"] == "http" else ""
        if path not in (OUT, BACK):
            await self.app(scope, receive, send)
            return

        async def send_with_way(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                (keep_way if path == OUT else take_way)(Headers(scope=scope), headers)
                if scope["scheme"] == "https":
                    never_without_https(headers)
            await send(message)

        await self.app(scope, receive, send_with_way)


def keep_way(request: Headers, answer: MutableHeaders) -> None:
    """Keep the page that the browser says it comes from, if it is one of this server."""
    came_from = urlsplit(request.get("referer", ""))
    if came_from.netloc == request.get("host"):
        page = came_from.path.rpartition("/")[2] + (f"?{came_from.query}" if came_from.query else "")
        answer.append("set-cookie", _cookie(quote(page, safe=""), SECONDS))


def take_way(request: Headers, answer: MutableHeaders) -> None:
    """Lead to the page kept, where the answer leads to the home page."""
    kept = SimpleCookie(request.get("cookie", "")).get(RETOUR)
    if kept is not None and answer.get("location") == f"{base_path()}/":
        answer["location"] = way_back(unquote(kept.value))
    answer.append("set-cookie", _cookie("", 0))


def never_without_https(answer: MutableHeaders) -> None:
    """Mark every cookie of an answer as one for https only."""
    cookies = answer.getlist("set-cookie")
    del answer["set-cookie"]
    for cookie in cookies:
        answer.append("set-cookie", cookie if "; secure" in cookie.lower() else f"{cookie}; Secure")


def _cookie(value: str, seconds: int) -> str:
    """Write the cookie of the way back."""
    return f"{RETOUR}={value}; Max-Age={seconds}; Path={base_path()}/; HttpOnly; SameSite=Lax"
