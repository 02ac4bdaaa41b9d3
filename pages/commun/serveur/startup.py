"""What is done once, when the server starts and before it answers."""

import gc
import importlib
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.concurrency import run_in_threadpool
from streamlit import config
from streamlit.logger import get_logger
from streamlit.runtime.pages_manager import PagesManager
from streamlit.starlette import App

from pages.commun.acces.demarrage import annoncer
from pages.commun.serveur.assets import warm_up
from pages.commun.serveur.base import base_path

LOGGER = get_logger("alliance.demarrage")

# Slow to import, and needed by the first page opened.
HEAVY_MODULES = ("pandas", "pyarrow", "plotly.graph_objects", "sqlalchemy")


@asynccontextmanager
async def lifespan(_app: App) -> AsyncIterator[None]:
    """Import the heavy modules, prepare the French scripts, and free Streamlit from scanning them after each run.

    Streamlit calls `gc.collect(2)` after every run of a script: 85 ms with these modules loaded, none once they are frozen.
    """
    logging.getLogger("streamlit.error_util").addFilter(not_said_twice)
    for name in HEAVY_MODULES:
        importlib.import_module(name)
    await run_in_threadpool(warm_up)
    # Streamlit takes a folder named `pages/` for its older way of listing pages until `st.navigation` has run once:
    # without this, whoever is the first to open a page other than the home page is told that it does not exist.
    PagesManager.uses_pages_directory = False
    gc.collect()
    gc.freeze()
    await run_in_threadpool(annoncer)
    LOGGER.info("Tableau de bord prêt : %s", address())
    yield


def not_said_twice(record: logging.LogRecord) -> bool:
    """Leave out Streamlit's own trace of a failed page: ours has the same, under an incident number."""
    return record.getMessage() != "Uncaught app execution"


def address() -> str:
    """Give the address to open on this machine."""
    return f"http://localhost:{config.get_option('server.port')}{base_path()}/"
