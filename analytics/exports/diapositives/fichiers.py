"""Name the file that `exporter diapositives` writes: the slides of the whole region, or those about one territory."""

from __future__ import annotations

from pathlib import Path

from analytics.exports.diapositives.ecriture import write_slides
from analytics.exports.sequence import DEFAULT, Materiel, build_sequence, territory_keys


def chosen_slides(territoire: str | None) -> tuple[str, ...]:
    """Return the keys of the slides of the region, or those that a meeting about one territory needs."""
    if territoire is None:
        return DEFAULT
    own = next(key for key, name in territory_keys().items() if name == territoire)
    return ("couverture", own, "carte", "territoires", "plans")


def export_files(
    releve: Materiel, sortie: Path, territoire: str | None = None, gabarit: bytes | None = None
) -> dict[Path, bytes]:
    """Return the .pptx to write; TemplateRefused when the template cannot be used."""
    return {sortie: write_slides(build_sequence(releve, chosen_slides(territoire)), gabarit)}
