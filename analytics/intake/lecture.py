"""Read a deposit, from bytes to typed tables and findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from python_calamine import CalamineError, PasswordError

from analytics.intake.controles import CHECKS
from analytics.intake.csv_file import read_csv
from analytics.intake.depot import DepositTable, gather
from analytics.intake.entetes import Layout, find_layout, settle
from analytics.intake.findings import Batch, Place
from analytics.intake.genre import Genre, find_genre
from analytics.intake.plat import make_identifiers, split_flat
from analytics.intake.profils import apply_profile
from analytics.intake.results import FileReading, Profil, Reading, UnknownColumn, Upload
from analytics.intake.sheet import Sheet, column_letter
from analytics.intake.tables import TypedTable, read_tables
from analytics.intake.xlsx_file import read_workbook
from analytics.schema import TABLES


def read_uploads(
    uploads: Sequence[Upload], profil: Profil | None = None, context: Mapping[str, pd.DataFrame] | None = None
) -> Reading:
    """Read one or several files as one deposit.

    `context`: typed tables of the published version, for the checks between tables when the deposit lacks them.
    Whatever the files hold, the answer is a `Reading`: what is wrong with them is a finding, never an exception.
    """
    files = [_read_file(upload) for upload in uploads]
    batches = [batch for _, _, found in files for batch in found]
    layouts, more = _find_layouts([sheets for _, sheets, _ in files], profil)
    read = [_read_layout(layout, profil) for layout in layouts]
    deposit = gather(read)
    unknown, asides = _set_aside(layouts)
    batches += [
        *more,
        *asides,
        *_missing_columns(layouts),
        *(batch for sheet in read for table, _ in sheet for batch in table.batches),
    ]
    if not deposit and not any(batch.niveau == "erreur" for batch in batches):
        batches.append(Batch("aucun-tableau", Place(uploads[0].nom if uploads else None)))
    batches += [batch for check in CHECKS for batch in check(deposit, context or {})]
    return _reading(uploads, [reading for reading, _, _ in files], deposit, unknown, batches)


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


def _read_file(upload: Upload) -> tuple[FileReading, list[Sheet], list[Batch]]:
    """Read the sheets of one file; a file that cannot be read has none and a finding."""
    genre = find_genre(upload.contenu)
    if genre.problem:
        return (
            FileReading(upload.nom, genre.name),
            [],
            [Batch(genre.problem, Place(upload.nom), common={"genre": genre.name})],
        )
    if genre.name == "csv":
        csv = read_csv(upload)
        return csv.reading, [csv.sheet], list(csv.sheet.batches)
    return _read_workbook(upload, genre)


def _read_workbook(upload: Upload, genre: Genre) -> tuple[FileReading, list[Sheet], list[Batch]]:
    """Read the sheets of a workbook, or say why it does not open."""
    try:
        reading, sheets = read_workbook(upload, genre.name)
    except PasswordError:
        return FileReading(upload.nom, genre.name), [], [Batch("fichier-protege", Place(upload.nom))]
    except CalamineError:
        return (
            FileReading(upload.nom, genre.name),
            [],
            [Batch("fichier-illisible", Place(upload.nom), common={"raison": "il est abîmé ou incomplet"})],
        )
    return reading, sheets, []


def _find_layouts(files: list[list[Sheet]], profil: Profil | None) -> tuple[list[Layout], list[Batch]]:
    """Recognise the sheets of each file; CSV files together stand for the sheets of one workbook."""
    books = [sheets for sheets in files if not _is_csv(sheets)]
    singles = [sheet for sheets in files if _is_csv(sheets) for sheet in sheets]
    layouts, batches = [], []
    for sheets in [*books, *([singles] if singles else [])]:
        found = [(sheet, *_find_layout(sheet, profil)) for sheet in sheets]
        own = [layout for _, layout, _ in found if layout is not None and not layout.complete]
        layouts += [layout for _, layout, _ in found if layout is not None and layout.complete] + settle(own)
        batches += [batch for sheet, layout, complaints in found for batch in (*complaints, *_ignored(sheet, layout))]
    return layouts, batches


def _is_csv(sheets: list[Sheet]) -> bool:
    """Tell whether a file has one sheet without a name, as a CSV does."""
    return len(sheets) == 1 and sheets[0].feuille is None


def _find_layout(sheet: Sheet, profil: Profil | None) -> tuple[Layout | None, list[Batch]]:
    """Return the layout of a sheet by the profile when it fits, else by its own headers."""
    if len(sheet) == 0 or not sheet.columns:
        return None, []
    if profil is not None and profil.colonnes and profil.feuille in (None, sheet.feuille):
        layout, complaints = apply_profile(sheet, profil)
        if layout is not None:
            return layout, complaints
    layout = find_layout(sheet)
    if layout is not None and profil is not None:
        layout.constants.update(
            {
                name: value
                for name, value in profil.constantes.items()
                if any(name in TABLES[table] for table in layout.tables)
            }
        )
    return layout, []


def _ignored(sheet: Sheet, layout: Layout | None) -> list[Batch]:
    """Say that a sheet which is not blank is not read."""
    if layout is not None or not sheet.filled().any():
        return []
    pivot = any(
        cell and cell.startswith(("Total Résultat", "Total général", "Étiquettes de lignes", "Somme de "))
        for cells in sheet.head(200)
        for cell in cells
    )
    return [Batch("feuille-croisee" if pivot else "feuille-ignoree", sheet.place)]


def _read_layout(layout: Layout, profil: Profil | None) -> list[tuple[TypedTable, int]]:
    """Read the tables of a sheet, each with the number of rows of data of the sheet."""
    tables = make_identifiers(read_tables(layout, profil.decimale if profil else None))
    counts = [len(table.rows) for table in tables]
    if not counts[0]:
        tables[0].batches.append(Batch("tableau-vide", layout.sheet.place))
    return list(zip(split_flat(tables), counts, strict=True))


def _set_aside(layouts: list[Layout]) -> tuple[list[UnknownColumn], list[Batch]]:
    """List the columns that no table reads, those without a header when they have values."""
    unknown, batches = [], []
    for layout in layouts:
        sheet = layout.sheet
        for index, header in enumerate(layout.headers):
            if index in layout.used or (
                not header
                and sheet.columns[index].slice(layout.header + 1).null_count == len(sheet) - layout.header - 1
            ):
                continue
            letter, code = column_letter(index), "colonne-inconnue" if header else "entete-vide"
            unknown.append(UnknownColumn(sheet.fichier, sheet.feuille, letter, header or ""))
            place = Place(sheet.fichier, sheet.feuille, None, letter)
            rows = sheet.rows[layout.header : layout.header + 1] if layout.header >= 0 else sheet.rows[:0]
            batches.append(Batch(code, place, rows, [header], common={"lettres": letter}))
    return unknown, batches


def _missing_columns(layouts: list[Layout]) -> list[Batch]:
    """Say the required columns that a sheet lacks, the ambiguous headers, and those recognised in spite of a slip."""
    batches = []
    for layout in layouts:
        place, sheet = layout.sheet.place, layout.sheet
        row = sheet.rows[layout.header : layout.header + 1] if layout.header >= 0 else sheet.rows[:0]
        for table in layout.tables:
            for column in TABLES[table]:
                match = layout.matches[table].get(column.name)
                here = Place(
                    place.fichier,
                    place.feuille,
                    column.name,
                    column_letter(match.index) if match else None,
                    column.title,
                )
                if match and match.rank == 2:
                    batches.append(Batch("entete-voisin", here, row, [match.header]))
                elif column.name in layout.ambiguous:
                    letters = ", ".join(column_letter(other.index) for other in layout.ambiguous[column.name])
                    batches.append(Batch("entete-ambigu", here, common={"lettres": letters}))
                elif (
                    not match
                    and column.required
                    and column.name not in layout.constants
                    and column.name != "id_initiative"
                ):
                    batches.append(Batch("colonne-obligatoire-absente", here, common={"exemple": column.example}))
    return batches
