"""How each cost grows from 1 000 to 1 000 000 rows of funding: read, publish, read the version again, add up, show.

    python -m benchmarks.croissance                        the four sizes, fictitious
    python -m benchmarks.croissance --lignes 1000 10000

Each size has a process of its own, with the peak of its memory. Ten times the rows should cost ten times at most: the last column of a size
tells how many times more than the size before it.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from streamlit.testing.v1 import AppTest

from analytics.aggregates.groups import CUTS, aggregate_by
from analytics.aggregates.ledger import build_ledger
from analytics.publications import Store
from benchmarks.agregats import SIZES, tables_of
from benchmarks.lecture_donnees import write_csv
from benchmarks.lecture_outils import ours
from benchmarks.resultats import ROOT, keep, measure_apart

MEMORY = "mémoire au plus"
COSTS = (
    "lire et vérifier un CSV",
    "publier",
    "relire la version",
    "grand livre",
    "cinq découpages",
    "vue d'ensemble, 1re fois",
    "vue d'ensemble, ensuite",
    MEMORY,
)


def timed(work: Callable[[], object]) -> float:
    """Return how long something takes, in seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure(rows: int) -> dict[str, float]:
    """Return cost → seconds (MiB for the memory) with this many rows; run in a process of its own."""
    url, tables, now = os.environ["ALLIANCE_DATABASE_URL"], tables_of(rows), datetime.now(UTC)
    store = Store(url)
    ledger = build_ledger(tables)
    costs = [
        reading_cost(rows),
        timed(lambda: store.publish(tables, [], publiee_le=now, auteur="Banc", commentaire="Exemple fictif")),
        timed(lambda: Store(url).tables(1)),
        timed(lambda: build_ledger(tables)),
        timed(lambda: [aggregate_by(par, ledger) for par in CUTS]),
        *page_costs(),
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    ]
    return dict(zip(COSTS, costs, strict=True))


def reading_cost(rows: int) -> float:
    """Return the seconds that a CSV of this many rows takes to be read and checked."""
    with tempfile.TemporaryDirectory() as folder:
        csv = Path(folder) / "projets.csv"
        write_csv(csv, rows)
        return timed(lambda: ours(csv))


def page_costs() -> tuple[float, float]:
    """Return the seconds of the first page the first time, its imports already made, and then."""
    AppTest.from_file(str(ROOT / "app.py"), default_timeout=600).switch_page("pages/comprendre/dictionnaire.py").run()
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
    first = timed(app.run)
    if app.exception:
        raise RuntimeError(app.exception[0].message)
    return first, min(timed(app.run) for _ in range(5))


def table(results: dict[int, dict[str, float]]) -> list[str]:
    """Write one line a cost: what it takes at each size, and how many times more than at the size before."""
    sizes = list(results)
    lines = [f"{'lignes':<26}" + "".join(f"{size:>20}" for size in sizes)]
    for cost in COSTS:
        cells = []
        for rank, size in enumerate(sizes):
            value = results[size][cost]
            shown = f"{value:.0f} Mio" if cost == MEMORY else f"{value * 1000:.0f} ms"
            times = f"({value / results[sizes[rank - 1]][cost]:.1f}x)" if rank else ""
            cells.append(f"{shown:>12}{times:>8}")
        lines.append(f"{cost:<26}" + "".join(cells))
    return lines


def main(arguments: list[str]) -> int:
    """Measure each size, print the table, keep the results."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.croissance")
    parser.add_argument("--lignes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--ici", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args(arguments)
    if args.ici:
        print(json.dumps(measure(args.lignes[0])))
        return 0
    results = {size: measure_apart("croissance", "--ici", "--lignes", str(size)) for size in args.lignes}
    keep("croissance", results)
    print("\n".join(table(results)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
