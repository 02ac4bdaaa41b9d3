"""Gather the sources that a version names: who published, at which address, how many rows of which tables."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics import format_fr
from analytics.figures.citation import publisher_name
from analytics.schema import TABLES, Kind
from analytics.schema.reference import attributions

SOURCE_COLUMNS = {"editeur": "Éditeur", "adresse": "Adresse", "tables": "Tables", "nombre_lignes": "Lignes"}
"""Name → header of the columns of `sources_frame`."""


def data_credits() -> list[str]:
    """Return the words to show for what the data borrows, one sentence each (a file of data carries no typeface)."""
    borrowed = [row for row in attributions() if "OFL" not in row["licence"]]
    return [f"{row['quoi']} : {row['mention']} {row['licence']}." for row in borrowed]


def sources_frame(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return one row a web address that some row names as its source (`SOURCE_COLUMNS`), by publisher then address."""
    named = pd.concat([_addresses(name, tables[name]) for name in TABLES], ignore_index=True)
    grouped = named.groupby("adresse", sort=True)
    titles = grouped["table"].agg(lambda names: format_fr.liste(dict.fromkeys(names)))
    rows = pd.DataFrame({"tables": titles, "nombre_lignes": grouped.size().astype("int64")}).reset_index()
    told = rows.assign(editeur=rows["adresse"].map(publisher_name).astype("str"))
    return told.sort_values(["editeur", "adresse"], kind="stable")[list(SOURCE_COLUMNS)].reset_index(drop=True)


def _addresses(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the addresses that the rows of one table name."""
    found = [frame[column].dropna() for column in TABLES[name].of_kind(Kind.URL)]
    addresses = pd.concat(found, ignore_index=True) if found else pd.Series(dtype="str")
    return pd.DataFrame({"adresse": addresses.astype("str"), "table": TABLES[name].title})
