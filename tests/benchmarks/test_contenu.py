"""What the peers of the benchmarks show is what the dashboard shows, its figures left to plotly."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.navigateur import ROOT

FIGURES = {
    "apercu": 4,
    "enveloppe": 5,
    "carte": 2,
    "territoires": 0,
    "priorites": 3,
    "initiatives": 0,
    "concertation": 0,
}


def test_peers_show_each_page_with_its_figures_for_two_values(tmp_path: Path) -> None:
    told = tmp_path / "contenu.json"
    subprocess.run([sys.executable, "-m", "benchmarks.pairs.contenu", str(told)], cwd=ROOT, check=True, timeout=120)
    found = json.loads(told.read_text(encoding="utf-8"))
    assert {name: len(shown) for name, shown in found.items()} == dict.fromkeys(FIGURES, 2)
    first = {name: next(iter(shown.values())) for name, shown in found.items()}
    assert {name: sum("figure" in part for part in parts) for name, parts in first.items()} == FIGURES
    assert all("<h1" in "".join(part.get("html", "") for part in parts) for parts in first.values())
