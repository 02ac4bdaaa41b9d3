"""Time each page's script with 25, 10 000 and 100 000 fictitious initiatives: it should not grow once cached.

`python -m benchmarks.pages` prints a table and writes `.benchmarks/pages.json`. Each size runs in a process of its own; the figure is
the fastest of several runs once the caches are warm, and the ratio is that time over the one with 25 initiatives.
"""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import UTC, datetime

from benchmarks.resultats import ROOT, keep, measure_apart

SIZES = (25, 10_000, 100_000)
RUNS = 7


def page_scripts() -> list[str]:
    """Return the scripts of the reading pages, relative to the root."""
    return sorted(
        str(path.relative_to(ROOT))
        for folder in ("consulter", "comprendre")
        for path in (ROOT / "pages" / folder).glob("*.py")
    )


def make_store(url: str, initiatives: int) -> None:
    """Publish a fictitious version of this size."""
    from analytics.exports.exemple import example_tables
    from analytics.publications import Store

    tables = example_tables(initiatives, 1)
    Store(url).publish(tables, [], publiee_le=datetime.now(UTC), auteur="Banc d'essai", commentaire="Exemple fictif")


def measure(initiatives: int) -> dict[str, dict[str, float]]:
    """Return page → seconds of the first run and of the fastest warm run, on a store of this size (run in its own process)."""
    from streamlit.testing.v1 import AppTest

    make_store(os.environ["ALLIANCE_DATABASE_URL"], initiatives)
    found = {}
    for script in page_scripts():
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120).run()
        times = []
        for rank in range(RUNS + 1):
            start = time.perf_counter()
            app = app.switch_page(script).run() if rank == 0 else app.run()
            times.append(time.perf_counter() - start)
            if app.exception:
                raise RuntimeError(f"{script}: {app.exception[0].message}")
        found[script] = {"premiere": times[0], "ensuite": min(times[1:])}
    return found


def main() -> None:
    """Print one line a page: milliseconds at each size, and the growth from the smallest to the largest."""
    if "--taille" in sys.argv:
        print(json.dumps(measure(int(sys.argv[-1]))))
        return
    by_size = {size: measure_apart("pages", "--taille", str(size)) for size in SIZES}
    keep("pages", by_size)
    print(f"{'page':<38}" + "".join(f"{size:>12}" for size in SIZES) + f"{'rapport':>10}{'1re vue':>10}")
    for script in by_size[SIZES[0]]:
        warm = [by_size[size][script]["ensuite"] for size in SIZES]
        first = by_size[SIZES[-1]][script]["premiere"]
        print(
            f"{script:<38}"
            + "".join(f"{t * 1000:>9.0f} ms" for t in warm)
            + f"{warm[-1] / warm[0]:>10.2f}{first:>8.2f} s"
        )


if __name__ == "__main__":
    main()
