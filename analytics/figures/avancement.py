"""Draw an envelope as one bar: committed, what is left, and the part of the time elapsed."""

from __future__ import annotations

import plotly.graph_objects as go

from analytics import format_fr
from analytics.aggregates.progress import Progress
from analytics.figures.phrases import envelope_amount
from analytics.figures.theme import Mode, Palette, bar_fills, blank, palette


def envelope_bar(progress: Progress, mode: Mode) -> go.Figure:
    """Draw the committed part of the envelope (hatched when it is a floor), the rest outlined, a mark at the time elapsed.

    The length of the bar is the envelope in dollars. Without a published amount nothing has a scale: the bar is a dashed outline
    that says so, and only the time is marked.
    """
    colours = palette(mode)
    figure = blank(mode, height=150, barmode="stack", margin={"l": 4, "r": 4, "t": 40, "b": 40})
    whole = progress.montant_enveloppe
    if whole is None:
        _unknown_envelope(figure, colours)
    else:
        _known_envelope(figure, progress, whole, colours)
    longest = max(whole or 1, progress.montant_accorde or 0)
    _time_mark(figure, progress, (whole or longest) / longest, colours.temps)
    _direct_labels(figure, progress, colours)
    figure.update_xaxes(visible=False, range=[0, longest / 100])
    return figure.update_yaxes(visible=False)


def _known_envelope(figure: go.Figure, progress: Progress, whole: int, colours: Palette) -> None:
    """Draw what is committed, then what is left of the envelope."""
    committed, left = progress.montant_accorde or 0, max(0, whole - (progress.montant_accorde or 0))
    fill = bar_fills([colours.accorde], [progress.precision], colours)
    _segment(figure, committed, fill, f"Engagé : {format_fr.montant(progress.montant_accorde, progress.precision)}")
    outline = {"color": colours.background, "line": {"color": colours.outline, "width": 1.5}}
    _segment(figure, left, outline, f"Pas encore connu comme engagé : {format_fr.montant(left)}")


def _unknown_envelope(figure: go.Figure, colours: Palette) -> None:
    """Draw the outline of an envelope whose amount nobody published."""
    line = {"color": colours.outline, "width": 2, "dash": "dash"}
    figure.add_bar(orientation="h", x=[0], y=[""], hoverinfo="skip")
    figure.add_shape(
        type="rect", x0=0, x1=1, y0=0.04, y1=0.96, xref="x domain", yref="y domain", line=line, layer="below"
    )


def _segment(figure: go.Figure, cents: int, marker: dict, hover: str) -> None:
    """Add one part of the bar."""
    hovertemplate = f"{hover}<extra></extra>"
    figure.add_bar(orientation="h", x=[cents / 100], y=[""], width=0.86, marker=marker, hovertemplate=hovertemplate)


def _time_mark(figure: go.Figure, progress: Progress, reach: float, colour: str) -> None:
    """Mark the part of the period elapsed across the envelope, which is `reach` (0 to 1) of the axis."""
    at = progress.part_du_temps * reach
    line = {"color": colour, "width": 4}
    figure.add_shape(type="line", x0=at, x1=at, xref="x domain", y0=-0.16, y1=1.0, yref="y domain", line=line)
    figure.add_annotation(
        x=at, xref="x domain", y=-0.12, yref="y domain", yanchor="top", xanchor="right" if at > 0.6 else "left", showarrow=False,
        text=f"Temps écoulé : {format_fr.part(progress.part_du_temps)}", font={"color": colour, "size": 16},
    )  # fmt: skip


def _direct_labels(figure: go.Figure, progress: Progress, colours: Palette) -> None:
    """Write above the bar what is committed at the left and the whole at the right."""
    known = progress.part_accordee is not None
    committed = format_fr.montant_court(progress.montant_accorde, progress.precision)
    left = f"<b>Engagé : {committed}</b>{f' ({format_fr.part(progress.part_accordee)})' if known else ''}"
    right = f"Enveloppe : {envelope_amount(progress)}"
    for x, anchor, text, ink in ((0, "left", left, colours.accorde), (1, "right", right, colours.muted)):
        figure.add_annotation(
            x=x, xref="x domain", y=1.04, yref="y domain", xanchor=anchor, yanchor="bottom", showarrow=False,
            text=text, font={"color": ink, "size": 16},
        )  # fmt: skip
