"""The few SVG elements of a drawing: texts of several lines, patterns, shapes with what they say when pointed at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape, unescape

from analytics.figures.theme import FONT

LINE = 1.25
"""Height of a line of text, the size of its letters being 1."""
_BASELINE = 0.96
"""How far under the top of a line its letters stand."""
_MARK = re.compile(r"<(/?)(b|br|span)(?: style='([^'<>]*)')?\s*/?>")
_DASHES = {"dash": "9 6", "dot": "2.5 4"}


class NotDrawable(ValueError):
    """A figure that uses of plotly what no drawing understands."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing: its elements, the pixels around them (top, right, bottom, left), its height or its ratio of width to height."""

    elements: str
    margins: tuple[int, int, int, int]
    height: int | None = None
    ratio: float | None = None
    linked: bool = False

    def fluid(self, alternative: str) -> str:
        """Return the HTML of a drawing as wide as its place; `alternative` is what it says to who does not see it."""
        size = {"height": self.height} if self.ratio is None else {"style": f"aspect-ratio:{self.ratio:.4f}"}
        role = "group" if self.linked else "img"
        svg = tag("svg", self.elements, role=role, aria_label=alternative, width="100%", **size)
        padding = " ".join(f"{side}px" for side in self.margins)
        return f'<div class="a-dessin{"" if self.ratio is None else " a-dessin-carte"}" style="padding:{padding}">{svg}</div>'


def tag(name: str, inside: str = "", **attributes: object) -> str:
    """Return one element; a `_` in the name of an attribute is a dash, an attribute that is None is left out."""
    said = "".join(
        f' {key.strip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}>{inside}</{name}>" if inside else f"<{name}{said}/>"


def _value(value: object) -> str:
    """Write the value of an attribute, a number as short as it can be."""
    return f"{round(value, 2):g}" if isinstance(value, float) else escape(str(value), quote=True)


def percent(part: float) -> str:
    """Write a part of the width or of the height."""
    return f"{round(part * 100, 3):g}%"


def said(text: str | None) -> str:
    """Return what an element says when pointed at."""
    return f"<title>{escape(unescape(plain(text)), quote=False)}</title>" if text else ""


def plain(text: str) -> str:
    """Take the marks out of a text of plotly."""
    return _MARK.sub(lambda mark: " " if mark[2] == "br" else "", text)


def linked(mark: str, text: str | None, address: str | None) -> str:
    """Make a mark a link that says what the mark says; without an address it stays as it is."""
    return tag("a", mark, href=address, aria_label=unescape(plain(text or ""))) if address else mark


def stroke(line: Mapping[str, object]) -> dict[str, object]:
    """Return the attributes of a line of plotly."""
    dash = line.get("dash")
    if dash not in (None, "solid", *_DASHES):
        raise NotDrawable(f"line dash {dash}")
    width = line.get("width", 2)
    if not width:
        return {"stroke": "none"}
    return {"stroke": line.get("color"), "stroke_width": width, "stroke_dasharray": _DASHES.get(dash or "")}


def words(
    text: str, x: str, y: float | str, size: float, colour: str | None, anchor: str = "start", rise: float = 0.0,
    dx: float = 0.0, halo: str | None = None,
) -> str:  # fmt: skip
    """Write a text of one or more lines: its first line's top is `rise` times its whole height above `y` (1: it stands on `y`).

    `<b>`, `<br>` and `<span style='…'>` are understood; every other sign is shown as it is. `halo` is a colour around the letters.
    """
    lines = list(_lines(text, colour))
    first = size * (_BASELINE - rise * LINE * len(lines))
    written = "".join(
        tag("tspan", line, x=x, dx=dx or None, dy=first if rank == 0 else size * LINE)
        for rank, line in enumerate(lines)
    )
    around = {"stroke": halo, "stroke_width": 5, "paint_order": "stroke", "stroke_linejoin": "round"} if halo else {}
    return tag(
        "text", written, y=y, font_size=size, fill=colour, text_anchor=None if anchor == "start" else anchor, **around
    )


def _lines(text: str, colour: str | None) -> Iterable[str]:
    """Yield the lines of a text of plotly, each made of whole spans; `colour` is that of a span without one."""
    bold, style, line, end = False, "", "", 0
    for mark in _MARK.finditer(text + "<br>"):
        piece = text[end : mark.start()]
        if piece:
            line += _span(piece, bold, style)
        end = mark.end()
        if mark[2] == "br":
            yield line or " "
            line = ""
        elif mark[2] == "b":
            bold = not mark[1]
        else:
            style = "" if mark[1] else mark[3] or ""


def _span(piece: str, bold: bool, style: str) -> str:
    """Return a piece of a line, in bold or in its own size and colour."""
    shown = escape(unescape(piece), quote=False)
    asked = dict(part.split(":", 1) for part in style.split(";") if ":" in part)
    attributes = {
        "font_weight": 700 if bold else None,
        "font_size": asked["font-size"].removesuffix("px") if "font-size" in asked else None,
        "fill": asked.get("color"),
    }
    return tag("tspan", shown, **attributes) if any(attributes.values()) else shown


def pattern(name: str, shape: str, ink: str, paper: str, size: float) -> str:
    """Return the pattern of an amount that is not exact: stripes that rise or fall, or dots."""
    ground = tag("rect", width=size, height=size, fill=paper)
    if shape == ".":
        mark = tag("circle", cx=size / 2, cy=size / 2, r=size / 3.6, fill=ink)
    elif shape in "/\\":
        mark = tag("rect", width=size, height=size * 0.45, fill=ink)
    else:
        raise NotDrawable(f"pattern {shape}")
    turn = {"/": "rotate(-45)", "\\": "rotate(45)"}.get(shape)
    return tag(
        "pattern", ground + mark, id=name, width=size, height=size, patternUnits="userSpaceOnUse", patternTransform=turn
    )


def text_style(font: Mapping[str, object]) -> str:
    """Return the style that every text of a drawing has."""
    return f"font-family:{FONT};font-size:{font.get('size', 16)}px"
