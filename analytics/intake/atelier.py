"""Start the processes that read deposits, and end them: a warm one that forks on Linux, one a deposit elsewhere."""

from __future__ import annotations

import atexit
import itertools
import os
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import BinaryIO, Protocol

from analytics.intake.ouvrier import KILL, NEW, REQUEST

ROOT = Path(__file__).resolve().parents[2]
_COMMAND = [sys.executable, "-m", "analytics.intake.ouvrier"]
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""A process that forks has no threads."""


class Worker(Protocol):
    """A process that reads one deposit: its two streams, and how to end it."""

    source: BinaryIO
    target: BinaryIO

    def end(self) -> None:
        """End the process, whatever it is doing."""


@dataclass
class ForkedWorker:
    """A fork of the warm process."""

    atelier: ForkingAtelier
    number: int
    channel: socket.socket
    source: BinaryIO
    target: BinaryIO

    def end(self) -> None:
        """Ask the warm process to end its fork, and wake whoever waits for it."""
        self.atelier.kill(self.number)
        try:
            self.channel.shutdown(socket.SHUT_RDWR)
        except OSError:
            return
        finally:
            self.channel.close()


@dataclass
class OwnWorker:
    """A process that reads one deposit and ends."""

    process: subprocess.Popen[bytes]

    @property
    def source(self) -> BinaryIO:
        """Return the stream of what it says."""
        return self.process.stdout

    @property
    def target(self) -> BinaryIO:
        """Return the stream of its job."""
        return self.process.stdin

    def end(self) -> None:
        """End the process and forget it."""
        self.process.kill()
        self.process.wait()


@dataclass
class ForkingAtelier:
    """Keep one warm process, started at first use and again if it ends."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    numbers: itertools.count = field(default_factory=itertools.count)
    control: socket.socket | None = None
    process: subprocess.Popen[bytes] | None = None

    def prepare(self) -> None:
        """Start the warm process if it is not there, without waiting for it."""
        with self.lock:
            self._started()

    def worker(self, seconds: float, memory: float) -> Worker:
        """Return a new fork."""
        ours, theirs = socket.socketpair()
        with self.lock, theirs:
            number = next(self.numbers)
            request = REQUEST.pack(NEW, number, seconds, memory)
            try:
                socket.send_fds(self._started(), [request], [theirs.fileno()])
            except OSError:
                self._forget()
                socket.send_fds(self._started(), [request], [theirs.fileno()])
        return ForkedWorker(self, number, ours, ours.makefile("rb"), ours.makefile("wb"))

    def kill(self, number: int) -> None:
        """End a fork, if it still runs."""
        with self.lock:
            if self.control is not None:
                try:
                    self.control.send(REQUEST.pack(KILL, number, 0, 0))
                except OSError:
                    self._forget()

    def _started(self) -> socket.socket:
        """Return the socket of the warm process, started if need be."""
        if self.control is None or self.process is None or self.process.poll() is not None:
            self._forget()
            self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            with theirs:
                handle = theirs.fileno()
                nothing = subprocess.DEVNULL
                self.process = _start([str(handle)], stdin=nothing, stdout=nothing, pass_fds=[handle])
            atexit.register(self.close)
        return self.control

    def close(self) -> None:
        """End the warm process; the next deposit starts another."""
        with self.lock:
            self._forget()
            atexit.unregister(self.close)

    def _forget(self) -> None:
        """Let the warm process go: it ends when its socket closes."""
        if self.control is not None:
            self.control.close()
        if self.process is not None:
            self.process.kill()
            self.process.wait()
        self.control = self.process = None


@dataclass
class SpareAtelier:
    """Keep one process ready ahead, as starting one takes a while."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    spare: subprocess.Popen[bytes] | None = None

    def prepare(self) -> None:
        """Start a process ahead."""
        with self.lock:
            if self.spare is None:
                self.spare = _start([], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
                atexit.register(self.close)

    def close(self) -> None:
        """End the process that was ready."""
        with self.lock:
            if self.spare is not None:
                OwnWorker(self.spare).end()
                self.spare.stdin.close()
                self.spare.stdout.close()
            self.spare = None

    def worker(self, seconds: float, memory: float) -> Worker:
        """Return the process that was ready, and start the next one; its limits are those of who waits for it."""
        self.prepare()
        with self.lock:
            process, self.spare = self.spare, None
        self.prepare()
        return OwnWorker(process)


def _start(arguments: list[str], **streams: object) -> subprocess.Popen[bytes]:
    """Start a reading process."""
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    environment = os.environ | _ONE_THREAD | {"PYTHONPATH": path}
    stderr = None if os.environ.get("ALLIANCE_DEBOGAGE") else subprocess.DEVNULL
    return subprocess.Popen([*_COMMAND, *arguments], env=environment, stderr=stderr, **streams)


Atelier = ForkingAtelier | SpareAtelier


@cache
def atelier() -> Atelier:
    """Return the atelier of this process."""
    return ForkingAtelier() if sys.platform == "linux" else SpareAtelier()
