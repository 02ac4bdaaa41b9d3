"""Draw bars, lines, marks and texts on two axes, from what plotly would be told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from analytics.figures.vecteur.elements import (
    LINE,
    Drawing,
    NotDrawable,
    linked,
    pattern,
    percent,
    said,
    stroke,
    tag,
    words,
)

Spec = Mapping[str, Any]
_ANCHORS = {"left": "start", "center": "middle", "right": "end"}
_RISES = {"top": 0.0, "middle": 0.5, "bottom": 1.0}
_PAD = {"top": 3, "middle": 0, "bottom": -3}
"""Pixels between a place and the text that stands on it, or hangs from it."""
_WIDE = 1000
"""Units across the frame in which lines are drawn; it stretches with the drawing, their thickness does not."""
_TICK = 5


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: its values on the line of numbers, from its start to its end (which may be the smaller)."""

    start: float
    end: float
    number: Callable[[Any], float]

    def part(self, value: Any) -> float:
        """Return where a value stands, 0 at the start of the axis and 1 at its end."""
        return (self.number(value) - self.start) / (self.end - self.start)


@dataclass(frozen=True, slots=True)
class Plan:
    """The room between the axes: its height in pixels, what the figure asks, the name of the drawing and its links."""

    spec: Spec
    name: str
    links: Mapping[str, str]
    height: float
    x: Axis
    y: Axis

    @property
    def layout(self) -> Spec:
        """Return the layout of the figure."""
        return self.spec["layout"]

    def across(self, value: Any, ref: str = "x") -> float:
        """Return the part of the width at which something stands."""
        return float(value) if ref in ("x domain", "paper") else self.x.part(value)

    def down(self, value: Any, ref: str = "y") -> float:
        """Return the pixels from the top at which something stands."""
        part = float(value) if ref in ("y domain", "paper") else self.y.part(value)
        return (1 - part) * self.height


def draw_plan(spec: Spec, name: str, links: Mapping[str, str]) -> Drawing:
    """Draw a figure on two axes."""
    layout = spec["layout"]
    margin = layout["margin"]
    height = layout["height"] - margin["t"] - margin["b"]
    plan = Plan(spec, name, links, height, _axis(spec, "x"), _axis(spec, "y"))
    shapes = [(shape.get("layer"), _shape(plan, shape)) for shape in layout.get("shapes", ())]
    defs, traces = _traces(plan)
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


def _axis(spec: Spec, letter: str) -> Axis:
    """Read one axis: numbers, days or names, as its values show."""
    asked = spec["layout"].get(f"{letter}axis", {})
    names = [value for trace in spec["data"] for value in _values(trace.get(letter)) if isinstance(value, str)]
    if not names or asked.get("type") == "date" or _is_day(names[0]):
        number = _day if names and _is_day(names[0]) else float
        if "range" not in asked:
            raise NotDrawable(f"{letter} axis without a range")
        start, end = (number(value) for value in asked["range"])
        return Axis(start, end, number)
    order = list(dict.fromkeys([*_values(asked.get("categoryarray")), *names]))
    places = {name: float(rank) for rank, name in enumerate(order)}
    start, end = asked.get("range", (-0.5, len(order) - 0.5))
    return Axis(start, end, lambda value: places[value] if isinstance(value, str) else float(value))


def _values(values: Any) -> list[Any]:
    """Return the values of a trace as a list of Python values."""
    return [] if values is None else values.tolist() if isinstance(values, np.ndarray) else list(values)


def _is_day(value: str) -> bool:
    """Tell whether a text is a day, « 2021-09-22 »."""
    return len(value) == 10 and value[4] == value[7] == "-"


def _day(value: str) -> float:
    """Return a day as a number of days."""
    return float(date.fromisoformat(value[:10]).toordinal())


def _traces(plan: Plan) -> tuple[list[str], list[str]]:
    """Draw the traces, and the patterns that they need."""
    defs: dict[str, str] = {}
    drawn: list[str] = []
    reached: dict[Any, float] = {}
    modes = {"stack": True, "overlay": False}
    bars = sum(trace["type"] == "bar" for trace in plan.spec["data"])
    if bars > 1 and plan.layout.get("barmode") not in modes:
        raise NotDrawable("bars side by side")
    for trace in plan.spec["data"]:
        if trace["type"] == "bar":
            stacked = reached if modes.get(plan.layout.get("barmode"), False) else {}
            drawn += _bars(plan, trace, stacked, defs)
        elif trace["type"] == "scatter":
            drawn += _lines(plan, trace)
        else:
            raise NotDrawable(trace["type"])
    return list(defs.values()), drawn


def _bars(plan: Plan, trace: Spec, reached: dict[Any, float], defs: dict[str, str]) -> Iterator[str]:
    """Draw the bars of one trace, each with the text at its end; `reached`: where the bars under them end."""
    flat = trace.get("orientation") == "h"
    lengths, places = (_values(trace[key]) for key in (("x", "y") if flat else ("y", "x")))
    thick = trace.get("width", 1 - plan.layout.get("bargap", 0.2))
    for rank, (length, place) in enumerate(zip(lengths, places, strict=True)):
        if length is None:
            continue
        base = _one(trace.get("base", 0.0), rank) + reached.get(place, 0.0)
        reached[place] = reached.get(place, 0.0) + length
        box = _flat_box(plan, base, length, place, thick) if flat else _upright_box(plan, base, length, place, thick)
        text = _hover(trace, rank, place)
        bar = tag("rect", said(text), **box, **_fill(plan, trace["marker"], rank, defs))
        address = plan.links.get(trace["customdata"][rank][0]) if plan.links else None
        yield linked(_row(plan, place) + bar, text, address) if address else bar
        if "text" in trace and flat:
            yield _end_text(plan, trace, rank, base + length, place)


