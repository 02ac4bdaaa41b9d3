"""Turn a figure into a drawing that a browser shows at once, without plotly: the same marks, texts and colours.

Horizontal places are parts of the width, sizes are pixels: a drawing fills the place it is given and its letters keep their
size, on a telephone as on a wall. What the project's figures use of plotly is understood, and nothing else: a figure that
asks for more raises `NotDrawable`, which is our bug.
"""

from __future__ import annotations

from collections.abc import Mapping

import plotly.graph_objects as go

from analytics.figures.vecteur.carte import draw_map
from analytics.figures.vecteur.elements import Drawing, NotDrawable
from analytics.figures.vecteur.plan import draw_plan

__all__ = ["Drawing", "NotDrawable", "draw"]


def draw(figure: go.Figure, name: str, links: Mapping[str, str] | None = None) -> Drawing:
    """Return the drawing of a figure; `name` tells its patterns apart from those of the other drawings of a page.

    `links`: what a mark stands for (a territoire, a priorité) → the address that it opens.
    """
    spec = figure.to_plotly_json()
    is_map = any(trace["type"] == "choropleth" for trace in spec["data"])
    return draw_map(spec, links or {}) if is_map else draw_plan(spec, name, links or {})
