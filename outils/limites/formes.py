"""Clean, thin and check the shapes of a coverage of MRC, shared borders kept shared.

Grain: one row a MRC, in the order of the frame received. Shapes are cleaned and measured in NAD83 /
Québec Lambert (metres, square kilometres), then thinned and rounded in degrees.

Rule for islands: a detached part of a MRC is dropped when it is smaller than the limit, touches no
other MRC, and is not the largest part of its own.
"""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from outils.limites.source import LAMBERT, NAD83, RefusError

DECIMALS = (4, 5, 6)  # 4 decimals of a degree are about ten metres; more only if ten breaks a shape
LABEL_WIDTH = 2.5  # a name is wider than high: room is sought for a shape this much wider than high
M2_PER_KM2 = 1_000_000
METRES_PER_DEGREE = 111_320  # of latitude
LONGEST_EDGE = 0.5  # degrees; a longer one, drawn on the sphere, leaves the parallel it follows


@dataclass(frozen=True)
class Thinned:
    """A coverage in degrees, with the number of decimals its coordinates are rounded to."""

    frame: gpd.GeoDataFrame
    decimals: int


def polygons_only(shape: shapely.Geometry) -> shapely.Geometry:
    """Return the areas of a shape, without the lines and points that a cut may leave."""
    areas = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon" and part.area > 0]
    return areas[0] if len(areas) == 1 else shapely.multipolygons(areas)


def cut_to_land(frame: gpd.GeoDataFrame, land: shapely.Geometry) -> gpd.GeoDataFrame:
    """Return the MRC cut at the shoreline (the SDA's run to the middle of the river)."""
    cut = [polygons_only(shape) for shape in shapely.intersection(frame.geometry.to_numpy(), land)]
    drowned = frame.loc[shapely.is_empty(cut), "nom"]
    if len(drowned):
        raise RefusError(f"Le trait de côte ne laisse aucune terre à la MRC « {drowned.iloc[0]} ».")
    return frame.assign(geometry=cut)


