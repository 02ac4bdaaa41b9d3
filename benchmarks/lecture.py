"""Time the whole reading of a deposit against what other libraries do of it, in one run, with the peak of memory of each.

    make bench BANCS=lecture                   also with pandera and frictionless
    python -m benchmarks.lecture               1 000 000 rows of CSV and 100 000 of xlsx, 14 columns
    python -m benchmarks.lecture --lignes 100000 --lignes-xlsx 10000

« Lecture du projet » reads, recognises the columns, types every cell, checks everything and builds the tables; « à part » adds
the limited process in which the pages and the command do it. Ratios are of one run: seconds depend on the machine.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from benchmarks.lecture_donnees import write_csv, write_xlsx
from benchmarks.resultats import ROOT, place

CSV_WAYS = (
    "lecture du projet",
    "lecture du projet, à part",
    "pyarrow, brut",
    "pandas, typé",
    "pandas, au plus vite",
    "pandas et pandera",
    "frictionless",
)
XLSX_WAYS = ("lecture du projet", "lecture du projet, à part", "calamine, brut")
ONCE = {"frictionless"}
NEEDS = {"pandas et pandera": "pandera", "frictionless": "frictionless"}
AIMS = (
    ("csv", "pandas, typé", 1.0, "moins que le temps de pandas pour lire"),
    ("csv", "frictionless", 20.0, "vingt fois plus vite que frictionless"),
    ("xlsx", "calamine, brut", 1 / 1.5, "moins d'une fois et demie calamine brut"),
)
"""File, what it is compared with, how many times faster it must be at least, and the aim in words."""
Measures = dict[str, dict[str, float]]


def measure_apart(way: str, path: Path, repeats: int) -> dict[str, float]:
    """Measure one way in a process of its own: seconds, processor seconds, peak of memory in MiB."""
    command = [sys.executable, "-m", "benchmarks.lecture_outils", way, str(path), str(repeats)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    output = process.stdout.read()
    process.stdout.close()
    peak = 0.0
    if hasattr(os, "wait4"):
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        peak = usage.ru_maxrss / 1024
    if process.wait():
        raise RuntimeError(f"la mesure « {way} » a échoué")
    return json.loads(output) | {"memoire_mio": round(peak)}


def compare(ways: tuple[str, ...], path: Path, rounds: int, repeats: int) -> Measures:
    """Measure several ways, one after the other and again, and keep the best of each."""
    best: Measures = {}
    for turn in range(rounds):
        for way in ways:
            if turn and way in ONCE or (way in NEEDS and find_spec(NEEDS[way]) is None):
                continue
            found = measure_apart(way, path, 1 if way in ONCE else repeats)
            print(f"  {way:28} {found['secondes']:8.2f} s", file=sys.stderr, flush=True)
            known = best.get(way, found)
            best[way] = {key: min(value, known[key]) for key, value in found.items()}
    return best


def table(measures: Measures) -> list[str]:
    """Write the measures as lines, each with its ratio to ours."""
    reference = measures["lecture du projet"]["secondes"]
    lines = [f"{'':28} {'secondes':>9} {'proc.':>7} {'mémoire':>9} {'rapport':>8}"]
    for way, found in measures.items():
        ratio = f"{found['secondes'] / reference:.2f}"
        lines.append(
            f"{way:28} {found['secondes']:9.2f} {found['processeur']:7.2f} {found['memoire_mio']:5.0f} Mio {ratio:>8}"
        )
    return lines


def aims(results: dict[str, Measures]) -> list[str]:
    """Say whether each aim is reached, and by how much."""
    said = []
    for kind, other, least, words in AIMS:
        if other in results[kind]:
            faster = results[kind][other]["secondes"] / results[kind]["lecture du projet"]["secondes"]
            reached = "atteint" if faster >= least else "MANQUÉ"
            said.append(f"{kind} : {words} : {reached} ({faster:.2f} fois plus vite, il en faut {least:.2f})")
    return said


def main(arguments: list[str]) -> int:
    """Make the files, measure, print the table and write the results."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lecture")
    parser.add_argument("--lignes", type=int, default=1_000_000)
    parser.add_argument("--lignes-xlsx", type=int, default=100_000)
    parser.add_argument("--tours", type=int, default=2)
    parser.add_argument("--fois", type=int, default=3)
    parser.add_argument("--sortie", type=Path, default=place("lecture"))
    args = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        csv, xlsx = Path(folder) / "projets.csv", Path(folder) / "projets.xlsx"
        write_csv(csv, args.lignes)
        write_xlsx(xlsx, args.lignes_xlsx)
        sizes = {"csv": csv.stat().st_size, "xlsx": xlsx.stat().st_size}
        results = {
            "csv": compare(CSV_WAYS, csv, args.tours, args.fois),
            "xlsx": compare(XLSX_WAYS, xlsx, args.tours, args.fois),
        }
    for kind, count in (("csv", args.lignes), ("xlsx", args.lignes_xlsx)):
        print(f"\n{kind}, {count} lignes, {sizes[kind] / 2**20:.0f} Mio", *table(results[kind]), sep="\n")
    print("", *aims(results), sep="\n")
    args.sortie.parent.mkdir(parents=True, exist_ok=True)
    record = {"lignes": {"csv": args.lignes, "xlsx": args.lignes_xlsx}, "octets": sizes, "mesures": results}
    args.sortie.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
