"""Draw the marks of a figure on two axes: bars that lie or stand, lines, points."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from analytics.figures.vecteur.elements import NotDrawable, linked, pattern, percent, said, stroke, tag, words
from analytics.figures.vecteur.repere import Plan, Spec, as_list, one

_WIDE = 1000
"""Units across the frame in which lines are drawn; it stretches with the drawing, their thickness does not."""


def draw_traces(plan: Plan) -> tuple[list[str], list[str]]:
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
    """Draw the bars of one trace, each with the text at its end; `reached`: where the bars under them end.

    A trace without a look of its own only holds the axis.
    """
    flat = trace.get("orientation") == "h"
    lengths, places = (as_list(trace[key]) for key in (("x", "y") if flat else ("y", "x")))
    thick = trace.get("width", 1 - plan.layout.get("bargap", 0.2))
    for rank, (length, place) in enumerate(zip(lengths, places, strict=True)):
        if length is None or "marker" not in trace:
            continue
        base = one(trace.get("base", 0.0), rank) + reached.get(place, 0.0)
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
    ink, line = one(marker["color"], rank), marker.get("line", {})
    outline = stroke({key: one(line[key], rank) for key in ("color", "width") if key in line} | {"dash": None})
    hatched = marker.get("pattern", {})
    shape = one(hatched.get("shape", ""), rank)
    if not shape:
        return {"fill": ink} | outline
    name = f"{plan.name}-{ink.strip('#')}-{ord(shape)}"
    defs[name] = pattern(name, shape, ink, hatched["bgcolor"], float(hatched["size"]))
    return {"fill": f"url(#{name})"} | outline


def _end_text(plan: Plan, trace: Spec, rank: int, end: float, place: Any) -> str:
    """Write the text at the end of a bar that lies."""
    font = trace.get("textfont", {})
    size = font.get("size", plan.layout["font"]["size"])
    ink = one(font.get("color", plan.layout["font"]["color"]), rank)
    return words(one(trace["text"], rank), percent(plan.across(end)), plan.down(place), size, ink, rise=0.5, dx=2)


def _hover(trace: Spec, rank: int, place: Any) -> str | None:
    """Return what a mark says when pointed at."""
    if trace.get("hoverinfo") == "skip" or "hovertemplate" not in trace:
        return None
    text = trace["hovertemplate"].removesuffix("<extra></extra>").replace("%{x}", str(place))
    for key in ("text", "hovertext"):
        if f"%{{{key}}}" in text:
            text = text.replace(f"%{{{key}}}", str(one(trace[key], rank)))
    for column in (0, 1):
        if f"%{{customdata[{column}]}}" in text:
            text = text.replace(f"%{{customdata[{column}]}}", str(trace["customdata"][rank][column]))
    if "%{" in text:
        raise NotDrawable(trace["hovertemplate"])
    return text


def _lines(plan: Plan, trace: Spec) -> Iterator[str]:
    """Draw a line, straight from point to point or by steps, then its marks."""
    points = [(plan.across(x), plan.down(y)) for x, y in zip(as_list(trace["x"]), as_list(trace["y"]), strict=True)]
    step = trace.get("line", {}).get("shape", "linear")
    if step not in ("linear", "hv"):
        raise NotDrawable(f"line shape {step}")
    yield _path(plan, points, step == "hv", trace["line"], said(_hover(trace, 0, "") if "text" not in trace else None))
    if "markers" not in trace["mode"]:
        return
    marker = trace["marker"]
    for rank, (x, y) in enumerate(points):
        if size := one(marker["size"], rank):
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
