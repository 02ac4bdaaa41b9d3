"""Gather everything that a version says of one initiative: its columns, its amounts, the rows that they came from."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.aggregates.ledger import MEASURES, Tables
from analytics.aggregates.precision import combined
from analytics.schema import NON_PUBLIE, TABLES
from analytics.schema.lists import EXACT
from analytics.schema.model import Column

ORIGIN = ["origine_fichier", "origine_feuille", "origine_ligne", "source"]


@dataclass(frozen=True, slots=True)
class Fiche:
    """One initiative: `remplis` and `non_publies` share out its columns; `montants` are its funding rows (cents), by exercice;
    `totaux` sums them (missing: not published); `origines` names each row's table, file, sheet, row and source."""

    id_initiative: str
    valeurs: dict[str, object]
    remplis: tuple[Column, ...]
    non_publies: tuple[Column, ...]
    montants: pd.DataFrame
    totaux: dict[str, int | None]
    precision: str | None
    origines: pd.DataFrame


def read_fiche(tables: Tables, id_initiative: str) -> Fiche | None:
    """Return what is known of one initiative, None when no row has its identifier."""
    rows = tables["initiatives"].loc[tables["initiatives"]["id_initiative"] == id_initiative]
    if rows.empty:
        return None
    funding = tables["financement"].loc[tables["financement"]["id_initiative"] == id_initiative]
    funding = funding.sort_values(["exercice", "source_financement"], kind="stable").reset_index(drop=True)
    values = rows.iloc[0].to_dict()
    filled = tuple(column for column in TABLES["initiatives"] if _is_filled(values[column.name]))
    return Fiche(
        id_initiative=id_initiative,
        valeurs=values,
        remplis=filled,
        non_publies=tuple(column for column in TABLES["initiatives"] if column not in filled),
        montants=funding,
        totaux={name: _total(funding[name]) for name in MEASURES},
        precision=_precision(funding),
        origines=pd.concat([_origins(rows, "initiatives"), _origins(funding, "financement")], ignore_index=True),
    )


def _is_filled(value: object) -> bool:
    """Tell a value that somebody published from an empty cell or the words « Non publié »."""
    return not pd.isna(value) and value != NON_PUBLIE


def _total(amounts: pd.Series) -> int | None:
    """Sum amounts; None where none is published."""
    return int(amounts.sum()) if amounts.notna().any() else None


def _precision(funding: pd.DataFrame) -> str | None:
    """Return how sure the awarded sum is; None where there is none."""
    known = funding.loc[funding["montant_accorde"].notna(), "precision"].fillna(EXACT)
    return combined(frozenset(known)) if len(known) else None


def _origins(rows: pd.DataFrame, table: str) -> pd.DataFrame:
    """Name the table, file, sheet, row and source of each row."""
    return rows[ORIGIN].assign(table=TABLES[table].title)
