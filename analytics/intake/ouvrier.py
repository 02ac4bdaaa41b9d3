"""Read one deposit in a process of its own, which dies after: `python -m analytics.intake.ouvrier`.

On Linux a warm process (`serve`) waits and forks for each deposit: what a file exhausts or breaks is the fork's. Elsewhere
the process itself reads one deposit (`main` without a number) and ends.

The limits are the kernel's where it has some: memory (RLIMIT_DATA), processor time, no core, no file written; an alarm
ends the process at its time, whatever it is doing.
"""

from __future__ import annotations

import gc
import math
import os
import pickle
import signal
import socket
import struct
import sys
from typing import Any, BinaryIO

from analytics.intake.canal import ChannelClosed, receive, send
from analytics.intake.lecture import Etape, read_here
from analytics.intake.limites import MIO
from analytics.intake.results import Upload

REQUEST = struct.Struct("<cQdd")
"""A request to the warm process: what (`N`ew, `K`ill), number of the job, seconds, memory in MiB."""
NEW, KILL = b"N", b"K"
READY, STEP, DONE, TOO_MUCH, FAILED = "pret", "etape", "fini", "memoire", "panne"
"""What the reading process says: it has its job, a step begins, here is the reading, memory is missing, our own bug."""


def read_one(source: BinaryIO, target: BinaryIO) -> None:
    """Read one job, do it, and write what it gives."""
    gc.disable()
    job = receive(source, writable=False)
    send(target, (READY, None))
    try:
        send(target, (DONE, _do(job, target)))
    except MemoryError:
        send(target, (TOO_MUCH, None))
    except BrokenPipeError:
        return
    except Exception as error:
        send(target, (TOO_MUCH, None) if _lacks_room(error) else (FAILED, f"{type(error).__name__}: {error}"[:500]))


def _do(job: dict[str, Any], target: BinaryIO) -> Any:
    """Do the task that a job names, or without one read its deposit."""
    if task := job.pop("tache", None):
        return task(**job)
    uploads = [Upload(name, data) for name, data in job.pop("uploads")]
    return read_here(uploads, progres=lambda etape: _say(target, etape), **job)


def _lacks_room(error: Exception) -> bool:
    """Tell whether an error only says that there is no room left: a thread, too, needs some."""
    return any(word in str(error) for word in ("thread", "alloc", "memory"))


def _say(target: BinaryIO, etape: Etape) -> None:
    """Say that a step begins."""
    send(target, (STEP, etape))


def serve(control: socket.socket) -> None:
    """Fork for each job asked for, until the asking process ends."""
    gc.collect()
    gc.freeze()
    children: dict[int, int] = {}
    control.settimeout(1.0)
    while True:
        try:
            request, handles, _, _ = socket.recv_fds(control, REQUEST.size, 1)
        except TimeoutError:
            _reap(children)
            continue
        _reap(children)
        if not request:
            _end(children.values())
            return
        what, number, seconds, memory = REQUEST.unpack(request)
        if what == KILL:
            _end([children[number]] if number in children else [])
        else:
            children[number] = _fork(control, handles[0], seconds, memory)


def _fork(control: socket.socket, handle: int, seconds: float, memory: float) -> int:
    """Start the process of one job and return its number."""
    child = os.fork()
    if child:
        os.close(handle)
        return child
    try:
        control.close()
        limit(seconds, memory)
        with socket.socket(fileno=handle) as channel:
            read_one(channel.makefile("rb"), channel.makefile("wb"))
    except (ChannelClosed, OSError, pickle.PickleError):
        os._exit(1)
    finally:
        os._exit(0)


def limit(seconds: float, memory: float) -> None:
    """Bound this process, and close its mouth: what a reader prints when it fails is for nobody."""
    import resource

    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    room = _data_size() + int(memory * MIO)
    for what, most in (
        (resource.RLIMIT_DATA, room),
        (resource.RLIMIT_CPU, math.ceil(seconds * (os.cpu_count() or 1)) + 1),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        resource.setrlimit(what, (most, most))
    if not os.environ.get("ALLIANCE_DEBOGAGE"):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)


def _data_size() -> int:
    """Return the bytes of data that this process already has."""
    with open("/proc/self/status", encoding="ascii", errors="replace") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmData:"))


def _reap(children: dict[int, int]) -> None:
    """Forget the processes that ended."""
    for number, child in list(children.items()):
        if os.waitpid(child, os.WNOHANG)[0]:
            del children[number]


def _end(children: object) -> None:
    """End some processes, which are all ours and not yet forgotten."""
    for child in children:
        os.kill(child, signal.SIGKILL)


def main(arguments: list[str]) -> None:
    """Serve on the socket of this number, or without one read one deposit from the standard input."""
    if arguments:
        with socket.socket(fileno=int(arguments[0])) as control:
            serve(control)
    else:
        target = os.fdopen(os.dup(1), "wb")
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        read_one(sys.stdin.buffer, target)


if __name__ == "__main__":
    main(sys.argv[1:])
