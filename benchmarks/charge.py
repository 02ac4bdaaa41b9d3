"""A crowd through nginx, PostgreSQL and two replicas, one of which is killed in the middle: what people see of it.

    python -m benchmarks.charge --visiteurs 200 --secondes 60

Each person opens a page, reads, then changes a filter or goes to another page, and so on; pauses are those of people (8 seconds on average).
Prints a table and writes `.benchmarks/charge.json`. The crowd runs in this process, on the same machine as what it measures: its share of one core
is given, and beyond some 80 % it is the crowd that is slow.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import ssl
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

from benchmarks.resultats import keep
from benchmarks.visiteur import NoAnswer, Run, Visitor
from tests.deploiement.deploiement import Deploiement, deployer

PAGES = ("", "enveloppe", "carte", "territoires", "priorites", "initiatives", "concertation", "methode")
PAUSE_SECONDS, ARRIVAL_SECONDS, RESTART_SECONDS = 8.0, 10.0, 2.0
"""Average pause of a person; time in which all of them arrive; time before systemd starts a dead replica again."""


@dataclass
class Person:
    """One person of the crowd: the tab, and the moment of the end of each run."""

    visitor: Visitor
    ends: list[float] = field(default_factory=list)
    without_answer: int = 0

    async def live(self, until: float, rng: random.Random) -> None:
        """Arrive, then read and choose until the end."""
        await asyncio.sleep(rng.uniform(0, ARRIVAL_SECONDS))
        await self._gesture(self.visitor.open(rng.choice(PAGES)))
        while (left := until - time.perf_counter()) > 0:
            if (pause := rng.expovariate(1 / PAUSE_SECONDS)) > left:
                await asyncio.sleep(left)
                return
            await asyncio.sleep(pause)
            can_choose = any(len(widget.options()) > 1 for widget in self.visitor.screen.widgets())
            choose = rng.random() < 0.6 and can_choose
            await self._gesture(self.visitor.change() if choose else self.visitor.goto(rng.choice(PAGES)))

    async def _gesture(self, gesture) -> None:
        """Do something, and note when the page was whole."""
        try:
            await gesture
            self.ends.append(time.perf_counter())
        except NoAnswer:
            self.without_answer += 1

    def runs(self, after: float, before: float) -> list[Run]:
        """List the runs that ended between two moments."""
        return [run for run, end in zip(self.visitor.runs, self.ends, strict=False) if after <= end < before]


async def crowd(url: str, count: int, seconds: float, trust: ssl.SSLContext | None = None) -> list[Person]:
    """Let that many people visit during that many seconds, and return what each one saw."""
    rng, until = random.Random(1), time.perf_counter() + seconds
    people = [Person(Visitor(url, patience=30, trust=trust)) for _ in range(count)]

    async def visit(person: Person, seed: int) -> None:
        async with person.visitor:
            await person.live(until, random.Random(seed))

    await asyncio.gather(*(visit(person, rng.randrange(2**32)) for person in people))
    return people


async def kill_in_the_middle(running: Deploiement, seconds: float) -> tuple[float, float]:
    """Kill replica 1 in the middle, start it again as systemd does, and return both moments."""
    await asyncio.sleep(seconds / 2)
    killed = time.perf_counter()
    await asyncio.to_thread(running.kill, "1")
    await asyncio.sleep(RESTART_SECONDS)
    await asyncio.to_thread(running.start, "1")
    return killed, time.perf_counter()


def spread(values: Sequence[float]) -> dict[str, float]:
    """Return the median, the 95th percentile and the largest, in seconds."""
    if len(values) < 2:
        return dict.fromkeys(("p50", "p95", "max"), max(values, default=0.0))
    cuts = quantiles(values, n=20, method="inclusive")
    return {"p50": cuts[9], "p95": cuts[18], "max": max(values)}


def measure(people: list[Person], start: float, killed: float, end: float) -> dict[str, object]:
    """Put together what the crowd saw, before and after the moment when the replica was killed."""
    tabs = [person.visitor for person in people]
    breaks = [seconds for tab in tabs for seconds in tab.breaks]
    told = {}
    for name, after, before in (("avant", start + ARRIVAL_SECONDS, killed), ("apres", killed, end)):
        runs = [run for person in people for run in person.runs(after, before)]
        told[name] = {"passages_par_seconde": len(runs) / (before - after), **spread([run.seconds for run in runs])}
    return told | {
        "passages": sum(len(tab.runs) for tab in tabs),
        "connexions_coupees": len(breaks),
        "secondes_pour_revenir": spread(breaks),
        "sessions_recommencees": sum(len(tab.screen.sessions) > 1 for tab in tabs),
        "pages_en_erreur": sum(bool(run.troubles) for tab in tabs for run in tab.runs),
        "gestes_sans_reponse": sum(person.without_answer for person in people),
        "essais_de_connexion_refuses": sum(tab.refusals for tab in tabs),
    }


async def play(running: Deploiement, count: int, seconds: float) -> dict[str, object]:
    """Run the crowd and the kill together."""
    start, used = time.perf_counter(), time.process_time()
    people, (killed, back) = await asyncio.gather(
        crowd(running.url, count, seconds, running.nginx.trust), kill_in_the_middle(running, seconds)
    )
    share = (time.process_time() - used) / (time.perf_counter() - start)
    told = measure(people, start, killed, start + seconds)
    busy = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return {
        "visiteurs": count,
        "charge_de_la_machine": busy,
        "part_d_un_coeur": share,
        "secondes_sans_la_replique": back - killed,
    } | told


def main() -> None:
    """Play the crowd, print what it saw and keep it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.charge")
    parser.add_argument("--visiteurs", type=int, default=200)
    parser.add_argument("--secondes", type=float, default=60)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, deployer(Path(folder)) as running:
        told = asyncio.run(play(running, asked.visiteurs, asked.secondes))
    keep("charge", told)
    for name, value in told.items():
        parts = value.items() if isinstance(value, dict) else [("", value)]
        print(f"{name:<30}" + "  ".join(f"{key} {number:.2f}".strip() for key, number in parts))


if __name__ == "__main__":
    main()
