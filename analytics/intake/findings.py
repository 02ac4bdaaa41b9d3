"""Keep findings compact, a batch per kind and column, and build their sentences only when someone reads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pyarrow as pa

from analytics.intake.catalogue import NIVEAUX, kind_of

FIRST_SHOWN = 3
VALUE_SHOWN = 200
"""Longest value repeated in a sentence; `valeur` itself stays whole."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding is: `lettre` and `colonne` when it is about one column, `titre` as people read it."""

    fichier: str | None = None
    feuille: str | None = None
    colonne: str | None = None
    lettre: str | None = None
    titre: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong, where it is (`cellule` as a spreadsheet names it), and the French sentence that says it."""

    code: str
    niveau: str
    fichier: str | None
    feuille: str | None
    cellule: str | None
    ligne: int | None
    colonne: str | None
    valeur: str | None
    message: str

    def to_json(self) -> dict[str, Any]:
        """Return the finding as an entry of `verifier --json`."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Batch:
    """The findings of one kind in one place: a row number and a value as typed for each.

    `rows`: true rows of the file (empty: the file or the column as a whole). `details`: value as typed → what the
    sentence needs besides; `each`: a word a finding, aligned with the rows; `common`: one for all of them.
    `level` overrides the level of the catalogue.
    """

    code: str
    place: Place = Place()
    rows: np.ndarray = field(default_factory=lambda: np.empty(0, np.int64))
    values: Sequence[str | None] = ()
    details: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    each: Mapping[str, Sequence[str]] = field(default_factory=dict)
    common: Mapping[str, str] = field(default_factory=dict)
    level: str | None = None

    def __len__(self) -> int:
        """Return how many findings the batch stands for."""
        return max(1, len(self.rows))

    @property
    def niveau(self) -> str:
        """Return the level of the findings."""
        return self.level or kind_of(self.code).niveau

    def findings(self, first: int | None = None) -> Iterator[Finding]:
        """Build the findings, or only the first ones, in the order of the rows."""
        values = self.values if len(self.values) else [None] * len(self)
        rows: Sequence[int | None] = self.rows[:first].tolist() if len(self.rows) else [None]
        for index, (row, value) in enumerate(zip(rows, values[:first], strict=False)):
            yield self._finding(row, _plain(value), {name: _plain(words[index]) for name, words in self.each.items()})

    def only(self, kept: np.ndarray) -> Batch:
        """Return the batch with only these findings (positions or mask)."""
        positions = np.flatnonzero(kept) if kept.dtype == bool else kept
        each = {name: pick(words, positions) for name, words in self.each.items()}
        return replace(self, rows=self.rows[positions], values=pick(self.values, positions), each=each)

    def _finding(self, row: int | None, value: str | None, each: Mapping[str, str | None]) -> Finding:
        """Build one finding."""
        place = self.place
        said = {
            "valeur": _shorten(value),
            "colonne": place.titre or "",
            "ligne": str(row or ""),
            "feuille": place.feuille or place.fichier or "",
        }
        message = kind_of(self.code).message(
            said | dict(self.common) | dict(self.details.get(value or "", {})) | dict(each)
        )
        cell = f"{place.lettre}{row}" if place.lettre and row else None
        return Finding(self.code, self.niveau, place.fichier, place.feuille, cell, row, place.colonne, value, message)


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one kind and column of a sheet: how many, and the first three."""

    code: str
    niveau: str
    titre: str
    place: Place
    nombre: int
    premieres: tuple[Finding, ...]
    batch: Batch = field(repr=False)


def pick(values: Sequence[Any], positions: np.ndarray) -> Sequence[Any]:
    """Return some of the values, as an Arrow array when they are one (none when there are none)."""
    if not len(values):
        return ()
    return (
        values.take(pa.array(positions))
        if isinstance(values, pa.Array)
        else [values[index] for index in positions.tolist()]
    )


def _plain(value: Any) -> str | None:
    """Return the Python text of a value (an Arrow scalar or a text)."""
    return value.as_py() if hasattr(value, "as_py") else value


def _shorten(value: str | None) -> str:
    """Return what a sentence repeats of a value."""
    text = "" if value is None else " ".join(value.split())
    return text if len(text) <= VALUE_SHOWN else text[: VALUE_SHOWN - 1] + "…"


def _rank(batch: Batch) -> int:
    """Return the rank of a batch's level, the most serious first."""
    return NIVEAUX.index(batch.niveau)


def list_findings(batches: list[Batch]) -> list[Finding]:
    """Build every finding, most serious first; the order of arrival otherwise."""
    return [finding for batch in sorted(batches, key=_rank) for finding in batch.findings()]


def group_batches(batches: list[Batch]) -> list[Group]:
    """Return one group a batch, most serious first, without building more than the findings shown."""
    return [
        Group(
            batch.code,
            batch.niveau,
            kind_of(batch.code).titre,
            batch.place,
            len(batch),
            tuple(batch.findings(FIRST_SHOWN)),
            batch,
        )
        for batch in sorted(batches, key=_rank)
    ]
