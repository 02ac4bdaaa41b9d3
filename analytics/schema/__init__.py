"""Declare what we receive: tables, columns, closed lists. The single source of truth; knows nobody."""

from __future__ import annotations

from analytics.schema.concertation import DOCUMENTS, INDICATEURS, JALONS, ORGANISMES
from analytics.schema.enveloppes import ENVELOPPES, PARTS_ENVELOPPE
from analytics.schema.financement import FINANCEMENT, TOTAUX_PUBLIES
from analytics.schema.initiatives import INITIATIVES
from analytics.schema.model import NON_PUBLIE, ORIGIN_DTYPES, Choice, Column, Kind, Table

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        INITIATIVES,
        FINANCEMENT,
        TOTAUX_PUBLIES,
        ENVELOPPES,
        PARTS_ENVELOPPE,
        JALONS,
        ORGANISMES,
        DOCUMENTS,
        INDICATEURS,
    )
}
"""Name → declaration of the nine received tables, in the order of the workbook."""

RULES_VERSION = "1"
"""Raised when a declaration changes the meaning of a published figure; kept with each version."""

__all__ = ["NON_PUBLIE", "ORIGIN_DTYPES", "RULES_VERSION", "TABLES", "Choice", "Column", "Kind", "Table"]
