"""The boundaries shipped with the project, and how the official file gives them again."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
import shapely
from shapely.geometry import Point, shape

from analytics.schema.reference import mrc_names
from outils.geometrie import main
from outils.limites import formes
from tests.couverture import read, rings_of, shapes_of

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "data" / "reference" / "geometrie"
REGION, AROUND = FOLDER / "bas-saint-laurent.geojson", FOLDER / "bas-saint-laurent-voisinage.geojson"
OFFICIAL = ROOT.parent / "shared" / "geo" / "mrc_qc_full.parquet"
NEIGHBOURS = set("07-08 07-09 08-09 09-10 10-11 10-13 11-12 11-13 12-13 12-14 13-14".split())
PLACES = {  # inland places of each MRC, GeoNames (CC BY 4.0); Lac-des-Aigles changed sides, see SOURCES.md
    "07": ("Amqui", -67.4369, 48.4781),
    "08": ("Matane", -67.4907, 48.8087),
    "09": ("Mont-Joli", -68.1911, 48.5858),
    "10": ("Rimouski", -68.6029, 48.3965),
    "11": ("Saint-Jean-de-Dieu", -69.0093, 48.0043),
    "12": ("Saint-Antonin", -69.4208, 47.7254),
    "13": ("Lac-des-Aigles", -68.6775, 47.9980),
    "14": ("Saint-Pascal", -69.7833, 47.5262),
}
MENTIONS = (
    "CC BY 4.0",
    "Licence ouverte",
    "Données modifiées",
    "n'implique pas son approbation",
    "Saint-Guy",
)


def test_region_holds_the_eight_mrc_under_their_codes_and_names():
    features = read(REGION)["features"]
    assert [feature["id"] for feature in features] == ["07", "08", "09", "10", "11", "12", "13", "14"]
    assert all(feature["properties"]["code"] == feature["id"] for feature in features)
    assert {feature["properties"]["nom"] for feature in features} == set(mrc_names())


def test_files_stay_light():
    sizes = [path.stat().st_size for path in (REGION, AROUND)]
    assert 10_000 < sizes[0] and sum(sizes) < 60_000


def test_region_and_surroundings_form_one_coverage_without_gap_or_overlap():
    inside, around = list(shapes_of(REGION).values()), list(shapes_of(AROUND).values())
    assert all(shapely.is_valid(inside)) and all(shapely.is_valid(around))
    assert shapely.coverage_is_valid(inside + around)
    assert formes.count_holes(np.array(inside)) == 0
    assert max(a.intersection(b).area for a, b in combinations(inside + around, 2)) == 0


def test_neighbours_share_a_border_and_only_they_do():
    inside = shapes_of(REGION)
    pairs = combinations(sorted(inside), 2)
    shared = {f"{a}-{b}" for a, b in pairs if inside[a].intersection(inside[b]).length > 0}
    assert shared == NEIGHBOURS


@pytest.mark.parametrize("code", PLACES)
def test_each_mrc_holds_the_place_it_should(code):
    name, lon, lat = PLACES[code]
    assert [c for c, area in shapes_of(REGION).items() if area.contains(Point(lon, lat))] == [code], name


@pytest.mark.parametrize("path", [REGION, AROUND], ids=lambda path: path.stem)
def test_outer_rings_turn_clockwise_so_that_the_map_fills_the_inside(path):
    for outer, ring in rings_of(path):
        assert bool(shapely.is_ccw(shapely.linearrings(ring))) == (not outer)


@pytest.mark.parametrize("path", [REGION, AROUND], ids=lambda path: path.stem)
def test_names_have_room_inside_their_shape(path):
    for feature in read(path)["features"]:
        known, area = feature["properties"], shape(feature["geometry"])
        place = Point(known["lon"], known["lat"])
        assert area.contains(place) and area.boundary.distance(place) > 0.1, known["nom"]


def test_coordinates_have_four_decimals_and_bounds_hold_every_vertex():
    for path in (REGION, AROUND):
        vertices = np.concatenate([ring for _, ring in rings_of(path)])
        west, south, east, north = read(path)["bbox"]
        assert np.array_equal(vertices, vertices.round(4))
        assert (vertices >= [west, south]).all() and (vertices <= [east, north]).all()


def test_sources_name_licences_changes_and_the_mention_under_the_map():
    sources = (ROOT / "data/reference/SOURCES.md").read_text(encoding="utf-8")
    section = sources.split("\n## Géométrie\n")[1].split("\n## ")[0]
    assert [words for words in MENTIONS if words not in section] == []


@pytest.mark.skipif(
    not OFFICIAL.exists(),
    reason="le fichier officiel des limites (../shared/geo) n'est pas sur cette machine",
)
def test_official_file_gives_the_shipped_bytes_and_any_other_region(tmp_path):
    paths = [tmp_path / REGION.name, tmp_path / AROUND.name]
    assert main(["--entree", str(OFFICIAL), "--sortie", str(paths[0]), "--contexte", str(paths[1])]) == 0
    for made, shipped in zip(paths, (REGION, AROUND), strict=True):
        assert made.read_text(encoding="utf-8") == shipped.read_text(encoding="utf-8")
    assert main(["--entree", str(OFFICIAL), "--sortie", str(paths[0]), "--region", "mauricie"]) == 0
    assert list(shapes_of(paths[0])) == ["35", "36", "371", "372", "51", "90"]
    assert shapely.coverage_is_valid(list(shapes_of(paths[0]).values())) and paths[0].stat().st_size < 60_000
