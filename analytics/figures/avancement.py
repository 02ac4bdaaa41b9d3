"""Draw an envelope as one bar: committed, what is left, and the part of the time elapsed."""

from __future__ import annotations

import plotly.graph_objects as go

from analytics import format_fr
from analytics.aggregates.progress import Progress
from analytics.figures.theme import Mode, Palette, bar_fills, blank, palette

MEASURES = (
    ("montant_accorde", "accorde", "accordé"),
    ("montant_verse", "verse", "versé"),
    ("montant_depense", "depense", "dépensé"),
)


def envelope_bar(progress: Progress, mode: Mode) -> go.Figure:
    """Draw the committed part of the envelope (hatched when it is a floor), the rest outlined, a mark at the time elapsed.

    The axis is the envelope in dollars; without a published amount the axis is what is committed, and no mark is drawn.
    """
    colours = palette(mode)
    whole, committed = progress.montant_enveloppe, progress.montant_accorde or 0
    figure = blank(mode, height=150, barmode="stack", margin={"l": 4, "r": 4, "t": 40, "b": 40})
    _segment(
        figure,
        committed,
        bar_fills([colours.accorde], [progress.precision], colours),
        "Engagé",
        format_fr.montant(progress.montant_accorde, progress.precision),
    )
    if whole is not None:
        _segment(
            figure,
            max(0, whole - committed),
            {"color": colours.background, "line": {"color": colours.outline, "width": 1.5}},
            "Reste à engager",
            format_fr.montant(progress.restant),
        )
        _time_mark(figure, progress, colours.temps)
    _direct_labels(figure, progress, colours)
    figure.update_xaxes(visible=False, range=[0, max(whole or committed, committed, 1) / 100])
    return figure.update_yaxes(visible=False)


def _segment(figure: go.Figure, cents: int, marker: dict, name: str, label: str) -> None:
    """Add one part of the bar."""
    figure.add_bar(
        orientation="h",
        x=[cents / 100],
        y=[""],
        width=0.86,
        marker=marker,
        hovertemplate=f"{name} : {label}<extra></extra>",
    )


def _time_mark(figure: go.Figure, progress: Progress, colour: str) -> None:
    """Mark the part of the period elapsed across the bar."""
    at = progress.part_du_temps
    anchor = "right" if at > 0.6 else "left"
    figure.add_shape(
        type="line",
        x0=at,
        x1=at,
        xref="x domain",
        y0=-0.16,
        y1=1.0,
        yref="y domain",
        line={"color": colour, "width": 4},
    )
    figure.add_annotation(
        x=at, xref="x domain", y=-0.12, yref="y domain", yanchor="top", xanchor=anchor, showarrow=False,
        text=f"Temps écoulé : {format_fr.part(at)}", font={"color": colour, "size": 16},
    )  # fmt: skip


def _direct_labels(figure: go.Figure, progress: Progress, colours: Palette) -> None:
    """Write above the bar what is committed at the left and the whole at the right."""
    share = f" ({format_fr.part(progress.part_accordee)})" if progress.part_accordee is not None else ""
    committed = format_fr.montant_court(progress.montant_accorde, progress.precision)
    left = "Engagé : non publié" if progress.montant_accorde is None else f"<b>Engagé : {committed}</b>{share}"
    whole = (
        format_fr.montant_court(progress.montant_enveloppe)
        if progress.montant_enveloppe is not None
        else "montant non publié"
    )
    for x, anchor, text, colour in (
        (0, "left", left, colours.accorde),
        (1, "right", f"Enveloppe : {whole}", colours.muted),
    ):
        figure.add_annotation(
            x=x,
            xref="x domain",
            y=1.04,
            yref="y domain",
            xanchor=anchor,
            yanchor="bottom",
            showarrow=False,
            text=text,
            font={"color": colour, "size": 16},
        )
