"""Draw an envelope's progress as tracks on one common scale: time elapsed, committed, paid, spent, each out of its whole."""

from __future__ import annotations

from dataclasses import dataclass

import plotly.graph_objects as go

from analytics import format_fr
from analytics.aggregates.progress import Progress
from analytics.figures.theme import Mode, Palette, bar_fills, blank, palette

_ROW_PX = 66
_BAR = 0.4


@dataclass(frozen=True, slots=True)
class Track:
    """One track: its name, the part filled (None: nothing to draw), what is written above it, its colour and precision."""

    nom: str
    part: float | None
    texte: str
    encre: str
    precision: str | None = None


def tracks(progress: Progress, colours: Palette) -> list[Track]:
    """Return the four tracks; an amount is filled out of the envelope, or of the largest amount published when sources disagree."""
    elapsed = progress.part_du_temps
    amounts = (
        ("Engagé", progress.montant_accorde, colours.accorde, progress.precision),
        ("Versé aux organismes", progress.montant_verse, colours.verse, None),
        ("Dépensé par les organismes", progress.montant_depense, colours.depense, None),
    )
    return [
        Track("Temps écoulé", elapsed, format_fr.part(elapsed), colours.temps),
        *(
            Track(name, _filled(progress, cents), written(progress, cents, p), ink, p)
            for name, cents, ink, p in amounts
        ),
    ]


def whole_published(progress: Progress) -> int | None:
    """Return the amount that a full track stands for (cents): the largest one published, None when nobody published any."""
    return max((p.montant for p in progress.enveloppe.published), default=None)


def _filled(progress: Progress, cents: int | None) -> float | None:
    """Return the part of the track that an amount fills, or None when it cannot be drawn."""
    whole = whole_published(progress)
    return None if cents is None or not whole else cents / whole


def written(progress: Progress, cents: int | None, precision: str | None = None) -> str:
    """Write an amount and its part of the envelope: « 2,6 M$ (43 %) », « 2,0 M$ (de 44 % à 45 %, selon la source) »."""
    if cents is None:
        return format_fr.NON_PUBLIE
    amount = format_fr.montant_court(cents, precision)
    parts = sorted({cents / p.montant for p in progress.enveloppe.published if p.montant})
    if not parts:
        return f"{amount} (part inconnue : le montant de l'enveloppe n'est pas publié)"
    if len(parts) == 1:
        return f"{amount} ({format_fr.part(parts[0])})"
    return f"{amount} (de {format_fr.part(parts[0])} à {format_fr.part(parts[-1])}, selon la source)"


def progress_tracks(progress: Progress, mode: Mode) -> go.Figure:
    """Draw the tracks one under the other, and a line through them at the time elapsed.

    A measure that nobody published has an empty track and says so; without any amount for the envelope, tracks are dashed and empty.
    """
    colours = palette(mode)
    lines = tracks(progress, colours)
    figure = blank(mode, height=_ROW_PX * len(lines) + 8, barmode="overlay", margin={"l": 2, "r": 2, "t": 2, "b": 2})
    scaled = whole_published(progress) is not None
    _outlines(figure, list(range(len(lines))) if scaled else [0], colours)
    _fills(figure, lines, colours)
    if scaled:
        _time_line(figure, progress.part_du_temps, len(lines), colours.temps)
    else:
        _without_scale(figure, len(lines), colours)
    for row, line in enumerate(lines):
        ink = colours.muted if line.texte == format_fr.NON_PUBLIE else line.encre
        _label(
            figure,
            row,
            f"{line.nom} : <b>{line.texte}</b>" if line.part is not None else f"{line.nom} : {line.texte}",
            ink,
        )
    figure.update_xaxes(visible=False, range=[0, max(1.0, *(line.part or 0 for line in lines)) * 1.004])
    return figure.update_yaxes(visible=False, range=[len(lines) - 0.55, -0.72])


def _outlines(figure: go.Figure, rows: list[int], colours: Palette) -> None:
    """Draw the whole of each track."""
    figure.add_bar(
        orientation="h", y=rows, x=[1] * len(rows), width=_BAR, hoverinfo="skip",
        marker={"color": colours.surface, "line": {"color": colours.outline, "width": 1.3}},
    )  # fmt: skip


def _without_scale(figure: go.Figure, rows: int, colours: Palette) -> None:
    """Draw the dashed outline of the tracks of an envelope whose amount nobody published: nothing gives them a scale."""
    for row in range(1, rows):
        line = {"color": colours.outline, "width": 1.5, "dash": "dash"}
        figure.add_shape(type="rect", x0=0, x1=1, y0=row - _BAR / 2, y1=row + _BAR / 2, line=line, layer="below")


def _fills(figure: go.Figure, lines: list[Track], colours: Palette) -> None:
    """Draw the filled part of each track that has one, hatched when its amount is a floor or is rounded."""
    drawn = [(row, line) for row, line in enumerate(lines) if line.part is not None]
    figure.add_bar(
        orientation="h", y=[row for row, _ in drawn], x=[line.part for _, line in drawn], width=_BAR,
        marker=bar_fills([line.encre for _, line in drawn], [line.precision for _, line in drawn], colours),
        customdata=[[line.nom, line.texte] for _, line in drawn], hovertemplate="%{customdata[0]} : %{customdata[1]}<extra></extra>",
    )  # fmt: skip


def _time_line(figure: go.Figure, at: float, rows: int, colour: str) -> None:
    """Mark the time elapsed across each of the other tracks."""
    for row in range(1, rows):
        ends = {"y0": row - _BAR / 2 - 0.05, "y1": row + _BAR / 2 + 0.05}
        figure.add_shape(type="line", x0=at, x1=at, **ends, line={"color": colour, "width": 3})


def _label(figure: go.Figure, row: int, text: str, ink: str) -> None:
    """Write a track's name and value above it."""
    figure.add_annotation(
        x=0, y=row - _BAR / 2 - 0.04, text=text, showarrow=False, xanchor="left", yanchor="bottom", font={"size": 16, "color": ink},
    )  # fmt: skip
