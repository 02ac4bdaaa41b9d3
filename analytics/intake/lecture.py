"""Read a deposit, from bytes to typed tables and findings, step by step, in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from analytics.intake.consignes import NOTHING_SAID, Consignes, faulty_texts, lost_corrections, mend
from analytics.intake.controles import check_deposit
from analytics.intake.csv_file import read_csv
from analytics.intake.depot import DepositTable, gather
from analytics.intake.entetes import Layout
from analytics.intake.feuille_ajoutee import is_added
from analytics.intake.feuilles import SheetReading, describe
from analytics.intake.findings import Batch, Place
from analytics.intake.genre import find_genre
from analytics.intake.limites import LIMITES, Limites, Refus, refuse_if_too_big
from analytics.intake.modele_recu import find_other_rules
from analytics.intake.plat import make_identifiers, split_flat
from analytics.intake.reconnaissance import find_layouts, missing_columns, set_aside
from analytics.intake.results import Cellule, FileReading, Profil, Reading, UnknownColumn, Upload
from analytics.intake.sheet import Sheet
from analytics.intake.tables import TypedTable, read_tables
from analytics.intake.xlsx_file import read_workbook

Context = Mapping[str, pd.DataFrame]
LECTURE, RECONNAISSANCE, VERIFICATION = "lecture", "reconnaissance", "verification"
_WORDS = {LECTURE: "Lecture", RECONNAISSANCE: "Reconnaissance des colonnes", VERIFICATION: "Vérification"}


@dataclass(frozen=True, slots=True)
class Etape:
    """A step that begins: its name, the file it is about (`lecture` only), its rank among the steps, from 1."""

    nom: str
    fichier: str | None
    rang: int
    total: int

    @property
    def phrase(self) -> str:
        """Return the step as people read it (« Lecture de montants.xlsx (1 de 4) »)."""
        about = f" de {self.fichier}" if self.fichier else ""
        return f"{_WORDS[self.nom]}{about} ({self.rang} de {self.total})"


Progress = Callable[[Etape], None]
FileRead = tuple[FileReading, list[Sheet], list[Batch]]


def read_here(
    uploads: Sequence[Upload],
    profil: Profil | None = None,
    context: Context | None = None,
    limites: Limites = LIMITES,
    progres: Progress = lambda etape: None,
    consignes: Consignes = NOTHING_SAID,
    today: date | None = None,
) -> Reading:
    """Read one or several files as one deposit, in this process: what they hold may still exhaust it."""
    total = len(uploads) + 2
    files, typed = _mended(_read_files(uploads, limites, progres), consignes)
    progres(Etape(RECONNAISSANCE, None, total - 1, total))
    sheets = [sheet for _, own, _ in files for sheet in own]
    layouts, batches = find_layouts([own for _, own, _ in files], profil, consignes)
    read = [_read_layout(layout) for layout in layouts]
    progres(Etape(VERIFICATION, None, total, total))
    deposit = gather(read)
    unknown, asides = set_aside(layouts)
    batches = [
        *(batch for _, _, found in files for batch in found),
        *batches,
        *asides,
        *(batch for one in sheets for batch in find_other_rules(one)),
        *missing_columns(layouts),
        *(batch for sheet in read for table, _ in sheet for batch in table.batches),
    ]
    if not deposit and not any(batch.niveau == "erreur" for batch in batches):
        batches.append(Batch("aucun-tableau", Place(uploads[0].nom if uploads else None)))
    batches += check_deposit(deposit, context or {}, today)
    reading = _reading(uploads, [reading for reading, _, _ in files], deposit, unknown, batches)
    described = _described(sheets, layouts, profil, consignes)
    return replace(reading, feuilles=described, cellules=faulty_texts(sheets, batches) | typed)


def _read_files(uploads: Sequence[Upload], limites: Limites, progres: Progress) -> Iterator[FileRead]:
    """Read the files one after the other, each said as it begins."""
    for rank, upload in enumerate(uploads, start=1):
        progres(Etape(LECTURE, upload.nom, rank, len(uploads) + 2))
        yield _read_file(upload, limites)


def _mended(files: Iterable[FileRead], consignes: Consignes) -> tuple[list[FileRead], dict[Cellule, str | None]]:
    """Return the files with their mended cells and all that was found in them so far, and the texts that the cells had."""
    mended, typed = [], {}
    for reading, sheets, found in files:
        changed, stale, had = mend(sheets, consignes)
        lost = lost_corrections(reading.fichier, changed, consignes)
        mended.append((reading, changed, [*found, *(one for sheet in changed for one in sheet.batches), *stale, *lost]))
        typed |= had
    return mended, typed


def _described(
    sheets: list[Sheet], layouts: list[Layout], profil: Profil | None, consignes: Consignes
) -> list[SheetReading]:
    """Describe every sheet that is not blank."""
    by_sheet = {(layout.sheet.fichier, layout.sheet.feuille): layout for layout in reversed(layouts)}
    said = (
        describe(one, by_sheet.get((one.fichier, one.feuille)), *consignes.profile_for(one, profil)) for one in sheets
    )
    return [one for one in said if one is not None]


def _reading(
    uploads: Sequence[Upload],
    lecture: list[FileReading],
    deposit: dict[str, DepositTable],
    unknown: list[UnknownColumn],
    batches: list[Batch],
) -> Reading:
    """Put the answer together."""
    frames = {name: table.frame for name, table in deposit.items()}
    tables = {name: table.reading() for name, table in deposit.items()}
    return Reading([upload.nom for upload in uploads], lecture, frames, tables, unknown, batches)


def _read_file(upload: Upload, limites: Limites) -> FileRead:
    """Read the sheets of one file, which carry their findings; a file that cannot be read has none and a finding of its own."""
    kind = "inconnu"
    try:
        refuse_if_too_big(len(upload.contenu), limites.fichier, "il pèse")
        genre = find_genre(upload.contenu, limites)
        kind = genre.name
        if genre.problem:
            raise Refus(genre.problem, genre=genre.name)
        if kind == "csv":
            csv = read_csv(upload, limites)
            return csv.reading, [csv.sheet], []
        reading, sheets = read_workbook(upload, kind, limites)
    except Refus as refus:
        return FileReading(upload.nom, kind), [], [Batch(refus.code, Place(upload.nom), common=refus.words)]
    return reading, [sheet for sheet in sheets if not is_added(sheet)], []


def _read_layout(layout: Layout) -> list[tuple[TypedTable, int]]:
    """Read the tables of a sheet, each with the number of rows of data of the sheet."""
    tables = make_identifiers(read_tables(layout, layout.decimal))
    counts = [len(table.rows) for table in tables]
    if not counts[0]:
        tables[0].batches.append(Batch("tableau-vide", layout.sheet.place))
    return list(zip(split_flat(tables), counts, strict=True))
