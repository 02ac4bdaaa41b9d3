"""Draw the map of the eight MRC from the project's own boundaries: nothing is asked outside, each MRC can be clicked.

Geometry: `data/reference/geometrie/` (attribution in `data/reference/SOURCES.md`, short form in `ATTRIBUTION`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from shapely import LineString, intersection, prepare
from shapely.geometry import shape

from analytics.figures.classes import Scale, amount_scale, class_of
from analytics.figures.theme import Mode, Palette, blank, palette
from analytics.format_fr import NON_PUBLIE
from analytics.schema.reference import REFERENCE, territoires

ATTRIBUTION = (
    "Limites : © Gouvernement du Québec, MRNF (SDA, mai 2026), CC BY 4.0, modifiées. Trait de côte : adapté de Statistique Canada (2016), "
    "Licence ouverte; n'implique pas son approbation."
)
_HATCH_DEGREES = 0.09
_OFF_SHORE = {"top": "\u00a0", "middle": "\u00a0", "bottom": "\u00a0\u00a0"}
"""What keeps a text written on the river from touching the shore, which the amount, lower, would meet sooner."""


@cache
def boundaries() -> dict:
    """Return the GeoJSON of the eight MRC (`id`: code, properties `nom`, `lon`, `lat` of the label)."""
    return json.loads((REFERENCE / "geometrie" / "bas-saint-laurent.geojson").read_text(encoding="utf-8"))


@cache
def neighbours() -> dict:
    """Return the GeoJSON of the regions around, drawn as a pale background."""
    return json.loads((REFERENCE / "geometrie" / "bas-saint-laurent-voisinage.geojson").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class ClassKey:
    """One class of the map: its colour and its limits in words, for the key under the map."""

    colour: str
    text: str


def classes(values: pd.Series, mode: Mode, write: Callable[[float], str]) -> list[ClassKey]:
    """Return the key of the map for these values (indexed by MRC name), smallest class first."""
    return scale_key(amount_scale(values, write), mode)


def scale_key(scale: Scale, mode: Mode) -> list[ClassKey]:
    """Return the key of a scale, smallest class first."""
    ramp = _ramp(palette(mode), len(scale.texts))
    return [ClassKey(colour, text) for colour, text in zip(ramp, scale.texts, strict=True)]


def _ramp(colours: Palette, count: int) -> list[str]:
    """Return `count` colours spread over the ramp, smallest first."""
    if count < 1:
        return []
    return [colours.ramp[round(k)] for k in np.linspace(0 if count > 2 else 1, len(colours.ramp) - 1, count)]


def map_figure(
    values: pd.Series, mode: Mode, write: Callable[[float], str], height: int = 300, amounts: bool = False,
    scale: Scale | None = None, words: Mapping[str, str] | None = None,
) -> go.Figure:  # fmt: skip
    """Draw the MRC coloured by class of `values` (index: name of the MRC; missing = not published, hatched).

    `write` turns a value into words, `words` (name → words) takes its place; `amounts` writes them under each name (a wide map
    only). `scale` gives the classes (round limits otherwise). `customdata` names the MRC of each shape.
    """
    colours = palette(mode)
    codes = {t.nom: t.code for t in territoires() if t.is_mrc}
    values = values.reindex(list(codes)).astype("float64")
    texts = (
        pd.Series(words, dtype="object").reindex(values.index)
        if words
        else values.map(lambda v: NON_PUBLIE if pd.isna(v) else write(v))
    )
    texts = texts.map(lambda text: escape(text, quote=False))
    limits = (scale or amount_scale(values, write)).limits
    figure = blank(mode, height=height, margin={"l": 0, "r": 0, "t": 0, "b": 0})
    _background(figure, colours)
    _shapes(figure, values, codes, texts, limits, colours)
    _hatching(figure, [codes[name] for name in values.index[values.isna()]], colours)
    names = {name: f"<b>{name}</b>" for name in values.index}
    _labels(figure, values, names, "top" if amounts else "middle", limits, colours)
    if amounts:
        _labels(figure, values, texts.to_dict(), "bottom", limits, colours)
    west, south, east, north = boundaries()["bbox"]
    return figure.update_geos(
        visible=False,
        projection={"type": "mercator"},
        bgcolor="rgba(0,0,0,0)",
        lonaxis_range=[west - 0.62, east + 0.08],
        lataxis_range=[south - 0.06, north + 0.06],
    )


def _background(figure: go.Figure, colours: Palette) -> None:
    """Draw the regions around in the colour of the paper's shade."""
    names = [feature["properties"]["nom"] for feature in neighbours()["features"]]
    figure.add_choropleth(
        geojson=neighbours(), featureidkey="properties.nom", locations=names, z=[0] * len(names), showscale=False, hoverinfo="skip",
        colorscale=[[0, colours.surface], [1, colours.surface]], marker={"line": {"color": colours.grid, "width": 0.8}},
    )  # fmt: skip


