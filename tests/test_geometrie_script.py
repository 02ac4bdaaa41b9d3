"""The script that makes a map from an official file, on a small made-up coverage."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from shapely.geometry import Point, Polygon

from outils.geometrie import main
from tests.couverture import EAST, FAR, WEST, make, official, read, rings_of, saved, shapes_of

ROOT = Path(__file__).resolve().parent.parent


def test_every_accepted_format_gives_the_same_bytes(tmp_path):
    frame = official()
    high = frame.set_geometry(shapely.force_3d(frame.geometry.to_numpy(), 12.0), crs=frame.crs)
    sources = [saved(frame, tmp_path / "mrc.parquet"), saved(high, tmp_path / "SDA.gpkg", layer="mrc_s")]
    saved(frame.set_geometry(frame.boundary), tmp_path / "SDA.gpkg", layer="mrc_l")
    sources += [saved(frame, tmp_path / "mrc_s.shp"), saved(frame.to_crs(32198), tmp_path / "lambert.gpkg")]
    sources += [saved(frame.to_crs(4326), tmp_path / "mrc.geojson", COORDINATE_PRECISION=12)]
    lower = frame.rename(columns=str.lower)
    sources += [saved(lower, tmp_path / "SDA.gpkg.zip", layer="mrc_s", driver="GPKG")]
    sources += [saved(frame, tmp_path / "SDA.gdb", layer="mrc_s", driver="OpenFileGDB", promote_to_multi=True)]
    written = []
    for source in sources:
        code, out = make(source)
        assert code == 0, source
        written.append(out.read_bytes())
    assert len(written) == 7 and len(set(written)) == 1


def test_same_bytes_whatever_the_order_of_rows_and_the_start_of_rings(tmp_path):
    turned = official().iloc[::-1].reset_index(drop=True)
    turned.geometry = [shapely.reverse(area) for area in turned.geometry]
    first = make(saved(official(), tmp_path / "a.gpkg"))[1].read_bytes()
    assert make(saved(turned, tmp_path / "b.gpkg"))[1].read_bytes() == first


def test_thinned_borders_stay_shared_and_keep_the_area(tmp_path):
    code, out = make(saved(official(), tmp_path / "mrc.gpkg"), "--tolerance", "600")
    areas = shapes_of(out)
    assert code == 0 and list(areas) == ["01", "02"] and shapely.coverage_is_valid(list(areas.values()))
    assert 8 < shapely.get_num_coordinates(areas["01"]) < shapely.get_num_coordinates(WEST) / 2
    assert areas["01"].area == pytest.approx(WEST.area, rel=0.01)
    assert areas["01"].intersection(areas["02"]).length == pytest.approx(0.5, rel=0.3)


def test_long_borders_follow_their_parallel_and_turn_clockwise(tmp_path):
    wide = official(geometry=[*official().geometry[:3], shapely.box(-69.2, 47.5, -64, 48.3)])
    _, out = make(saved(wide, tmp_path / "mrc.gpkg"), "--codes", "993")
    ((outer, ring),) = rings_of(out)
    assert outer and not shapely.is_ccw(shapely.linearrings(ring))
    assert np.abs(np.diff(ring, axis=0)).max() <= 0.5001  # drawn on the sphere, 5 degrees would bend by 2 km


def test_name_is_placed_where_a_wide_word_fits(tmp_path):
    tower, bar = shapely.box(-66, 47.5, -65.8, 48.5), shapely.box(-66, 48.3, -65.2, 48.5)
    shapes = [*official().geometry[:3], shapely.union(tower, bar)]
    _, out = make(saved(official(geometry=shapes), tmp_path / "mrc.gpkg"), "--codes", "993")
    known = read(out)["features"][0]["properties"]
    assert bar.contains(Point(known["lon"], known["lat"])) and -65.8 < known["lon"] < -65.4


def test_islands_are_dropped_by_the_stated_rule_only(tmp_path):
    beside = shapely.box(-68.8, 47.5, -68.797, 47.503)  # a small detached part that touches another MRC
    near = shapely.multipolygons([shapely.box(-68.7, 47.5, -68.6, 47.6), beside])
    lone = Polygon([(-68.5, 47.5), (-68.5, 47.503), (-68.497, 47.5)])  # the only part of its MRC
    extra = gpd.GeoDataFrame(
        {"MRS_CO_MRC": ["04", "05"], "MRS_NM_MRC": ["Bord", "Seule"], "MRS_NM_REG": "Région–d'Été"},
        geometry=[near, lone], crs=4269,
    )  # fmt: skip
    frame = pd.concat([official(), extra], ignore_index=True)
    _, out = make(saved(frame, tmp_path / "mrc.gpkg"))
    parts = {code: len(shapely.get_parts(area)) for code, area in shapes_of(out).items()}
    assert parts == {"01": 1, "02": 2, "04": 2, "05": 1}
    _, out = make(saved(frame, tmp_path / "mrc.gpkg"), "--ile-min", "0,01")
    assert len(shapely.get_parts(shapes_of(out)["02"])) == 3


def test_codes_replace_the_region_and_the_context_is_what_lies_around(tmp_path):
    context = tmp_path / "voisins.geojson"
    code, out = make(saved(official(), tmp_path / "mrc.gpkg"), "--codes", "2,993", "--contexte", str(context))
    assert code == 0 and list(shapes_of(out)) == ["02", "993"]
    assert list(shapes_of(context)) == ["Région–d'Été"] and "id" not in read(context)["features"][0]
    assert shapely.coverage_is_valid([*shapes_of(out).values(), *shapes_of(context).values()])


def test_shoreline_cuts_the_mrc_and_keeps_the_borders_shared(tmp_path):
    land = shapely.segmentize(Polygon([(-71, 47), (-68, 47), (-68, 47.9), (-71, 47.6)]), 0.02)
    coast = saved(gpd.GeoDataFrame(geometry=[land], crs=4326), tmp_path / "cote.gpkg")
    code, out = make(saved(official(), tmp_path / "mrc.gpkg"), "--cote", str(coast))
    areas = shapes_of(out)
    assert code == 0 and shapely.coverage_is_valid(list(areas.values()))
    assert areas["01"].area == pytest.approx(WEST.intersection(land).area, rel=0.001)


def test_overlapping_official_borders_are_mended(tmp_path):
    wider = [*official().geometry[:3], shapely.box(-69.2005, 47.5, -68.8, 48)]
    code, out = make(saved(official(geometry=wider), tmp_path / "mrc.gpkg"), "--codes", "02,993")
    assert code == 0 and shapely.coverage_is_valid(list(shapes_of(out).values()))


def test_a_border_that_ten_metres_would_break_keeps_more_decimals(tmp_path):
    spit = Polygon([(-69.8, 47.5), (-69.2, 47.5), (-69.2, 47.6), (-69.500012, 47.500023), (-69.8, 47.6)])
    frame = official(geometry=[*official().geometry[:2], shapely.box(-69.3, 49, -69, 49.2), spit])
    code, out = make(saved(frame.iloc[2:], tmp_path / "mrc.gpkg"), "--codes", "02,993")
    vertices = np.concatenate([ring for _, ring in rings_of(out)])
    assert code == 0 and shapely.is_valid(shapes_of(out)["993"])
    assert np.array_equal(vertices, vertices.round(5)) and not np.array_equal(vertices, vertices.round(4))


LINES = official().set_geometry(official().boundary)
REFUSED = {
    "wrong columns": (
        official().rename(columns={"MRS_CO_MRC": "NUMERO"}),
        [],
        "n'a pas les colonnes des MRC",
    ),
    "lines": (LINES, [], "prenez la couche « mrc_s »"),
    "no coordinate system": (official().set_crs(None, allow_override=True), [], "système de coordonnées"),
    "bad code": (official(MRS_CO_MRC="Ouest"), [], "« Ouest » n'est pas valable"),
    "no shape": (official(geometry=[WEST, None, EAST, FAR]), [], "n'a pas de contour"),
    "no region": (official().drop(columns="MRS_NM_REG"), [], "Donnez leurs codes"),
    "unknown region": (official(), ["--region", "Autre regio"], "Vouliez-vous dire « Autre région »?"),
    "unknown codes": (official(), ["--codes", "2,77"], "absent du fichier : 77"),
    "unknown layer": (official(), ["--couche", "munic_s"], "n'a pas de couche « munic_s »"),
    "not a number": (official(), ["--tolerance", "3 m"], "« 3 m » n'est pas un nombre pour --tolerance"),
    "not a size": (official(), ["--ile-min", "petit"], "« petit » n'est pas un nombre pour --ile-min"),
    "no value": (official(), ["--codes"], "L'option --codes attend une valeur"),
    "unknown option": (official(), ["--fin"], "« --fin » n'est pas une option connue"),
    "no such shoreline": (official(), ["--cote", "rive.shp"], "introuvable"),
}


@pytest.mark.filterwarnings("ignore:'crs' was not provided:UserWarning:pyogrio")
@pytest.mark.parametrize("case", REFUSED)
def test_unacceptable_input_is_refused_in_french(case, tmp_path, capsys):
    frame, options, words = REFUSED[case]
    code, out = make(saved(frame, tmp_path / "mrc.gpkg"), *options)
    printed = capsys.readouterr()
    assert code == 2 and printed.err.startswith("Refusé : ") and words in printed.err
    assert printed.out == "" and not out.exists()


UNREADABLE = [
    ("a.parquet", b"PAR1", "ne se lit pas"),
    ("a.geojson", b"{", "ne se lit pas"),
    ("a.csv", b"code;nom\n07;x\n", "aucune géométrie"),
]


@pytest.mark.parametrize(("name", "content", "words"), UNREADABLE)
def test_unreadable_file_is_refused_in_french(name, content, words, tmp_path, capsys):
    (tmp_path / name).write_bytes(content)
    assert make(tmp_path / name)[0] == 2
    assert words in capsys.readouterr().err


def test_missing_file_or_argument_is_refused_in_french(tmp_path, capsys):
    assert make(tmp_path / "rien.gpkg")[0] == 2 and "introuvable" in capsys.readouterr().err
    assert main(["--entree", "x.gpkg"]) == 2 and "--sortie" in capsys.readouterr().err


def test_map_heavier_than_the_limit_is_refused_as_data(tmp_path, capsys):
    code, out = make(saved(official(), tmp_path / "mrc.gpkg"), "--octets-max", "300")
    assert code == 1 and "Augmentez" in capsys.readouterr().err and not out.exists()


def test_help_is_french_and_the_file_runs_alone():
    command = [sys.executable, "outils/geometrie.py", "--help"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    text = run.stdout.decode()
    assert run.returncode == 0 and "usage" not in text and run.stderr == b""
    for words in ("MRS_CO_MRC", "MRS_NM_MRC", "MRS_NM_REG", "mrc_s", "donneesquebec.ca", "--region"):
        assert words in text
