"""Draw amounts as horizontal bars that start at zero, each with its own label (no legend)."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics import format_fr
from analytics.figures.theme import Mode, bar_fills, blank, palette

_ROW_PX = 46
_NARROWEST_PX = 320
_CHARACTER_PX = 8.4
"""The label at the end of a bar must fit on the narrowest screen: its room is reckoned from its number of characters."""


def bars(
    groups: pd.DataFrame,
    mode: Mode,
    measure: str = "montant_accorde",
    colour: str = "accorde",
    quiet: tuple[str, ...] = (),
) -> go.Figure:
    """Draw one bar a group, in the order given, top to bottom; the name of a group stands above its bar.

    `groups` has `cle`, `measure` (cents, missing = not published) and `precision`. `quiet` names the groups that are no
    territory or priority of their own (Non ventilé …): drawn in the colour of the rest. « non publié » is written, never drawn as 0.
    """
    amounts = [None if pd.isna(v) else int(v) for v in groups[measure]]
    labels = [format_fr.montant_court(v, p) for v, p in zip(amounts, groups["precision"], strict=True)]
    exact = [format_fr.montant(v, p) for v, p in zip(amounts, groups["precision"], strict=True)]
    lengths = [0.0 if v is None else v / 100 for v in amounts]
    return labelled_bars(
        groups["cle"].tolist(), lengths, labels, exact, groups["precision"].tolist(), mode, colour, quiet
    )


def labelled_bars(
    names: list[str], lengths: list[float], labels: list[str], hovers: list[str], precisions: list[str | None], mode: Mode,
    colour: str = "accorde", quiet: tuple[str, ...] = (),
) -> go.Figure:  # fmt: skip
    """Draw bars of any unit: `lengths` from zero, `labels` written at their end, `hovers` the exact values."""
    colours = palette(mode)
    inks = [colours.reste if name in quiet else getattr(colours, colour) for name in names]
    rows = list(range(len(names)))
    figure = blank(mode, height=_ROW_PX * len(names) + 12, margin={"l": 4, "r": 0, "t": 4, "b": 0}, bargap=0.6)
    figure.add_bar(
        orientation="h", y=rows, x=lengths, marker=bar_fills(inks, precisions, colours),
        text=[f"\u00a0{label}" for label in labels], textposition="outside", textangle=0, cliponaxis=False, constraintext="none",
        textfont={"color": [colours.muted if label == format_fr.NON_PUBLIE else colours.text for label in labels]},
        customdata=[[name, hover] for name, hover in zip(names, hovers, strict=True)],
        hovertemplate="%{customdata[0]} : %{customdata[1]}<extra></extra>",
    )  # fmt: skip
    for row, name in zip(rows, names, strict=True):
        figure.add_annotation(
            x=0,
            y=row - 0.18,
            xref="x",
            yref="y",
            text=name,
            showarrow=False,
            xanchor="left",
            yanchor="bottom",
            font={"size": 15},
        )
    figure.update_xaxes(visible=False, range=[0, reach(lengths, labels)])
    return figure.update_yaxes(visible=False, range=[len(names) - 0.6, -0.8])


def reach(lengths: list[float], labels: list[str], narrowest_px: int = _NARROWEST_PX) -> float:
    """Return the end of the axis that leaves each label its room in the narrowest place that the figure may have."""
    longest = max(lengths, default=0) or 1.0
    rooms = [min(0.7, (len(label) + 1) * _CHARACTER_PX / narrowest_px) for label in labels]
    return max((length / (1 - room) for length, room in zip(lengths, rooms, strict=True)), default=longest) or longest
