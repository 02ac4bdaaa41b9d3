"""Read from `data/publiees/` the few published facts that a written file leans on: envelopes, and the parts of the territories."""

from __future__ import annotations

import csv
from decimal import Decimal
from functools import cache

from analytics.schema.lists import SOURCE_ALLIANCE
from analytics.schema.reference import DATA, territoires

PUBLISHED = DATA / "publiees"
EXERCICE_OF_SHARES = "2021-2022"
"""The one exercice whose amount was published for each of the nine territories."""


@cache
def published_rows(table: str) -> tuple[dict[str, str], ...]:
    """Return the published rows of a received table, each cell as the text of the file."""
    with (PUBLISHED / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return tuple(csv.DictReader(file))


def cents(text: str) -> int | None:
    """Read an amount of a published file (« 1025070.00 ») as cents; None where it is empty."""
    return int(Decimal(text).scaleb(2)) if text else None


@cache
def published_shares() -> dict[str, int]:
    """Return territory → cents of the Alliance in the exercice published line by line; ValueError if a line is missing."""
    found = {
        row["territoire"]: cents(row["montant_accorde"])
        for row in published_rows("totaux_publies")
        if row["exercice"] == EXERCICE_OF_SHARES and row["source_financement"] == SOURCE_ALLIANCE and row["territoire"]
    }
    names = [territoire.nom for territoire in territoires()]
    if missing := [name for name in names if name not in found]:
        raise ValueError(f"totaux_publies.csv, {EXERCICE_OF_SHARES}: no line for {missing}")
    return {name: found[name] for name in names}


@cache
def published_envelope_ids() -> tuple[str, ...]:
    """Return the identifiers of the published envelopes, most recent first."""
    rows = sorted(published_rows("enveloppes"), key=lambda row: row["date_debut"], reverse=True)
    return tuple(dict.fromkeys(row["id_enveloppe"] for row in rows))
