"""Keep the list of the cells that a person mends, so that each of them can be seen and undone. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from analytics.publications.records import Correction


def corrected(corrections: Sequence[Correction], new: Correction) -> tuple[Correction, ...]:
    """Add a correction; mended again, a cell goes on from its last value, and nothing is added when it has it already."""
    last = next((one for one in reversed(corrections) if one.place == new.place), None)
    if last is not None:
        new = replace(new, avant=last.apres)
    return (*corrections, new) if new.avant != new.apres else tuple(corrections)


def undone(corrections: Sequence[Correction], rank: int) -> tuple[Correction, ...]:
    """Take one correction back; one made later on the same cell then starts from the value before it.

    IndexError when there is no such correction (our bug).
    """
    gone = corrections[rank]
    kept = [one for place, one in enumerate(corrections) if place != rank % len(corrections)]
    later = next((one for one in corrections[rank % len(corrections) + 1 :] if one.place == gone.place), None)
    if later is None:
        return tuple(kept)
    joined = replace(later, avant=gone.avant)
    return tuple(joined if one is later else one for one in kept if one is not later or joined.avant != joined.apres)


def values(corrections: Iterable[Correction]) -> dict[tuple[str, str | None, str], str | None]:
    """Return (file, sheet, cell) → value that the corrections give it in the end."""
    return {one.place: one.apres for one in corrections}


def to_json(corrections: Iterable[Correction]) -> list[dict[str, Any]]:
    """Write corrections as a document."""
    return [asdict(one) | {"le": one.le.isoformat()} for one in corrections]


def from_json(documents: Iterable[Mapping[str, Any]]) -> tuple[Correction, ...]:
    """Read corrections from their document."""
    return tuple(Correction(**{**one, "le": datetime.fromisoformat(one["le"])}) for one in documents)
