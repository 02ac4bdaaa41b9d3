"""Draw the map as native shapes: one freeform a territory, named after it, that can be recoloured; « non publié » is hatched."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from shapely import LineString, union_all
from shapely.geometry import shape as geometry

from analytics.exports.diapositives.formes import (
    MUTED,
    NO_FILL,
    OUTLINE,
    PAPER,
    RECTANGLE,
    SHADE,
    TEXT,
    Ligne,
    add_text,
    line,
    put,
    solid,
)
from analytics.exports.diapositives.mesure import EMU_PER_POINT, LINE_HEIGHT, Cadre, width
from analytics.exports.diapositives.teintes import Teinte, teinte
from analytics.exports.sequence import Carte, Somme
from analytics.figures.carte import boundaries, label_places, readable_on
from analytics.figures.classes import class_of
from analytics.format_fr import NON_PUBLIE
from analytics.schema.reference import REGIONAL

_WATER = 1.35
"""Degrees left at the west, where the names of the shore stand on the river."""
_OFF_SHORE = 140_000
"""What keeps a name from touching the shore (EMU)."""
_KEY = 0.25
"""Part of the width that the key takes."""
HATCHED = (
    f'<a:pattFill prst="wdUpDiag"><a:fgClr>{OUTLINE}</a:fgClr><a:bgClr><a:schemeClr val="bg1"/></a:bgClr></a:pattFill>'
)


@dataclass(frozen=True, slots=True)
class Projection:
    """Degrees → EMU, as on the pages' maps (Mercator)."""

    x: float
    y: float
    echelle: float

    def __call__(self, lon: float, lat: float) -> tuple[int, int]:
        """Return the place of a point."""
        return round(self.x + lon * self.echelle), round(self.y - _north(lat) * self.echelle)


def _north(lat: float) -> float:
    """Return the ordinate of a latitude, in degrees of longitude."""
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)))


def projection(cadre: Cadre, bounds: tuple[float, float, float, float]) -> Projection:
    """Return what fits these degrees (west, south, east, north) in a place, centred."""
    west, south, east, north = bounds
    wide, tall = east - west, _north(north) - _north(south)
    scale = min(cadre.largeur / wide, cadre.hauteur / tall)
    x = cadre.x + (cadre.largeur - wide * scale) / 2 - west * scale
    y = cadre.y + (cadre.hauteur - tall * scale) / 2 + _north(north) * scale
    return Projection(x, y, scale)


@cache
def _territories() -> dict:
    """Return MRC → its shape."""
    return {feature["properties"]["nom"]: geometry(feature["geometry"]) for feature in boundaries()["features"]}


@cache
def region():
    """Return the outline of the whole region."""
    return union_all(list(_territories().values())).simplify(0.012)


def amount_map(slide, cadre: Cadre, carte: Carte, accent: str) -> None:
    """Draw the map in a place, its key at the right: eight MRC, then the region's outline for « Régional »."""
    area, key = cadre.columns(1 - _KEY, round(cadre.largeur * 0.02))
    west, south, east, north = boundaries()["bbox"]
    project = projection(area, (west - _WATER, south - 0.02, east + 0.02, north + 0.02))
    for somme in carte.sommes:
        look = HATCHED if somme.cents is None else _of_class(somme, carte).xml
        _freeform(slide, _territories()[somme.nom], project, somme.nom, f"{somme.nom} : {somme.exact}", look)
    points = max(10.0, min(14.0, area.largeur / 560_000))
    _shore_labels(slide, [s for s in carte.sommes if label_places()[s.nom].on_river], project, points)
    for somme in carte.sommes:
        if not label_places()[somme.nom].on_river:
            _inner_label(slide, somme, carte, project, accent, points)
    _draw_key(slide, key, carte)


def _freeform(slide, polygon, project: Projection, name: str, alt: str, look: str) -> None:
    """Add one shape with every part of a territory, islands included."""
    rings = [[project(*point[:2]) for point in part.exterior.coords[:-1]] for part in _parts(polygon)]
    left, top = (min(point[axis] for ring in rings for point in ring) for axis in (0, 1))
    wide, tall = (max(point[axis] for ring in rings for point in ring) - low for axis, low in ((0, left), (1, top)))
    path = "".join(_ring([(x - left, y - top) for x, y in ring]) for ring in rings)
    form = (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="l" t="t" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{wide}" h="{tall}">{path}</a:path></a:pathLst></a:custGeom>'
    )
    put(slide, Cadre(left, top, wide, tall), name, alt, form + look + line(1))


def _parts(polygon) -> list:
    """Return the polygons of a shape, the largest first."""
    return sorted(getattr(polygon, "geoms", [polygon]), key=lambda part: -part.area)


def _ring(points: Sequence[tuple[int, int]]) -> str:
    """Return one closed line of a path."""
    (x, y), *others = points
    drawn = "".join(f'<a:lnTo><a:pt x="{px}" y="{py}"/></a:lnTo>' for px, py in others)
    return f'<a:moveTo><a:pt x="{x}" y="{y}"/></a:moveTo>{drawn}<a:close/>'


def _of_class(somme: Somme, carte: Carte) -> Teinte:
    """Return the tint of an amount."""
    limits = carte.echelle.limits
    return teinte(class_of(somme.cents / 100, limits), len(limits) - 1)


