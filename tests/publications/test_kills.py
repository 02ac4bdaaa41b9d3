"""Publications interrupted by a kill at random moments: the old version or the new one, whole, and no file lost."""

from __future__ import annotations

import random
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from analytics.publications import Original
from tests.publications.fabrique import publish
from tests.publications.kills import check, run
from tests.publications.postgresql import Server

FEW, MANY = 6, 200
RESTARTS = 20


def kill_publications(url: str, number: int, seed: int) -> list[bool]:
    """Interrupt that many publications at random moments; return for each whether its version was made all the same.

    A publication that had answered before its kill is checked too, but does not count.
    """
    draw = random.Random(seed)
    told = run(url, 0, None)
    assert told.numero == 1 and check(url, 0, told, 0)
    longest, outcomes, current, rank = told.seconds, [], 1, 0
    while len(outcomes) < number:
        rank += 1
        told = run(url, rank, draw.uniform(0, longest))
        made = check(url, rank, told, current)
        current += made
        outcomes += [made] if told.numero is None else []
    return outcomes


def test_a_few_publications_killed_lose_nothing(url):
    assert len(kill_publications(url, FEW, seed=20_261_122)) == FEW


@pytest.mark.stress
def test_200_publications_killed_lose_nothing(url):
    outcomes = kill_publications(url, MANY, seed=7)
    assert len(outcomes) == MANY and not all(outcomes)


def test_a_store_killed_while_it_is_made_opens_afterwards(new_url):
    draw = random.Random(3)
    for seed in range(3):
        place = new_url()
        told = run(place, seed, draw.uniform(0, 0.1))
        check(place, seed, told, 0)


@pytest.mark.stress
def test_a_postgresql_server_killed_during_publications_loses_nothing(book, open_at):
    server, draw = Server(), random.Random(11)
    try:
        url = server.url()
        store, done = open_at(url), []

        def go_on():
            for rank in range(10_000):
                try:
                    done.append(publish(store, book, [Original("a.csv", draw.randbytes(20_000))]).numero)
                except Exception:
                    return rank

        for _ in range(RESTARTS):
            with ThreadPoolExecutor(1) as pool:
                going = pool.submit(go_on)
                time.sleep(draw.uniform(0.05, 0.5))
                server.kill()
                going.result()
            server.start()
            assert store.damage() == [] and store.current_number() in (len(store.versions()), None)
            assert set(done) <= {version.numero for version in store.versions()}
        store.close()
    finally:
        server.stop()
