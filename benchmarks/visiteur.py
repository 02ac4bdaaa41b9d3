"""Play a person who visits the dashboard, without a browser: the same requests, the same messages, the pauses of a reader.

    python -m benchmarks.visiteur http://localhost:8501 carte territoires

A visitor opens a page, waits for its script to end, changes a widget, goes to another page, and comes back by itself, as a browser does,
when the connection breaks. Bytes are those of the messages before the compression of the wire. One visitor costs some milliseconds of one core
per run: beyond about a hundred, measure from another process than the one that measures something else.
"""

from __future__ import annotations

import asyncio
import random
import ssl
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from benchmarks.visiteur_ecran import KINDS, Screen, Widget, make_state
from pages.commun.serveur.lots import unpack

UNFINISHED = ForwardMsg.FINISHED_EARLY_FOR_RERUN
HTML = {"Accept": "text/html", "Accept-Encoding": "gzip"}
FIRST_DELAY, LONGEST_DELAY = 0.5, 4.0
"""Seconds that a browser lets pass before it tries again: half to all of them, doubled each time."""


class NoAnswer(Exception):
    """The page did not come within the time that the visitor gives."""


@dataclass(frozen=True)
class Run:
    """What one gesture cost: seconds until the page was whole, bytes and messages received, errors shown."""

    gesture: str
    seconds: float
    octets: int
    messages: int
    troubles: tuple[str, ...]


