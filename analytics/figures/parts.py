"""Draw what each territory is committed against its published part: a bar, a band for a range, a tick for an exact part."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics import format_fr
from analytics.figures.theme import Mode, Palette, bar_fills, blank, palette
from analytics.schema.reference import NON_VENTILE

_ROW_PX = 86
_BAR, _BAND = 0.2, 0.3
NO_PART = "part non publiée"
NOT_A_PLACE = "aucune part : ce que les totaux publiés ne détaillent pas"


def parts_figure(rows: pd.DataFrame, mode: Mode, quiet: tuple[str, ...] = ()) -> go.Figure:
    """Draw one row a territory, in the order given (`against_parts`): its committed bar over each of its published parts.

    A range is a band from its minimum to its maximum, an exact part a thick tick; sources that disagree stay side by side.
    `quiet` names the groups that are no territory of their own.
    """
    colours = palette(mode)
    names = list(dict.fromkeys(rows["cle"]))
    first = rows.drop_duplicates("cle").set_index("cle")
    top = _top(rows)
    figure = blank(mode, height=_ROW_PX * len(names) + 6, margin={"l": 2, "r": 2, "t": 0, "b": 0}, barmode="overlay")
    for part in rows.loc[rows["montant_minimum"].notna() | rows["montant_maximum"].notna()].to_dict("records"):
        _draw_part(figure, names.index(part["cle"]), part, top, colours)
    _bars(figure, first.loc[names], quiet, colours)
    for row, name in enumerate(names):
        _texts(figure, row, name, first.loc[name], _part_short(rows.loc[rows["cle"] == name]), colours)
    figure.update_xaxes(visible=False, range=[0, top * 1.01])
    return figure.update_yaxes(visible=False, range=[len(names) - 0.8, -0.72])


def _top(rows: pd.DataFrame) -> float:
    """Return the end of the axis (dollars): the largest amount drawn."""
    amounts = pd.concat([rows[name] for name in ("montant_accorde", "montant_minimum", "montant_maximum")]).dropna()
    return float(amounts.max()) / 100 if len(amounts) and amounts.max() > 0 else 1.0


def _draw_part(figure: go.Figure, row: int, part: dict, top: float, colours: Palette) -> None:
    """Draw one published part behind the bar: a band, or a tick when both ends are the same."""
    low = 0.0 if pd.isna(part["montant_minimum"]) else part["montant_minimum"] / 100
    high = top if pd.isna(part["montant_maximum"]) else part["montant_maximum"] / 100
    if low == high:
        figure.add_shape(
            type="line", x0=low, x1=low, y0=row - _BAND / 2 - 0.05, y1=row + _BAND / 2 + 0.05, line={"color": colours.temps, "width": 4},
        )  # fmt: skip
        return
    figure.add_shape(
        type="rect", x0=low, x1=high, y0=row - _BAND / 2, y1=row + _BAND / 2, layer="below", fillcolor=colours.surface,
        line={"color": colours.temps, "width": 1.5, "dash": "dot"},
    )  # fmt: skip


def _bars(figure: go.Figure, groups: pd.DataFrame, quiet: tuple[str, ...], colours: Palette) -> None:
    """Draw the committed amounts that are published."""
    rows = [
        (y, name, int(cents), p)
        for y, (name, cents, p) in enumerate(
            zip(groups.index, groups["montant_accorde"], groups["precision"], strict=True)
        )
        if not pd.isna(cents)
    ]
    inks = [colours.reste if name in quiet else colours.accorde for _, name, _, _ in rows]
    figure.add_bar(
        orientation="h", y=[y for y, *_ in rows], x=[cents / 100 for _, _, cents, _ in rows], width=_BAR,
        marker=bar_fills(inks, [p for *_, p in rows], colours), customdata=[[name, format_fr.montant(cents, p)] for _, name, cents, p in rows],
        hovertemplate="%{customdata[0]} : %{customdata[1]} engagés<extra></extra>",
    )  # fmt: skip


def _texts(figure: go.Figure, row: int, name: str, group: pd.Series, part: str, colours: Palette) -> None:
    """Write above the bar the name and the committed amount, then the published part."""
    amount = format_fr.montant_court(
        None if pd.isna(group["montant_accorde"]) else int(group["montant_accorde"]), group["precision"]
    )
    figure.add_annotation(
        x=0, y=row - _BAND / 2 - 0.04, text=f"<b>{name}</b> : {amount}<br><span style='font-size:14px;color:{colours.muted}'>{part}</span>",
        showarrow=False, xanchor="left", yanchor="bottom", align="left", font={"size": 15, "color": colours.text},
    )  # fmt: skip


def part_in_words(rows: pd.DataFrame) -> str:
    """Write the published parts of one territory: « part : de 450 000 $ à 650 000 $; 600 000 $ ou 650 000 $, selon la source »."""
    ranges, points = _published(rows)
    if not ranges and not points:
        return NOT_A_PLACE if (rows["cle"] == NON_VENTILE).all() else NO_PART
    said = [format_fr.intervalle(low, high) for low, high in ranges]
    exact = " ou ".join(map(format_fr.montant, points)) + (", selon la source" if len(points) > 1 else "")
    return "part : " + "; ".join([*said, exact] if points else said)


def _part_short(rows: pd.DataFrame) -> str:
    """Write them in the width of a telephone: « part : 450 000 à 650 000 $; 600 000 ou 650 000 $ »."""
    ranges, points = _published(rows)
    if not ranges and not points:
        return part_in_words(rows)
    said = [
        f"{_number(low)} à {format_fr.montant(high)}"
        if low is not None and high is not None
        else format_fr.intervalle(low, high)
        for low, high in ranges
    ]
    exact = " ou ".join([*map(_number, points[:-1]), *map(format_fr.montant, points[-1:])])
    return "part : " + "; ".join([*said, exact] if points else said)


def _number(cents: int) -> str:
    """Write an amount without its sign of dollar."""
    return format_fr.montant(cents).removesuffix(format_fr.NBSP + "$")


def _published(rows: pd.DataFrame) -> tuple[list[tuple[int | None, int | None]], list[int]]:
    """Return the ranges published for one territory and its exact parts (cents), each once, smallest first."""
    pairs = {
        (None if pd.isna(low) else int(low), None if pd.isna(high) else int(high))
        for low, high in rows[["montant_minimum", "montant_maximum"]].itertuples(index=False)
    } - {(None, None)}
    ranges = sorted((pair for pair in pairs if pair[0] != pair[1]), key=lambda pair: (pair[0] or 0, pair[1] or 0))
    return ranges, sorted(low for low, high in pairs if low == high and low is not None)
