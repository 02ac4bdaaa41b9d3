"""What may fail around the dashboard: the disk is full, the store is newer than the program, the clock is wrong, a page raises."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pandas as pd
import pytest
from sqlalchemy import create_engine, text
from streamlit.testing.v1 import AppTest

from analytics.amorce import open_store
from analytics.publications import Store, StoreUnavailable
from benchmarks.visiteur import Visitor
from pages.commun import lecture
from pages.commun.dernier_connu import RETRY_SECONDS, DernierConnu
from pages.commun.seance import projection
from tests.fil import jouer
from tests.navigateur import ROOT, Serveur, servir

NOW = datetime(2026, 11, 26, tzinfo=UTC)
# What it writes goes to files that may not grow beyond some size: a full disk, for this process only.
FULL_DISK = """
import resource, sys
from datetime import UTC, datetime
from analytics.publications import Original, Store, StoreError
store = Store(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
try:
    store.publish({}, [Original("gros.csv", bytes(range(256)) * 8_000)], publiee_le=datetime.now(UTC), auteur="A", commentaire="B")
except StoreError as error:
    print(type(error).__name__, error)
"""


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Make a store with its version 1, and give its address."""
    address = f"sqlite:///{tmp_path / 'alliance.sqlite'}"
    open_store(NOW, address).close()
    return address


def test_full_disk_refuses_a_publication_by_a_sentence_and_keeps_all(url: str, tmp_path: Path) -> None:
    room = (tmp_path / "alliance.sqlite").stat().st_size + 100_000
    command = [sys.executable, "-c", FULL_DISK, url, str(room)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("StoreUnavailable La base de données")
    assert "Rien n'a été modifié" in done.stdout
    with closing(Store(url)) as store:
        assert (store.current_number(), store.damage()) == (1, [])
        assert store.restore(1, publiee_le=NOW, auteur="A", commentaire="Il y a de la place").numero == 2


def test_store_of_a_newer_program_closes_the_entrance_and_stays_as_it_is(url: str, tmp_path: Path) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE magasin SET schema = 99"))
    engine.dispose()
    with servir(ROOT / "app.py", url, tmp_path) as running:
        page, health, life = (answer(running, path) for path in ("/", "/sante", "/vivant"))
        assert [code for code, _ in (page, health, life)] == [503, 503, 200]
        assert "La base de données ne répond pas" in page[1]
        assert "version plus récente du programme" in json.loads(health[1])["raison"]
        code, said = answer(running, f"/{projection.NAME}", accept="*/*")
        assert (code, said.split(".")[0]) == (503, "La base de données ne répond pas")
        assert "version plus récente du programme" in running.journal()
    with pytest.raises(StoreUnavailable):
        Store(url)


def answer(running: Serveur, path: str, accept: str = "text/html") -> tuple[int, str]:
    """Ask for an address, as a browser does unless told otherwise; give the status and the text."""
    try:
        with urlopen(Request(running.url + path, headers={"Accept": accept}), timeout=20) as got:
            return got.status, got.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


class Evening(datetime):
    """A clock that shows nine in the evening of November 26 in the region: already the 27th in universal time."""

    @classmethod
    def now(cls, tz=None):
        """Return that instant."""
        return datetime(2026, 11, 27, 2, tzinfo=UTC).astimezone(tz)


def test_aujourdhui_is_the_day_of_the_region_in_the_evening_too(monkeypatch) -> None:
    monkeypatch.setattr(lecture, "datetime", Evening)
    assert lecture.aujourdhui() == pd.Timestamp("2026-11-26")


@pytest.mark.parametrize("today", ["1970-01-01", "2100-12-31"])
@pytest.mark.parametrize("page", ["apercu", "enveloppe"])
def test_pages_bear_a_clock_that_is_wrong(monkeypatch, url: str, page: str, today: str) -> None:
    monkeypatch.setenv("ALLIANCE_DATABASE_URL", url)
    monkeypatch.setattr(lecture, "aujourdhui", lambda: pd.Timestamp(today))
    shown = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    shown = shown.switch_page(f"pages/consulter/{page}.py").run()
    assert not shown.exception


def test_current_version_is_the_last_published_whatever_the_clock_said(url: str) -> None:
    with closing(Store(url)) as store:
        for year in (2099, 1999):
            moment = datetime(year, 1, 1, tzinfo=UTC)
            store.restore(1, publiee_le=moment, auteur="A", commentaire="Horloge fausse")
        assert store.current_number() == 3
        assert [version.publiee_le.year for version in store.versions()][:2] == [1999, 2099]


def test_page_that_fails_leaves_the_others_alive(galerie: Serveur) -> None:
    async def play() -> Visitor:
        async with Visitor(galerie.url) as unlucky, Visitor(galerie.url) as other:
            await other.open("donnees")
            await unlucky.open("panne")
            await asyncio.gather(*(unlucky.again() for _ in range(3)), other.again())
            await unlucky.goto("donnees")
            assert unlucky.runs[0].troubles
            assert unlucky.runs[-1].troubles == ()
            return other

    other = jouer(play())
    assert [run.troubles for run in other.runs] == [(), ()]


def test_last_known_number_is_kept_and_the_store_asked_again_by_one_at_a_time(monkeypatch) -> None:
    known, asked, now = DernierConnu(), [], [0.0]
    monkeypatch.setattr("pages.commun.dernier_connu.time.monotonic", lambda: now[0])

    def silent() -> int:
        asked.append(now[0])
        raise StoreUnavailable("muette")

    with pytest.raises(StoreUnavailable):
        known.lire(silent)
    assert known.lire(lambda: 7) == 7
    assert [known.lire(silent) for _ in range(5)] == [7] * 5
    now[0] += RETRY_SECONDS
    assert [known.lire(silent) for _ in range(5)] == [7] * 5
    # Without a number, at the failure, and once more when the time has come.
    assert len(asked) == 3
    now[0] += RETRY_SECONDS
    assert (known.lire(lambda: 8), known.joignable) == (8, True)
