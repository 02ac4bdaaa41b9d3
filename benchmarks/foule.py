"""Runs per second, waiting times and memory of a crowd on one process, beside the same dashboard without its tuning.

    python -m benchmarks.foule                      10, 50 and 200 people, then 1 000 who come and go
    python -m benchmarks.foule --personnes 10 50 --secondes 20

People pause as people do (8 seconds on average); « sans pause » is how much the process can do, ten people clicking without rest. The crowd
lives in a process of its own, on the same machine: it takes its share of the cores, the same for both.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import os
import random
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from urllib.request import urlopen

from benchmarks.resultats import ROOT, keep
from benchmarks.visiteur import NoAnswer, Visitor

PAGES = ("", "enveloppe", "carte", "territoires", "priorites", "initiatives", "concertation")
PAUSE, BUSY = 8.0, 10
LINKED = ("app.py", "analytics", "benchmarks", "data", "pages", "static", ".streamlit")


@contextmanager
def serving(tuned: bool, folder: Path, port: int) -> Iterator[subprocess.Popen]:
    """Serve the dashboard on an empty store, with or without its tuning."""
    here, script = ROOT, "app.py"
    if not tuned:
        here, script = folder / "sans", "sans_reglage.py"
        here.mkdir(exist_ok=True)
        for name in LINKED:
            (here / name).symlink_to(ROOT / name)
        (here / script).write_text(
            (ROOT / "benchmarks" / "pairs" / script).read_text(encoding="utf-8"), encoding="utf-8"
        )
    command = [sys.executable, "-m", "streamlit", "run", script, f"--server.port={port}", "--server.address=127.0.0.1"]
    told = {"ALLIANCE_DATABASE_URL": f"sqlite:///{folder}/{tuned}.sqlite", "PYTHONPATH": str(here)}
    with (folder / f"{port}.log").open("wb") as log:
        options = {"cwd": here, "env": os.environ | told, "stdout": log, "stderr": log}
        collected = "false" if tuned else "true"  # as Streamlit does by itself, after each run
        command += ["--server.headless=true", f"--runner.postScriptGC={collected}"]
        process = subprocess.Popen(command, **options)
        try:
            for _ in range(600):
                try:
                    urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1).close()
                    break
                except OSError:
                    time.sleep(0.1)
            yield process
        finally:
            process.terminate()
            process.wait(timeout=30)


async def live(visitor: Visitor, until: float, pause: float, seed: int, waits: list[float], lost: list[int]) -> None:
    """Come, then choose or turn the page until the end."""
    rng = random.Random(seed)
    async with visitor:
        await asyncio.sleep(rng.uniform(0, min(pause, 5)))
        await _gesture(visitor.open(rng.choice(PAGES)), None, lost)
        while time.perf_counter() < until:
            await asyncio.sleep(rng.expovariate(1 / pause) if pause else 0)
            can_choose = any(len(widget.options()) > 1 for widget in visitor.screen.widgets())
            turn = visitor.change() if can_choose and rng.random() < 0.6 else visitor.goto(rng.choice(PAGES))
            await _gesture(turn, waits, lost)


async def _gesture(gesture, waits: list[float] | None, lost: list[int]) -> None:
    """Do something and note how long it took."""
    try:
        run = await gesture
        lost[0] += bool(run.troubles)
        if waits is not None:
            waits.append(run.seconds)
    except NoAnswer:
        lost[0] += 1


async def crowd(
    url: str, people: int, seconds: float, pause: float, trust: ssl.SSLContext | None = None
) -> dict[str, float]:
    """Let a crowd live, and return its runs per second and its waiting times (seconds; infinite when nobody was answered)."""
    waits: list[float] = []
    lost, start = [0], time.perf_counter()
    visitors = [Visitor(url, trust=trust) for _ in range(people)]
    await asyncio.gather(*(live(one, start + seconds, pause, seed, waits, lost) for seed, one in enumerate(visitors)))
    cuts = quantiles(waits, n=20) if len(waits) > 1 else [math.inf] * 19
    return {
        "tours_par_seconde": len(waits) / (time.perf_counter() - start),
        "p50": cuts[9],
        "p95": cuts[18],
        "perdus": lost[0],
    }


async def come_and_go(url: str, people: int, together: int = 20) -> None:
    """Let many people come, look at one page, and leave."""
    for first in range(0, people, together):
        await asyncio.gather(*(_look(url, seed) for seed in range(first, min(first + together, people))))


async def _look(url: str, seed: int) -> None:
    """Look at one page and leave."""
    async with Visitor(url) as visitor:
        await visitor.open(PAGES[seed % len(PAGES)])


def resident(process: subprocess.Popen) -> float:
    """Return the memory of a process, in MiB."""
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def measure(tuned: bool, people: list[int], seconds: float, folder: Path, port: int) -> dict[str, object]:
    """Measure one server."""
    url = f"http://127.0.0.1:{port}"
    with serving(tuned, folder, port) as process:
        asyncio.run(come_and_go(url, len(PAGES)))
        found: dict[str, object] = {"repos_mio": resident(process)}
        found["sans pause"] = asyncio.run(crowd(url, BUSY, seconds, 0))
        for count in people:
            found[str(count)] = asyncio.run(crowd(url, count, seconds, PAUSE))
            found[f"mio_par_session_{count}"] = max(0.0, (resident(process) - found["repos_mio"]) / count)
            print(f"  {'réglé' if tuned else 'sans réglage'}, {count} personnes", file=sys.stderr, flush=True)
    return found


def memory(visits: int, folder: Path, port: int) -> dict[str, float]:
    """Return the memory at rest before and after people came and went, twice as many the second time."""
    with serving(True, folder, port) as process:
        found = {}
        for count in (visits, visits):
            asyncio.run(come_and_go(f"http://127.0.0.1:{port}", count))
            found[f"apres_{len(found) * visits + count}"] = resident(process)
    return found


def table(tuned: dict, plain: dict, kept: dict[str, float]) -> list[str]:
    """Write one line a crowd: runs a second, waiting times, the ratio of the two."""
    lines = [
        f"{'personnes':>12}{'tours/s':>9}{'p50':>9}{'p95':>9}{'sans réglage':>14}{'p50':>9}{'p95':>9}{'débit':>8}{'p95':>8}"
    ]
    for key in (key for key, value in tuned.items() if isinstance(value, dict)):
        ours, other = tuned[key], plain[key]
        lines.append(
            f"{key:>12}{ours['tours_par_seconde']:9.1f}{ours['p50'] * 1000:6.0f} ms{ours['p95'] * 1000:6.0f} ms"
            f"{other['tours_par_seconde']:14.1f}{other['p50'] * 1000:6.0f} ms{other['p95'] * 1000:6.0f} ms"
            f"{ours['tours_par_seconde'] / other['tours_par_seconde']:7.1f}x{other['p95'] / ours['p95']:7.1f}x"
        )
    lost = sum(value["perdus"] for value in tuned.values() if isinstance(value, dict))
    per = ", ".join(
        f"{key.rsplit('_', 1)[1]} : {value:.1f} Mio" for key, value in tuned.items() if key.startswith("mio_par")
    )
    lines.append(f"demandes perdues : {lost}; mémoire au repos {tuned['repos_mio']:.0f} Mio, par session ({per})")
    return [
        *lines,
        "visites : " + ", ".join(f"{key.replace('apres_', 'après ')} : {value:.0f} Mio" for key, value in kept.items()),
    ]


def main(arguments: list[str]) -> int:
    """Measure both, print the table, keep the results."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.foule")
    parser.add_argument("--personnes", type=int, nargs="*", default=[10, 50, 200])
    parser.add_argument("--secondes", type=float, default=30)
    parser.add_argument("--visites", type=int, default=1000)
    parser.add_argument("--port", type=int, default=8860)
    args = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plain = measure(False, args.personnes, args.secondes, folder, args.port)
        tuned = measure(True, args.personnes, args.secondes, folder, args.port + 1)
        kept = memory(args.visites, folder, args.port + 2)
    keep("foule", {"regle": tuned, "sans_reglage": plain, "visites": kept})
    print("\n".join(table(tuned, plain, kept)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
