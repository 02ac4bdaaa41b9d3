"""Read deposits beside the pages: a thread each, followed step by step, cancelled at will, kept while it is useful.

What is read depends on the files, on what the person said of them and on the version they are read against: that is the key,
so that a change asks for another reading, and the same draft opened twice for one.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

import streamlit as st

from analytics.deposits import Examined
from analytics.intake import Etape, LectureAnnulee

KEPT, ROWS = 12, 2_000_000
"""Readings kept once finished, the drafts that people are busy with; rows that they may hold together."""
Work = Callable[..., Examined]
"""What reads: called with `progres` and `annule`."""


@dataclass
class Lecture:
    """One reading under way or finished: the step it is at, what it gave, or why it gave nothing."""

    etape: Etape | None = None
    resultat: Examined | None = None
    erreur: Exception | None = None
    annulee: bool = False
    debut: float = field(default_factory=time.monotonic)
    _stop: threading.Event = field(default_factory=threading.Event)
    _done: threading.Event = field(default_factory=threading.Event)

    @property
    def finie(self) -> bool:
        """Tell whether nothing more will come."""
        return self._done.is_set()

    @property
    def lignes(self) -> int:
        """Return the number of rows that it holds."""
        return sum(map(len, self.resultat.reading.frames.values())) if self.resultat and self.resultat.reading else 0

    def attendre(self, seconds: float) -> bool:
        """Wait for the end a little while, and tell whether it came."""
        return self._done.wait(seconds)

    def annuler(self) -> None:
        """Ask the reading to stop."""
        self._stop.set()

    def faire(self, work: Work) -> None:
        """Read; whatever happens, the reading ends and says why."""
        try:
            self.resultat = work(progres=self._note, annule=self._stop.is_set)
        except LectureAnnulee:
            self.annulee = True
        except Exception as error:
            self.erreur = error
        finally:
            self._done.set()

    def _note(self, etape: Etape) -> None:
        """Keep the step that begins."""
        self.etape = etape


@dataclass
class Lectures:
    """The readings of this server, the last used at the end."""

    _known: OrderedDict[str, Lecture] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def demander(self, key: str, work: Work) -> Lecture:
        """Return the reading of this key, begun if nobody asked for it yet."""
        with self._lock:
            found = self._known.get(key)
            if found is None:
                found = self._known[key] = Lecture()
                threading.Thread(target=found.faire, args=(work,), daemon=True).start()
            self._known.move_to_end(key)
            self._forget()
            return found

    def oublier(self, key: str) -> None:
        """Forget a reading, so that it is made again."""
        with self._lock:
            self._known.pop(key, None)

    def _forget(self) -> None:
        """Let the oldest finished readings go, as long as there are too many or they hold too many rows; never the last used."""
        for key, one in list(self._known.items())[:-1]:
            if len(self._known) <= KEPT and sum(kept.lignes for kept in self._known.values()) <= ROWS:
                return
            if one.finie:
                del self._known[key]


@st.cache_resource(show_spinner=False)
def lectures() -> Lectures:
    """Return the readings of this server."""
    return Lectures()
