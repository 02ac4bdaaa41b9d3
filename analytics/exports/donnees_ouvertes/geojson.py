"""Write the aggregates of the territories on their map, as GeoJSON."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd

from analytics.aggregates.groups import TOTAL
from analytics.exports.releve import Releve
from analytics.figures.carte import boundaries
from analytics.schema.reference import territoires

_AMOUNTS = ("montant_accorde", "montant_verse", "montant_depense", "montant_par_personne")
_COUNTS = ("nombre_initiatives", "nombre_avec_montant")


def amounts_geojson(releve: Releve) -> bytes:
    """Return one feature a group of the territories: the eight MRC, then those without a place (null geometry).

    Amounts are dollars; null where nothing is published.
    """
    shapes = {feature["properties"]["nom"]: feature["geometry"] for feature in boundaries()["features"]}
    rows = releve.coupes.tableau
    features = [_feature(releve, row, shapes.get(row["cle"])) for row in rows.to_dict("records") if row["cle"] != TOTAL]
    collection = {"type": "FeatureCollection", "bbox": boundaries()["bbox"], "features": features}
    return (json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _feature(releve: Releve, row: dict[str, Any], geometry: dict[str, Any] | None) -> dict[str, Any]:
    """Return one feature."""
    codes = {t.nom: (t.code, t.nom_officiel) for t in territoires()}
    code, official = codes.get(row["cle"], (None, None))
    enveloppe = releve.enveloppe
    told = {
        "code": code,
        "territoire": row["cle"],
        "nom_officiel": official,
        "enveloppe": enveloppe.nom if enveloppe else None,
        **{name: None if pd.isna(row[name]) else int(row[name]) / 100 for name in _AMOUNTS},
        "precision": None if pd.isna(row["precision"]) else row["precision"],
        "part_du_total": None if pd.isna(row["part_du_total"]) else round(float(row["part_du_total"]), 4),
        **{name: int(row[name]) for name in _COUNTS},
        "population_2021": None if pd.isna(row["population"]) else int(row["population"]),
        "version": releve.version.numero,
    }
    return {"type": "Feature", "id": code or row["cle"], "properties": told, "geometry": geometry}
