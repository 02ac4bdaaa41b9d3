"""Draw money before and after a publication: bars side by side, and the two layers of one map on the same scale.

Frames read: those of `analytics.aggregates.effect.Money` (cents, missing = not published).
"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics import format_fr
from analytics.aggregates.effect import amount_changed
from analytics.figures.barres import reach
from analytics.figures.classes import amount_scale
from analytics.figures.mesures_carte import Couche
from analytics.figures.theme import Mode, bar_fills, blank, palette
from analytics.schema.reference import mrc_names

_ROW_PX = 66
SIDES = ("avant", "apres")


def before_after_bars(frame: pd.DataFrame, mode: Mode) -> go.Figure:
    """Draw two bars a group, top to bottom: thin and hollow before, full after; each says its amount."""
    colours, names = palette(mode), frame["cle"].tolist()
    rows = list(range(len(names)))
    figure = blank(mode, height=_ROW_PX * len(names) + 12, margin={"l": 4, "r": 0, "t": 4, "b": 0}, barmode="overlay")
    labels = _labels(frame)
    for side, place, thick in (("apres", 0.08, 0.26), ("avant", 0.33, 0.14)):
        ink = colours.accorde if side == "apres" else colours.reste
        fills = bar_fills([ink] * len(names), frame[f"precision_{side}"].tolist(), colours)
        figure.add_bar(
            orientation="h", y=[row + place for row in rows], x=_dollars(frame[side]), width=thick,
            marker=fills if side == "apres" else {"color": colours.background, "line": {"color": ink, "width": 1.6}},
            text=[f"\u00a0{label}" if label else "" for label in labels[side]], textposition="outside", textangle=0, cliponaxis=False,
            constraintext="none", textfont={"color": colours.text if side == "apres" else colours.muted, "size": 16 if side == "apres" else 14},
            hovertext=_hovers(frame, side), hovertemplate="%{hovertext}<extra></extra>",
        )  # fmt: skip
    for row, name in zip(rows, names, strict=True):
        figure.add_annotation(
            x=0, y=row - 0.08, xref="x", yref="y", text=name, showarrow=False, xanchor="left", yanchor="bottom", font={"size": 15},
        )  # fmt: skip
    lengths = [length for side in SIDES for length in _dollars(frame[side])]
    figure.update_xaxes(visible=False, range=[0, reach(lengths, [*labels["avant"], *labels["apres"]])])
    return figure.update_yaxes(visible=False, range=[len(names) - 0.45, -0.55])


def _dollars(cents: pd.Series) -> list[float]:
    """Return dollars to draw; what is not published has no length."""
    return [0.0 if pd.isna(value) else int(value) / 100 for value in cents]


def _labels(frame: pd.DataFrame) -> dict[str, list[str]]:
    """Return what is written at the end of the bars: both amounts where they differ, else the one with « inchangé »."""
    moved = amount_changed(frame)
    after = [
        _written(value, precision) for value, precision in zip(frame["apres"], frame["precision_apres"], strict=True)
    ]
    before = [
        _written(value, precision) for value, precision in zip(frame["avant"], frame["precision_avant"], strict=True)
    ]
    return {
        "apres": [text if differs else f"{text}, inchangé" for text, differs in zip(after, moved, strict=True)],
        "avant": [f"avant : {text}" if differs else "" for text, differs in zip(before, moved, strict=True)],
    }


def _written(cents: object, precision: object) -> str:
    """Write an amount short."""
    return format_fr.montant_court(
        None if pd.isna(cents) else int(cents), None if pd.isna(precision) else str(precision)
    )


def _hovers(frame: pd.DataFrame, side: str) -> list[str]:
    """Write the exact amount of each bar."""
    word = {"avant": "avant", "apres": "après"}[side]
    amounts = [None if pd.isna(value) else int(value) for value in frame[side]]
    return [f"{name}, {word} : {format_fr.montant(cents)}" for name, cents in zip(frame["cle"], amounts, strict=True)]


def before_after_layers(frame: pd.DataFrame) -> tuple[Couche, Couche]:
    """Return the map before and the map after, whose classes are the same: the larger is the darker on both."""
    rows = frame.set_index("cle").reindex(list(mrc_names()))
    scale = amount_scale(
        pd.concat([rows[side].astype("Float64") / 100 for side in SIDES]),
        lambda value: format_fr.montant(round(value * 100)),
    )
    before, after = (Couche(rows[side].astype("Float64") / 100, _words(rows, side), scale) for side in SIDES)
    return before, after


def _words(rows: pd.DataFrame, side: str) -> dict[str, str]:
    """Return MRC → amount in words."""
    precisions = rows[f"precision_{side}"]
    return {
        name: format_fr.montant(None if pd.isna(cents) else int(cents), None if pd.isna(precision) else str(precision))
        for name, cents, precision in zip(rows.index, rows[side], precisions, strict=True)
    }
