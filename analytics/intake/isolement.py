"""Read a deposit in a process limited in memory and time: whatever its files hold, this process answers and lives on."""

from __future__ import annotations

import pickle
import queue
import threading
import time
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from analytics import format_fr
from analytics.intake.archive import open_archive
from analytics.intake.atelier import Atelier, Worker, atelier
from analytics.intake.canal import ChannelClosed, receive, send
from analytics.intake.consignes import NOTHING_SAID, Consignes
from analytics.intake.findings import Batch, Place
from analytics.intake.lecture import LECTURE, Context, Etape, Progress, read_here
from analytics.intake.limites import LIMITES, MIO, Limites, Refus, refuse_if_too_big
from analytics.intake.ouvrier import DONE, FAILED, READY, STEP
from analytics.intake.results import FileReading, Profil, Reading, Upload

_ROUND, _GRACE, _START = 0.05, 1.0, 60.0
"""Seconds between two looks at the cancellation; left to a process to end by itself at its time; left to it to start."""
DEAD = "mort"
_TOO_MUCH = "le lire demande plus de mémoire que ce qui est permis, ou son contenu n'est pas celui d'un tableur"


class LectureAnnulee(Exception):
    """The person cancelled the reading; nothing was read."""


class PanneDeLecture(Exception):
    """A bug of ours met in the reading process; the text is the error's."""


def read_uploads(
    uploads: Sequence[Upload],
    profil: Profil | None = None,
    context: Context | None = None,
    *,
    consignes: Consignes = NOTHING_SAID,
    limites: Limites = LIMITES,
    isole: bool = True,
    progres: Progress = lambda etape: None,
    annule: Callable[[], bool] = lambda: False,
    ou: Atelier | None = None,
    today: date | None = None,
) -> Reading:
    """Read one or several files as one deposit.

    `context`: typed tables of the published version, for the checks between tables when the deposit lacks them.
    `today`: what the state of an initiative is compared with; without it, no state is checked.
    `consignes`: what people said of the sheets, and the cells they mended. `isole`: in a process of its own, limited in
    memory and time; False only for files that are ours. `progres` is told each step as it begins;
    `annule` is asked often, and LectureAnnulee is raised when it says yes.
    Whatever the files hold, the answer is a `Reading`: what is wrong with them is a finding, never an exception.
    """
    try:
        _refuse_sizes(uploads, limites)
    except Refus as refus:
        return _refused(uploads, [Batch(refus.code, Place(_biggest(uploads)), common=refus.words)])
    if not isole:
        return read_here(uploads, profil, context, limites, progres, consignes, today)
    job = {"profil": profil, "context": dict(context or {}), "limites": limites, "consignes": consignes, "today": today}
    return _Job(uploads, limites, progres, annule).read(ou or atelier(), job)


def run_apart(
    task: Callable[..., Any], job: dict[str, Any], size: float, limites: Limites, ou: Atelier | None = None
) -> Any:
    """Return what a function of ours gives in a process limited in memory and time, None when it exceeds them.

    `size`: bytes that it works on. PanneDeLecture tells a bug of ours.
    """
    seconds = 2 * limites.seconds(size)
    worker = (ou or atelier()).worker(seconds, limites.memoire)
    said: queue.Queue[Any] = queue.Queue()
    threading.Thread(target=_exchange, args=(worker, {"tache": task} | job, said), daemon=True).start()
    try:
        what, value = said.get(timeout=_START)
        if what == READY:
            what, value = said.get(timeout=seconds + _GRACE)
    except queue.Empty:
        return None
    finally:
        worker.end()
    if what == FAILED:
        raise PanneDeLecture(value)
    return value if what == DONE else None


def _refuse_sizes(uploads: Sequence[Upload], limites: Limites) -> None:
    """Refuse a deposit, or one of its files, that is too big to be looked at."""
    for upload in uploads:
        refuse_if_too_big(len(upload.contenu), limites.fichier, "il pèse")
    refuse_if_too_big(_size(uploads), limites.depot, "avec les autres, il pèse")


def _size(uploads: Sequence[Upload]) -> int:
    """Return the bytes of all the files."""
    return sum(len(upload.contenu) for upload in uploads)


def _biggest(uploads: Sequence[Upload]) -> str:
    """Return the name of the biggest file."""
    return max(uploads, key=lambda upload: len(upload.contenu)).nom


