"""Name the roles, from the one that may the least to the one that may everything; each may what those before it may."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """One role; the value is the word written in the settings and in the store."""

    LECTURE = "lecture"
    DEPOT = "depot"
    PUBLICATION = "publication"
    ADMINISTRATION = "administration"

    def allows(self, needed: Role) -> bool:
        """Tell whether this role may do what asks for another."""
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(needed)


TITLES = {
    Role.LECTURE: "Lecture",
    Role.DEPOT: "Dépôt",
    Role.PUBLICATION: "Publication",
    Role.ADMINISTRATION: "Administration",
}
"""Role → the word shown on screen."""
