"""Open a figure: the ledger rows it adds up, each with the file, sheet and row it came from (modele.md §4.6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from analytics import format_fr
from analytics.aggregates.groups import CUTS
from analytics.aggregates.ledger import MEASURES, Tables, in_enveloppe

TRACE_COLUMNS = (
    "quoi", "titre", "organisme_porteur", "exercice", "territoire", "priorite", "source_financement", *MEASURES, "precision",
    "date_annonce", "source", "origine_fichier", "origine_feuille", "origine_ligne", "id_initiative",
)  # fmt: skip
_WHAT = {
    "montant": "Montant d'une initiative",
    "reste": "Reste d'un total publié",
    "initiative": "Initiative sans montant publié",
}


def rows_behind(
    ledger: pd.DataFrame, tables: Tables, enveloppe: str | None, par: str | None = None, cle: str | None = None
) -> pd.DataFrame:
    """Return the rows that one figure adds up: those of `enveloppe`, in the group `cle` of the cut `par` (all for None).

    Columns `TRACE_COLUMNS`; amounts in cents. A remainder's `titre` says which published total it is what is left of.
    """
    rows = in_enveloppe(ledger, enveloppe)
    if par is not None:
        rows = rows.loc[rows[CUTS[par]].astype("str") == cle]
    named = tables["initiatives"][["id_initiative", "titre", "organisme_porteur"]].drop_duplicates("id_initiative")
    rows = rows.astype({"ligne": "str"}).merge(named, on="id_initiative", how="left", validate="many_to_one")
    left = rows["ligne"] == "reste"
    rows.loc[left, "titre"] = _remainder_titles(rows.loc[left, "id_total"], tables["totaux_publies"])
    ordered = rows.assign(quoi=rows["ligne"].map(_WHAT)).sort_values(
        "montant_accorde", ascending=False, kind="stable", na_position="last"
    )
    return ordered[list(TRACE_COLUMNS)].reset_index(drop=True)


def among(rows: pd.DataFrame, kept: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """Keep the rows of `rows_behind` whose cuts are in the groups named (cut → groups)."""
    for cut, groups in kept.items():
        rows = rows.loc[rows[CUTS[cut]].isin(list(groups))]
    return rows


def _remainder_titles(positions: pd.Series, totals: pd.DataFrame) -> pd.Series:
    """Name each remainder after its published total and the amount that was published."""
    totals = totals.reset_index(drop=True)
    said = [
        " ".join(
            part
            for part in (
                "Total publié",
                row["exercice"],
                _place(row),
                f": {format_fr.montant(row['montant_accorde'], row['precision'])}, moins le détail connu",
            )
        )
        for row in totals.loc[positions.astype("int64")].to_dict("records")
    ]
    return pd.Series(said, index=positions.index, dtype="str")


def _place(row: dict) -> str:
    """Name what a published total covers."""
    named = [str(row[name]) for name in ("territoire", "priorite") if not pd.isna(row[name])]
    return ", ".join(named) or "(région entière)"
