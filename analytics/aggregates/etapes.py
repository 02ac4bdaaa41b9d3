"""Say where the territorial plan of each territory stands: its six steps, their deadlines, what is known of them."""

from __future__ import annotations

import pandas as pd

from analytics.schema import NON_PUBLIE
from analytics.schema.lists import etape

STEP_COLUMNS = ("etape", "statut", "echeance", "date_realisation", "commentaire", "source")


def plan_steps(jalons: pd.DataFrame, territoire: str) -> pd.DataFrame:
    """Return the six steps of a territory's plan in order (`STEP_COLUMNS`), one row a source.

    A step that no row tells is there, « Non publié »; sources that give different deadlines stay side by side, the latest first.
    """
    rows = jalons.loc[jalons["territoire"] == territoire]
    order = {choice.value: rank for rank, choice in enumerate(etape())}
    silent = [name for name in order if name not in set(rows["etape"])]
    told = pd.concat([rows, pd.DataFrame({"etape": silent}).reindex(columns=rows.columns).astype(rows.dtypes)])
    ranked = told.assign(statut=told["statut"].fillna(NON_PUBLIE), _rang=told["etape"].map(order).fillna(len(order)))
    return ranked.sort_values(
        ["_rang", "etape", "echeance"], ascending=[True, True, False], kind="stable", na_position="last"
    )[list(STEP_COLUMNS)].reset_index(drop=True)  # fmt: skip
