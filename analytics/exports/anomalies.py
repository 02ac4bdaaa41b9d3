"""Write the findings of a deposit as a CSV that a double-click opens well in Québec."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

import pandas as pd

from analytics.exports.tableur import to_csv
from analytics.intake.annote.plan import NIVEAU
from analytics.intake.sheet import NO_VALUE
from analytics.schema import TABLES

COLUMNS = (
    "Niveau",
    "Fichier",
    "Feuille",
    "Cellule",
    "Ligne",
    "Colonne",
    "Valeur lue",
    "Ce qui ne va pas, et comment le corriger",
    "Code",
)

TITLES = {column.name: column.title for table in TABLES.values() for column in table}
"""Name of a column → its title, as people read it."""


class Found(Protocol):
    """A finding of a deposit, or a gap against the published version (which has no cell)."""

    code: str
    niveau: str
    fichier: str | None
    feuille: str | None
    ligne: int | None
    colonne: str | None
    valeur: str | None
    message: str


def findings_csv(findings: Iterable[Found]) -> bytes:
    """Return one row a finding, in the order given: UTF-8 with BOM, semicolons, nothing that a spreadsheet would run."""
    return to_csv(pd.DataFrame([_row(finding) for finding in findings], columns=COLUMNS, dtype="object"))


def _row(finding: Found) -> tuple[object, ...]:
    """Return the cells of one finding."""
    value = None if finding.valeur == NO_VALUE else finding.valeur
    place = (finding.fichier, finding.feuille, getattr(finding, "cellule", None), finding.ligne)
    return (NIVEAU[finding.niveau], *place, TITLES.get(finding.colonne or ""), value, finding.message, finding.code)
