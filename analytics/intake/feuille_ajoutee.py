"""Recognise the sheet that the annotation adds to a workbook, so that it is set aside when the workbook comes back."""

from __future__ import annotations

from analytics.intake.sheet import Sheet

TITRE = "À corriger"
MARQUE = "À corriger : feuille ajoutée par le tableau de bord de l'Alliance"
"""Beginning of the first cell of the sheet that is added, whatever name it then has."""


def is_added(sheet: Sheet) -> bool:
    """Tell whether a sheet is the one that the annotation adds."""
    return bool(len(sheet) and sheet.columns and (sheet.columns[0][0].as_py() or "").startswith(MARQUE))
