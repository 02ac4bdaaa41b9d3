"""Draw the map from what plotly would be told: the same projection, shapes, hatching and names."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from analytics.figures.vecteur.elements import Drawing, NotDrawable, linked, percent, said, stroke, tag, words

Spec = Mapping[str, Any]
_WIDE = 2000
"""Units across the map, in which shapes are written: half of one is less than a pixel on the widest screen."""
_ANCHORS = {"left": "end", "center": "middle", "right": "start"}
"""Side of the point on which plotly writes → how the text is anchored there."""
_RISES = {"top": 1.0, "middle": 0.5, "bottom": 0.0}
_SECOND = "a-second"
"""Class of what is written under the names: a narrow map leaves it out."""


@dataclass(frozen=True, slots=True)
class Window:
    """What the map shows, in Mercator's projection."""

    west: float
    east: float
    south: float
    north: float

    @property
    def ratio(self) -> float:
        """Return the width of the map, its height being 1."""
        return math.radians(self.east - self.west) / (_mercator(self.north) - _mercator(self.south))

    def across(self, lon: float) -> float:
        """Return the part of the width at which a longitude stands."""
        return (lon - self.west) / (self.east - self.west)

    def down(self, lat: float) -> float:
        """Return the part of the height at which a latitude stands, from the top."""
        top, bottom = _mercator(self.north), _mercator(self.south)
        return (top - _mercator(lat)) / (top - bottom)

    def way(self, points: Any, closed: bool = True) -> str:
        """Return the way through points (longitude, latitude) in the units of the map: where it begins, then each step that shows."""
        tall = _WIDE / self.ratio
        places = [(round(self.across(lon) * _WIDE), round(self.down(lat) * tall)) for lon, lat, *_ in points]
        steps = [(x - before_x, y - before_y) for (before_x, before_y), (x, y) in pairwise(places)]
        shown = _pairs(step for step in steps if any(step))
        return f"M{_pairs(places[:1])}l{shown}{'z' if closed else ''}" if shown else ""


def _pairs(numbers: Iterable[tuple[int, int]]) -> str:
    """Write pairs of numbers, with a space only where no sign parts them."""
    return "".join(f" {x} {y}" for x, y in numbers).replace(" -", "-").lstrip()


def _mercator(lat: float) -> float:
    """Return the height of a latitude in Mercator's projection."""
    return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))


def draw_map(spec: Spec, links: Mapping[str, str]) -> Drawing:
    """Draw the shapes, stretched with the map, then the names, whose letters keep their size."""
    geo = spec["layout"]["geo"]
    if geo["projection"]["type"] != "mercator":
        raise NotDrawable(geo["projection"]["type"])
    window = Window(*geo["lonaxis"]["range"], *geo["lataxis"]["range"])
    shapes: list[str] = []
    names: list[str] = []
    for trace in spec["data"]:
        if trace["type"] == "choropleth":
            shapes += _regions(window, trace, links)
        elif trace.get("mode") == "lines":
            shapes.append(_hatching(window, trace))
        else:
            names.append(tag("g", "".join(_names(window, trace)), class_=_SECOND if names else _raised(trace)))
    box = {"viewBox": f"0 0 {_WIDE} {_WIDE / window.ratio:.1f}", "preserveAspectRatio": "none"}
    frame = tag("svg", "".join(shapes), width="100%", height="100%", **box)
    return Drawing(frame + "".join(names), (0, 0, 0, 0), ratio=window.ratio, linked=bool(links))


def _regions(window: Window, trace: Spec, links: Mapping[str, str]) -> Iterator[str]:
    """Draw the regions of one trace, each in its colour."""
    key = trace.get("featureidkey", "id")
    ways = _ways(window, json.dumps(trace["geojson"]), key)
    quiet = trace.get("hoverinfo") == "skip"
    outline = stroke(trace["marker"]["line"])
    for rank, (place, value) in enumerate(zip(trace["locations"], trace["z"], strict=True)):
        text = None if quiet else trace["text"][rank]
        style = "vector-effect:non-scaling-stroke"
        shape = tag("path", said(text), d=ways[place], fill=_colour(trace, value), style=style, **outline)
        yield shape if quiet else linked(shape, text, links.get(trace["customdata"][rank]))


@lru_cache(maxsize=16)
def _ways(window: Window, geojson: str, key: str) -> dict[str, str]:
    """Return region → its outline in the units of the map."""
    found = {}
    for feature in json.loads(geojson)["features"]:
        name = feature["id"] if key == "id" else feature["properties"][key.removeprefix("properties.")]
        geometry = feature["geometry"]
        parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        found[name] = "".join(window.way(ring) for part in parts for ring in part)
    return found


def _colour(trace: Spec, value: float) -> str:
    """Return the colour of a value in a scale made of steps."""
    low, high = trace.get("zmin", 0), trace.get("zmax", 1)
    part = (value - low) / (high - low)
    for (start, colour), (end, other) in pairwise(trace["colorscale"]):
        if start <= part <= end and colour == other:
            return colour
    raise NotDrawable(f"value {value} outside the steps of the scale")


def _hatching(window: Window, trace: Spec) -> str:
    """Draw the lines that fill the regions without a value."""
    ways, points = [], []
    for lon, lat in zip([*trace["lon"], None], [*trace["lat"], None], strict=True):
        if lon is not None:
            points.append((lon, lat))
        elif points:
            ways.append(window.way(points, closed=False))
            points = []
    return tag("path", d="".join(ways), fill="none", style="vector-effect:non-scaling-stroke", **stroke(trace["line"]))


def _raised(trace: Spec) -> str | None:
    """Return the class of names raised for what is written under them: a narrow map, without it, lowers them again."""
    return "a-premier" if all(place.startswith("top ") for place in trace["textposition"]) else None


def _names(window: Window, trace: Spec) -> Iterator[str]:
    """Write the texts of one trace."""
    size, colours = trace["textfont"]["size"], trace["textfont"]["color"]
    for lon, lat, text, place, colour in zip(
        trace["lon"], trace["lat"], trace["text"], trace["textposition"], colours, strict=True
    ):
        height, side = place.split()
        x, y = percent(window.across(lon)), percent(window.down(lat))
        yield words(text, x, y, size, colour, _ANCHORS[side], _RISES[height])
