"""Read an official boundary file and select the MRC of one region.

Accepted: the layer `mrc_s` of the SDA (Découpages administratifs, MRNF, Données Québec) as
GeoPackage, file geodatabase, shapefile or GeoJSON, zipped or not, and a GeoParquet or GeoJSON
with the columns `code`, `nom`, `region`. Case of the column names is ignored.

Grain: one row a MRC. Columns: `code` (str, "07"), `nom` (str), `region` (str, missing if the file
has none), `geometry` (NAD83 / Québec Lambert, metres). Every trouble is a `RefusError`, in French.

Datum: WGS 84 and NAD 83 are held equal. They differ by less than two metres in Québec, the output
is rounded to about ten, and no grid installed on a machine can then change the result.
"""

import difflib
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely

from analytics.schema.spelling import fold

LAMBERT = 32198
NAD83 = 4269
SDA_LAYER = "mrc_s"
COLUMNS = {
    "code": ("mrs_co_mrc", "code"),
    "nom": ("mrs_nm_mrc", "nom"),
    "region": ("mrs_nm_reg", "region"),
}
EXPECTED = (
    "On attend la couche « mrc_s » du SDA (colonnes MRS_CO_MRC, MRS_NM_MRC, MRS_NM_REG), "
    "ou un fichier aux colonnes code, nom, region."
)


class RefusError(Exception):
    """What the user must mend, in French; `code` is the exit code of the command."""

    def __init__(self, message: str, code: int = 2):
        super().__init__(message)
        self.code = code


def read_mrc(path: Path, layer: str | None = None) -> gpd.GeoDataFrame:
    """Return the MRC of an official file, one row each, in metres, sorted by code."""
    raw = read_any(path, layer)
    named = areas_only(rename_columns(raw, path), path)
    merged = named.dissolve(by="code", as_index=False, sort=True)
    return to_lambert(merged)[["code", "nom", "region", "geometry"]]


def read_any(path: Path, layer: str | None = None) -> gpd.GeoDataFrame:
    """Read a GeoParquet or whatever GDAL opens; it must say its CRS."""
    if not path.exists():
        raise RefusError(f"Le fichier « {path} » est introuvable. Vérifiez le chemin donné à --entree.")
    try:
        if path.suffix.lower() in {".parquet", ".geoparquet"}:
            frame = gpd.read_parquet(path)
        else:
            frame = pyogrio.read_dataframe(path, layer=pick_layer(path, layer))
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError, OSError) as error:
        raise RefusError(f"« {path.name} » ne se lit pas comme un fichier de limites. {EXPECTED}") from error
    if not isinstance(frame, gpd.GeoDataFrame):
        raise RefusError(f"« {path.name} » ne contient aucune géométrie. {EXPECTED}")
    if frame.crs is None:
        raise RefusError(
            f"« {path.name} » ne dit pas son système de coordonnées. "
            "Reprenez le fichier complet (pour un shapefile : avec son .prj)."
        )
    return frame


def pick_layer(path: Path, layer: str | None) -> str:
    """Return the layer asked for, else the SDA's, else the only one."""
    names = [str(name) for name in pyogrio.list_layers(path)[:, 0]]
    wanted = layer or (SDA_LAYER if SDA_LAYER in names else None)
    if wanted is None and len(names) == 1:
        return names[0]
    if wanted not in names:
        raise RefusError(
            f"« {path.name} » n'a pas de couche « {wanted or SDA_LAYER} ». "
            f"Nommez-en une avec --couche, parmi : {', '.join(names)}."
        )
    return wanted


