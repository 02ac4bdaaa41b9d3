"""List the initiatives that the data names in a territory or a priority, each with the amounts it has there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from analytics.aggregates.groups import CUTS
from analytics.aggregates.ledger import Tables, in_enveloppe
from analytics.aggregates.precision import precision_by
from analytics.schema.spelling import fold

NAMED_COLUMNS = (
    "id_initiative", "titre", "organisme_porteur", "territoire", "priorite", "statut", "montant_accorde", "precision", "source",
)  # fmt: skip


def named_initiatives(
    ledger: pd.DataFrame, tables: Tables, enveloppe: str | None, among: Mapping[str, Sequence[str]]
) -> pd.DataFrame:
    """Return one row an initiative (`NAMED_COLUMNS`) that has a row of `enveloppe` in the groups `among` (cut → groups kept).

    `montant_accorde` (cents, missing = not published) sums its rows in those groups only. The largest amount comes first, then the
    titles in alphabetical order, accents aside.
    """
    rows = restricted(in_enveloppe(ledger, enveloppe), among)
    rows = rows.loc[rows["id_initiative"].notna()]
    by = rows["id_initiative"].astype("str")
    sums = pd.DataFrame({
        "montant_accorde": rows["montant_accorde"].groupby(by).sum(min_count=1).astype("Int64"),
        "precision": precision_by(rows, by, ledger),
    })  # fmt: skip
    known = tables["initiatives"].drop_duplicates("id_initiative")
    known = known.loc[known["id_initiative"].isin(sums.index)]
    full = known.merge(sums, left_on="id_initiative", right_index=True, how="left", validate="one_to_one")
    ordered = full.assign(_titre=full["titre"].map(fold)).sort_values(
        ["montant_accorde", "_titre"], ascending=[False, True], na_position="last", kind="stable"
    )
    return ordered[list(NAMED_COLUMNS)].reset_index(drop=True)


def restricted(rows: pd.DataFrame, among: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """Keep the ledger rows whose cuts are in the groups asked for."""
    for cut, groups in among.items():
        rows = rows.loc[rows[CUTS[cut]].isin(list(groups))]
    return rows
