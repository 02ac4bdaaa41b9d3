"""What a kind of finding is, and its three levels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

NIVEAUX = ("erreur", "a_verifier", "a_enrichir")
"""Levels, most serious first: blocks publication, does not, advice."""


@dataclass(frozen=True, slots=True)
class FindingKind:
    """One kind of finding; `probleme` and `remede` are one French sentence each."""

    code: str
    niveau: str
    titre: str
    probleme: str
    remede: str

    def message(self, said: Mapping[str, str]) -> str:
        """Write the message from what is said of one finding; a word that is not said stays empty."""
        values = defaultdict(str, said)
        return f"{self.probleme.format_map(values)} {self.remede.format_map(values)}".strip()


def erreur(code: str, titre: str, probleme: str, remede: str) -> FindingKind:
    """Declare a kind that blocks publication."""
    return FindingKind(code, "erreur", titre, probleme, remede)


def verifier(code: str, titre: str, probleme: str, remede: str) -> FindingKind:
    """Declare a kind that a person should look at."""
    return FindingKind(code, "a_verifier", titre, probleme, remede)


def enrichir(code: str, titre: str, probleme: str, remede: str) -> FindingKind:
    """Declare a kind that is advice."""
    return FindingKind(code, "a_enrichir", titre, probleme, remede)
