"""Hold what the store gives and takes: versions, files, how a version was made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from analytics.publications.errors import StoreError

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Original:
    """One file as received, byte for byte."""

    nom: str
    contenu: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One file kept by the store, without its bytes: its name, its sha256, its number of bytes."""

    nom: str
    empreinte: str
    taille: int


@dataclass(frozen=True, slots=True)
class Correction:
    """One cell mended before publication: where (`cellule` as a spreadsheet names it), before, after, who, when."""

    fichier: str
    feuille: str | None
    cellule: str
    colonne: str | None
    avant: str | None
    apres: str | None
    auteur: str
    le: datetime

    @property
    def place(self) -> tuple[str, str | None, str]:
        """Return the cell that was mended."""
        return self.fichier, self.feuille, self.cellule


@dataclass(frozen=True, slots=True)
class Provenance:
    """How tables were made of the original files: profiles, corrections, summary of the findings (level or code → number)."""

    profil: Any = None
    corrections: tuple[Correction, ...] = ()
    constats: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """What is known of one version.

    `lignes`: table → number of rows. `origine`: how it was made, in words; `restauree`: the version it restores.
    `regles`: version of the declarations its tables obey.
    """

    numero: int
    publiee_le: datetime
    auteur: str
    commentaire: str
    origine: str
    lignes: dict[str, int]
    empreinte: str
    fictif: bool
    courante: bool
    regles: str
    restauree: int | None = None


def storable(text: str, longest: int | None = None) -> str:
    """Return a text that both engines keep as it is: no control character, nothing that UTF-8 cannot write.

    Longer than `longest`, it is cut in the middle, so that a file keeps the end of its name.
    """
    kept = _CONTROLS.sub("", text.encode("utf-8", "replace").decode("utf-8"))
    if longest is None or len(kept) <= longest:
        return kept
    half = (longest - 1) // 2
    return f"{kept[:half]}…{kept[-half:]}"


def required(text: str, longest: int, missing: str) -> str:
    """Return a storable text; StoreError with the sentence `missing` when it is blank, or when it is too long."""
    kept = storable(text).strip()
    if not kept:
        raise StoreError(missing)
    if len(kept) > longest:
        raise StoreError(f"« {kept[:40]}… » est trop long : {longest} caractères au plus.")
    return kept
