"""Run every benchmark and write one table of them all: `make bench`, or `python -m benchmarks [NAME…]`.

Each one runs alone, in a process of its own; what it prints goes into `.benchmarks/table.txt`, its figures into `.benchmarks/tout.json`. Fifty
minutes on two quiet cores for all of them; a name or more runs only those.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time

from benchmarks.resultats import FOLDER, ROOT, keep, place

BENCHES = {
    "lecture": "Lire, reconnaître, vérifier et typer un million de lignes",
    "ecriture_xlsx": "Écrire un gros classeur",
    "agregats": "Additionner un million de lignes",
    "croissance": "Ce que chaque coût devient, de 1 000 à 1 000 000 de lignes",
    "pages": "Le script de chaque page, de 25 à 100 000 initiatives",
    "navigateur": "Chaque page dans un navigateur, à côté d'une page nue, de Dash et de Panel",
    "exports": "Diapositives, fiches, classeur",
    "foule": "Une foule sur un processus, avec et sans les réglages",
    "repliques": "Les mêmes foules sur une réplique, puis sur deux",
    "charge": "Une foule à travers nginx, une réplique tuée au milieu",
}


def run(name: str) -> str:
    """Run one benchmark and return what it says; its progress stays on the screen."""
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    outcome = "" if done.returncode == 0 else f"\nÉCHEC (code {done.returncode})"
    return f"## {name} : {BENCHES[name]} ({time.perf_counter() - start:.0f} s)\n\n{done.stdout.rstrip()}{outcome}\n"


def figures() -> dict[str, object]:
    """Return name → figures of the benchmarks that have kept theirs."""
    kept = {name: place(name) for name in BENCHES}
    return {name: json.loads(path.read_text(encoding="utf-8")) for name, path in kept.items() if path.exists()}


def main(arguments: list[str]) -> int:
    """Run the benchmarks, write the table and the figures; 2 for a name that is none."""
    if unknown := [name for name in arguments if name not in BENCHES]:
        print(f"Banc inconnu : {unknown[0]}. Bancs : {', '.join(BENCHES)}.", file=sys.stderr)
        return 2
    FOLDER.mkdir(exist_ok=True)
    said = []
    for name in arguments or BENCHES:
        said.append(run(name))
        print(said[-1], flush=True)
        (FOLDER / "table.txt").write_text("\n".join(said), encoding="utf-8")
    keep("tout", figures())
    return 1 if any("\nÉCHEC" in text for text in said) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
