"""Time the aggregates beside DuckDB doing the same group-bys on the same columns, and how each cost grows with the number of rows.

    python -m benchmarks.agregats                     1 000 to 1 000 000 funding rows, fictitious
    python -m benchmarks.agregats --lignes 1000000

The ledger is built once a version and kept; every page then cuts it. DuckDB (`.venv-bancs`) reads the same columns from memory, and answers
the same five cuts: three sums, the number of initiatives and of those with an amount. It does not carry « plus de » through the sums.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from analytics.aggregates.groups import CUTS, aggregate_by
from analytics.aggregates.ledger import DIMENSIONS, MEASURES, build_ledger
from analytics.exports.exemple import example_tables

ROOT = Path(__file__).resolve().parents[1]
OUTPUT = ROOT / ".benchmarks" / "agregats.json"
BENCH_PYTHON = ROOT / ".venv-bancs" / "bin" / "python"
SIZES = (1_000, 10_000, 100_000, 1_000_000)
_BASE = 4_000
"""Initiatives drawn; more rows repeat them under other identifiers."""


def tables_of(rows: int) -> dict[str, pd.DataFrame]:
    """Return fictitious tables with this many funding rows."""
    drawn = example_tables(min(_BASE, max(50, rows // 2)), 1)
    times = -(-rows // len(drawn["financement"]))
    grown = {name: _repeat(drawn[name], times) for name in ("initiatives", "financement")}
    return drawn | grown | {"financement": grown["financement"].iloc[:rows].reset_index(drop=True)}


def _repeat(frame: pd.DataFrame, times: int) -> pd.DataFrame:
    """Repeat the rows of a frame, each time under other identifiers."""
    whole = frame.loc[np.tile(frame.index, times)].reset_index(drop=True)
    turn = np.repeat(np.arange(times), len(frame)).astype(str)
    return whole.assign(id_initiative=whole["id_initiative"] + "-" + pd.Series(turn, dtype="str"))


def best(work: Callable[[], object], times: int = 3) -> float:
    """Return the shortest of several times, in seconds."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)


def measure(rows: int) -> dict[str, float]:
    """Return the seconds of the ledger, of the five cuts, and of DuckDB's five."""
    tables = tables_of(rows)
    ledger = build_ledger(tables)
    found = {
        "grand_livre": best(lambda: build_ledger(tables), 1 if rows > 100_000 else 3),
        "cinq_decoupages": best(lambda: [aggregate_by(par, ledger) for par in CUTS]),
    }
    return found | ({"duckdb": duckdb_seconds(ledger)} if BENCH_PYTHON.exists() else {})


def duckdb_seconds(ledger: pd.DataFrame) -> float:
    """Return the seconds that DuckDB takes, in the environment of the benchmarks."""
    columns = [*DIMENSIONS, "id_initiative", *MEASURES]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "grand-livre.parquet"
        ledger[columns].to_parquet(path)
        code = _DUCKDB.format(path=str(path), cuts=list(CUTS.values()))
        done = subprocess.run([BENCH_PYTHON, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout)


_DUCKDB = """
import time
import duckdb
base = duckdb.connect()
base.execute("create table livre as select * from read_parquet('{path}')")
ask = ("select {{0}}, sum(montant_accorde), sum(montant_verse), sum(montant_depense), count(distinct id_initiative), "
       "count(distinct id_initiative) filter (where montant_accorde is not null) from livre group by {{0}}")
found = []
for _ in range(3):
    start = time.perf_counter()
    for cut in {cuts}:
        base.execute(ask.format(cut)).fetchall()
    found.append(time.perf_counter() - start)
print(min(found))
"""


def table(results: dict[int, dict[str, float]]) -> list[str]:
    """Write one line a size, with the ratio to DuckDB and the growth from the size before."""
    lines = [f"{'lignes':>10}{'grand livre':>13}{'5 découpages':>14}{'DuckDB':>10}{'rapport':>9}{'croissance':>12}"]
    before = None
    for size, found in results.items():
        other, own = found.get("duckdb"), found["cinq_decoupages"]
        ratio = f"{own / other:9.2f}" if other else f"{'–':>9}"
        grown = f"{own / before:12.1f}" if before else f"{'–':>12}"
        shown = f"{other * 1000:7.0f} ms" if other else f"{'–':>10}"
        lines.append(f"{size:10}{found['grand_livre'] * 1000:10.0f} ms{own * 1000:11.0f} ms{shown}{ratio}{grown}")
        before = own
    return lines


def main(arguments: list[str]) -> int:
    """Measure each size, print the table, keep the results."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.agregats")
    parser.add_argument("--lignes", type=int, nargs="*", default=SIZES)
    results = {size: measure(size) for size in parser.parse_args(arguments).lignes}
    OUTPUT.parent.mkdir(exist_ok=True)
    OUTPUT.write_text(json.dumps(results, indent=1), encoding="utf-8")
    print("\n".join(table(results)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
