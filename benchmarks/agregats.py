"""Time the aggregates beside DuckDB doing the same group-bys on the same columns, and how each cost grows with the number of rows.

    python -m benchmarks.agregats                     1 000 to 1 000 000 funding rows, fictitious
    python -m benchmarks.agregats --lignes 1000000

The ledger is built once a version and kept; every page then cuts it. DuckDB (`.venv-bancs`) reads the same columns from memory, and answers
the same five cuts: three sums, the number of initiatives and of those with an amount. It has neither the total nor « plus de » to carry
through the sums. Rounds take turns, ours then DuckDB's, and a ratio is the median of the rounds; what DuckDB answers is first
compared to the cent. It is timed twice: on the words as typed, and on enumerations and numbers made beforehand, as the ledger's are.
Our five cuts are timed together, what they share worked out once, and one by one, as pages ask for them; the ratios are those of the five
together. DuckDB answers five questions: one question with `grouping sets` is no quicker from 100 000 rows, and hardly below.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path

import numpy as np
import pandas as pd

from analytics.aggregates.groups import CUTS, Aggregate, aggregate_by, aggregate_cuts
from analytics.aggregates.ledger import MEASURES, build_ledger
from analytics.exports.exemple import example_tables
from benchmarks.resultats import BENCH_PYTHON, ROOT, keep

SIZES = (1_000, 10_000, 100_000, 1_000_000)
DUCKDB = ROOT / "benchmarks" / "pairs" / "decoupages_duckdb.py"
LEDGER, OWN, SINGLE = "grand livre", "cinq découpages", "un par un"
PEERS = {"mots": "mots", "numeros": "numéros"}
"""Question asked to DuckDB → its name in the table."""
Times = tuple[float, float]
"""Seconds, and processor seconds."""
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


def timed(work: Callable[[], object]) -> Times:
    """Return the seconds and the processor seconds of some work."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - processor


class DuckDB:
    """DuckDB in a process of its own, with the ledger's columns in memory, asked as often as needed."""

    def __init__(self, ledger: pd.DataFrame, folder: Path) -> None:
        """Give it the ledger."""
        path = folder / "grand-livre.parquet"
        ledger[[*CUTS.values(), "id_initiative", "rang_initiative", *MEASURES]].to_parquet(path)
        command = [str(BENCH_PYTHON), str(DUCKDB), str(path), *CUTS.values()]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)

    def ask(self, question: str) -> list:
        """Return the answer to one question."""
        self._process.stdin.write(question + "\n")
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        """End it."""
        self._process.communicate()


def check_same(answers: list[list[list]], aggregates: list[Aggregate]) -> None:
    """Raise ValueError when DuckDB and the aggregates differ by a cent or by an initiative."""
    for rows, aggregate in zip(answers, aggregates, strict=True):
        groups = aggregate.lignes.set_index("cle")[[*MEASURES, "nombre_initiatives", "nombre_avec_montant"]]
        ours = {key: [None if pd.isna(value) else int(value) for value in row] for key, *row in groups.itertuples()}
        theirs = {key: row for key, *row in rows}
        if theirs != {key: ours.get(key) for key in theirs} or any(ours[key][3] for key in ours.keys() - theirs.keys()):
            raise ValueError(f"cut {aggregate.par}: DuckDB {theirs}, ours {ours}")


def measure(rows: int) -> dict[str, list[Times]]:
    """Return the times of the ledger, and round by round those of the five cuts and of DuckDB's five."""
    tables = tables_of(rows)
    found = {LEDGER: [timed(lambda: build_ledger(tables)) for _ in range(3)]}
    ledger = build_ledger(tables)
    rounds = 25 if rows < 1_000_000 else 9
    own = (lambda: aggregate_cuts(ledger), lambda: [aggregate_by(par, ledger) for par in CUTS])
    with tempfile.TemporaryDirectory() as folder, ExitStack() as opened:
        other = opened.enter_context(closing(DuckDB(ledger, Path(folder)))) if BENCH_PYTHON.exists() else None
        if other:
            check_same(other.ask("reponses"), list(aggregate_cuts(ledger).values()))
        for _ in range(rounds):
            for name, work in zip((OWN, SINGLE), own, strict=True):
                found.setdefault(name, []).append(timed(work))
            for name in PEERS if other else ():
                found.setdefault(name, []).append(tuple(other.ask(name)))
    return found


def table(results: dict[int, dict[str, list[Times]]]) -> list[str]:
    """Write one line a size: median times (processor time beside), ratios to DuckDB, growth from the size before."""
    heads = (
        f"{LEDGER:>16}",
        *(f"{name:>18}" for name in (OWN, SINGLE)),
        *(f"{f'DuckDB, {name}':>18}{'rapport':>9}" for name in PEERS.values()),
    )
    lines = [f"{'lignes':>9}{''.join(heads)}{'croissance':>12}", f"{'':9}(ms écoulées / ms de processeur; médianes)"]
    before = None
    for size, found in results.items():
        cells = [f"{_said(found[LEDGER]):>16}", *(f"{_said(found[name]):>18}" for name in (OWN, SINGLE))]
        for name in PEERS:
            told = (_said(found[name]), f"{_ratio(found[OWN], found[name]):.2f}") if name in found else ("–", "–")
            cells.append(f"{told[0]:>18}{told[1]:>9}")
        own = statistics.median(wall for wall, _ in found[OWN])
        lines.append(f"{size:9}{''.join(cells)}{f'{own / before:.1f}' if before else '–':>12}")
        before = own
    return lines


def _said(times: list[Times]) -> str:
    """Write the median milliseconds, and those of the processor."""
    wall, processor = (statistics.median(column) * 1000 for column in zip(*times, strict=True))
    return f"{wall:.1f} / {processor:.1f}" if wall < 100 else f"{wall:.0f} / {processor:.0f}"


def _ratio(own: list[Times], other: list[Times]) -> float:
    """Return the median of the ratios of the rounds."""
    return statistics.median(mine[0] / theirs[0] for mine, theirs in zip(own, other, strict=True))


def main(arguments: list[str]) -> int:
    """Measure each size, print the table, keep the results."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.agregats")
    parser.add_argument("--lignes", type=int, nargs="*", default=SIZES)
    results = {size: measure(size) for size in parser.parse_args(arguments).lignes}
    keep("agregats", results)
    print("\n".join(table(results)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
