"""Headers that keep the browser from calling anything but this server.

`style-src 'unsafe-inline'` is what Streamlit's style engine needs (it writes <style> elements); `blob:` serves the downloads and the
pictures made in the page of a figure that somebody takes away. No script runs that is not a file of this server.
"""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "media-src 'self' data: blob:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "frame-src 'self'",
        "frame-ancestors 'self'",
        "form-action 'self'",
        "base-uri 'self'",
        "object-src 'none'",
    )
)

SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

# Only said over https (this server's own certificate, or the proxy's): a browser then never comes back without it.
ONLY_HTTPS = "max-age=31536000"

# Our own fonts and icon: Streamlit gives them no term, and a browser would ask for them again at each page.
OWN_FILES, OWN_FILES_TERM = "/app/static/", "public, max-age=86400"


class SecurityHeaders:
    """ASGI middleware: the same headers on every answer, unless the answer already has its own."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers when an answer starts."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
                if scope["scheme"] in {"https", "wss"}:
                    headers.setdefault("Strict-Transport-Security", ONLY_HTTPS)
                if OWN_FILES in scope["path"] and message["status"] == 200:
                    headers.setdefault("Cache-Control", OWN_FILES_TERM)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)
