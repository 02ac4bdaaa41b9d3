"""Cross two dimensions of the ledger (territoire × priorité …)."""

from __future__ import annotations

import pandas as pd

from analytics.aggregates.groups import CUTS, reference_keys
from analytics.aggregates.ledger import in_enveloppe
from analytics.aggregates.precision import precision_by

_SEPARATOR = "\x1f"


def cross(
    ledger: pd.DataFrame, row: str, column: str, enveloppe: str | None = None, cycle: str | None = None
) -> pd.DataFrame:
    """Return one row a pair (`row`, `column`: keys of `CUTS`) on the full reference of both.

    Columns: the two cuts, `montant_accorde` (cents, missing = not published), `nombre_initiatives`, `precision`. The amounts add
    up to the total of either cut.
    """
    rows = in_enveloppe(ledger, enveloppe)
    left, right = rows[CUTS[row]].astype("str"), rows[CUTS[column]].astype("str")
    pair = left + _SEPARATOR + right
    named = rows.loc[rows["id_initiative"].notna()].assign(_pair=pair).drop_duplicates(["_pair", "id_initiative"])
    sums = pd.DataFrame({
        "montant_accorde": rows["montant_accorde"].groupby(pair).sum(min_count=1),
        "precision": precision_by(rows, pair, ledger),
        "nombre_initiatives": named.groupby("_pair").size(),
    })  # fmt: skip
    keys = pd.MultiIndex.from_product(
        [reference_keys(row, left.unique(), cycle), reference_keys(column, right.unique(), cycle)], names=[row, column]
    )
    sums.index = pd.MultiIndex.from_tuples([tuple(key.split(_SEPARATOR)) for key in sums.index], names=[row, column])
    full = sums.reindex(keys)
    return full.assign(nombre_initiatives=full["nombre_initiatives"].fillna(0).astype("Int64")).reset_index()
