"""The real server and a real browser, for the tests of pages.

`serveur` is the dashboard on an empty store of its own; `galerie` is a small app of every component, served the same way; `page` opens an
address of one or the other. Every request to another server is blocked and recorded, and fails the test that made it.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from outils.preparer import browser_path
from pages.commun.serveur.lots import unpack

ROOT = Path(__file__).resolve().parent.parent
GALERIE = ROOT / "tests" / "pages" / "fichiers" / "galerie"
SYSTEM_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No name but this machine's leads anywhere.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
READY = "[data-testid=stApp][data-test-script-state=notRunning]"
WRITTEN = "[data-testid=stMain] [data-testid=stElementContainer]"


@dataclass(frozen=True)
class Serveur:
    """A running server: its address, the file that receives its log, its process."""

    url: str
    log: Path
    process: subprocess.Popen

    def journal(self) -> str:
        """Read what the server has written so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")


@dataclass
class Visite:
    """What a browser did beside showing the page."""

    demandes_externes: list[str] = field(default_factory=list)
    erreurs: list[str] = field(default_factory=list)
    trames: list[list[str]] = field(default_factory=list)
    """Kinds of the messages of each frame received."""
    attendus: int = 0
    """Ends of runs that a test has waited for."""

    def recevoir(self, frame: bytes | str) -> None:
        """Note what a frame holds."""
        if isinstance(frame, bytes):
            self.trames.append([str(ForwardMsg.FromString(one).WhichOneof("type")) for one in unpack(frame)])

    @property
    def passages(self) -> int:
        """Return the number of runs that the server has said ended."""
        return sum("script_finished" in kinds for kinds in self.trames)

    @property
    def elements(self) -> int:
        """Return the number of elements that the server has sent, or named as already sent."""
        return sum(kind in ("delta", "ref_hash") for kinds in self.trames for kind in kinds)


class PageSuivie(Page):
    """A page of playwright that keeps account of its visit."""

    visite: Visite


def free_port() -> int:
    """Find a port that nobody listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_ready(serveur: Serveur, seconds: float = 60, path: str = "/vivant") -> None:
    """Wait for the server's first answer."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if serveur.process.poll() is not None:
            break
        try:
            with urlopen(serveur.url + path, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"le serveur n'a pas démarré :\n{serveur.journal()}")


@contextmanager
def servir(script: Path, base: Path | str, work: Path, base_path: str = "", **settings: str) -> Iterator[Serveur]:
    """Run `streamlit run script` on a store (a SQLite file, or a URL), once ready, and stop it by its own process."""
    serveur = lancer(script, base, work, free_port(), base_path, **settings)
    try:
        wait_until_ready(serveur)
        yield serveur
    finally:
        stop(serveur.process)


def lancer(script: Path, base: Path | str, work: Path, port: int, base_path: str = "", **settings: str) -> Serveur:
    """Start `streamlit run script` from its folder on a port; `settings` are variables of its environment."""
    options = {"server.port": port, "server.address": "127.0.0.1"}
    command = [sys.executable, "-m", "streamlit", "run", str(script)] + [
        f"--{name}={value}" for name, value in options.items()
    ]
    environment = os.environ | {
        "ALLIANCE_DATABASE_URL": base if isinstance(base, str) else f"sqlite:///{base}",
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
    }
    log = work / f"serveur-{port}.log"
    with log.open("ab") as output:
        process = subprocess.Popen(
            command, cwd=script.parent, env=environment | settings, stdout=output, stderr=subprocess.STDOUT
        )
    return Serveur(f"http://127.0.0.1:{port}{base_path}", log, process)