def _row(plan: Plan, place: Any) -> str:
    """Draw nothing over the whole row of a bar that lies: a finger needs room, and a bar may have no length."""
    row = plan.y.number(place)
    top, bottom = sorted((plan.down(row - 0.5), plan.down(row + 0.5)))
    return tag("rect", width="100%", y=top, height=bottom - top, fill="transparent")


def _flat_box(plan: Plan, base: float, length: float, place: Any, thick: float) -> dict[str, object]:
    """Return the place of a bar that lies."""
    start, end = (plan.across(value) for value in (base, base + length))
    row = plan.y.number(place)
    top, bottom = sorted((plan.down(row - thick / 2), plan.down(row + thick / 2)))
    return {"x": percent(start), "y": top, "width": percent(end - start), "height": bottom - top}


def _upright_box(plan: Plan, base: float, length: float, place: Any, thick: float) -> dict[str, object]:
    """Return the place of a bar that stands."""
    column = plan.x.number(place)
    left, right = (plan.across(column + side * thick / 2) for side in (-1, 1))
    top, bottom = sorted((plan.down(base), plan.down(base + length)))
    return {"x": percent(left), "y": top, "width": percent(right - left), "height": bottom - top}


def _fill(plan: Plan, marker: Spec, rank: int, defs: dict[str, str]) -> dict[str, object]:
    """Return how a bar is filled and outlined."""
    ink, line = _one(marker["color"], rank), marker.get("line", {})
    outline = stroke({key: _one(line[key], rank) for key in ("color", "width") if key in line} | {"dash": None})
    hatched = marker.get("pattern", {})
    shape = _one(hatched.get("shape", ""), rank)
    if not shape:
        return {"fill": ink} | outline
    name = f"{plan.name}-{ink.strip('#')}-{ord(shape)}"
    defs[name] = pattern(name, shape, ink, hatched["bgcolor"], float(hatched["size"]))
    return {"fill": f"url(#{name})"} | outline


def _end_text(plan: Plan, trace: Spec, rank: int, end: float, place: Any) -> str:
    """Write the text at the end of a bar that lies."""
    font = trace.get("textfont", {})
    size = font.get("size", plan.layout["font"]["size"])
    ink = _one(font.get("color", plan.layout["font"]["color"]), rank)
    return words(_one(trace["text"], rank), percent(plan.across(end)), plan.down(place), size, ink, rise=0.5, dx=2)


def _hover(trace: Spec, rank: int, place: Any) -> str | None:
    """Return what a mark says when pointed at."""
    if trace.get("hoverinfo") == "skip" or "hovertemplate" not in trace:
        return None
    text = trace["hovertemplate"].removesuffix("<extra></extra>").replace("%{x}", str(place))
    if "%{text}" in text:
        text = text.replace("%{text}", str(_one(trace["text"], rank)))
    for column in (0, 1):
        if f"%{{customdata[{column}]}}" in text:
            text = text.replace(f"%{{customdata[{column}]}}", str(trace["customdata"][rank][column]))
    if "%{" in text:
        raise NotDrawable(trace["hovertemplate"])
    return text


def _lines(plan: Plan, trace: Spec) -> Iterator[str]:
    """Draw a line, straight from point to point or by steps, then its marks."""
    points = [(plan.across(x), plan.down(y)) for x, y in zip(_values(trace["x"]), _values(trace["y"]), strict=True)]
    step = trace.get("line", {}).get("shape", "linear")
    if step not in ("linear", "hv"):
        raise NotDrawable(f"line shape {step}")
    yield _path(plan, points, step == "hv", trace["line"], said(_hover(trace, 0, "") if "text" not in trace else None))
    if "markers" not in trace["mode"]:
        return
    marker = trace["marker"]
    for rank, (x, y) in enumerate(points):
        if size := _one(marker["size"], rank):
            outline = stroke(marker["line"]) if "line" in marker else {}
            yield tag(
                "circle",
                said(_hover(trace, rank, "")),
                cx=percent(x),
                cy=y,
                r=size / 2,
                fill=marker["color"],
                **outline,
            )


def _path(plan: Plan, points: list[tuple[float, float]], steps: bool, line: Spec, title: str) -> str:
    """Draw a line in a frame that stretches with the drawing."""
    (x, y), *rest = [(round(x * _WIDE, 1), round(y, 1)) for x, y in points]
    way = f"M{x:g} {y:g}" + "".join(f"H{x:g}V{y:g}" if steps else f"L{x:g} {y:g}" for x, y in rest)
    drawn = tag("path", title, d=way, fill="none", style="vector-effect:non-scaling-stroke", **stroke(line))
    frame = {"viewBox": f"0 0 {_WIDE} {plan.height:g}", "preserveAspectRatio": "none", "overflow": "visible"}
    return tag("svg", drawn, width="100%", height=plan.height, **frame)


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
    for value in _values(axis.get("tickvals")) if axis.get("visible", True) else ():
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
        return list(zip(_values(axis["tickvals"]), _values(axis["ticktext"]), strict=True))
    if "categoryarray" not in axis:
        raise NotDrawable("axis without its values")
    return [(name, name) for name in _values(axis["categoryarray"])]


def _one(values: Any, rank: int) -> Any:
    """Return the value of one mark, when each has its own or when all share it."""
    return values if isinstance(values, str | int | float) else _values(values)[rank]
