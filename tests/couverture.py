"""Readers of the map files, and a small made-up official file, for the tests of the geometry."""

from __future__ import annotations

import json
import math
from pathlib import Path

import geopandas as gpd
import shapely
from shapely.geometry import Polygon, shape

from outils.geometrie import main

BORDER = [(-69.6 + 0.004 * math.sin(k), 47.5 + 0.005 * k) for k in range(101)]
WEST = Polygon([*BORDER, (-70, 48), (-70, 47.5)])
EAST = Polygon([*BORDER, (-69.2, 48), (-69.2, 47.5)])
FAR = shapely.box(-69.2, 47.5, -68.8, 48)
ISLET, ISLAND = shapely.box(-69.4, 48.1, -69.397, 48.103), shapely.box(-69.5, 48.1, -69.48, 48.12)


def read(path: Path) -> dict:
    """Return a GeoJSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


def shapes_of(path: Path) -> dict[str, shapely.Geometry]:
    """Return the shapes of a GeoJSON file by code, or by name where there is none."""
    features = read(path)["features"]
    return {f["properties"].get("code", f["properties"]["nom"]): shape(f["geometry"]) for f in features}


def rings_of(path: Path) -> list[tuple[bool, list]]:
    """Return every ring of a file as (is it an outer one, its vertices)."""
    geometries = [feature["geometry"] for feature in read(path)["features"]]
    parts = [[g["coordinates"]] if g["type"] == "Polygon" else g["coordinates"] for g in geometries]
    return [(rank == 0, ring) for polygons in parts for rings in polygons for rank, ring in enumerate(rings)]


def official(**changes) -> gpd.GeoDataFrame:
    """Return an official file: West in two rows as in the SDA, East with an island and an islet, and Far."""
    halves = [WEST.intersection(shapely.box(-71, low, -69, low + 0.25)) for low in (47.5, 47.75)]
    columns = {
        "MRS_CO_MRC": ["01", "01", "2", "993"], "MRS_NM_MRC": ["Ouest", "Ouest", "Est", "Loin"],
        "MRS_NM_REG": ["Région–d'Été"] * 3 + ["Autre région"],
    }  # fmt: skip
    east = shapely.multipolygons([EAST, ISLET, ISLAND])
    frame = gpd.GeoDataFrame(columns, geometry=[*halves, east, FAR], crs=4269)
    return frame.assign(**changes)


def saved(frame: gpd.GeoDataFrame, path: Path, **options) -> Path:
    """Write an official file in the format of its name."""
    frame.to_parquet(path) if path.suffix == ".parquet" else frame.to_file(path, **options)
    return path


def make(source: Path, *options: str, region: str = "region d'ete") -> tuple[int, Path]:
    """Run the script on a file; return its exit code and the file asked for."""
    out = source.parent / "sortie.geojson"
    return main(["--entree", str(source), "--sortie", str(out), "--region", region, *options]), out
