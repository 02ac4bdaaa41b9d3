"""Write a frame of shapes as a small GeoJSON that is the same to the byte each time.

Longitude and latitude in degrees (WGS 84), one feature a line, `id` and `code` the code of the MRC,
`nom` its name, `lon` and `lat` the place of its name. Outer rings turn **clockwise**: the drawing
library of the dashboard (d3-geo) reads a ring on the sphere and fills the whole globe but the MRC
if it turns the other way, as RFC 7946 recommends.
"""

import json

import geopandas as gpd
import shapely

from outils.limites.formes import label_points


def as_geojson(frame: gpd.GeoDataFrame, decimals: int, window: tuple[float, ...] | None = None) -> str:
    """Return the text of a feature collection; `bbox` is the window, else the shapes' bounds."""
    bounds = window or tuple(round(float(edge), decimals) for edge in frame.total_bounds)
    labels = label_points(frame, decimals)
    lines = [feature(row, point, decimals) for row, point in zip(frame.itertuples(), labels, strict=True)]
    head = f'{{"type":"FeatureCollection","bbox":{compact(bounds)},"features":[\n'
    return head + ",\n".join(lines) + "\n]}\n"


def feature(row, point: tuple[float, float], decimals: int) -> str:
    """Return one feature on one line."""
    properties = {"code": row.code, "nom": row.nom, "lon": point[0], "lat": point[1]}
    if not row.code:
        del properties["code"]
    known = {"id": row.code} if row.code else {}
    return compact({"type": "Feature", **known, "properties": properties, "geometry": geometry(row.geometry, decimals)})


def geometry(shape: shapely.Geometry, decimals: int) -> dict:
    """Return the GeoJSON object of an area: clockwise outer rings, always in the same order."""
    turned = shapely.orient_polygons(shapely.normalize(shape), exterior_cw=True)
    polygons = [
        [
            [[round(x, decimals), round(y, decimals)] for x, y in ring.coords]
            for ring in (part.exterior, *part.interiors)
        ]
        for part in shapely.get_parts(turned)
    ]
    if len(polygons) == 1:
        return {"type": "Polygon", "coordinates": polygons[0]}
    return {"type": "MultiPolygon", "coordinates": polygons}


def compact(value: object) -> str:
    """Return JSON without a useless space, accents kept."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
