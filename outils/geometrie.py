"""Make the small map of a region from an official boundary file (run `--help`, in French).

Reads: see `outils.limites.source`. Writes: one GeoJSON of the region's MRC and, if asked, one of
the land around it, each under a limit of bytes. Same input, same bytes.
Exit: 0 done, 1 refused because of the data, 2 unreadable file or wrong call.
"""

import argparse
import re
import sys
from dataclasses import dataclass
from pathlib import Path

if __package__ in (None, ""):  # run as `python outils/geometrie.py` as well as `-m outils.geometrie`
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import geopandas as gpd
import pandas as pd
import shapely

from analytics.format_fr import nombre
from outils.limites import formes, source
from outils.limites.geojson import as_geojson
from outils.limites.source import RefusError

ALBERS = 6623  # NAD83 / Québec Albers: equal areas, to compare them
MARGINS = (0.9, 0.6)  # degrees of longitude and latitude drawn around the region
TOLERANCES = (20, 30, 40, 60, 100, 160, 250, 400, 630, 1000, 1600, 2500, 4000, 6300, 10000)  # metres
ROW = "{:<5}{:<42}{:>9}{:>9}{:>13}"
HELP = """\
Fabrique le fond de carte d'une région à partir d'un fichier officiel des limites de MRC.

emploi :
  python -m outils.geometrie --entree FICHIER --sortie SORTIE.geojson [options]

fichiers acceptés à --entree :
  - SDA, « Découpages administratifs » (ministère des Ressources naturelles et des Forêts), sur
    Données Québec : www.donneesquebec.ca/recherche/dataset/decoupages-administratifs
    GeoPackage, géodatabase, shapefile ou GeoJSON, compressé (.zip) ou non. Couche « mrc_s »,
    colonnes MRS_CO_MRC (code), MRS_NM_MRC (nom), MRS_NM_REG (région administrative).
  - un GeoParquet ou un GeoJSON aux colonnes code, nom, region.
  Les limites du SDA vont jusqu'au milieu du fleuve : donnez aussi --cote pour couper à la rive.

options :
  --entree FICHIER     fichier officiel des limites (obligatoire)
  --sortie FICHIER     GeoJSON à écrire pour la région (obligatoire)
  --contexte FICHIER   GeoJSON à écrire pour les terres voisines, une par région administrative
  --region NOM         région administrative (par défaut : Bas-Saint-Laurent)
  --codes 07,08,…      codes des MRC, à la place de --region
  --couche NOM         couche à lire, si le fichier en a plusieurs (par défaut : mrc_s)
  --cote FICHIER       surfaces terrestres auxquelles couper les MRC, par exemple le fichier
                       cartographique des divisions de recensement de Statistique Canada
  --tolerance METRES   finesse du trait (par défaut : la plus fine qui respecte --octets-max)
  --ile-min KM2        une île plus petite est retirée, sauf si c'est la plus grande partie de sa
                       MRC ou si elle touche une autre MRC (par défaut : 0,5)
  --octets-max N       taille à ne pas dépasser pour chaque fichier (par défaut : 60000)
  -h, --help           cette aide

codes de sortie : 0 fait, 1 données refusées, 2 fichier illisible ou appel incorrect
"""


