"""A server asked to stop ends the runs in progress, takes nobody new, and lets each tab go."""

from __future__ import annotations

import asyncio
import signal
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from benchmarks.visiteur import Visitor
from pages.commun.serveur.retrait import Leaving
from tests.fil import jouer
from tests.navigateur import Serveur, copier_la_galerie, servir


@pytest.fixture
def partant(tmp_path: Path):
    """Serve the gallery, to be stopped by the test."""
    with servir(copier_la_galerie(tmp_path) / "app.py", tmp_path / "galerie.sqlite", tmp_path) as running:
        yield running


def status(url: str, accept: str = "text/html") -> tuple[int, str]:
    """Ask for an address; give the status and the text."""
    try:
        with urlopen(Request(url, headers={"Accept": accept}), timeout=10) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def written(visitor: Visitor) -> str:
    """Put together the texts of the page."""
    return " ".join(
        e.markdown.body for _, e, _ in visitor.screen.elements.values() if e.WhichOneof("type") == "markdown"
    )


def test_stop_ends_the_run_in_progress_and_takes_nobody_new(partant: Serveur) -> None:
    async def play() -> tuple[Visitor, Visitor, list[tuple[int, str]]]:
        async with Visitor(partant.url) as busy, Visitor(partant.url) as idle:
            await busy.open("messages")
            await idle.open("messages")
            work = asyncio.create_task(busy.change("Travailler longtemps"))
            await asyncio.sleep(0.7)
            partant.process.send_signal(signal.SIGTERM)
            await asyncio.sleep(0.5)
            addresses = ["/", "/sante", "/vivant", "/_stcore/health"]
            answers = [await asyncio.to_thread(status, partant.url + address) for address in addresses]
            await work
            return busy, idle, answers

    busy, idle, answers = jouer(play())
    assert "Calcul terminé." in written(busy)
    assert [code for code, _ in answers] == [503, 503, 200, 503]
    assert "Le tableau de bord redémarre" in answers[0][1]
    assert '"etat":"en retrait"' in answers[1][1]
    assert idle.refusals > 0
    assert partant.process.wait(5) == -signal.SIGTERM
    assert "Traceback" not in partant.journal()


@pytest.mark.stress
def test_second_signal_stops_at_once(partant: Serveur) -> None:
    async def play() -> None:
        async with Visitor(partant.url) as busy:
            await busy.open("messages")
            work = asyncio.create_task(busy.change("Travailler longtemps"))
            await asyncio.sleep(0.5)
            partant.process.send_signal(signal.SIGTERM)
            await asyncio.sleep(0.3)
            partant.process.send_signal(signal.SIGTERM)
            start = time.monotonic()
            await asyncio.to_thread(partant.process.wait, 5)
            assert time.monotonic() - start < 1.5
            work.cancel()

    jouer(play())


def test_leaving_waits_no_longer_than_its_delay() -> None:
    async def leave() -> float:
        leaving, start = Leaving(), time.monotonic()
        with leaving.present(1, lambda: None):
            await leaving.begin(0.05)
        return time.monotonic() - start

    assert 0.04 < jouer(leave()) < 1
