"""Read the indicators of need of some territories, each with where it stands among the eight MRC.

Every indicator is read at one year for everybody (`indicators.read_indicator`).
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics.aggregates.indicators import Mesure, available, read_indicator

NEED_COLUMNS = (
    "indicateur", "nom", "unite", "description", "mise_en_garde", "territoire", "annee", "valeur", "qualite", "source", "url",
    "minimum", "maximum", "mrc_minimum", "mrc_maximum",
)  # fmt: skip
DENOMINATORS = ("population_recensement", "population_estimee")
"""Indicators that say how many people there are: no high or low value of them is a need."""


def needs(table: pd.DataFrame, territoires: Sequence[str]) -> pd.DataFrame:
    """Return one row an indicator and territory that has it (`NEED_COLUMNS`), in the order of the reference.

    `minimum`, `maximum` and whose they are: the bounds of the same year among the MRC, missing unless the eight have a value.
    """
    measures = [m for m in (read_indicator(table, one) for one in available(table)) if m is not None]
    rows = [row for measure in measures for row in _rows(measure, territoires)]
    return pd.DataFrame(rows, columns=list(NEED_COLUMNS))


def _rows(measure: Mesure, territoires: Sequence[str]) -> list[dict]:
    """Return the rows of one indicator."""
    known = measure.valeurs.set_index("territoire")
    common = {
        "indicateur": measure.definition.code,
        "nom": measure.definition.nom,
        "description": measure.definition.description,
        "mise_en_garde": measure.definition.caution,
        **_bounds(measure.by_mrc()),
    }
    return [{**common, "territoire": name, **known.loc[name].to_dict()} for name in territoires if name in known.index]


def _bounds(values: pd.Series) -> dict:
    """Return the smallest and the largest value of the MRC and whose they are, empty unless all of them are known."""
    if values.isna().any() or not len(values):
        return {"minimum": None, "maximum": None, "mrc_minimum": None, "mrc_maximum": None}
    low, high = values.idxmin(), values.idxmax()
    return {"minimum": float(values[low]), "maximum": float(values[high]), "mrc_minimum": low, "mrc_maximum": high}


def mrc_values(table: pd.DataFrame) -> dict[str, pd.Series]:
    """Return indicator → values indexed by MRC (missing where none is published), each at the year `needs` reads."""
    measures = [m for m in (read_indicator(table, one) for one in available(table)) if m is not None]
    return {m.definition.code: m.by_mrc() for m in measures}


def extremes(rows: pd.DataFrame, territoire: str) -> dict[str, list[str]]:
    """Return « maximum » and « minimum » → names of the indicators where this MRC alone has that bound (denominators aside)."""
    own = rows.loc[(rows["territoire"] == territoire) & ~rows["indicateur"].isin(DENOMINATORS)]
    return {side: own.loc[own[f"mrc_{side}"] == territoire, "nom"].tolist() for side in ("maximum", "minimum")}
