"""A few pages are computed at once; one that hangs holds up nobody."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from pages.commun.serveur import tour


def test_a_son_tour_lets_only_a_few_in_at_once_and_everybody_in_the_end() -> None:
    inside, most, lock = [], [], threading.Lock()

    def page(rank: int) -> int:
        with tour.a_son_tour():
            with lock:
                inside.append(rank)
                most.append(len(inside))
            time.sleep(0.01)
            with lock:
                inside.remove(rank)
        return rank

    with ThreadPoolExecutor(12) as people:
        assert sorted(people.map(page, range(40))) == list(range(40))
    assert max(most) == tour.PLACES


def test_a_son_tour_gives_the_place_back_when_the_page_fails() -> None:
    for _ in range(tour.PLACES + 1):
        with pytest.raises(RuntimeError), tour.a_son_tour():
            raise RuntimeError("panne")
    assert tour._places.acquire(blocking=False)
    tour._places.release()


def test_a_son_tour_lets_through_whoever_waited_long_enough(monkeypatch) -> None:
    monkeypatch.setattr(tour, "WAIT_SECONDS", 0.05)
    hung = threading.Event()

    def hang() -> None:
        with tour.a_son_tour():
            hung.wait()

    threads = [threading.Thread(target=hang) for _ in range(tour.PLACES)]
    for thread in threads:
        thread.start()
    with tour.a_son_tour():
        assert not hung.is_set()
    hung.set()
    for thread in threads:
        thread.join()
    with ThreadPoolExecutor(1) as other:
        assert other.submit(tour._places.acquire, blocking=False).result()
    tour._places.release()
