"""Read what each territory is committed against its published part of the envelope.

Grain of the answer: one row a territory and published part (sources that disagree stay side by side); a territory without any
published part has one row with both ends missing. Columns: `cle`, `montant_accorde` (cents), `precision`, `montant_minimum`,
`montant_maximum` (cents, the part as published), `part_atteinte_minimum`, `part_atteinte_maximum` (0 to 1: committed divided by
the largest, then by the smallest part), `source`, `note`. Source of the rule: modele.md §3, §4.
"""

from __future__ import annotations

import pandas as pd

from analytics.aggregates.groups import Aggregate

SHARE_COLUMNS = (
    "cle", "montant_accorde", "precision", "montant_minimum", "montant_maximum", "part_atteinte_minimum",
    "part_atteinte_maximum", "source", "note",
)  # fmt: skip


def against_parts(by_territoire: Aggregate, parts: pd.DataFrame) -> pd.DataFrame:
    """Return the territories of an aggregate, in its order, beside each of their published parts (`parts_by_territoire`)."""
    groups = by_territoire.lignes[["cle", "montant_accorde", "precision"]]
    rows = groups.merge(parts.rename(columns={"territoire": "cle"}), on="cle", how="left", validate="one_to_many")
    return rows.assign(
        part_atteinte_minimum=_reached(rows["montant_accorde"], rows["montant_maximum"]),
        part_atteinte_maximum=_reached(rows["montant_accorde"], rows["montant_minimum"]),
    )[list(SHARE_COLUMNS)]


def _reached(committed: pd.Series, part: pd.Series) -> pd.Series:
    """Return committed / part, missing where either is not published or the part is zero."""
    known = part.where(part != 0)
    return committed.astype("Float64") / known.astype("Float64")


def beyond_their_part(rows: pd.DataFrame) -> list[str]:
    """Return the territories committed more than the largest part that anybody published for them, in order."""
    known = rows.dropna(subset=["montant_accorde", "montant_maximum"])
    largest = known.groupby("cle", sort=False)["montant_maximum"].max()
    committed = known.drop_duplicates("cle").set_index("cle")["montant_accorde"]
    return [str(name) for name in largest.index[committed.reindex(largest.index) > largest]]
