"""Two addresses for what watches over the server: `/vivant` (it answers) and `/sante` (it can serve: its store answers too).

A server that is not ready must receive nobody, but restarting it would mend nothing: hence two addresses. Neither says where the store is.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse

from analytics.publications import StoreUnavailable
from pages.commun import lecture
from pages.commun.serveur.mesures import REACHABLE, VERSION
from pages.commun.serveur.retrait import LEAVING

FRESH_SECONDS = 1.0
"""An answer of the store serves every request of this time: asking often costs nothing."""


@dataclass(frozen=True)
class Sante:
    """What the store said."""

    version: int | None = None
    raison: str = ""


class Examen:
    """Ask the store, one question at a time."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._last, self._fresh_until = Sante(), 0.0
        self._turn = asyncio.Lock()

    async def __call__(self) -> Sante:
        """Give what the store says now, or said less than a second ago."""
        async with self._turn:
            if time.monotonic() >= self._fresh_until:
                self._last = await run_in_threadpool(ask_store)
                self._fresh_until = time.monotonic() + FRESH_SECONDS
        return self._last


def ask_store() -> Sante:
    """Ask the store itself, whatever the pages go on with."""
    try:
        return Sante(lecture.verifier_le_magasin())
    except StoreUnavailable as error:
        return Sante(raison=str(error))


EXAMEN = Examen()
VERSION.set_function(lambda: lecture.COURANTE.numero or 0)
REACHABLE.set_function(lambda: lecture.COURANTE.joignable)


async def sante(_request: Request) -> JSONResponse:
    """Answer 200 when this server can serve, 503 when its store does not answer or when it is leaving."""
    found = await EXAMEN()
    etat = "en retrait" if LEAVING.begun else "magasin injoignable" if found.raison else "prêt"
    content = {"etat": etat, "version_publiee": found.version} | ({"raison": found.raison} if found.raison else {})
    return JSONResponse(content, 200 if etat == "prêt" else 503, {"Cache-Control": "no-store"})


async def vivant(_request: Request) -> JSONResponse:
    """Answer that the process is there."""
    return JSONResponse({"etat": "vivant"}, headers={"Cache-Control": "no-store"})
