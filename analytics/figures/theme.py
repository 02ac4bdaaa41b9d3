"""Give every figure one look, light and dark (contrasts checked in tests/figures/test_theme.py)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import plotly.graph_objects as go

Mode = Literal["light", "dark"]
FONT = "SourceSans3, sans-serif"


@dataclass(frozen=True, slots=True)
class Palette:
    """Name the colours of one mode: each has one meaning on every screen, slide and sheet."""

    background: str
    surface: str
    text: str
    muted: str
    outline: str
    grid: str
    accorde: str
    verse: str
    depense: str
    temps: str
    probleme: str
    reste: str
    ramp: tuple[str, ...]
    """Five classes of the map, from the smallest to the largest amount."""


LIGHT = Palette(
    background="#FFFFFF", surface="#F5F2EB", text="#1B2733", muted="#4A5A68", outline="#5E6E7B", grid="#DDE3E8",
    accorde="#0B5A7A", verse="#2E7D5B", depense="#7A3E78", temps="#B25E09", probleme="#B3362B", reste="#4A5A68",
    ramp=("#D3E7F0", "#9CC9DC", "#5DA3C2", "#25789D", "#074660"),
)  # fmt: skip
DARK = Palette(
    background="#12181D", surface="#1D262D", text="#E8EDF1", muted="#A9B7C3", outline="#8495A3", grid="#2F3B45",
    accorde="#6BB7DA", verse="#6CC3A0", depense="#CF9ACD", temps="#F0A35B", probleme="#F28B7D", reste="#A9B7C3",
    ramp=("#1D3A49", "#27566C", "#377B99", "#5DA7C8", "#A9DAF0"),
)  # fmt: skip


def palette(mode: Mode) -> Palette:
    """Return the colours of a mode."""
    return DARK if mode == "dark" else LIGHT


def blank(mode: Mode, height: int, **layout) -> go.Figure:
    """Return an empty figure with the common look and no template: what is sent to the browser stays small."""
    colours = palette(mode)
    figure = go.Figure()
    figure.update_layout(
        template="none",
        height=height,
        margin={"l": 0, "r": 0, "t": 8, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT, "size": 16, "color": colours.text},
        hoverlabel={
            "font": {"family": FONT, "size": 15, "color": colours.text},
            "bgcolor": colours.surface,
            "bordercolor": colours.outline,
        },
        showlegend=False,
        dragmode=False,
        separators=", ",
    )
    figure.update_xaxes(fixedrange=True)
    figure.update_yaxes(fixedrange=True)
    return figure.update_layout(**layout)


PATTERNS = {"plancher": "/", "arrondi": ".", "plafond": "\\"}
"""Precision that is not exact → hatching of its bar."""


def bar_fills(inks: list[str], precisions: list[str | None], colours: Palette) -> dict:
    """Return the marker of bars that say how sure each amount is: solid when exact, hatched when a floor, a ceiling or rounded."""
    pattern = {
        "shape": [PATTERNS.get(p or "", "") for p in precisions],
        "fillmode": "replace",
        "bgcolor": colours.background,
        "size": 7,
        "solidity": 0.4,
    }
    return {"color": inks, "pattern": pattern, "line": {"color": inks, "width": 1.2}}