def stop(process: subprocess.Popen) -> None:
    """Ask a process to end, then end it."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@pytest.fixture(scope="session")
def serveur(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serveur]:
    """Serve the dashboard on a new store."""
    work = tmp_path_factory.mktemp("serveur")
    with servir(ROOT / "app.py", work / "alliance.sqlite", work) as running:
        yield running


@pytest.fixture(scope="session")
def galerie(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serveur]:
    """Serve the gallery of components."""
    work = tmp_path_factory.mktemp("galerie")
    app = copier_la_galerie(work)
    with servir(app / "app.py", work / "galerie.sqlite", work) as running:
        yield running


def copier_la_galerie(work: Path) -> Path:
    """Copy the gallery into a folder, with what `app.py` finds beside it, and return that place."""
    app = shutil.copytree(GALERIE, work / "app", ignore=shutil.ignore_patterns("__pycache__"))
    for folder in (".streamlit", "static"):
        shutil.copytree(ROOT / folder, app / folder)
    return app


@pytest.fixture(scope="session")
def navigateur() -> Iterator[Browser]:
    """Start one browser for the tests of pages."""
    with ouvrir_un_navigateur() as browser:
        yield browser


@contextmanager
def ouvrir_un_navigateur() -> Iterator[Browser]:
    """Start the browser that the set-up proved; without a set-up, the machine's own chromium, or playwright's."""
    try:
        installed = browser_path()
    except RuntimeError:
        installed = next((path for name in SYSTEM_BROWSERS if (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed, args=list(BROWSER_FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def contexte(navigateur: Browser) -> Callable[..., BrowserContext]:
    """Give a function that makes, once, the browser of a screen: contexte(largeur, hauteur, theme, langue). Its cache serves all its pages."""

    @cache
    def preparer(largeur: int, hauteur: int, theme: str, langue: str) -> BrowserContext:
        return navigateur.new_context(
            viewport={"width": largeur, "height": hauteur}, color_scheme=theme, locale=langue, accept_downloads=True
        )

    return preparer


@pytest.fixture
def page(contexte: Callable[..., BrowserContext]) -> Iterator[Callable[..., PageSuivie]]:
    """Give a function that opens an address: page(url, largeur=1280, hauteur=900, theme="light", langue="en-US", prete=True).

    The browser's language is English on purpose: what is French then comes from the server. The page's `visite` tells what it asked of other
    servers, and its errors.
    """
    opened: list[PageSuivie] = []

    def ouvrir(url: str, largeur=1280, hauteur=900, theme="light", langue="en-US", prete=True) -> PageSuivie:
        suivie = suivre(contexte(largeur, hauteur, theme, langue).new_page(), url)
        opened.append(suivie)
        suivie.goto(url)
        if prete:
            attendre(suivie)
        return suivie

    yield ouvrir
    for suivie in opened:
        suivie.evaluate("localStorage.clear()")
        suivie.close()
    outside = [request for suivie in opened for request in suivie.visite.demandes_externes]
    assert outside == [], f"demandes hors du serveur : {outside}"


def suivre(opened: Page, url: str) -> PageSuivie:
    """Record what a page asks of another server (the page may not, and the browser has no way to reach one), and its errors."""
    visite = opened.visite = Visite()
    home = "/".join(url.split("/")[:3])

    def note_request(request: Request) -> None:
        if not request.url.startswith((home, "data:", "blob:")):
            visite.demandes_externes.append(request.url)

    def note_message(message: ConsoleMessage) -> None:
        address = message.location["url"]
        if "Content Security Policy" in message.text:
            visite.demandes_externes.append(message.text)
        elif message.type == "error":
            visite.erreurs.append(f"{message.text} ({address})")

    opened.on("websocket", lambda socket: socket.on("framereceived", visite.recevoir))
    opened.on("request", note_request)
    opened.on("console", note_message)
    opened.on("pageerror", lambda error: visite.erreurs.append(str(error)))
    return opened


def attendre(page: PageSuivie, seconds: float = 30) -> None:
    """Wait until the script has run and the page has drawn its parts (an empty page never passes)."""
    page.wait_for_selector(READY, timeout=seconds * 1000)
    page.wait_for_selector(WRITTEN, state="attached", timeout=seconds * 1000)
    page.wait_for_load_state("networkidle")
    page.wait_for_selector("[data-testid=stSkeleton]", state="detached")
    page.visite.attendus = page.visite.passages


def attendre_la_suite(page: PageSuivie, seconds: float = 1.5) -> None:
    """Wait, after an action, until the runs that it asks for have ended; an action that asks for none has that many seconds to do so."""
    deadline = time.monotonic() + seconds
    while page.visite.passages == page.visite.attendus and time.monotonic() < deadline:
        page.wait_for_timeout(20)
    for _ in range(20):
        ended = page.visite.passages
        page.wait_for_timeout(250)
        if page.visite.passages == ended:
            break
    attendre(page)
