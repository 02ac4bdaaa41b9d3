"""The number of the current version, and the last one known while the store does not answer."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from analytics.publications import StoreUnavailable

ANSWER_SECONDS = 3.0
"""A store that takes longer is said not to answer: a database that hangs would otherwise hang every page with it."""
RETRY_SECONDS = 3.0
"""While the store does not answer, it is asked again this often, by one run at a time: the others go on with what is known."""


class DernierConnu:
    """Keep the last number that the store gave; safe for many threads."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self.numero: int | None = None
        self.joignable = True
        self._ask_after = 0.0
        self._turn = threading.Lock()
        self._askers = ThreadPoolExecutor(4, thread_name_prefix="magasin")

    def lire(self, ask: Callable[[], int]) -> int:
        """Return what the store says, else the last number known; StoreUnavailable when there is none."""
        if not self.joignable and self.numero is not None and not self._is_my_turn():
            return self.numero
        try:
            return self.demander(ask)
        except StoreUnavailable:
            if self.numero is None:
                raise
            return self.numero

    def demander(self, ask: Callable[[], int]) -> int:
        """Ask the store, and remember whether it answered; StoreUnavailable when it does not."""
        question = self._askers.submit(ask)
        try:
            self.numero = question.result(ANSWER_SECONDS)
        except TimeoutError:
            question.cancel()
            self._note_silence()
            raise StoreUnavailable("La base de données ne répond pas à temps.") from None
        except StoreUnavailable:
            self._note_silence()
            raise
        self.joignable = True
        return self.numero

    def _note_silence(self) -> None:
        """Remember that the store does not answer, and when to ask it again."""
        self.joignable, self._ask_after = False, time.monotonic() + RETRY_SECONDS

    def _is_my_turn(self) -> bool:
        """Tell whether this run is the one that asks again."""
        with self._turn:
            now = time.monotonic()
            if now < self._ask_after:
                return False
            self._ask_after = now + RETRY_SECONDS
            return True
