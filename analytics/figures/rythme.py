"""Draw what is committed over time: the steps of the announcements, the even pace to the envelope, the rule of three to its end."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from babel.dates import format_date

from analytics import format_fr
from analytics.aggregates.progress import Progress
from analytics.figures.classes import round_limits
from analytics.figures.theme import Mode, Palette, blank, palette

HEIGHT = 380
_MARGIN = {"l": 56, "r": 78, "t": 16, "b": 46}
_LABEL_PX = 58
"""Height of a label of three lines: two labels of the right edge are kept that far apart."""
_LABEL_SHARE = 0.18
"""Part of the period under which a zone is too narrow to hold its words."""


def pace_figure(progress: Progress, steps: pd.DataFrame, mode: Mode, closed: bool = False) -> go.Figure | None:
    """Draw the committed amount day by day; None when nothing was announced by the day `progress.au`.

    `steps`: `jour`, `montant_accorde` (cents, cumulative), oldest first. `closed` says that nothing was ever
    published of what follows the day read.
    """
    if steps.empty or progress.montant_accorde is None:
        return None
    colours = palette(mode)
    figure = blank(mode, height=HEIGHT, margin=_MARGIN, hovermode="closest")
    top = _top(progress)
    _zones(figure, progress, steps, closed, colours)
    for published in sorted({p.montant for p in progress.enveloppe.published}):
        _even_pace(figure, progress, published, colours)
    _projection(figure, progress, colours)
    _steps(figure, progress, steps, colours)
    _edge_labels(figure, progress, top, colours)
    _reading_point(figure, progress, colours)
    return _axes(figure, progress, top, colours)


def _top(progress: Progress) -> float:
    """Return the top of the axis (dollars), above everything drawn."""
    amounts = [progress.montant_accorde, progress.projection_fin, *(p.montant for p in progress.enveloppe.published)]
    return max(cents for cents in amounts if cents is not None) / 100 * 1.1


def _steps(figure: go.Figure, progress: Progress, steps: pd.DataFrame, colours: Palette) -> None:
    """Draw the announcements as steps, from the first one known to the day read."""
    days = [*steps["jour"], max(progress.au, steps["jour"].iloc[-1])]
    cents = [*steps["montant_accorde"], progress.montant_accorde]
    said = [
        f"{format_fr.date_longue(day)} : {format_fr.montant(int(c))} engagés"
        for day, c in zip(days, cents, strict=True)
    ]
    figure.add_scatter(
        x=_dates(days), y=[int(c) / 100 for c in cents], mode="lines+markers", line={"shape": "hv", "color": colours.accorde, "width": 4},
        marker={"size": [9] * (len(days) - 1) + [0], "color": colours.accorde}, text=said, hovertemplate="%{text}<extra></extra>",
    )  # fmt: skip


def _dates(days: list[pd.Timestamp]) -> list[str]:
    """Write days for plotly."""
    return [pd.Timestamp(day).strftime("%Y-%m-%d") for day in days]


def _even_pace(figure: go.Figure, progress: Progress, whole: int, colours: Palette) -> None:
    """Draw the straight line from nothing on the first day to the whole envelope on the last."""
    enveloppe = progress.enveloppe
    figure.add_scatter(
        x=_dates([enveloppe.date_debut, enveloppe.date_fin]), y=[0, whole / 100], mode="lines",
        line={"color": colours.temps, "width": 2.5, "dash": "dash"},
        hovertemplate=f"Rythme régulier vers {format_fr.montant_court(whole)}<extra></extra>",
    )  # fmt: skip


def _projection(figure: go.Figure, progress: Progress, colours: Palette) -> None:
    """Draw the mean pace so far to the last day, as dots: a rule of three and no forecast."""
    end = progress.projection_fin
    if end is None or not progress.mois_restants:
        return
    figure.add_scatter(
        x=_dates([progress.au, progress.enveloppe.date_fin]), y=[progress.montant_accorde / 100, end / 100], mode="lines+markers",
        line={"color": colours.accorde, "width": 2.5, "dash": "dot"},
        cliponaxis=False, marker={"size": [0, 11], "color": colours.background, "line": {"color": colours.accorde, "width": 2.5}},
        hovertemplate=f"Règle de trois, et non prévision : {format_fr.montant_court(end)}<extra></extra>",
    )  # fmt: skip


def _edge_labels(figure: go.Figure, progress: Progress, top: float, colours: Palette) -> None:
    """Name each line at the right edge, kept apart from its neighbour."""
    labels = [
        (cents / 100, f"<b>{format_fr.montant_court(cents)}</b><br>rythme<br>régulier", colours.temps)
        for cents in sorted({p.montant for p in progress.enveloppe.published})
    ]
    if progress.projection_fin is not None and progress.mois_restants:
        projected = format_fr.montant_court(progress.projection_fin)
        labels.append((progress.projection_fin / 100, f"<b>{projected}</b><br>règle<br>de trois", colours.accorde))
    for place, (_, text, ink) in zip(_spread([y for y, *_ in labels], top), labels, strict=True):
        figure.add_annotation(
            x=1, xref="x domain", xshift=10, y=place, yref="y", text=text, showarrow=False, xanchor="left", yanchor="middle", align="left",
            font={"size": 14, "color": ink},
        )  # fmt: skip


def _spread(heights: list[float], top: float) -> list[float]:
    """Push labels apart, from the lowest up, so that none covers another; return them in the order given."""
    gap = _LABEL_PX / (HEIGHT - _MARGIN["t"] - _MARGIN["b"]) * top
    order = sorted(range(len(heights)), key=heights.__getitem__)
    placed, floor = [0.0] * len(heights), gap / 2
    for rank in order:
        placed[rank] = max(heights[rank], floor)
        floor = placed[rank] + gap
    return placed


def _reading_point(figure: go.Figure, progress: Progress, colours: Palette) -> None:
    """Mark the day read and write the committed amount beside it, on the side that has room."""
    late = progress.part_du_temps > 0.72
    amount = format_fr.montant_court(progress.montant_accorde, progress.precision)
    figure.add_vline(
        x=_dates([min(progress.au, progress.enveloppe.date_fin)])[0],
        line={"color": colours.outline, "width": 1, "dash": "dot"},
    )
    figure.add_annotation(
        x=_dates([progress.au])[0], y=progress.montant_accorde / 100, text=f"<b>{amount}</b><br>engagés",
        showarrow=False, xanchor="right" if late else "left", yanchor="bottom" if late else "top", xshift=-6 if late else 6,
        align="right" if late else "left", font={"size": 15, "color": colours.accorde}, bgcolor=colours.background, opacity=0.92,
    )  # fmt: skip


def _zones(figure: go.Figure, progress: Progress, steps: pd.DataFrame, closed: bool, colours: Palette) -> None:
    """Shade the times of which nothing is published: before the first announcement and, for a closed period, after the day read."""
    begin, end = progress.enveloppe.date_debut, progress.enveloppe.date_fin
    last = min(progress.au, end)
    zones = [(begin, min(steps["jour"].iloc[0], end))] + ([(last, end)] if closed else [])
    for first, stop in zones:
        if stop <= first:
            continue
        figure.add_vrect(
            x0=_dates([first])[0], x1=_dates([stop])[0], fillcolor=colours.surface, line_width=0, layer="below"
        )
        if (stop - first) / (end - begin) >= _LABEL_SHARE:
            figure.add_annotation(
                x=_dates([first + (stop - first) / 2])[0], y=0.97 if first == begin else 0.03, yref="y domain", text="rien de<br>publié",
                showarrow=False, yanchor="top" if first == begin else "bottom",
                font={"size": 14, "color": colours.muted},
            )  # fmt: skip


def _axes(figure: go.Figure, progress: Progress, top: float, colours: Palette) -> go.Figure:
    """Set the axes: round amounts in French, the first of April of each year (each quarter of a short period)."""
    begin, end = progress.enveloppe.date_debut, progress.enveloppe.date_fin
    short = (end - begin).days < 800
    days = pd.date_range(begin, end + pd.Timedelta(days=1), freq=pd.DateOffset(months=3 if short else 12))
    ticks = [v for v in round_limits([0, top]) if v <= top]
    figure.update_xaxes(
        range=_dates([begin, end]), tickvals=_dates(list(days)), ticktext=[format_date(day, "MMM'<br>'y", locale="fr_CA") for day in days],
        showgrid=False, ticks="outside", tickcolor=colours.outline, linecolor=colours.outline, tickfont={"size": 14},
    )  # fmt: skip
    return figure.update_yaxes(
        range=[0, top], tickvals=ticks, ticktext=[_amount_tick(v) for v in ticks], gridcolor=colours.grid, zeroline=False, tickfont={"size": 14},
    )  # fmt: skip


def _amount_tick(dollars: float) -> str:
    """Write a round amount on the axis: « 2 M$ », « 2,5 M$ », « 500 000 $ »."""
    millions = dollars / 1_000_000
    if millions < 1:
        return format_fr.montant(round(dollars * 100))
    return format_fr.nombre(millions, 0 if millions == int(millions) else 1) + format_fr.NBSP + "M$"