def _shapes(
    figure: go.Figure,
    values: pd.Series,
    codes: dict[str, str],
    texts: pd.Series,
    limits: Sequence[float],
    colours: Palette,
) -> None:
    """Draw the MRC in the colour of their class, outlined."""
    ramp = _ramp(colours, len(limits) - 1)
    ranks = [-1 if pd.isna(v) else class_of(v, limits) for v in values]
    steps = [colours.background, *ramp]
    scale = [
        stop for k, colour in enumerate(steps) for stop in ((k / len(steps), colour), ((k + 1) / len(steps), colour))
    ]
    figure.add_choropleth(
        geojson=boundaries(), locations=[codes[name] for name in values.index], z=[rank + 0.5 for rank in ranks],
        zmin=-1, zmax=len(ramp), colorscale=scale, showscale=False, customdata=list(values.index),
        text=[f"{name} : {text}" for name, text in texts.items()], hovertemplate="%{text}<extra></extra>",
        marker={"line": {"color": colours.outline, "width": 1.4}}, selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": 1}},
    )  # fmt: skip


def _hatching(figure: go.Figure, codes: list[str], colours: Palette) -> None:
    """Hatch the MRC without a published value."""
    lon: list[float | None] = []
    lat: list[float | None] = []
    for line in (line for code in codes for line in hatch_lines(code)):
        lon += [*line[0], None]
        lat += [*line[1], None]
    if lon:
        figure.add_scattergeo(
            lon=lon, lat=lat, mode="lines", line={"color": colours.outline, "width": 1}, hoverinfo="skip"
        )


@cache
def hatch_lines(code: str) -> tuple[tuple[tuple[float, ...], tuple[float, ...]], ...]:
    """Return parallel segments that fill one MRC, as (longitudes, latitudes)."""
    polygon = next(shape(f["geometry"]) for f in boundaries()["features"] if f["id"] == code)
    prepare(polygon)
    west, south, east, north = polygon.bounds
    starts = np.arange(west - (north - south), east, _HATCH_DEGREES)
    cut = intersection([LineString([(x, south), (x + north - south, north)]) for x in starts], polygon)
    parts = [
        part
        for piece in cut
        for part in getattr(piece, "geoms", [piece])
        if not part.is_empty and part.geom_type == "LineString"
    ]
    return tuple((tuple(np.round(p.xy[0], 3)), tuple(np.round(p.xy[1], 3))) for p in parts)


def _labels(
    figure: go.Figure, values: pd.Series, texts: dict[str, str], side: str, limits: Sequence[float], colours: Palette
) -> None:
    """Write a text on each MRC: on the river beside those of the shore, inside the others; `side` is top, middle or bottom."""
    ramp = _ramp(colours, len(limits) - 1)
    fills = {name: colours.background if pd.isna(v) else ramp[class_of(v, limits)] for name, v in values.items()}
    places = label_places()
    ends = {name: _OFF_SHORE[side] if places[name].on_river else "" for name in values.index}
    figure.add_scattergeo(
        lon=[places[name].lon for name in values.index], lat=[places[name].lat for name in values.index],
        mode="text", hoverinfo="skip", text=[texts[name] + ends[name] for name in values.index],
        textposition=[f"{side} {'left' if places[name].on_river else 'center'}" for name in values.index],
        textfont={"size": 13, "color": [colours.text if places[name].on_river else readable_on(fills[name]) for name in values.index]},
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class LabelPlace:
    """Where a name is written: on the river, ending at the shore, or inside the MRC."""

    lon: float
    lat: float
    on_river: bool


@cache
def label_places() -> dict[str, LabelPlace]:
    """Return MRC → place of its label."""
    places = {}
    for feature in boundaries()["features"]:
        inner = feature["properties"]
        places[inner["nom"]] = (
            LabelPlace(*_shore_point(inner["nom"], shape(feature["geometry"])), True)
            if inner["nom"] in _ON_RIVER
            else LabelPlace(inner["lon"], inner["lat"], False)
        )
    return places


# The MRC of the shore too narrow to hold their name on a telephone.
_ON_RIVER = ("Kamouraska", "Rivière-du-Loup", "Les Basques", "Rimouski-Neigette", "La Mitis")
_ALONG_THE_SHORE = {"La Mitis": (0.1, 0.11)}
"""MRC → degrees (east, north) by which its name is moved: La Mitis, whose furthest point is its boundary, would touch Rimouski-Neigette."""


def _shore_point(name: str, polygon) -> tuple[float, float]:
    """Return where the name of a MRC ends: its point, islands included, that lies furthest to the north-west, toward the river."""
    points = [point for part in getattr(polygon, "geoms", [polygon]) for point in part.exterior.coords]
    lon, lat, *_ = max(points, key=lambda p: p[1] - 0.6 * p[0])
    east, north = _ALONG_THE_SHORE.get(name, (0, 0))
    return lon + east, lat + north


def readable_on(fill: str) -> str:
    """Return the ink, dark or light, with the best contrast on a fill (#RRGGBB)."""
    return "#10181E" if contrast("#10181E", fill) >= contrast("#FFFFFF", fill) else "#FFFFFF"


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours as WCAG 2 defines it, 1 to 21."""
    lights = sorted((_luminance(one), _luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance of #RRGGBB."""
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