@dataclass(frozen=True)
class Region:
    """A region ready to be thinned: codes, window (degrees), shapes read (metres), the same on the grid
    with the MRC around and without the small islands, and the islands dropped (code, nom, km2)."""

    codes: list[str]
    window: tuple[float, float, float, float]
    official: gpd.GeoDataFrame
    grid: gpd.GeoDataFrame
    islands: pd.DataFrame


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are in French."""

    def error(self, message: str):
        """Raise what argparse says in English as a refusal in French."""
        option = re.search(r"--?[a-z][a-z-]*", message)
        if option and "expected" in message:
            raise RefusError(f"L'option {option.group()} attend une valeur. Voyez --help.")
        raise RefusError(f"Appel incorrect{f' près de {option.group()}' if option else ''}. Voyez --help.")


def read_arguments(argv: list[str]) -> argparse.Namespace:
    """Return the arguments, checked; raise a refusal in French."""
    parser = Parser(add_help=False, allow_abbrev=False)
    for name in ("entree", "sortie", "contexte", "cote"):
        parser.add_argument(f"--{name}", type=Path)
    parser.add_argument("--region", default="Bas-Saint-Laurent")
    parser.add_argument("--codes", default="")
    parser.add_argument("--couche")
    parser.add_argument("--tolerance")
    parser.add_argument("--ile-min", default="0,5")
    parser.add_argument("--octets-max", default="60000")
    arguments, unknown = parser.parse_known_args(argv)
    if unknown:
        raise RefusError(f"« {unknown[0]} » n'est pas une option connue. Voyez --help.")
    if arguments.entree is None or arguments.sortie is None:
        raise RefusError("Donnez --entree (le fichier officiel) et --sortie (le fichier à écrire). Voyez --help.")
    arguments.codes = [code for code in re.split(r"[,;\s]+", arguments.codes) if code]
    if arguments.tolerance is not None:
        arguments.tolerance = positive(arguments.tolerance, "--tolerance")
    arguments.ile_min = positive(arguments.ile_min, "--ile-min")
    arguments.octets_max = positive(arguments.octets_max, "--octets-max")
    return arguments


def positive(text: str, option: str) -> float:
    """Return a number of zero or more, decimal comma or point."""
    if not re.fullmatch(r"\d+([.,]\d+)?", text.strip()):
        raise RefusError(f"« {text} » n'est pas un nombre pour {option}. Exemple : {option} 40.")
    return float(text.strip().replace(",", "."))


def prepare(arguments: argparse.Namespace) -> Region:
    """Return the region, ready to be thinned with the MRC around it."""
    everything = source.read_mrc(arguments.entree, arguments.couche)
    codes = source.select_codes(everything, arguments.region, arguments.codes)
    window = formes.window_around(everything.loc[everything["code"].isin(codes)], MARGINS)
    near = formes.within_window(everything, window)
    if arguments.cote:
        near = formes.cut_to_land(near, source.read_land(arguments.cote, window))
    official = formes.as_coverage(near)
    kept, islands = formes.drop_islands(official, arguments.ile_min)
    return Region(codes, window, official, formes.to_grid(kept), islands.loc[islands["code"].isin(codes)])


def build(region: Region, tolerance: float, context: bool) -> tuple[formes.Thinned, list[str]]:
    """Return the thinned coverage and the texts to write: the region, then the context if asked."""
    thinned = formes.thin(region.grid, tolerance)
    own = thinned.frame.loc[thinned.frame["code"].isin(region.codes)]
    texts = [as_geojson(own, thinned.decimals)]
    if context:
        around = formes.surroundings(thinned, region.codes, region.window)
        texts.append(as_geojson(around, thinned.decimals, region.window))
    return thinned, texts


def finest(region: Region, arguments: argparse.Namespace) -> tuple[float, formes.Thinned, list[str]]:
    """Return tolerance, thinned coverage and texts of the finest line that fits in the limit."""
    for tolerance in TOLERANCES if arguments.tolerance is None else [arguments.tolerance]:
        thinned, texts = build(region, tolerance, bool(arguments.contexte))
        size = max(len(text.encode()) for text in texts)
        if size <= arguments.octets_max:
            return tolerance, thinned, texts
    raise RefusError(
        f"À {tolerance:g} m, la carte pèse {nombre(size)} octets; la limite est de "
        f"{nombre(arguments.octets_max)}. Augmentez --tolerance ou --octets-max.",
        code=1,
    )


def report(region: Region, thinned: formes.Thinned) -> str:
    """Return, a line a MRC: vertices before and after, change of area in per cent."""
    names = region.official.set_index("code")["nom"]
    before = region.official.set_index("code").geometry[region.codes]
    after = thinned.frame.set_index("code").geometry[region.codes]
    change = (after.to_crs(ALBERS).area / before.to_crs(ALBERS).area - 1) * 100
    vertices = [before.map(shapely.get_num_coordinates), after.map(shapely.get_num_coordinates)]
    lines = [ROW.format("code", "MRC", "sommets", "gardés", "superficie")]
    for code in region.codes:
        percent = nombre(round(change[code], 3) + 0.0, 3) + " %"
        lines.append(ROW.format(code, names[code][:40], *(nombre(v[code]) for v in vertices), percent))
    lines.append(ROW.format("", "Total", *(nombre(v.sum()) for v in vertices), ""))
    lines.append(f"Îles retirées : {len(region.islands)} ({nombre(region.islands['km2'].sum(), 2)} km²)")
    return "\n".join(line.rstrip() for line in lines)


def run(argv: list[str]) -> str:
    """Make the files and return the report; raise a refusal before anything is written."""
    arguments = read_arguments(argv)
    region = prepare(arguments)
    tolerance, thinned, texts = finest(region, arguments)
    lines = [
        report(region, thinned),
        f"Tolérance : {tolerance:g} m; décimales : {thinned.decimals}",
    ]
    for path, text in zip((arguments.sortie, arguments.contexte), texts, strict=False):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        lines.append(f"{path} : {nombre(len(text.encode()))} octets")
    return "\n".join(lines)


def main(argv: list[str] | None = None) -> int:
    """Run the command and return its exit code."""
    argv = sys.argv[1:] if argv is None else argv
    if not argv or {"-h", "--help"} & set(argv):
        print(HELP)
        return 0 if argv else 2
    try:
        print(run(argv))
    except RefusError as refus:
        print(f"Refusé : {refus}", file=sys.stderr)
        return refus.code
    return 0


if __name__ == "__main__":
    sys.exit(main())
