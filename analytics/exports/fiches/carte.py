"""Give the outlines of the MRC as points on paper: one unit is the width of the map, the second axis goes down."""

from __future__ import annotations

from functools import cache
from math import cos, radians
from typing import Any

import pandas as pd

from analytics.figures.carte import boundaries, label_places
from analytics.figures.classes import amount_scale, class_of
from analytics.format_fr import montant_court
from analytics.schema.reference import mrc_names

_DIGITS = 4


@cache
def outlines() -> dict[str, Any]:
    """Return the height of the map and, per MRC, its rings and the place of its label (widths of the map)."""
    west, south, east, north = boundaries()["bbox"]
    flat = cos(radians((south + north) / 2))
    wide = (east - west) * flat

    def on_paper(point: list[float]) -> list[float]:
        """Project one point (longitude, latitude): lengths are true at the middle of the map."""
        return [round((point[0] - west) * flat / wide, _DIGITS), round((north - point[1]) / wide, _DIGITS)]

    shapes = [_shape(feature, on_paper) for feature in boundaries()["features"]]
    return {"hauteur": round((north - south) / wide, _DIGITS), "formes": shapes}


def _shape(feature: dict, on_paper) -> dict[str, Any]:
    """Return the outer rings of one MRC and the place of its name: inside, or on the river, ending at the shore."""
    geometry, name = feature["geometry"], feature["properties"]["nom"]
    parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    rings = [[on_paper(point) for point in part[0]] for part in parts]
    place = label_places()[name]
    return {"nom": name, "anneaux": rings, "etiquette": on_paper([place.lon, place.lat]), "fleuve": place.on_river}


def amount_classes(groups: pd.DataFrame) -> dict[str, Any]:
    """Return MRC → rank of its class among `classes` (in words), -1 where no amount is published, from the groups of the territories."""
    cents = groups.set_index("cle")["montant_accorde"].reindex(list(mrc_names()))
    scale = amount_scale(cents, lambda value: montant_court(int(value)))
    ranks = {name: -1 if pd.isna(v) else class_of(float(v), scale.limits) for name, v in cents.items()}
    return {"rangs": ranks, "classes": list(scale.texts)}
