"""Draw what was committed, paid and spent in each exercice; a measure that nobody published anywhere is not drawn."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics import format_fr
from analytics.figures.barres import labelled_bars
from analytics.figures.theme import Mode, bar_fills, palette
from analytics.schema import NON_PUBLIE

MEASURES = (
    ("montant_accorde", "accorde", "accordé"),
    ("montant_verse", "verse", "versé"),
    ("montant_depense", "depense", "dépensé"),
)
"""Column, colour of the palette, word."""
_APART_PX = 26


def known_measures(groups: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Return the measures (column, colour, word) that have at least one amount; the committed one always."""
    return [m for m in MEASURES if m[0] == "montant_accorde" or groups[m[0]].notna().any()]


def exercice_bars(groups: pd.DataFrame, mode: Mode) -> go.Figure:
    """Draw one bar an exercice and measure, in the order given; each bar says its measure and its amount.

    `groups`: `cle`, the `montant_*` (cents, missing = not published) and `precision` (of the committed amount). The group of
    the initiatives without any amount is no exercice: it stays in the table.
    """
    measures = known_measures(groups)
    groups = groups.loc[(groups["cle"] != NON_PUBLIE) | groups["montant_accorde"].notna()]
    rows = [(row, *measure) for row in groups.to_dict("records") for measure in measures]
    cents = [None if pd.isna(row[column]) else int(row[column]) for row, column, _, _ in rows]
    precisions = [row["precision"] if column == "montant_accorde" else None for row, column, _, _ in rows]
    words = [word for *_, word in rows]
    names = [row["cle"] if column == "montant_accorde" else "" for row, column, _, _ in rows]
    figure = labelled_bars(
        names, [(c or 0) / 100 for c in cents], [_label(w, c, p, len(measures)) for w, c, p in zip(words, cents, precisions, strict=True)],
        [f"{w} {format_fr.montant(c, p)}" for w, c, p in zip(words, cents, precisions, strict=True)], precisions, mode,
    )  # fmt: skip
    if len(measures) == 1:
        return figure
    colours = palette(mode)
    figure.data[0].marker = bar_fills([getattr(colours, colour) for *_, colour, _ in rows], precisions, colours)
    return _grouped(figure, len(groups), len(measures))


def _label(word: str, cents: int | None, precision: str | None, measures: int) -> str:
    """Write the end of a bar: the amount, and which measure it is when there are several."""
    amount = format_fr.montant_court(cents, precision)
    return amount if measures == 1 else f"{word} : {amount}"


def _grouped(figure: go.Figure, groups: int, measures: int) -> go.Figure:
    """Bring the bars of one exercice together, and give each exercice room for its name."""
    places = [group * (measures + 1) + rank for group in range(groups) for rank in range(measures)]
    figure.data[0].y, figure.data[0].width = places, 0.8
    figure.layout.annotations = [
        note.update(y=place - 0.45) for note, place in zip(figure.layout.annotations, places, strict=True) if note.text
    ]
    last = groups * (measures + 1)
    return figure.update_layout(height=_APART_PX * last + 20).update_yaxes(range=[last - 1.2, -1.5])
