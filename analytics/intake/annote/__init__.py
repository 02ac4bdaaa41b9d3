"""Give back to a person their own workbook, its faulty cells coloured and commented, with a sheet « À corriger ».

An xlsx or xlsm keeps everything else as it was, byte for byte: formulas, charts, images, pivot tables, macros. A CSV, xls, xlsb
or ods becomes an xlsx of the same cells, every text as typed, annotated the same way; the added sheet says so.
Deposited again, the workbook is read as the file that it comes from: the added sheet is recognised and set aside.
"""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass, field

from analytics.intake.annote.classeur import annotate_workbook
from analytics.intake.annote.converti import read_cells, sheet_names, write_workbook
from analytics.intake.annote.plan import make_plan
from analytics.intake.findings import Batch
from analytics.intake.genre import find_genre
from analytics.intake.isolement import run_apart
from analytics.intake.limites import LIMITES, Limites, Refus
from analytics.intake.results import UNREADABLE, Reading, Upload

_OWN = ("xlsx", "xlsm")
_CONVERTED = (
    "Le fichier déposé n'était pas un classeur .xlsx : voici les mêmes cellules, chaque texte tel que saisi, "
    "sans la mise en forme ni les formules d'origine."
)


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotated workbook: its name, its bytes, and whether it had to be converted."""

    nom: str
    contenu: bytes = field(repr=False)
    converti: bool = False


class AnnotationImpossible(Exception):
    """A file that cannot be given back annotated; the message is a sentence in French for the person."""


def annotate(upload: Upload, reading: Reading, *, limites: Limites = LIMITES, isole: bool = True) -> Annotated:
    """Return one of the files of a deposit, annotated with what its reading found.

    The file is parsed again, in a process of its own limited in memory and time (`isole`). AnnotationImpossible says why
    there is nothing to give back: a file that could not be read, or that exceeds what Excel accepts.
    """
    batches = [batch for batch in reading.batches if batch.place.fichier == upload.nom]
    if any(batch.code in UNREADABLE for batch in batches):
        raise AnnotationImpossible(f"Le fichier « {upload.nom} » n'a pas pu être lu; il ne peut pas être annoté.")
    job = {"nom": upload.nom, "contenu": upload.contenu, "batches": batches, "limites": limites}
    given = run_apart(annotate_here, job, len(upload.contenu), limites) if isole else annotate_here(**job)
    if given is None:
        raise AnnotationImpossible(
            f"Le fichier « {upload.nom} » est trop gros pour être annoté, ou fait d'une façon inhabituelle."
            " Corrigez-le d'après la liste des anomalies."
        )
    return given


def annotate_here(nom: str, contenu: bytes, batches: Sequence[Batch], limites: Limites) -> Annotated | None:
    """Annotate one file in this process; None when it exceeds a limit."""
    stem = posixpath.splitext(nom)[0]
    plan = make_plan(batches)
    try:
        kind = find_genre(contenu, limites).name
        if kind in _OWN:
            data = annotate_workbook(contenu, plan, limites, {}, None)
            return Annotated(f"{stem} (annoté).{kind}", data)
        sheets = read_cells(Upload(nom, contenu), kind, limites)
        names = sheet_names(sheets, nom)
        named = {sheet.feuille: name for sheet, name in zip(sheets, names, strict=True)}
        data = annotate_workbook(write_workbook(sheets, names), plan, limites, named, _CONVERTED)
        return Annotated(f"{stem} (annoté).xlsx", data, True)
    except Refus:
        return None
