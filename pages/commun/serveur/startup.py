"""What is done once, when the server starts and before it answers."""

import ast
import asyncio
import gc
import importlib
import logging
import socket
from asyncio import base_events
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from streamlit import config
from streamlit.logger import get_logger
from streamlit.runtime.pages_manager import PagesManager
from streamlit.starlette import App

from analytics.publications import StoreUnavailable
from pages.commun import lecture
from pages.commun.serveur import journal
from pages.commun.serveur.assets import warm_up
from pages.commun.serveur.base import base_path
from pages.commun.serveur.retrait import gentle_stop

LOGGER = get_logger("alliance.demarrage")

PAGES = Path(__file__).resolve().parents[2]
TIDY_SECONDS = 30.0


@asynccontextmanager
async def lifespan(_app: App) -> AsyncIterator[None]:
    """Import what the pages import, prepare the French scripts, read the store, and set all of it apart from what is collected.

    Streamlit would call `gc.collect(2)` after every run of a script: 85 ms with these modules loaded, none once they are frozen, but
    again 100 ms as soon as 150 people are there. The settings take that call away (`runner.postScriptGC`); `tidy` does it instead.
    """
    logging.getLogger("streamlit.error_util").addFilter(not_said_twice)
    base_events._set_nodelay = send_at_once
    journal.set_up()
    for name in imports_of_pages():
        importlib.import_module(name)
    await run_in_threadpool(warm_up)
    await run_in_threadpool(read_store)
    # Streamlit takes a folder named `pages/` for its older way of listing pages until `st.navigation` has run once:
    # without this, whoever is the first to open a page other than the home page is told that it does not exist.
    PagesManager.uses_pages_directory = False
    gc.collect()
    gc.freeze()
    # Imported here: access knows this package, by its base path.
    from pages.commun.acces.demarrage import annoncer

    await run_in_threadpool(annoncer)
    LOGGER.info("Tableau de bord prêt : %s", address())
    tidying = asyncio.create_task(tidy())
    with gentle_stop():
        yield
    tidying.cancel()


def send_at_once(connection: socket.socket) -> None:
    """Let what is written to a connection leave at once, rather than wait until the browser has said that it received what came before.

    asyncio asks for it too, but not of the sockets that Streamlit opens (they do not name their protocol): each answer of two pieces,
    headers then body, lost 40 ms, or the time of a return trip on a poor network.
    """
    if connection.family in {socket.AF_INET, socket.AF_INET6} and connection.type == socket.SOCK_STREAM:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


async def tidy() -> None:
    """Collect what the runs left behind, now and then rather than after each."""
    while True:
        await asyncio.sleep(TIDY_SECONDS)
        await run_in_threadpool(gc.collect)


def read_store() -> None:
    """Read the current version beforehand; a store that does not answer stops nothing, for it may come back."""
    try:
        lecture.prechauffer()
    except StoreUnavailable as error:
        LOGGER.warning("Le magasin ne répond pas au démarrage : %s", error)


def imports_of_pages() -> list[str]:
    """List the modules that the scripts of the pages import, so that no visitor waits for an import."""
    scripts = [script for script in PAGES.glob("*/*.py") if script.parent.name != "commun"]
    trees = [ast.parse(script.read_text(encoding="utf-8")) for script in scripts]
    return sorted({name for tree in trees for node in tree.body for name in imported(node)})


def imported(node: ast.stmt) -> list[str]:
    """List the modules that a statement imports, a package's modules included."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if not isinstance(node, ast.ImportFrom) or node.module is None:
        return []
    inner = [f"{node.module}.{alias.name}" for alias in node.names]
    return [
        node.module,
        *(name for name in inner if (PAGES.parent / name.replace(".", "/")).with_suffix(".py").is_file()),
    ]


def not_said_twice(record: logging.LogRecord) -> bool:
    """Leave out Streamlit's own trace of a failed page: ours has the same, under an incident number."""
    return record.getMessage() != "Uncaught app execution"


def address() -> str:
    """Give the address to open on this machine."""
    return f"http://localhost:{config.get_option('server.port')}{base_path()}/"