def _refused(uploads: Sequence[Upload], batches: list[Batch]) -> Reading:
    """Return the reading of files that were not read."""
    lecture = [FileReading(upload.nom, "inconnu") for upload in uploads]
    return Reading([upload.nom for upload in uploads], lecture, {}, {}, [], batches)


class _Job:
    """One deposit read elsewhere: what is asked, and the last step that began."""

    def __init__(
        self, uploads: Sequence[Upload], limites: Limites, progres: Progress, annule: Callable[[], bool]
    ) -> None:
        """Keep what is asked."""
        self.uploads, self.limites, self.progres, self.annule = uploads, limites, progres, annule
        self.seconds = limites.seconds(_expected_size(uploads, limites))
        self.step: Etape | None = None

    def read(self, where: Atelier, job: dict[str, Any]) -> Reading:
        """Hand the deposit over, follow its steps, and return what it gives, or why it gives nothing."""
        worker = where.worker(self.seconds, self.limites.memoire)
        try:
            return self._follow(self._start(worker, job))
        finally:
            worker.end()

    def _start(self, worker: Worker, job: dict[str, Any]) -> queue.Queue[Any]:
        """Send the job, and return the queue in which what the process says arrives."""
        files = [(upload.nom, pickle.PickleBuffer(upload.contenu)) for upload in self.uploads]
        said: queue.Queue[Any] = queue.Queue()
        threading.Thread(target=_exchange, args=(worker, job | {"uploads": files}, said), daemon=True).start()
        return said

    def _follow(self, said: queue.Queue[Any]) -> Reading:
        """Pass the steps on until the reading comes, the time is over, or the person cancels."""
        began, allowed = time.monotonic(), _START
        while True:
            if self.annule():
                raise LectureAnnulee
            try:
                what, value = said.get(timeout=_ROUND)
            except queue.Empty:
                if time.monotonic() - began > allowed:
                    return self._too_long()
                continue
            if what == READY:
                began, allowed = time.monotonic(), self.seconds + _GRACE
            elif what == STEP:
                self.step = value
                self.progres(value)
            else:
                return self._end(what, value, time.monotonic() - began)

    def _end(self, what: str, value: Any, elapsed: float) -> Reading:
        """Return the reading, or say why there is none."""
        if what == DONE:
            return value
        if what == FAILED:
            raise PanneDeLecture(value)
        return self._too_long() if what == DEAD and elapsed >= self.seconds - _GRACE / 2 else self._too_much()

    def _too_long(self) -> Reading:
        """Return the reading of a deposit that takes too long."""
        limit = format_fr.compte(max(1, round(self.seconds)), "seconde")
        return _refused(self.uploads, [Batch("lecture-trop-longue", Place(self._culprit()), common={"limite": limit})])

    def _too_much(self) -> Reading:
        """Return the reading of a deposit that ended its process: it took too much, or broke the reader."""
        place = Place(self._culprit())
        return _refused(self.uploads, [Batch("lecture-interrompue", place, common={"raison": _TOO_MUCH})])

    def _culprit(self) -> str:
        """Return the file that was being read, or the biggest."""
        reading = self.step is not None and self.step.nom == LECTURE
        return self.step.fichier if reading else _biggest(self.uploads)


def _exchange(worker: Worker, job: dict[str, Any], said: queue.Queue[Any]) -> None:
    """Send a job, and pass on what the process says until it has said all, or is dead."""
    try:
        with worker.source, worker.target:
            send(worker.target, job)
            what = READY
            while what in (READY, STEP):
                what, value = receive(worker.source)
                said.put((what, value))
    except (ChannelClosed, OSError, ValueError, pickle.UnpicklingError):
        said.put((DEAD, None))


def _expected_size(uploads: Sequence[Upload], limites: Limites) -> float:
    """Return the bytes that will be read: those of the files, or those that an archive declares."""
    return sum(_declared_size(upload.contenu, limites) for upload in uploads)


def _declared_size(data: bytes, limites: Limites) -> float:
    """Return the bytes of one file once inflated, as it declares them."""
    if not data.startswith(b"PK\x03\x04"):
        return len(data)
    try:
        declared = sum(entry.file_size for entry in open_archive(data, limites).file.infolist())
    except Refus:
        return len(data)
    return min(declared, limites.gonfle * MIO)
