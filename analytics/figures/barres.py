"""Draw amounts as horizontal bars that start at zero, each with its own label (no legend)."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics import format_fr
from analytics.figures.theme import Mode, blank, fill_pattern, palette

_ROW_PX = 34
_LABEL_ROOM = 1.34
"""Room kept at the right of the longest bar for its label, as a multiple of its length."""


def bars(groups: pd.DataFrame, mode: Mode, measure: str = "montant_accorde", colour: str = "accorde", quiet: tuple[str, ...] = ()) -> go.Figure:
    """Draw one bar a group, in the order given, top to bottom.

    `groups` has `cle`, `measure` (cents, missing = not published) and `precision`. `quiet` names the groups that are no
    territory or priority of their own (Non ventilé …): drawn in the colour of the rest. « non publié » is written, never drawn as 0.
    """
    colours = palette(mode)
    main = getattr(colours, colour)
    rows = groups.iloc[::-1]
    fills = [fill_pattern(p, colours.reste if cle in quiet else main, colours.background) for cle, p in zip(rows["cle"], rows["precision"], strict=True)]
    labels = [format_fr.montant(v, p) for v, p in zip(rows[measure], rows["precision"], strict=True)]
    dollars = (rows[measure].astype("Float64") / 100).astype("float64")
    figure = blank(mode, height=_ROW_PX * len(rows) + 24, bargap=0.32)
    figure.add_bar(
        orientation="h",
        y=rows["cle"].tolist(),
        x=dollars.fillna(0).tolist(),
        marker={**_per_bar(fills), "line": {"color": [colours.reste if cle in quiet else main for cle in rows["cle"]], "width": 1.2}},
        text=labels,
        textposition="outside",
        textfont={"color": [colours.muted if pd.isna(v) else colours.text for v in rows[measure]]},
        cliponaxis=False,
        hovertemplate="%{y} : %{text}<extra></extra>",
    )
    top = float(dollars.max()) if dollars.notna().any() else 1.0
    figure.update_xaxes(visible=False, range=[0, (top or 1.0) * _LABEL_ROOM])
    return figure.update_yaxes(ticks="", automargin=True, tickfont={"color": colours.text}, ticklabelstandoff=8)


def _per_bar(fills: list[dict]) -> dict:
    """Gather the fill of each bar into one marker."""
    patterns = [fill.get("pattern", {}) for fill in fills]
    return {
        "color": [fill["color"] for fill in fills],
        "pattern": {
            "shape": [pattern.get("shape", "") for pattern in patterns],
            "fgcolor": [pattern.get("fgcolor", fill["color"]) for pattern, fill in zip(patterns, fills, strict=True)],
            "size": 8,
            "solidity": 0.45,
        },
    }
