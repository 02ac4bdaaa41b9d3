"""Leave without cutting anybody: when asked to stop (SIGTERM), the server ends the runs in progress before it closes.

From then on it takes nobody new (503: a proxy then asks another replica). Each tab is let go as soon as its page is whole, and its browser
comes back by itself, to another replica or to this one once it has started again. A second signal, or `ALLIANCE_DELAI_ARRET` seconds, end it.
"""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from streamlit.logger import get_logger

LOGGER = get_logger("alliance.retrait")
DELAY_VARIABLE, DELAY_SECONDS = "ALLIANCE_DELAI_ARRET", 30.0


class Leaving:
    """Whether the server is leaving, and who is still there: for each tab, what lets it go once its run has ended."""

    def __init__(self) -> None:
        """Nobody is there, and nobody leaves."""
        self.begun = False
        self._let_go: dict[int, Callable[[], None]] = {}
        self._empty = asyncio.Event()

    @contextmanager
    def present(self, key: int, let_go: Callable[[], None]) -> Iterator[None]:
        """Hold the server until this tab has gone."""
        self._let_go[key] = let_go
        try:
            yield
        finally:
            del self._let_go[key]
            if not self._let_go:
                self._empty.set()

    async def begin(self, seconds: float) -> None:
        """Let everybody go, and wait for them at most this long."""
        self.begun = True
        LOGGER.info("Arrêt demandé : %d onglets à laisser finir", len(self._let_go))
        for let_go in list(self._let_go.values()):
            let_go()
        self._empty.clear()
        if self._let_go:
            try:
                await asyncio.wait_for(self._empty.wait(), seconds)
            except TimeoutError:
                LOGGER.warning("%d onglets n'ont pas fini en %.0f secondes", len(self._let_go), seconds)


LEAVING = Leaving()


@contextmanager
def gentle_stop() -> Iterator[None]:
    """Put the leave before what the web server does when it is asked to stop."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop, stop = asyncio.get_running_loop(), signal.getsignal(signal.SIGTERM)
    seconds = float(os.environ.get(DELAY_VARIABLE) or DELAY_SECONDS)
    tasks: list[asyncio.Task] = []

    async def leave_then_stop() -> None:
        await LEAVING.begin(seconds)
        stop(signal.SIGTERM, None)

    def on_signal(number: int, frame: FrameType | None) -> None:
        if LEAVING.begun or not callable(stop):
            signal.signal(signal.SIGTERM, stop)
            signal.raise_signal(number)
        else:
            loop.call_soon_threadsafe(lambda: tasks.append(asyncio.ensure_future(leave_then_stop())))

    signal.signal(signal.SIGTERM, on_signal)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, stop)
