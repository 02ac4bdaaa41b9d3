"""The figures of the pages, drawn once for everybody: the same figure of the same numbers is never made twice.

Each name here is the function of `analytics.figures` of that name; called, it only remembers what it was given, and `montrer` asks
for the drawing. What is kept is found by the very values given, so no page has to say when a drawing is out of date.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from analytics.figures import (
    avancement,
    avant_apres,
    barres,
    carte,
    exercices,
    mesures,
    parts,
    petits_multiples,
    rythme,
)
from analytics.figures.vecteur import Drawing, draw

_KEPT = 1024
"""Drawings kept in memory: a few kilobytes each, thirty for a map."""

Dessins = Drawing | dict[str, Drawing] | None
"""What a figure gives: one drawing, several side by side under their names, or nothing."""


@dataclass(frozen=True, slots=True)
class Trace:
    """A figure not made yet: its function and what it was given."""

    fonction: Callable[..., go.Figure | Mapping[str, go.Figure] | None]
    args: tuple[Any, ...]
    options: dict[str, Any]

    def dessins(self, nom: str, liens: Mapping[str, str] | None) -> Dessins:
        """Return the drawing, made at most once; `nom` and `liens` as in `draw`."""
        return _dessiner(pickle.dumps((self.fonction, self.args, self.options, nom, liens)), self, nom, liens)


@st.cache_resource(show_spinner=False, max_entries=_KEPT)
def _dessiner(cle: bytes, _trace: Trace, _nom: str, _liens: Mapping[str, str] | None) -> Dessins:
    """Make the figure and draw it."""
    figure = _trace.fonction(*_trace.args, **_trace.options)
    if isinstance(figure, go.Figure):
        return draw(figure, _nom, _liens)
    return figure and {name: draw(one, f"{_nom}-{rank}", _liens) for rank, (name, one) in enumerate(figure.items())}


def _differee(fonction: Callable[..., Any], *args: Any, **options: Any) -> Trace:
    """Remember what a figure's function was given."""
    return Trace(fonction, args, options)


bars = partial(_differee, barres.bars)
labelled_bars = partial(_differee, barres.labelled_bars)
before_after_bars = partial(_differee, avant_apres.before_after_bars)
envelope_bar = partial(_differee, avancement.envelope_bar)
map_figure = partial(_differee, carte.map_figure)
exercice_bars = partial(_differee, exercices.exercice_bars)
progress_tracks = partial(_differee, mesures.progress_tracks)
parts_figure = partial(_differee, parts.parts_figure)
side_by_side = partial(_differee, petits_multiples.side_by_side)
columns_by_exercice = partial(_differee, petits_multiples.columns_by_exercice)
pace_figure = partial(_differee, rythme.pace_figure)