def rename_columns(frame: gpd.GeoDataFrame, path: Path) -> gpd.GeoDataFrame:
    """Return the columns under our names; code and name are required, the region is not."""
    present = {str(column).lower(): column for column in frame.columns}
    found = {ours: next((present[c] for c in theirs if c in present), None) for ours, theirs in COLUMNS.items()}
    if found["code"] is None or found["nom"] is None:
        listed = ", ".join(str(c) for c in frame.columns if c != frame.geometry.name) or "aucune"
        raise RefusError(f"« {path.name} » n'a pas les colonnes des MRC (colonnes lues : {listed}). {EXPECTED}")
    texts = {ours: frame[column].astype("string").str.strip() for ours, column in found.items() if column}
    data = pd.DataFrame(texts).reindex(columns=list(COLUMNS))
    data["code"] = data["code"].str.replace(r"\.0$", "", regex=True).str.zfill(2)
    bad = data.loc[~data["code"].str.fullmatch(r"\d{2,3}").fillna(False), "code"]
    if len(bad):
        shown = "(vide)" if pd.isna(bad.iloc[0]) else f"« {bad.iloc[0]} »"
        raise RefusError(f"Le code de MRC {shown} n'est pas valable dans « {path.name} ». Exemple attendu : 07.")
    return gpd.GeoDataFrame(data, geometry=frame.geometry.to_numpy(), crs=frame.crs)


def areas_only(frame: gpd.GeoDataFrame, path: Path) -> gpd.GeoDataFrame:
    """Return valid areas; refuse shapes that are missing or are lines (the SDA also has lines)."""
    empty = frame.geometry.isna() | frame.geometry.is_empty
    if empty.any():
        raise RefusError(f"La MRC « {frame.loc[empty, 'nom'].iloc[0]} » n'a pas de contour dans « {path.name} ».")
    kinds = set(frame.geometry.geom_type) - {"Polygon", "MultiPolygon"}
    if kinds:
        raise RefusError(
            f"« {path.name} » contient des lignes ou des points au lieu de surfaces. "
            "Dans le SDA, prenez la couche « mrc_s » (surfaces), pas « mrc_l » (lignes)."
        )
    shapes = shapely.force_2d(frame.geometry.to_numpy())
    return frame.set_geometry(shapely.make_valid(shapes, method="structure", keep_collapsed=False), crs=frame.crs)


def to_lambert(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Project to Québec Lambert without any shift of datum (see the module's note)."""
    if frame.crs.equals("EPSG:4326") or frame.crs.equals("OGC:CRS84"):
        frame = frame.set_crs(NAD83, allow_override=True)
    return frame.to_crs(LAMBERT)


def read_land(path: Path, window: tuple[float, float, float, float]) -> shapely.Geometry:
    """Return the land inside a window (degrees) of a shoreline file, in metres, as one shape."""
    frame = read_any(path)
    if set(frame.geometry.geom_type) - {"Polygon", "MultiPolygon"}:
        raise RefusError(f"Le trait de côte « {path.name} » doit être fait de surfaces (les terres), pas de lignes.")
    land = to_lambert(frame)
    near = gpd.GeoSeries([shapely.box(*window)], crs=NAD83).to_crs(LAMBERT).iloc[0]
    kept = land.loc[land.intersects(near)]
    if kept.empty:
        raise RefusError(f"Le trait de côte « {path.name} » ne couvre pas la région demandée.")
    return shapely.union_all(kept.geometry.to_numpy())


def select_codes(frame: gpd.GeoDataFrame, region: str | None, codes: list[str]) -> list[str]:
    """Return the codes of one region, or the listed ones once they are known to exist."""
    if codes:
        wanted = [code.strip().zfill(2) for code in codes]
        unknown = sorted(set(wanted) - set(frame["code"]))
        if unknown:
            raise RefusError(f"Code de MRC absent du fichier : {', '.join(unknown)}. Exemple de code : 07.")
        return sorted(set(wanted))
    names = {fold(name): name for name in sorted(frame["region"].dropna().unique())}
    if not names:
        raise RefusError("Le fichier ne dit pas la région des MRC. Donnez leurs codes : --codes 07,08,09.")
    if fold(region) not in names:
        near = difflib.get_close_matches(fold(region), names, n=1)
        hint = f"Vouliez-vous dire « {names[near[0]]} »? " if near else ""
        raise RefusError(f"Région inconnue : « {region} ». {hint}Régions du fichier : {', '.join(names.values())}.")
    return sorted(frame.loc[frame["region"] == names[fold(region)], "code"])
