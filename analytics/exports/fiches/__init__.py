"""Write the sheets to print: one letter page for each of the nine territories and one for the region, as tagged PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from analytics.exports.fiches.carte import amount_classes, outlines
from analytics.exports.fiches.contenu import document_data, region_sheet, territory_sheet
from analytics.exports.fiches.echelles import common_scales
from analytics.exports.fiches.rendu import compose
from analytics.exports.releve import Releve
from analytics.schema.reference import territoires
from analytics.schema.spelling import fold

REGION = "region"


def sheet_names() -> tuple[str, ...]:
    """Return the ten sheets in order: the region, then the nine territories."""
    return (REGION, *(t.nom for t in territoires()))


def sheets_pdf(releve: Releve, names: Sequence[str] = ()) -> bytes:
    """Return one PDF of some sheets (all of them by default), one page each."""
    chosen = names or sheet_names()
    scales = common_scales(releve.coupes)
    sheets = [region_sheet(releve) if n == REGION else territory_sheet(releve, scales, n) for n in chosen]
    shapes = outlines() | amount_classes(releve.par_territoire.lignes)
    return compose(document_data(releve, sheets) | {"carte": shapes}, releve.version.publiee_le)


def export_files(releve: Releve, sortie: Path, territoire: str | None) -> dict[Path, bytes]:
    """Return the files to write: `sortie` when it is a PDF, otherwise one PDF a sheet in that folder."""
    names = sheet_names() if territoire is None else (territoire,)
    if sortie.suffix.lower() == ".pdf":
        return {sortie: sheets_pdf(releve, names)}
    return {sortie / file_name(name): sheets_pdf(releve, (name,)) for name in names}


def file_name(name: str) -> str:
    """Return the name of a sheet's file: « fiche-la-mitis.pdf »."""
    return f"fiche-{fold(name).replace(' ', '-')}.pdf"
