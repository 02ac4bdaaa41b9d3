"""Declare every kind of finding: its stable code, its level, the sentence that says what is wrong, the one that mends.

To change a message, change it here. A template may name `valeur` (as typed), `colonne` (title of the column),
`ligne`, `feuille`, `exemple` (of the column) and what the check that finds it adds (`propose`, `lu`, `limite`…).
"""

from __future__ import annotations

from analytics.intake.catalogue.cellules import CELLS
from analytics.intake.catalogue.fichiers import FILES, HEADERS
from analytics.intake.catalogue.kind import NIVEAUX, FindingKind
from analytics.intake.catalogue.lignes import BETWEEN, IDENTITY, ROWS
from analytics.intake.catalogue.sens import LOGIC, PRIVACY

CATALOGUE: dict[str, FindingKind] = {
    kind.code: kind for kind in (*FILES, *HEADERS, *CELLS, *ROWS, *IDENTITY, *LOGIC, *BETWEEN, *PRIVACY)
}
"""Code → kind, in the order in which the model lists them."""


def kind_of(code: str) -> FindingKind:
    """Return the declaration of a kind; KeyError for a code that nobody declared (our bug)."""
    return CATALOGUE[code]


__all__ = ["CATALOGUE", "NIVEAUX", "FindingKind", "kind_of"]