def as_coverage(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the frame with borders that match to the vertex, mended only if they do not."""
    shapes = frame.geometry.to_numpy()
    if not shapely.coverage_is_valid(shapes):
        shapes = shapely.coverage_clean(shapes, gap_width=1.0)
    lost = frame.loc[shapely.is_empty(shapes), "nom"]
    if len(lost) or not shapely.coverage_is_valid(shapes):
        which = f" (la MRC « {lost.iloc[0]} » disparaît)" if len(lost) else ""
        raise RefusError(f"Les limites du fichier se chevauchent et n'ont pas pu être réparées{which}.", code=1)
    return frame.assign(geometry=shapes)


def drop_islands(frame: gpd.GeoDataFrame, smallest_km2: float) -> tuple[gpd.GeoDataFrame, pd.DataFrame]:
    """Return the frame without its small islands, and what was dropped (code, nom, km2)."""
    parts = frame[["code", "nom", "geometry"]].explode(ignore_index=True)
    area = parts.geometry.area / M2_PER_KM2
    largest = area.groupby(parts["code"]).transform("max")
    left, right = parts.sindex.query(parts.geometry, predicate="intersects")
    foreign = parts["code"].to_numpy()[left] != parts["code"].to_numpy()[right]
    beside = np.isin(np.arange(len(parts)), left[foreign])
    dropped = (area < smallest_km2) & (area < largest) & ~beside
    kept = parts.loc[~dropped].dissolve(by="code", sort=True).geometry
    report = parts.loc[dropped, ["code", "nom"]].assign(km2=area[dropped])
    return frame.assign(geometry=frame["code"].map(kept).to_numpy()), report


def window_around(frame: gpd.GeoDataFrame, margins: tuple[float, float]) -> tuple[float, float, float, float]:
    """Return west, south, east, north in degrees, widened, on the tenth of a degree."""
    west, south, east, north = frame.to_crs(NAD83).total_bounds
    low = np.floor(np.array([west - margins[0], south - margins[1]]) * 10) / 10
    high = np.ceil(np.array([east + margins[0], north + margins[1]]) * 10) / 10
    return tuple(float(round(edge, 1)) for edge in (*low, *high))


def within_window(frame: gpd.GeoDataFrame, window: tuple[float, float, float, float]) -> gpd.GeoDataFrame:
    """Return the MRC that reach into a window given in degrees."""
    return frame.loc[frame.to_crs(NAD83).intersects(shapely.box(*window))].reset_index(drop=True)


def to_grid(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the coverage in degrees, on the finest grid of `DECIMALS`, still sound.

    What is thinned from there only loses vertices, so it needs no rounding that could break it.
    """
    raw = frame.geometry.to_numpy()
    for snapping in (None, 1.0, 5.0):  # metres; needed only where a border nearly touches itself
        mended = raw if snapping is None else shapely.coverage_clean(raw, snapping_distance=snapping)
        degrees = gpd.GeoSeries(mended, crs=LAMBERT).to_crs(NAD83).to_numpy()
        shapes = round_vertices(degrees, DECIMALS[-1])
        if is_sound(shapes, count_holes(mended)):
            return gpd.GeoDataFrame(frame.drop(columns="geometry"), geometry=shapes, crs=NAD83)
    raise RefusError("Des limites du fichier se touchent de trop près pour être arrondies.", code=1)


def thin(grid: gpd.GeoDataFrame, tolerance: float) -> Thinned:
    """Thin all borders together, then round: few decimals first, more only if a shape breaks.

    `tolerance` is in metres: the side of the square whose area a removed corner may have. The
    plane is the degrees scaled to metres at the middle latitude, not Lambert: a long border that
    is straight there is bent in degrees, enough to cross a vertex beside it.
    """
    shapes = grid.geometry.to_numpy()
    _, south, _, north = grid.total_bounds
    scale = METRES_PER_DEGREE * np.array([np.cos(np.radians((south + north) / 2)), 1.0])
    plane = shapely.transform(shapes, lambda vertices: vertices * scale)
    kept = shapely.coverage_simplify(plane, tolerance)
    thinned = shapely.segmentize(shapely.transform(kept, lambda vertices: vertices / scale), LONGEST_EDGE)
    for decimals in DECIMALS:
        rounded = round_vertices(thinned, decimals)
        if is_sound(rounded, count_holes(shapes)):
            return Thinned(gpd.GeoDataFrame(grid.drop(columns="geometry"), geometry=rounded, crs=NAD83), decimals)
    raise RefusError(f"À {tolerance:g} m, la simplification casse une limite. Essayez une autre --tolerance.", code=1)


def round_vertices(shapes: np.ndarray, decimals: int) -> np.ndarray:
    """Round each vertex alone, so that a vertex shared by two MRC stays shared."""
    rounded = shapely.transform(shapes, lambda vertices: np.round(vertices, decimals))
    return shapely.remove_repeated_points(rounded, 0)


def is_sound(shapes: np.ndarray, holes: int) -> bool:
    """Tell whether every shape is valid, none overlaps another, and no gap opened between them."""
    if shapely.is_empty(shapes).any() or not shapely.is_valid(shapes).all():
        return False
    return bool(shapely.coverage_is_valid(shapes)) and count_holes(shapes) == holes


def count_holes(shapes: np.ndarray) -> int:
    """Return the number of holes in the union of a coverage (a gap between two MRC is one)."""
    return int(shapely.get_num_interior_rings(shapely.get_parts(shapely.coverage_union_all(shapes))).sum())


def surroundings(thinned: Thinned, codes: list[str], window: tuple[float, float, float, float]) -> gpd.GeoDataFrame:
    """Return the neighbouring land inside the window, one row a region (code "", nom the region)."""
    around = thinned.frame.loc[~thinned.frame["code"].isin(codes)]
    box = shapely.box(*window)
    rows = []
    for region, group in around.groupby(around["region"].fillna("Autres MRC"), sort=True):
        cut = polygons_only(shapely.intersection(shapely.coverage_union_all(group.geometry.to_numpy()), box))
        cut = shapely.segmentize(cut, LONGEST_EDGE)
        if not cut.is_empty:
            rows.append({"code": "", "nom": region, "geometry": round_vertices(cut, thinned.decimals)})
    return gpd.GeoDataFrame(rows, columns=["code", "nom", "geometry"], geometry="geometry", crs=NAD83)


def label_points(frame: gpd.GeoDataFrame, decimals: int) -> list[tuple[float, float]]:
    """Return, for each row, the place with the most room for a name, in degrees.

    It is the pole of inaccessibility of the largest part, once the map is squeezed from west to
    east: the circle found is then an oval in the true shape, as wide as a word needs.
    """
    points = [roomiest_point(shape) for shape in frame.to_crs(LAMBERT).geometry]
    degrees = gpd.GeoSeries(points, crs=LAMBERT).to_crs(NAD83)
    return [(round(point.x, decimals), round(point.y, decimals)) for point in degrees]


def roomiest_point(shape: shapely.Geometry) -> shapely.Point:
    """Return the centre of the widest oval inside the largest part of a shape (metres)."""
    largest = max(shapely.get_parts(shape), key=lambda part: part.area)
    squeeze = np.array([1 / LABEL_WIDTH, 1.0])
    squeezed = shapely.transform(largest, lambda vertices: vertices * squeeze)
    centre = shapely.get_point(shapely.maximum_inscribed_circle(squeezed, tolerance=50), 0)
    return shapely.transform(centre, lambda vertices: vertices / squeeze)
