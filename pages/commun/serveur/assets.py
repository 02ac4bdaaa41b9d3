"""Serve Streamlit's page and scripts in French, compressed once, under an address that changes when they do.

`/static/<edition>/js/X.js` may be kept for good by the browser: the edition changes with Streamlit and with the table of translations. The
same file without edition, or with a past one (a tab opened before an update), is served too, to be checked again at each use.
"""

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cache

import brotli
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.commun.serveur import bundle
from pages.commun.serveur.base import base_path

KEPT_FOR_GOOD = "public, max-age=31536000, immutable"
CHECKED_AGAIN = "no-cache"
ASSET = re.compile(r"/static/(?:(?P<edition>fr-[0-9a-f]{12})/)?(?P<folder>js|css|media)/(?P<name>[\w.-]+)")
TYPES = {"js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8", "html": "text/html; charset=utf-8"}


BROTLI_EFFORT = 10
"""At 11, the highest, a server would start a second later for a fiftieth less."""


@dataclass(frozen=True)
class Asset:
    """A text ready to be sent: its bytes in each coding that a browser may read, the best first, and the mark that tells its content apart."""

    kind: str
    coded: dict[str, bytes]
    etag: str

    def text(self) -> str:
        """Give the text back."""
        return gzip.decompress(self.coded["gzip"]).decode()


def make_asset(kind: str, text: str) -> Asset:
    """Compress a text and mark it."""
    content = text.encode()
    coded = {
        "br": brotli.compress(content, mode=brotli.MODE_TEXT, quality=BROTLI_EFFORT),
        "gzip": gzip.compress(content, 9, mtime=0),
    }
    return Asset(kind, coded, f'"{hashlib.sha256(content).hexdigest()[:20]}"')


@cache
def script_asset(folder: str, name: str) -> Asset | None:
    """Give our own script, or one of Streamlit's scripts or style sheets in French, or None if there is no such file."""
    path = bundle.OWN_SCRIPTS.get(name) or bundle.STATIC / "static" / folder / name
    if not path.is_file():
        return None
    text = path.read_text(encoding="utf-8")
    return make_asset(folder, bundle.translate_script(name, text) if folder == "js" else bundle.own_fonts_in(text))


@cache
def original_page() -> bytes:
    """Give Streamlit's own index.html."""
    return (bundle.STATIC / "index.html").read_bytes()


@cache
def page_asset(page: str = "") -> Asset:
    """Give index.html in French, for one of the pages that `bundle.ON_PAGE` names or for any other."""
    return make_asset("html", bundle.translate_page(original_page().decode(), page))


def warm_up() -> None:
    """Translate and compress beforehand what the first visit asks for."""
    pages = "".join(page_asset(page).text() for page in ("", *bundle.ON_PAGE))
    first = re.findall(r"\./static/[\w-]+/(js|css)/([\w.-]+)", pages)
    heavy = [("js", path.name) for stem in ("DataFrame",) for path in bundle.SCRIPTS.glob(f"{stem}.*.js")]
    for folder, name in [*first, *heavy]:
        script_asset(folder, name)


def respond(asset: Asset, request: Headers, cache_control: str) -> Response:
    """Answer with an asset: nothing if the browser has it, compressed if it can read it."""
    read = request.get("accept-encoding", "")
    coding = next((name for name in asset.coded if name in read), None)
    etag = f'{asset.etag[:-1]}-{coding}"' if coding else asset.etag
    headers = {"ETag": etag, "Vary": "Accept-Encoding", "Cache-Control": cache_control}
    if etag in request.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if coding:
        headers["Content-Encoding"] = coding
    body = asset.coded[coding] if coding else asset.text()
    return Response(body, headers=headers, media_type=TYPES[asset.kind])


class FrenchAssets:
    """ASGI middleware: Streamlit's scripts and page go out in French, everything else passes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for a script, pass the rest on, and put the French page in the place of the English one."""
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            await self.app(scope, receive, send)
        elif (found := ASSET.fullmatch(path_after_base(scope))) is None:
            await self.app(scope, receive, PageExchange(scope, send))
        elif (font := bundle.own_font(found["name"])) and found["folder"] == "media":
            term = KEPT_FOR_GOOD if found["edition"] == bundle.edition() else CHECKED_AGAIN
            await FileResponse(font, headers={"Cache-Control": term}, media_type="font/woff2")(scope, receive, send)
        elif found["folder"] == "media":
            await self.app(without_edition(scope, found["edition"]), receive, send)
        else:
            await self.send_asset(found, scope, receive, send)

    async def send_asset(self, found: re.Match[str], scope: Scope, receive: Receive, send: Send) -> None:
        """Send a script, or let Streamlit say that there is none."""
        asset = await run_in_threadpool(script_asset, found["folder"], found["name"])
        if asset is None:
            await self.app(scope, receive, send)
            return
        current = found["edition"] == bundle.edition()
        response = respond(asset, Headers(scope=scope), KEPT_FOR_GOOD if current else CHECKED_AGAIN)
        await response(scope, receive, send)


def path_after_base(scope: Scope) -> str:
    """Give the path asked for, without the base path that the server is configured with."""
    return scope["path"].removeprefix(scope.get("root_path", "")).removeprefix(base_path())


def without_edition(scope: Scope, edition: str | None) -> Scope:
    """Take the edition out of the path, for the files that Streamlit serves as they are."""
    path = scope["path"].replace(f"/{edition}/", "/", 1) if edition else scope["path"]
    return {**scope, "path": path, "raw_path": path.encode()}


class PageExchange:
    """ASGI `send` that holds an HTML answer until it is whole: if it is Streamlit's index.html, the French one goes."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.get = scope["method"] == "GET"
        asked = path_after_base(scope).strip("/")
        self.page = asked if asked in bundle.ON_PAGE else ""
        self.request = Headers(scope=scope)
        self.send = send
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        """Receive one message of the answer."""
        if message["type"] == "http.response.start" and self.may_be_page(message):
            self.start = message
        elif self.start is None:
            await self.send(message)
        else:
            self.body += message.get("body", b"")
            if not message.get("more_body", False):
                await self.finish(self.start)

    def may_be_page(self, start: Message) -> bool:
        """Tell if an answer may be Streamlit's page."""
        content_type = Headers(raw=start["headers"]).get("content-type", "")
        return self.get and start["status"] == 200 and content_type.startswith("text/html")

    async def finish(self, start: Message) -> None:
        """Send the French page, or the answer as it was."""
        body = self.body
        compressed = Headers(raw=start["headers"]).get("content-encoding") == "gzip"
        if (gzip.decompress(body) if compressed else body) == original_page():
            response = respond(page_asset(self.page), self.request, CHECKED_AGAIN)
            cookies = [header for header in start["headers"] if header[0] == b"set-cookie"]
            start = {**start, "status": response.status_code, "headers": [*response.raw_headers, *cookies]}
            body = bytes(response.body)
        await self.send(start)
        await self.send({"type": "http.response.body", "body": body})
