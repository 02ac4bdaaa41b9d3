"""A few pages are computed at once, the others wait for their turn: each is then whole sooner.

Python computes one thing at a time. Of a hundred pages begun together, none ends before nearly all have, and the server itself is slow to answer;
three by three, the first are whole at once. Nobody waits more than some seconds for a turn: a page that hangs (its store does not answer)
holds up nobody else.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

PLACES_VARIABLE, PLACES = "ALLIANCE_PAGES_ENSEMBLE", 3
WAIT_SECONDS = 10.0

_places = threading.BoundedSemaphore(int(os.environ.get(PLACES_VARIABLE) or PLACES))


@contextmanager
def a_son_tour() -> Iterator[None]:
    """Wait for a place, then hold it for the time of a page."""
    has_place = _places.acquire(timeout=WAIT_SECONDS)
    try:
        yield
    finally:
        if has_place:
            _places.release()
