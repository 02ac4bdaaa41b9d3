"""What the pages are compared with: the same pages written with another framework, or bare. Nothing of the product uses it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

Part = dict[str, Any]
"""One thing shown: `{"html": …}` or `{"figure": …}` (what plotly is told)."""


def read() -> dict[str, dict[str, list[Part]]]:
    """Return page → envelope (or one empty name) → what is shown in order, from the file that `CONTENU` names."""
    return json.loads(Path(os.environ["CONTENU"]).read_text(encoding="utf-8"))
