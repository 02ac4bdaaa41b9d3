"""What a second replica brings: the same crowds through nginx and PostgreSQL, on one replica, then on two.

    python -m benchmarks.repliques                       ten people without rest, then 10, 50 and 200 with the pauses of people
    python -m benchmarks.repliques --tours 1 --secondes 15

Both run in turn, several times; each figure is the median. The crowd, nginx and PostgreSQL live on the same machine: on two cores they take
from the two replicas what they leave to one alone, so the table says who used the cores. Linux only, as the deployment.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from benchmarks.foule import BUSY, PAUSE, come_and_go, crowd
from benchmarks.resultats import keep
from tests.deploiement.deploiement import Deploiement, deployer
from tests.navigateur import stop

TICKS = os.sysconf("SC_CLK_TCK")
WARM_SECONDS = 10.0
FULL = 0.95
"""Share of the cores from which the machine is what limits."""
Measure = dict[str, float]


def used_by(pid: int) -> float:
    """Return the processor seconds that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def used_by_all() -> float:
    """Return the processor seconds that everybody on this machine has used."""
    user, nice, system, _idle, _wait, irq, soft, *_ = Path("/proc/stat").read_text(encoding="ascii").split()[1:]
    return sum(map(int, (user, nice, system, irq, soft))) / TICKS


@contextmanager
def accounted(running: Deploiement) -> Iterator[Measure]:
    """Fill a measure with the cores that each took during the block: the crowd, the replicas, everybody (nginx and PostgreSQL included)."""
    alive = [one.process.pid for one in running.repliques.values() if one.process.poll() is None]
    found: Measure = {}
    start, crowd_before = time.perf_counter(), time.process_time()
    before, all_before = sum(map(used_by, alive)), used_by_all()
    yield found
    seconds = time.perf_counter() - start
    found |= {
        "foule": (time.process_time() - crowd_before) / seconds,
        "repliques": (sum(map(used_by, alive)) - before) / seconds,
        "tout": (used_by_all() - all_before) / seconds,
    }


def play(running: Deploiement, people: int, pause: float, seconds: float) -> Measure:
    """Let one crowd live and return what it saw, and who used the cores."""
    with accounted(running) as found:
        seen = asyncio.run(crowd(running.url, people, seconds, pause, running.nginx.trust))
    return found | seen


def warm_up(running: Deploiement) -> None:
    """Let people look at each page on each replica, then a busy crowd live: a replica that has just started computes its pages for the first time.

    Without it, its processor is spent on what it will keep, and the crowd counts it: 79 to 89 runs a second on two replicas, 103 to 106 once warm.
    """
    for one in running.repliques.values():
        if one.process.poll() is None:
            asyncio.run(come_and_go(one.url, 14))
    asyncio.run(crowd(running.url, BUSY, WARM_SECONDS, 0.0, running.nginx.trust))


def measure(crowds: dict[str, tuple[int, float]], turns: int, seconds: float) -> dict[str, dict[str, Measure]]:
    """Return crowd → `une` or `deux` → the medians of what it saw."""
    seen: dict[tuple[str, str], list[Measure]] = {}
    with tempfile.TemporaryDirectory() as folder, deployer(Path(folder)) as running:
        for turn in range(turns):
            for count, replicas in (("une", ("1",)), ("deux", ("1", "2"))):
                if count == "une":
                    stop(running.repliques["2"].process)
                else:
                    running.start("2")
                warm_up(running)
                for name, (people, pause) in crowds.items():
                    seen.setdefault((name, count), []).append(play(running, people, pause, seconds))
                    print(f"  tour {turn + 1}, {len(replicas)} réplique(s), {name}", file=sys.stderr, flush=True)
    result: dict[str, dict[str, Measure]] = {}
    for (name, count), found in seen.items():
        result.setdefault(name, {})[count] = {key: median(one[key] for one in found) for key in found[0]}
    return result


def table(result: dict[str, dict[str, Measure]]) -> list[str]:
    """Write one line a crowd and a number of replicas, with the ratio of two to one."""
    cores = os.cpu_count() or 1
    lines = [
        f"{'personnes':>12}{'répliques':>11}{'tours/s':>9}{'p50':>10}{'p95':>10}{'perdus':>8}{'foule':>8}{'rép.':>7}{'tout':>7}{'débit':>9}"
    ]
    for name, by_count in result.items():
        for count, found in by_count.items():
            ratio = found["tours_par_seconde"] / by_count["une"]["tours_par_seconde"]
            full = "  machine pleine" if found["tout"] > FULL * cores else ""
            lines.append(
                f"{name:>12}{count:>11}{found['tours_par_seconde']:9.1f}{found['p50'] * 1000:7.0f} ms{found['p95'] * 1000:7.0f} ms"
                f"{found['perdus']:8.0f}{found['foule']:8.2f}{found['repliques']:7.2f}{found['tout']:7.2f}{ratio:8.2f}x{full}"
            )
    return [*lines, f"« foule », « rép. », « tout » : cœurs occupés, sur {cores}."]


def main(arguments: list[str]) -> int:
    """Measure, print the table, keep the results."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.repliques")
    parser.add_argument("--personnes", type=int, nargs="*", default=[10, 50, 200])
    parser.add_argument("--secondes", type=float, default=20)
    parser.add_argument("--tours", type=int, default=3)
    args = parser.parse_args(arguments)
    crowds = {"sans pause": (BUSY, 0.0)} | {str(people): (people, PAUSE) for people in args.personnes}
    result = measure(crowds, args.tours, args.secondes)
    keep("repliques", result)
    print("\n".join(table(result)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
