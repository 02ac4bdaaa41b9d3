"""Where the benchmarks run and keep their figures, and what several of them do the same way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".benchmarks"
BENCH_PYTHON = ROOT / ".venv-bancs" / "bin" / "python"
"""The environment of what the project is compared with; it may not be there."""


def place(name: str) -> Path:
    """Return the file of the figures of a benchmark."""
    return FOLDER / f"{name}.json"


def keep(name: str, figures: Any) -> None:
    """Keep the figures of a benchmark, in the place of the last ones."""
    FOLDER.mkdir(exist_ok=True)
    place(name).write_text(json.dumps(figures, ensure_ascii=False, indent=1), encoding="utf-8")


def measure_apart(name: str, *words: str) -> Any:
    """Run a benchmark in a new process, on a new store, and return the figures of its last line."""
    with tempfile.TemporaryDirectory() as folder:
        told = os.environ | {"ALLIANCE_DATABASE_URL": f"sqlite:///{folder}/banc.sqlite", "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", f"benchmarks.{name}", *words]
        done = subprocess.run(command, cwd=ROOT, env=told, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])
