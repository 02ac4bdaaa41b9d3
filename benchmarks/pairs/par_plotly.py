"""Let plotly draw the figures of the pages, as before the drawings: made again at each run, sent whole, drawn by the browser."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

import plotly.graph_objects as go
import streamlit as st

from analytics.figures.vecteur import Drawing
from pages.commun import figure, traces


@dataclass(frozen=True, slots=True)
class Drawn(Drawing):
    """A figure that plotly will draw, in the place of a drawing."""

    figure: go.Figure | None = None


def draw_by_plotly() -> None:
    """From now on, in this process, no figure is a drawing."""
    traces.Trace.dessins = _dessins
    figure._place, figure._ecrire = _place, _ecrire


def _dessins(trace: traces.Trace, _nom: str, _liens: Mapping[str, str] | None) -> Drawn | dict[str, Drawn] | None:
    """Make the figure again."""
    made = trace.fonction(*trace.args, **trace.options)
    if isinstance(made, go.Figure):
        return Drawn("", (0, 0, 0, 0), figure=made)
    return made and {name: Drawn("", (0, 0, 0, 0), figure=one) for name, one in made.items()}


def _place(cle: str, drawn: Drawn, resume: str) -> tuple[str, Drawn, str]:
    """Give what plotly needs, in the place of HTML."""
    return cle, drawn, resume


def _ecrire(parties: Iterable[str | tuple[str, Drawn, str]]) -> None:
    """Write the parts of a block: what is HTML, what plotly draws."""
    for is_html, parts in groupby(parties, lambda part: isinstance(part, str)):
        if is_html:
            st.html("".join(parts))
            continue
        for cle, drawn, resume in parts:
            st.plotly_chart(drawn.figure, key=f"figure-{cle}", theme=None, alt=resume)
