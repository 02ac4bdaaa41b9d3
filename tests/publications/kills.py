"""Publish in another process, and kill it at a random moment: nothing may be lost, whenever it is.

The process deposits a draft, then publishes it. Each step it has finished is told to the test, which afterwards asks the
store for everything that was told, and for nothing half done.
"""

from __future__ import annotations

import multiprocessing
import random
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection

from analytics.publications import Original, Store
from analytics.publications.frames import sha256
from tests.aggregates.fabrique import initiative, workbook
from tests.publications.fabrique import NOW, publish

FILES, FILE_BYTES = 4, 50_000
FIRST_ANSWER_SECONDS = 120


def context() -> multiprocessing.context.BaseContext:
    """Return the quickest way to start a process that shares nothing with the test."""
    known = multiprocessing.get_all_start_methods()
    chosen = multiprocessing.get_context("forkserver" if "forkserver" in known else "spawn")
    if chosen.get_start_method() == "forkserver":
        chosen.set_forkserver_preload(["tests.publications.kills", "alembic.operations", "psycopg"])
    return chosen


def originals(seed: int) -> list[Original]:
    """Return the files of one publication, that no other has."""
    draw = random.Random(seed)
    return [Original(f"{seed}-{rank}.csv", draw.randbytes(FILE_BYTES)) for rank in range(FILES)]


def publish_one(url: str, seed: int, tell: Connection) -> None:
    """Deposit a draft then publish it, and tell each step once it is done."""
    tables, files = workbook([initiative(f"i{seed}")]), originals(seed)
    tell.send("prêt")
    store = Store(url)
    draft = store.brouillons.create(files, proprietaire=f"P{seed}", le=NOW)
    tell.send(draft.id)
    tell.send(publish(store, tables, files, auteur=f"P{seed}", brouillon=draft.id).numero)


@dataclass
class Told:
    """What the process had finished when it died, and how long it took."""

    draft: str | None = None
    numero: int | None = None
    seconds: float = 0


def run(url: str, seed: int, kill_after: float | None) -> Told:
    """Publish in another process, killed after that many seconds of work (None: left alone)."""
    listen, tell = context().Pipe(duplex=False)
    process = context().Process(target=publish_one, args=(url, seed, tell), daemon=True)
    process.start()
    tell.close()
    if not listen.poll(FIRST_ANSWER_SECONDS):
        raise RuntimeError("the process that publishes did not start")
    listen.recv()
    start = time.perf_counter()
    if kill_after is not None:
        time.sleep(kill_after)
        process.kill()
    told = Told(*_answers(listen))
    told.seconds = time.perf_counter() - start
    process.join()
    process.close()
    return told


def _answers(listen: Connection) -> list:
    """Return what the process told before it ended."""
    answers = []
    try:
        while True:
            answers.append(listen.recv())
    except EOFError:
        return answers
    finally:
        listen.close()


def check(url: str, seed: int, told: Told, before: int) -> bool:
    """Check the store after a kill; return whether the new version is there."""
    store = Store(url)
    try:
        assert store.damage() == []
        numbers = [version.numero for version in store.versions()]
        published = len(numbers) > before
        assert numbers == list(range(before + published, 0, -1))
        assert published or told.numero is None
        _check_draft(store, seed, told, numbers[0] if published else None)
        if published:
            assert store.originals(numbers[0]) == originals(seed)
            assert list(store.tables(numbers[0])["initiatives"]["id_initiative"]) == [f"i{seed}"]
        return published
    finally:
        store.close()


def _check_draft(store: Store, seed: int, told: Told, numero: int | None) -> None:
    """Check that the draft is whole or absent, tied to its version, and that its files are there once it was told."""
    found = [*store.brouillons.list(f"P{seed}"), *store.brouillons.list(f"P{seed}", published=True)]
    assert len(found) <= 1 and (found or told.draft is None)
    for draft in found:
        assert draft.version == numero and store.brouillons.originals(draft.id) == originals(seed)
    if told.draft:
        assert [store.brouillons.content(sha256(file.contenu)) for file in originals(seed)]
