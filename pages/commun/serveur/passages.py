"""Each tab, seen on its connection: what it asks, when its page is whole, how much was sent.

A run begins when the browser asks and ends when the server says that the page is whole: that is what the person waits for, queue included. No
content is read beyond these marks, and nothing says who asks.
"""

from __future__ import annotations

import asyncio
import time

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.logger import get_logger
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from pages.commun import lecture
from pages.commun.serveur.base import base_path
from pages.commun.serveur.errors import NO_STORE, NOT_FOUND, RESTARTING, answer
from pages.commun.serveur.lots import Lot, Moment
from pages.commun.serveur.mesures import OCTETS, RUNNING, RUNS, SECONDS, SESSIONS, may_read
from pages.commun.serveur.retrait import LEAVING
from pages.commun.serveur.sante import EXAMEN

LOGGER = get_logger("alliance.passage")
MARK_OCTETS = 16_384
"""The messages that mark a run are smaller; the others are not opened."""
SERVICE_RESTART = 1012
ISSUES = {
    ForwardMsg.FINISHED_SUCCESSFULLY: "entier",
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY: "partie",
    ForwardMsg.FINISHED_WITH_COMPILE_ERROR: "erreur",
}
WATCHED = ("/sante", "/vivant", "/mesures")
ENTRANCES = ("/_stcore/health", "/_stcore/host-config")


class Passages:
    """ASGI middleware: counts the runs, and closes the entrance when the server is leaving."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Follow a tab; let the other requests through, unless they ask for what is closed."""
        if scope["type"] == "websocket" and not LEAVING.begun:
            await self.follow(scope, receive, send)
        elif scope["type"] == "websocket":
            await refuse_tab(send)
        elif scope["type"] == "http" and (refusal := await refused(scope)):
            await answer(Request(scope), *refusal)(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def follow(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the messages of a tab both ways until one of the two ends."""
        tab = Tab(receive, Lot(scope, send))
        with LEAVING.present(id(tab), tab.let_go), SESSIONS.track_inprogress():
            try:
                await self.app(scope, tab.receive, tab.send)
            finally:
                tab.end_run(None)
            if tab.gone:
                await tab.lot.leave()
                await send({"type": "websocket.close", "code": SERVICE_RESTART})


class Tab:
    """One connection of one tab."""

    def __init__(self, receive: Receive, lot: Lot) -> None:
        self._receive, self.lot = receive, lot
        self._leave = asyncio.Event()
        self._asked_at: float | None = None
        self._first = True
        self.page = ""
        self.gone = False

    def let_go(self) -> None:
        """End this tab as soon as its page is whole."""
        if self._asked_at is None:
            self._leave.set()

    async def receive(self) -> Message:
        """Give the next message of the browser, or tell Streamlit that it has gone."""
        if (message := await self._next()) is None:
            self.gone = True
            return {"type": "websocket.disconnect", "code": SERVICE_RESTART}
        if payload := message.get("bytes"):
            message = {**message, "bytes": self._read(payload)}
        return message

    async def _next(self) -> Message | None:
        """Wait for a message; None once this tab is let go."""
        waiting = [asyncio.ensure_future(self._receive()), asyncio.ensure_future(self._leave.wait())]
        try:
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            return waiting[0].result() if waiting[0].done() else None
        finally:
            for task in waiting:
                task.cancel()

    def _read(self, payload: bytes) -> bytes:
        """Note a run asked for; make whole the first one of a connection.

        A browser that comes to another replica, or back to one that started again, goes on where it was, and may ask for one part of its page
        only. The new session does not have that part, and Streamlit would not answer: it is given the whole page.
        """
        try:
            asked = BackMsg.FromString(payload)
        except ValueError:  # Streamlit answers for what is no message
            return payload
        if not asked.HasField("rerun_script"):
            return payload
        self._begin_run()
        first, self._first = self._first, False
        if first and asked.rerun_script.fragment_id:
            asked.rerun_script.fragment_id = ""
            return asked.SerializeToString()
        return payload

    async def send(self, message: Message) -> None:
        """Send a message to the browser, and note what it marks."""
        moment = None
        if payload := message.get("bytes"):
            OCTETS.inc(len(payload))
            if len(payload) <= MARK_OCTETS:
                moment = self._note(ForwardMsg.FromString(payload))
        await self.lot.add(message, moment)

    def _note(self, sent: ForwardMsg) -> Moment | None:
        """Note the page shown, the beginning and the end of a run; return the moment that the message marks."""
        kind = sent.WhichOneof("type")
        if kind == "navigation":
            known = {page.page_script_hash: page.url_pathname or "accueil" for page in sent.navigation.app_pages}
            self.page = known.get(sent.navigation.page_script_hash, "")
        elif kind == "new_session":
            self._begin_run()
            return "début"
        elif kind == "script_finished":
            if sent.script_finished in ISSUES:
                self.end_run(ISSUES[sent.script_finished])
            return "fin"
        elif kind == "session_status_changed" and not sent.session_status_changed.script_is_running:
            return "repos"
        return None

    def _begin_run(self) -> None:
        """Begin a run, or go on with the one that this request replaces."""
        if self._asked_at is None:
            self._asked_at = time.monotonic()
            RUNNING.inc()

    def end_run(self, issue: str | None) -> None:
        """End the run: its page is whole, or (None) the tab was closed before."""
        if self._asked_at is None:
            return
        seconds, self._asked_at = time.monotonic() - self._asked_at, None
        RUNNING.dec()
        RUNS.labels(self.page, issue or "abandon").inc()
        if issue:
            SECONDS.labels(self.page).observe(seconds)
        LOGGER.debug("passage", extra={"page": self.page, "issue": issue or "abandon", "secondes": round(seconds, 4)})
        if LEAVING.begun:
            self._leave.set()


async def refused(scope: Scope) -> tuple[int, str, str] | None:
    """Tell what closes an address: Streamlit's own measures to anybody outside; the entrance when the server is leaving or never saw its store."""
    path = scope["path"].removeprefix(base_path())
    if path == "/_stcore/metrics" and not may_read(HTTPConnection(scope)):
        return 404, *NOT_FOUND
    wants_page = "text/html" in Headers(scope=scope).get("accept", "") and path not in WATCHED
    if path not in ENTRANCES and not wants_page:
        return None
    if LEAVING.begun:
        return 503, *RESTARTING
    if lecture.COURANTE.numero is None and (await EXAMEN()).raison:
        return 503, *NO_STORE
    return None


async def refuse_tab(send: Send) -> None:
    """Answer 503 to a new tab before it is connected: a proxy then asks another replica."""
    await send({"type": "websocket.http.response.start", "status": 503, "headers": [(b"retry-after", b"1")]})
    await send({"type": "websocket.http.response.body", "body": b""})
