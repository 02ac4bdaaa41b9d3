"""What a run sends leaves together, in one frame: the browser draws the page once, and not again at each of its hundred messages.

A browser whose scripts know these frames says so in the address of its connection (`traductions.toml`); a tab opened before an upgrade does not,
and is sent its messages one by one. A frame of several begins with a zero, which begins no message.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Literal

from starlette.types import Message, Scope, Send

ASKED = b"lots=1"
"""What the browser adds to the address of its connection."""
PATIENCE = 0.1
"""Seconds after which what a long run has already sent leaves without the rest."""
LAST_WORD = 0.005
"""Seconds left, after the end of a run, to the message that says that nothing runs any more."""
OCTETS = 1 << 20
"""Bytes that do not wait for more."""
Moment = Literal["début", "fin", "repos"]
"""What a message marks: the beginning of a run, its end, or that nothing runs any more."""
_SEVERAL = b"\0"


def pack(messages: Sequence[bytes]) -> bytes:
    """Write several messages as one frame: a zero, then the length of each (four bytes, the highest first) and the message."""
    return _SEVERAL + b"".join(len(message).to_bytes(4, "big") + message for message in messages)


def unpack(frame: bytes) -> Iterator[bytes]:
    """Read the messages of a frame, of several or of one."""
    if not frame.startswith(_SEVERAL):
        yield frame
        return
    place = 1
    while place < len(frame):
        end = place + 4 + int.from_bytes(frame[place : place + 4], "big")
        yield frame[place + 4 : end]
        place = end


class Lot:
    """The messages of one tab on their way: kept from the beginning of a run to its end, at most `PATIENCE` seconds."""

    def __init__(self, scope: Scope, send: Send) -> None:
        """Send by `send`; keep nothing for a tab that does not know the frames of several messages."""
        self._send = send
        self._wanted = ASKED in scope.get("query_string", b"").split(b"&")
        self._held: list[bytes] = []
        self._octets = 0
        self._leaving: asyncio.TimerHandle | None = None
        self._sending = asyncio.Lock()
        self._last: asyncio.Task | None = None

    async def add(self, message: Message, moment: Moment | None) -> None:
        """Take a message and the moment that it marks: keep it while a run lasts, send it with the others when it ends."""
        payload = message.get("bytes")
        if not payload:
            await self.leave()
            await self._send(message)
            return
        self._held.append(payload)
        self._octets += len(payload)
        if moment == "début" and self._wanted:
            self._leave_in(PATIENCE)
        elif moment == "fin" and self._leaving:
            self._leave_in(LAST_WORD)
        if not self._leaving or moment == "repos" or self._octets > OCTETS:
            await self.leave()

    async def leave(self) -> None:
        """Send all that is kept."""
        if self._leaving:
            self._leaving.cancel()
            self._leaving = None
        async with self._sending:
            held, self._held, self._octets = self._held, [], 0
            if held:
                await self._send({"type": "websocket.send", "bytes": pack(held) if len(held) > 1 else held[0]})

    def _leave_in(self, seconds: float) -> None:
        """Send what will be kept by then, unless it has left before."""
        if self._leaving:
            self._leaving.cancel()
        self._leaving = asyncio.get_running_loop().call_later(seconds, self._leave_late)

    def _leave_late(self) -> None:
        """Send what is kept, nobody waiting for it: a tab that has gone meanwhile is noticed by the next message."""
        self._last = asyncio.ensure_future(self._leave_quietly())

    async def _leave_quietly(self) -> None:
        """Send what is kept; the connection may be closed already."""
        with suppress(Exception):
            await self.leave()
