"""Recognise a workbook made from the template, and say when its rules are not those of the program."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analytics.intake.findings import Batch, Place
from analytics.intake.sheet import Sheet
from analytics.schema import RULES_VERSION

_SAID = re.compile(r"Version des règles : ([\w.-]{1,20})\. Modèle produit ")
"""What the template says of itself, in the second row of its first sheet."""
_ROWS = 3


def find_other_rules(sheet: Sheet) -> Iterator[Batch]:
    """Yield that the template which a sheet introduces follows other rules than the program."""
    for row, cells in zip(sheet.rows[:_ROWS], sheet.head(_ROWS), strict=True):
        said = _SAID.match(cells[0] or "")
        if said and said[1] != RULES_VERSION:
            place = Place(sheet.fichier, sheet.feuille, None, "A")
            words = {"lu": said[1], "propose": RULES_VERSION}
            yield Batch("modele-ancien", place, sheet.rows[sheet.rows == row], [cells[0]], common=words)
