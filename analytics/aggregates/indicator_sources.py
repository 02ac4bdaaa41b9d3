"""Say, for each indicator of need, which years are known, from which source and of what quality."""

from __future__ import annotations

import pandas as pd

from analytics import format_fr
from analytics.schema.reference import indicateurs

INDICATOR_COLUMNS = (
    "indicateur",
    "nom",
    "unite",
    "description",
    "mise_en_garde",
    "annees",
    "qualite",
    "source",
    "url",
    "territoires",
)


def indicator_sources(values: pd.DataFrame) -> pd.DataFrame:
    """Return one row an indicator, those of the reference first: its definition, and what the table `indicateurs` holds of it.

    Columns `INDICATOR_COLUMNS`: texts (years and qualities joined, missing when the table has no value), `territoires` a count.
    """
    met = values.groupby("indicateur", sort=False).agg(
        annees=("annee", lambda years: format_fr.liste(str(year) for year in sorted(set(years)))),
        qualite=("qualite", _joined),
        source=("source", _joined),
        url=("url", "first"),
        territoires=("territoire", "nunique"),
        unite=("unite", "first"),
    )
    known = {i.code: (i.nom, i.unite, i.description, i.caution) for i in indicateurs()}
    others = [code for code in met.index if code not in known]
    defined = pd.DataFrame.from_dict(
        known | {code: (code, met.loc[code, "unite"], None, None) for code in others},
        orient="index",
        columns=["nom", "unite", "description", "mise_en_garde"],
    ).rename_axis("indicateur")
    joined = defined.join(met.drop(columns="unite"), validate="one_to_one").reset_index()
    return joined.assign(territoires=joined["territoires"].fillna(0).astype("Int64"))[list(INDICATOR_COLUMNS)]


def _joined(texts: pd.Series) -> str | None:
    """Join the different texts of a column, in the order met; None without any."""
    return "; ".join(texts.dropna().unique()) or None
