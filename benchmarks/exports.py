"""Time what the dashboard writes, each against the same made of chart pictures by a browser (plotly and kaleido).

`python -m benchmarks.exports` writes each of `comparisons` in one run, on the published facts, and prints the seconds
and the ratio. The browser is started before the clock, and serves every picture: only the making of the file is timed. Its path is
in `BROWSER_PATH`, or is the one that the preparation of the tests found.
"""

from __future__ import annotations

import io
import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import kaleido
import pandas as pd
import plotly.graph_objects as go
from playwright.sync_api import Browser, sync_playwright
from pptx import Presentation
from pptx.util import Inches

from analytics.amorce import read_published
from analytics.exports.diapositives import write_slides
from analytics.exports.releve import Releve
from analytics.exports.sequence import Materiel, Sequence, build_sequence, figure
from analytics.publications import Version
from benchmarks.exports_papier import native_sheets, native_workbook, pictured_workbook, printed_sheets
from benchmarks.resultats import keep

RUNS = 3
JOUR = pd.Timestamp("2026-03-31")
SLIDES = (
    "enveloppe", "carte", "territoires", "priorites", "territoire-kamouraska", "territoire-temiscouata", "territoire-les-basques",
    "territoire-la-mitis", "territoire-la-matanie", "territoire-regional",
)  # fmt: skip
"""Ten slides, each with a chart or the map."""
_NO_COUNTRIES = f"{(Path(__file__).parent / 'pairs' / 'decor' / 'topo').resolve().as_uri()}/"
"""An empty world: without it the browser would ask one outside for the map."""
_PICTURE = {"format": "png", "width": 1600, "height": 700, "scale": 2}


@dataclass(frozen=True, slots=True)
class Comparison:
    """One file: its name, what writes it here, what writes it from a browser's pictures. Both return its bytes."""

    nom: str
    ours: Callable[[Releve], bytes]
    peer: Callable[[Releve], bytes]


def native_slides(material: Materiel) -> bytes:
    """Write ten slides with native charts."""
    return write_slides(build_sequence(material, SLIDES))


def pictured_slides(material: Materiel) -> bytes:
    """Write the same ten slides with a picture of each figure, their titles and notes kept."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(13.333), Inches(7.5)
    sequence: Sequence = build_sequence(material, SLIDES)
    for diapo in sequence.diapos:
        slide = presentation.slides.add_slide(presentation.slide_layouts[5])
        slide.shapes.title.text = diapo.titre
        slide.shapes.add_picture(io.BytesIO(picture(figure(diapo, "light"))), Inches(0.6), Inches(1.8), Inches(12))
        slide.notes_slide.notes_text_frame.text = diapo.notes
    sink = io.BytesIO()
    presentation.save(sink)
    return sink.getvalue()


def picture(drawn: go.Figure) -> bytes:
    """Return a figure as a picture made by the browser."""
    return kaleido.calc_fig_sync(drawn, opts=_PICTURE, topojson=_NO_COUNTRIES)


def comparisons(browser: Browser) -> tuple[Comparison, ...]:
    """Return what is timed; `browser` prints the sheets, kaleido's own makes the pictures."""
    return (
        Comparison("dix diapositives (pptx)", native_slides, pictured_slides),
        Comparison("neuf fiches (pdf)", native_sheets, lambda releve: printed_sheets(releve, picture, browser)),
        Comparison("version entière (xlsx)", native_workbook, lambda releve: pictured_workbook(releve, picture)),
    )


def browser_path() -> str | None:
    """Return the browser named by `BROWSER_PATH`, else the one of the preparation."""
    prepared = Path(".venv") / "preparation.json"
    found = json.loads(prepared.read_text(encoding="utf-8")).get("navigateur") if prepared.exists() else None
    return os.environ.get("BROWSER_PATH") or found


def published() -> Releve:
    """Return the published facts as version 1."""
    version = Version(1, datetime(2026, 3, 31, tzinfo=UTC), "Banc", "Banc", "publication", {}, "", False, True, "1")
    return Releve(version, read_published().frames, JOUR)


def timed(write: Callable[[Releve], bytes], material: Releve) -> tuple[float, int]:
    """Return the best seconds of several writings, and the bytes of the file."""
    spent = []
    for _ in range(RUNS):
        start = time.perf_counter()
        content = write(material)
        spent.append(time.perf_counter() - start)
    return min(spent), len(content)


def main() -> None:
    """Print one line a comparison, and keep the figures."""
    material, kept = published(), {}
    kaleido.start_sync_server(path=browser_path(), silence_warnings=True)
    try:
        with sync_playwright() as drivers, drivers.chromium.launch(executable_path=browser_path()) as browser:
            for one in comparisons(browser):
                (ours, small), (peer, large) = timed(one.ours, material), timed(one.peer, material)
                kept[one.nom] = {"secondes": ours, "octets": small, "images_secondes": peer, "images_octets": large}
                print(
                    f"{one.nom:<24}{ours:7.3f} s {small / 1e3:7.0f} ko   images {peer:7.2f} s {large / 1e3:7.0f} ko   "
                    f"{peer / ours:6.1f}x"
                )
    finally:
        kaleido.stop_sync_server()
    keep("exports", kept)


if __name__ == "__main__":
    main()
