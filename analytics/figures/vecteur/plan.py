"""Draw what stands on two axes, from what plotly would be told: marks, shapes, texts, and the axes themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from analytics.figures.vecteur.elements import LINE, Drawing, NotDrawable, percent, stroke, tag, words
from analytics.figures.vecteur.marques import draw_traces
from analytics.figures.vecteur.repere import Plan, Spec, as_list, read_axis

_ANCHORS = {"left": "start", "center": "middle", "right": "end"}
_RISES = {"top": 0.0, "middle": 0.5, "bottom": 1.0}
_PAD = {"top": 3, "middle": 0, "bottom": -3}
"""Pixels between a place and the text that stands on it, or hangs from it."""
_TICK = 5


def draw_plan(spec: Spec, name: str, links: Mapping[str, str]) -> Drawing:
    """Draw a figure on two axes."""
    layout = spec["layout"]
    margin = layout["margin"]
    height = layout["height"] - margin["t"] - margin["b"]
    plan = Plan(spec, name, links, height, read_axis(spec, "x"), read_axis(spec, "y"))
    shapes = [(shape.get("layer"), _shape(plan, shape)) for shape in layout.get("shapes", ())]
    defs, traces = draw_traces(plan)
    elements = [
        tag("defs", "".join(defs)) if defs else "",
        *(drawn for layer, drawn in shapes if layer == "below"),
        *_grid(plan),
        *traces,
        *(drawn for layer, drawn in shapes if layer != "below"),
        *_ticks(plan),
        *(_annotation(plan, note) for note in layout.get("annotations", ())),
    ]
    margins = (margin["t"], margin["r"], margin["b"], margin["l"])
    return Drawing("".join(elements), margins, height=height, linked=bool(links))


def _shape(plan: Plan, shape: Spec) -> str:
    """Draw a line or a rectangle of the layout."""
    x0, x1 = (plan.across(shape[key], shape.get("xref", "x")) for key in ("x0", "x1"))
    y0, y1 = (plan.down(shape[key], shape.get("yref", "y")) for key in ("y0", "y1"))
    if shape["type"] == "line":
        return tag("line", x1=percent(x0), y1=y0, x2=percent(x1), y2=y1, **stroke(shape["line"]))
    if shape["type"] != "rect":
        raise NotDrawable(shape["type"])
    box = {"x": percent(min(x0, x1)), "y": min(y0, y1), "width": percent(abs(x1 - x0)), "height": abs(y1 - y0)}
    return tag("rect", **box, fill=shape.get("fillcolor", "none"), **stroke(shape["line"]))


def _annotation(plan: Plan, note: Spec) -> str:
    """Write one text of the layout; one with a background has a halo of that colour."""
    font = note.get("font", {})
    size = font.get("size", plan.layout["font"]["size"])
    ink = font.get("color", plan.layout["font"]["color"])
    x, y = plan.across(note["x"], note.get("xref", "x")), plan.down(note["y"], note.get("yref", "y"))
    anchor, rise = _ANCHORS[note.get("xanchor", "center")], _RISES[note["yanchor"]]
    return words(
        note["text"],
        percent(x),
        y + _PAD[note["yanchor"]],
        size,
        ink,
        anchor,
        rise,
        note.get("xshift", 0),
        note.get("bgcolor"),
    )


def _grid(plan: Plan) -> Iterator[str]:
    """Draw the lines of the upright axis."""
    axis = plan.layout.get("yaxis", {})
    for value in as_list(axis.get("tickvals")) if axis.get("visible", True) else ():
        y = plan.down(value)
        yield tag("line", x1="0", y1=y, x2="100%", y2=y, stroke=axis["gridcolor"])


def _ticks(plan: Plan) -> Iterator[str]:
    """Write the values along the axes that are shown."""
    upright, flat = plan.layout.get("yaxis", {}), plan.layout.get("xaxis", {})
    if upright.get("visible", True):
        size = upright["tickfont"]["size"]
        for value, text in _marks(upright):
            yield words(text, "0", plan.down(value), size, plan.layout["font"]["color"], "end", 0.5, dx=-6)
    if flat.get("visible", True):
        yield from _flat_ticks(plan, flat)


def _flat_ticks(plan: Plan, axis: Spec) -> Iterator[str]:
    """Write the values along the flat axis, under it or above the drawing."""
    over, size = axis.get("side") == "top", axis["tickfont"]["size"]
    ink = axis["tickfont"].get("color", plan.layout["font"]["color"])
    if line := axis.get("linecolor"):
        yield tag("line", x1="0", y1=plan.height, x2="100%", y2=plan.height, stroke=line)
    for value, text in _marks(axis):
        x = percent(plan.across(value))
        if axis.get("ticks") == "outside":
            yield tag("line", x1=x, y1=plan.height, x2=x, y2=plan.height + _TICK, stroke=axis["tickcolor"])
        edge = -size * LINE / 3 if over else plan.height + _TICK + 2
        yield words(text, x, edge, size, ink, "middle", 1.0 if over else 0.0)


def _marks(axis: Spec) -> list[tuple[Any, str]]:
    """Return the values written along an axis and their words."""
    if "tickvals" in axis:
        return list(zip(as_list(axis["tickvals"]), as_list(axis["ticktext"]), strict=True))
    if "categoryarray" not in axis:
        raise NotDrawable("axis without its values")
    return [(name, name) for name in as_list(axis["categoryarray"])]
