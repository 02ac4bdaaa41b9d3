"""Draw small multiples: the same little chart several times, on one scale, so that they can be compared at a glance."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from analytics import format_fr
from analytics.figures.barres import bars, reach
from analytics.figures.theme import Mode, Palette, bar_fills, blank, palette

_ROW_PX = 104
_NARROW_COLUMN_PX = 190
_TALLEST = 0.5
"""Height of the tallest column, the height of a row being 1: the rest holds the name above and the amount."""


def side_by_side(groups: Mapping[str, pd.DataFrame], mode: Mode, quiet: tuple[str, ...] = ()) -> dict[str, go.Figure]:
    """Return one bar chart a name (`cle`, `montant_accorde` in cents, `precision`), all with the same scale."""
    figures = {name: bars(frame, mode, quiet=quiet) for name, frame in groups.items()}
    lengths = [0.0 if pd.isna(v) else v / 100 for frame in groups.values() for v in frame["montant_accorde"]]
    labels = [
        format_fr.montant_court(v, p)
        for frame in groups.values()
        for v, p in zip(frame["montant_accorde"], frame["precision"], strict=True)
    ]
    end = reach(lengths, labels, _NARROW_COLUMN_PX)
    for figure in figures.values():
        figure.update_xaxes(range=[0, end])
    return figures


def without_silent(groups: Mapping[str, pd.DataFrame]) -> tuple[dict[str, pd.DataFrame], list[str]]:
    """Leave out of frames cut alike the groups that no frame has an amount for, and name them; all stay when none has any."""
    known = {key for frame in groups.values() for key in frame.loc[frame["montant_accorde"].notna(), "cle"]}
    if not known:
        return dict(groups), []
    silent = [
        key for key in dict.fromkeys(key for frame in groups.values() for key in frame["cle"]) if key not in known
    ]
    return {name: frame.loc[~frame["cle"].isin(silent)] for name, frame in groups.items()}, silent


def columns_by_exercice(crossed: pd.DataFrame, row: str, mode: Mode, unscaled: tuple[str, ...] = ()) -> go.Figure:
    """Draw, for each value of `row`, its amounts by exercice as columns from zero, one row of columns above the other.

    `crossed`: `row`, `exercice`, `montant_accorde` (cents, missing = not published), `precision`. All the rows share one scale, except
    the groups `unscaled` (Non ventilé): their amounts are written without a column, which would flatten all the others.
    """
    colours, names = palette(mode), list(dict.fromkeys(crossed[row]))
    exercices = list(dict.fromkeys(crossed["exercice"]))
    figure = blank(
        mode, height=_ROW_PX * len(names) + 40, margin={"l": 4, "r": 4, "t": 34, "b": 4}, bargap=0.5, barmode="overlay"
    )
    scaled = crossed.loc[~crossed[row].isin(unscaled), "montant_accorde"]
    whole = float(scaled.max()) if scaled.notna().any() else 1.0
    for rank, name in enumerate(names):
        line = crossed.loc[crossed[row] == name].set_index("exercice").reindex(exercices)
        _row_of_columns(figure, name, line, -rank, 0.0 if name in unscaled else _TALLEST / (whole or 1.0), colours)
    figure.update_xaxes(
        side="top",
        type="category",
        categoryarray=exercices,
        ticks="",
        showgrid=False,
        tickfont={"size": 14, "color": colours.muted},
        range=[-0.5, len(exercices) - 0.5],
    )
    return figure.update_yaxes(visible=False, range=[-len(names) + 0.92, 0.98])


def _row_of_columns(
    figure: go.Figure, name: str, line: pd.DataFrame, base: float, scale: float, colours: Palette
) -> None:
    """Add the columns of one name, standing on `base`, each with its amount above; a `scale` of zero draws no column."""
    amounts = [None if pd.isna(v) else int(v) for v in line["montant_accorde"]]
    precisions = [None if pd.isna(p) else p for p in line["precision"]]
    heights = [None if cents is None or not scale else cents * scale for cents in amounts]
    exact = [format_fr.montant(v, p) for v, p in zip(amounts, precisions, strict=True)]
    figure.add_bar(
        x=list(line.index),
        y=heights,
        base=base,
        marker=bar_fills([colours.accorde] * len(amounts), precisions, colours),
        customdata=[[name, text] for text in exact],
        hovertemplate="%{customdata[0]}, %{x} : %{customdata[1]}<extra></extra>",
    )
    for exercice, cents, precision, height in zip(line.index, amounts, precisions, heights, strict=True):
        ink = colours.muted if cents is None else colours.text
        figure.add_annotation(
            x=exercice, y=base + (height or 0.0), yanchor="bottom", showarrow=False,
            text=_in_two_lines(cents, precision), font={"size": 14, "color": ink},
        )  # fmt: skip
    _name_and_ground(figure, name, base, colours)


def _name_and_ground(figure: go.Figure, name: str, base: float, colours: Palette) -> None:
    """Write the name over a row of columns and draw the line they stand on."""
    figure.add_annotation(
        x=0, xref="paper", y=base + 0.92, xanchor="left", yanchor="top", showarrow=False, text=f"<b>{name}</b>", font={"size": 15},
    )  # fmt: skip
    line = {"color": colours.outline, "width": 1}
    figure.add_shape(type="line", x0=0, x1=1, xref="paper", y0=base, y1=base, line=line, layer="below")


def _in_two_lines(cents: int | None, precision: str | None) -> str:
    """Write an amount in a narrow column: « plus de » stands above the figures."""
    figures = format_fr.montant_court(cents)
    prefix = format_fr.montant_court(cents, precision).removesuffix(figures).strip() if cents is not None else ""
    return f"{prefix}<br>{figures}" if prefix else figures
