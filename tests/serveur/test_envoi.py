"""What the server writes leaves at once, and it does nothing when nobody asks."""

from __future__ import annotations

import asyncio
import socket
import time
from asyncio import base_events

import pytest

from benchmarks.repliques import used_by
from benchmarks.visiteur import visit
from pages.commun.serveur.startup import send_at_once
from tests.fil import jouer
from tests.navigateur import Serveur


async def nodelay_of_an_accepted_connection() -> int:
    """Serve on a socket opened as Streamlit does (its protocol not named), and return the option of a connection that it accepted."""
    seen: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    async def receive(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.set_result(writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.bind(("127.0.0.1", 0))
    async with await asyncio.start_server(receive, sock=listening):
        _, writer = await asyncio.open_connection(*listening.getsockname())
        writer.close()
        return await asyncio.wait_for(seen, 20)


def test_send_at_once_is_what_asyncio_does_not_do_for_streamlits_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base_events, "_set_nodelay", base_events._set_nodelay)
    assert jouer(nodelay_of_an_accepted_connection()) == 0
    monkeypatch.setattr(base_events, "_set_nodelay", send_at_once)
    assert jouer(nodelay_of_an_accepted_connection()) != 0


def test_server_does_nothing_while_nobody_asks(serveur: Serveur) -> None:
    jouer(visit(serveur.url, [""]))
    time.sleep(1)
    before = used_by(serveur.process.pid)
    time.sleep(2)
    assert used_by(serveur.process.pid) - before < 1
