"""Say which sheets of a workbook the program computed: they are read by people, never taken back as data."""

from __future__ import annotations

COMPUTED_SHEET = "Feuille calculée par le tableau de bord; elle n'est pas relue."
"""First cell of such a sheet. A person who copies the sheet elsewhere keeps its mark."""