def _shore_labels(slide, sommes: Sequence[Somme], project: Projection, points: float) -> None:
    """Write the names of the shore on the river, ending at the middle of their shore, none over another nor over an island."""
    tall = round(points * LINE_HEIGHT * EMU_PER_POINT)
    spots = sorted(((*_shore(s.nom, project), s) for s in sommes), key=lambda spot: spot[1])
    floor = 0
    for x, y, somme in spots:
        top = max(y - tall // 2, floor)
        floor = top + tall
        wide = round((width(somme.nom, points, bold=True) + width(f"  {somme.court}", points)) * 1.08)
        right = _clear_of_islands(x - _OFF_SHORE, top, wide, tall, project)
        said = [Ligne(somme.nom, points, gras=True, suite=f"  {somme.court}")]
        add_text(
            slide, Cadre(right - wide, top, wide, tall), said, f"Étiquette {somme.nom}", "right", "middle", wrap=False
        )


def _shore(nom: str, project: Projection) -> tuple[int, int]:
    """Return the middle of a territory's shore: what is furthest to the north-west of its centre, islands aside."""
    land = _parts(_territories()[nom])[0]
    inside = land.representative_point()
    ray = LineString([(inside.x, inside.y), (inside.x - 2, inside.y + 1.4)])
    crossed = land.exterior.intersection(ray)
    points = [point.coords[0] for point in getattr(crossed, "geoms", [crossed])]
    return project(*min(points))


def _clear_of_islands(right: int, top: int, wide: int, tall: int, project: Projection) -> int:
    """Return where a label must end so that it covers no island."""
    for west, south, east, north in sorted((i.bounds for i in _islands()), key=lambda bounds: -bounds[2]):
        (left, low), (end, high) = project(west, south), project(east, north)
        if left < right and end > right - wide and high < top + tall and low > top:
            right = left - _OFF_SHORE
    return right


@cache
def _islands() -> list:
    """Return the parts of the territories that stand in the river."""
    return [part for land in _territories().values() for part in _parts(land)[1:]]


def _inner_label(slide, somme: Somme, carte: Carte, project: Projection, accent: str, points: float) -> None:
    """Write a name and an amount inside a territory."""
    place = label_places()[somme.nom]
    x, y = project(place.lon, place.lat)
    wide = round(max(width(somme.nom, points, bold=True), width(somme.court, points)) * 1.1)
    tall = round(2 * points * LINE_HEIGHT * EMU_PER_POINT)
    light = somme.cents is not None and readable_on(_of_class(somme, carte).on(accent)) == "#FFFFFF"
    ink = PAPER if light else TEXT
    lignes = [Ligne(somme.nom, points, gras=True, encre=ink), Ligne(somme.court, points, encre=ink)]
    where = Cadre(x - wide // 2, y - tall // 2, wide, tall)
    ground = solid(PAPER) if somme.cents is None else NO_FILL
    add_text(slide, where, lignes, f"Étiquette {somme.nom}", "center", "middle", wrap=False, ground=ground)


def _draw_key(slide, cadre: Cadre, carte: Carte) -> None:
    """Draw the key: the classes, « non publié », then what no MRC holds."""
    points = _key_size(carte, cadre)
    row = round(points * 1.75 * EMU_PER_POINT)
    add_text(
        slide, cadre.top(row), [Ligne("Montant engagé par MRC", points, gras=True)], "Titre de la légende", wrap=False
    )
    count = len(carte.echelle.texts)
    entries = [(text, teinte(rank, count).xml) for rank, text in enumerate(carte.echelle.texts)]
    if any(somme.cents is None for somme in carte.sommes):
        entries.append((NON_PUBLIE, HATCHED))
    for number, (text, look) in enumerate(entries, start=1):
        _swatch(slide, cadre.below(number * row).top(row), text, look, points)
    rest = cadre.below((len(entries) + 1) * row + row // 2)
    for somme in carte.hors:
        rest = _beside(slide, rest, somme, points)


def _key_size(carte: Carte, cadre: Cadre) -> float:
    """Return the size of the key's words: each class is on one line."""
    longest = max((*carte.echelle.texts, "Montant engagé par MRC"), key=lambda text: width(text, 10))
    return next(
        (s for s in (14.0, 13.0, 12.0, 11.0) if width(longest, s) + s * 2.4 * EMU_PER_POINT <= cadre.largeur), 10.0
    )


def _swatch(slide, cadre: Cadre, text: str, look: str, points: float) -> None:
    """Draw one line of the key; its mark is decorative, its words are read."""
    side = round(cadre.hauteur * 0.62)
    mark = Cadre(cadre.x, cadre.y + (cadre.hauteur - side) // 2, round(side * 1.6), side)
    put(slide, mark, f"Pastille « {text} »", None, RECTANGLE + look + line(0.75))
    words = Cadre(cadre.x + round(side * 2.0), cadre.y, cadre.largeur - round(side * 2.0), cadre.hauteur)
    add_text(slide, words, [Ligne(text, points)], f"Légende « {text} »", anchor="middle", wrap=False)


def _beside(slide, cadre: Cadre, somme: Somme, points: float) -> Cadre:
    """Show an amount that no MRC holds; « Régional » has the outline of the region. Return the room left under it."""
    tall = round(points * 3.6 * EMU_PER_POINT)
    picture, words = cadre.top(tall).columns(0.34, round(cadre.largeur * 0.04))
    if somme.nom == REGIONAL:
        look = HATCHED if somme.cents is None else solid(SHADE)
        project = projection(picture, region().bounds)
        _freeform(slide, region(), project, REGIONAL, f"{REGIONAL}, toute la région : {somme.exact}", look)
    note = "toute la région" if somme.nom == REGIONAL else "dans aucun territoire"
    lignes = [Ligne(somme.nom, points, gras=True), Ligne(somme.court, points), Ligne(note, points - 2, encre=MUTED)]
    add_text(slide, words, lignes, f"Hors de la carte : {somme.nom}", anchor="middle")
    return cadre.below(tall + round(points * 0.8 * EMU_PER_POINT))
