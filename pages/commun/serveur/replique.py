"""Which replica a browser belongs to: a session lives in the memory of one server, with its uploads and the files it offers.

Each replica named by `ALLIANCE_REPLIQUE` gives its name to whoever it answers, in a cookie; the proxy reads it (`deploy/nginx/`). Whoever was
sent elsewhere, because its replica had stopped, thus stays where it landed when that replica comes back.
"""

from __future__ import annotations

import os
import re

from starlette.datastructures import MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.commun.serveur.base import base_path

NAME_VARIABLE = "ALLIANCE_REPLIQUE"
COOKIE = "alliance_replique"
ANSWERS = {"http.response.start", "websocket.accept"}


def replica_name() -> str:
    """Give the name of this replica, empty when it is alone; ValueError for a name that no cookie can hold."""
    name = os.environ.get(NAME_VARIABLE, "")
    if not re.fullmatch(r"[\w-]{0,32}", name, re.ASCII):
        raise ValueError(f"{NAME_VARIABLE} : « {name} » doit n'avoir que des lettres, des chiffres et des tirets")
    return name


class StickyReplica:
    """ASGI middleware: gives the name of this replica to a browser that shows another, or none."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.name = replica_name()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the cookie when an answer starts."""
        if not self.name or scope["type"] not in {"http", "websocket"} or shown_name(scope) == self.name:
            await self.app(scope, receive, send)
            return
        secure = "; Secure" if scope["scheme"] in {"https", "wss"} else ""
        line = f"{COOKIE}={self.name}; Path={base_path()}/; HttpOnly; SameSite=Lax{secure}"

        async def send_with_name(message: Message) -> None:
            if message["type"] in ANSWERS:
                message.setdefault("headers", [])
                MutableHeaders(scope=message).append("Set-Cookie", line)
            await send(message)

        await self.app(scope, receive, send_with_name)


def shown_name(scope: Scope) -> str:
    """Give the name that the browser shows."""
    lines = [value.decode("latin-1") for name, value in scope["headers"] if name == b"cookie"]
    return cookie_parser("; ".join(lines)).get(COOKIE, "")