class Visitor:
    """One tab of one person. Use it as `async with Visitor(url) as visitor`, then `open`, `change`, `goto`."""

    def __init__(self, url: str, patience: float = 60, trust: ssl.SSLContext | None = None) -> None:
        """Remember where the dashboard is, how many seconds this person waits for a page, and which certificates it believes."""
        self.url, self.patience, self.trust = url.rstrip("/"), patience, trust
        self.cookies: dict[str, str] = {}
        self.screen = Screen()
        self.runs: list[Run] = []
        self.breaks: list[float] = []
        """Seconds of each broken connection, until the next one."""
        self.refusals = 0
        """Answers that were no page: refused, cut, or 5xx."""
        self._query = ""
        self._name = ""
        self._asked: BackMsg | None = None
        self._octets = self._messages = 0
        self._whole = asyncio.Event()
        self._up = asyncio.Event()
        self._reading: asyncio.Task | None = None

    async def __aenter__(self) -> Visitor:
        """Come."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the tab."""
        if self._reading:
            self._reading.cancel()
            with suppress(asyncio.CancelledError):
                await self._reading

    async def open(self, page: str = "", query: str = "") -> Run:
        """Open an address in a new tab: the page, the connection, the first run."""
        start = time.perf_counter()
        self._name, self._query = page, query
        await self._get(f"/{page}" + (f"?{query}" if query else ""))
        self._asked = self._request()
        self._reading = asyncio.create_task(self._live())
        return await self._wait("ouvrir", start)

    async def change(self, label: str = "", value: list | float | bool | None = None) -> Run:
        """Give a widget another value (the next one it offers unless one is given); without a label, the first that offers several."""
        widget = self._find(label)
        if value is None:
            value = self._another(widget)
        self.screen.states[widget.proto.id] = make_state(widget, value)
        run = await self._ask("changer", self._request(fragment=widget.fragment))
        if KINDS[widget.kind] == "trigger_value":
            self.screen.states.pop(widget.proto.id, None)
        return run

    async def goto(self, page: str) -> Run:
        """Choose another page in the menu."""
        self._name, self._query = page, ""
        self.screen.states.clear()
        return await self._ask("aller", self._request(script=self.screen.pages[page]))

    async def again(self, fragment: str = "") -> Run:
        """Run the same page once more, or one part of it."""
        return await self._ask("refaire", self._request(fragment=fragment))

    async def cut(self) -> None:
        """Lose the connection, as a telephone does."""
        await self._connection.close()

    def _find(self, label: str) -> Widget:
        """Find a widget by its label, or the first that offers several values."""
        for widget in self.screen.widgets():
            if widget.label == label or (not label and len(widget.options()) > 1):
                return widget
        raise LookupError(f"aucun composant « {label} » parmi {[w.label for w in self.screen.widgets()]}")

    def _another(self, widget: Widget) -> list | bool:
        """Give the value after the present one."""
        present = self.screen.states.get(widget.proto.id)
        if widget.kind == "checkbox":
            return not (present and present.bool_value)
        if widget.kind == "button":
            return True
        options = widget.options()
        told = [*present.string_array_value.data, present.string_value] if present else []
        rank = next((options.index(text) for text in told if text in options), -1)
        return [options[(rank + 1) % len(options)]]

    def _request(self, script: str | None = None, fragment: str = "") -> BackMsg:
        """Write what the browser asks after a gesture."""
        asked = BackMsg()
        state = asked.rerun_script
        state.query_string, state.fragment_id = self._query, fragment
        state.page_script_hash = self.screen.page if script is None else script
        state.page_name = "" if state.page_script_hash else self._name
        state.widget_states.CopyFrom(self.screen.widget_states())
        state.cached_message_hashes.extend(self.screen.cached_hashes())
        context = state.context_info
        context.timezone, context.locale, context.color_scheme = "America/Toronto", "fr-CA", "light"
        context.url = f"{self.url}/{self._name}"
        return asked

    async def _ask(self, gesture: str, asked: BackMsg) -> Run:
        """Send a request, once connected, and wait for the whole page."""
        start = time.perf_counter()
        self._asked = asked
        self._octets = self._messages = 0
        self._whole.clear()
        with suppress(ConnectionClosed):  # the request goes out again with the new connection
            if self._up.is_set():
                await self._connection.send(asked.SerializeToString())
        return await self._wait(gesture, start)

    async def _wait(self, gesture: str, start: float) -> Run:
        """Wait for the end of the run and keep what it cost."""
        try:
            await asyncio.wait_for(self._whole.wait(), self.patience)
        except TimeoutError:
            raise NoAnswer(f"{gesture} {self._name} : rien après {self.patience} s") from None
        seconds = time.perf_counter() - start
        run = Run(gesture, seconds, self._octets, self._messages, tuple(self.screen.troubles()))
        self.runs.append(run)
        return run

    async def _live(self) -> None:
        """Stay connected, and come back when the connection breaks."""
        attempt, lost_at = 0, None
        while True:
            try:
                async with await self._connect() as self._connection:
                    if lost_at is not None:
                        self.breaks.append(time.perf_counter() - lost_at)
                    attempt, lost_at = 0, None
                    await self._read()
            except (OSError, InvalidHandshake, ConnectionClosed):
                self.refusals += not self._up.is_set()
            self._up.clear()
            lost_at = lost_at or time.perf_counter()
            longest = min(LONGEST_DELAY, FIRST_DELAY * 2**attempt)
            attempt += 1
            await asyncio.sleep(random.uniform(longest / 2, longest))

    async def _read(self) -> None:
        """Ask again what was not answered (else a browser keeps its page as it is), then take what comes."""
        self._up.set()
        if self._asked is not None:
            await self._connection.send(self._asked.SerializeToString())
        async for frame in self._connection:
            for payload in unpack(frame):
                self._receive(payload)

    async def _connect(self) -> ClientConnection:
        """Ask whether the server is there, then open the connection with the cookies and the session known."""
        for path in ("/_stcore/health", "/_stcore/host-config"):
            if (status := await self._get(path)) >= 500:
                raise ConnectionError(f"{path} : {status}")
        address = urlsplit(self.url)
        told = ["streamlit", self.cookies.get("_streamlit_xsrf", "vide"), *self.screen.sessions[-1:]]
        connection = await connect(
            f"{'wss' if self.trust else 'ws'}://{address.netloc}{address.path}/_stcore/stream?lots=1",
            subprotocols=told,
            origin=f"{address.scheme}://{address.netloc}",
            ssl=self.trust,
            additional_headers={"Cookie": self._cookie_header()},
            max_size=None,
            open_timeout=self.patience,
        )
        self._keep_cookies(connection.response.headers.get_all("Set-Cookie"))
        return connection

    def _receive(self, payload: bytes) -> None:
        """Take one message, and see whether it ends the run asked for."""
        message = ForwardMsg.FromString(payload)
        self._octets += len(payload)
        self._messages += 1
        self.screen.receive(message)
        if message.WhichOneof("type") == "page_info_changed":
            self._query = message.page_info_changed.query_string
        if message.WhichOneof("type") == "script_finished" and message.script_finished != UNFINISHED:
            self._asked = None
            self._whole.set()

    async def _get(self, path: str) -> int:
        """Ask for an address with the cookies, keep those it gives, and return its status."""
        address = urlsplit(self.url)
        port = address.port or (443 if self.trust else 80)
        reader, writer = await asyncio.open_connection(address.hostname, port, ssl=self.trust)
        try:
            headers = {"Host": address.netloc, "Cookie": self._cookie_header(), "Connection": "close"} | HTML
            lines = [f"GET {address.path}{path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
            writer.write("\r\n".join([*lines, "", ""]).encode("latin-1"))
            answer = await asyncio.wait_for(reader.read(-1), self.patience)
        finally:
            writer.close()
        head = answer.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
        self._octets += len(answer)
        self._keep_cookies([line.partition(": ")[2] for line in head if line.lower().startswith("set-cookie:")])
        if len(status := head[0].split()) < 2:
            raise ConnectionError(f"{path} : rien de lisible")
        return int(status[1])

    def _cookie_header(self) -> str:
        """Write the cookies of this person."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def _keep_cookies(self, lines: list[str]) -> None:
        """Keep the cookies that an answer gives."""
        for line in lines:
            self.cookies |= {name: morsel.coded_value for name, morsel in SimpleCookie(line).items()}


async def visit(url: str, pages: list[str]) -> list[Run]:
    """Open the first page, go to the next ones, change the first widget of each that has one; return what each gesture cost."""
    async with Visitor(url) as visitor:
        await visitor.open(pages[0])
        for page in [*pages[1:], None]:
            with suppress(LookupError):
                await visitor.change()
            if page is not None:
                await visitor.goto(page)
        return visitor.runs


def main() -> None:
    """Visit once and print one line a gesture."""
    for run in asyncio.run(visit(sys.argv[1], sys.argv[2:] or [""])):
        print(
            f"{run.gesture:<8}{run.seconds * 1000:>8.0f} ms{run.octets:>12} octets{run.messages:>6} messages",
            *run.troubles,
        )


if __name__ == "__main__":
    main()
