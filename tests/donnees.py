"""Read the committed CSV files as text, cell by cell, without the program's own reader."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

from analytics.schema.reference import DATA

PUBLIEES = DATA / "publiees"
REFERENCE = DATA / "reference"

Line = dict[str, str]


def rows(path: Path) -> list[Line]:
    """Return the rows of a CSV as text."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def table(name: str) -> list[Line]:
    """Return the rows of one published table."""
    return rows(PUBLIEES / f"{name}.csv")


def where(lines: list[Line], **values: str) -> list[Line]:
    """Return the rows whose columns hold these values."""
    return [line for line in lines if all(line[column] == value for column, value in values.items())]


def amounts(lines: list[Line], column: str = "montant_accorde") -> list[Decimal]:
    """Return the numbers of a column, empty cells aside."""
    return [Decimal(line[column]) for line in lines if line[column]]


def committed_csv() -> list[Path]:
    """Return every CSV of the published facts and of the reference."""
    return sorted((*PUBLIEES.glob("*.csv"), *REFERENCE.glob("*.csv")))
