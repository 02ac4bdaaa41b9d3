"""The dashboard without its tuning: no ASGI form (nothing frozen, nothing compressed), figures made at each run and drawn by plotly.

Copied into a folder beside links to the project's own, and served by `streamlit run`.
"""

import runpy
from dataclasses import dataclass
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

from analytics.figures.vecteur import Drawing
from pages.commun import figure, traces


@dataclass(frozen=True, slots=True)
class Drawn(Drawing):
    """A figure that plotly will draw, in the place of a drawing."""

    figure: go.Figure | None = None


def dessins(trace, _nom, _liens):
    """Make the figure again at each run."""
    made = trace.fonction(*trace.args, **trace.options)
    if isinstance(made, go.Figure):
        return Drawn("", (0, 0, 0, 0), figure=made)
    return made and {name: Drawn("", (0, 0, 0, 0), figure=one) for name, one in made.items()}


def poser(cle, drawn, resume):
    """Let plotly draw."""
    st.plotly_chart(drawn.figure, key=f"figure-{cle}", theme=None, alt=resume)


traces.Trace.dessins = dessins
figure._poser = poser
runpy.run_path(str(Path(__file__).with_name("app.py")), run_name="__main__")
