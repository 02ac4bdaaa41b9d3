"""Read a workbook into sheets: every row in its true place, every cell as one canonical text.

A number is written with the fifteen digits that Excel itself shows, a date as ISO, true and false as VRAI and FAUX,
so that one parser serves the workbook and the CSV. A number with three decimals gets a fourth: it is no thousand.
Only the parts of the workbook that are read are taken out of its archive, measured, and handed to the reader.
"""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pyarrow as pa
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from analytics.intake.archive import Archive, open_archive
from analytics.intake.findings import Batch, Place
from analytics.intake.limites import LIMITES, Limites, Refus, refuse_extent
from analytics.intake.ods_file import take_ods
from analytics.intake.results import FileReading, Upload
from analytics.intake.sheet import Sheet, make_sheet
from analytics.intake.xlsx_parts import Contents, take_parts
from analytics.intake.xlsx_text import column_text

_PANIC = "PanicException"
"""Name of the error, under BaseException, of a reader written in Rust that meets what it does not expect."""


def read_workbook(upload: Upload, kind: str, limites: Limites = LIMITES) -> tuple[FileReading, list[Sheet]]:
    """Read every sheet of a workbook; `Refus` when it is protected, damaged or larger than the limits."""
    contents = _take(upload.contenu, kind, limites)
    try:
        sheets = _read_sheets(contents, upload.nom, limites)
    except PasswordError as error:
        raise Refus("fichier-protege") from error
    except CalamineError as error:
        raise Refus("fichier-illisible", raison="il est abîmé ou incomplet") from error
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        raise Refus("lecture-interrompue", raison="son contenu n'est pas fait comme celui d'un classeur") from error
    return FileReading(upload.nom, kind), sheets


def _take(data: bytes, kind: str, limites: Limites) -> Contents:
    """Return what the reader will be given of a file, once measured."""
    if kind == "xls":
        return Contents(data)
    archive: Archive = open_archive(data, limites)
    return take_ods(archive) if kind == "ods" else take_parts(archive)


def _read_sheets(contents: Contents, fichier: str, limites: Limites) -> list[Sheet]:
    """Read the sheets of cells of a workbook, in their order."""
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(contents.data))
    listed = [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    if len(listed) > limites.feuilles:
        raise Refus("feuille-demesuree", raison=f"il a {len(listed)} feuilles", limite=f"{limites.feuilles} feuilles")
    return [
        replace(
            read_sheet(workbook.get_sheet_by_name(sheet.name), fichier, contents, limites),
            visible=sheet.visible == SheetVisibleEnum.Visible,
            epoch_1904=contents.epoch_1904,
        )
        for sheet in listed
    ]


def read_sheet(source: CalamineSheet, fichier: str, contents: Contents, limites: Limites) -> Sheet:
    """Read one sheet, with the cells that the reader leaves empty."""
    if source.start is None:
        return make_sheet(fichier, source.name, (), np.empty(0, np.int64))
    top, left = source.start
    refuse_extent(top + source.height, left + source.width, limites, f"la feuille « {source.name[:60]} » a")
    rows = source.to_python(skip_empty_area=True)
    columns = [list(column) for column in zip(*rows, strict=True)]
    for (row, column), text in contents.special.get(source.name, {}).items():
        if 0 <= row - top < len(rows) and 0 <= column - left < len(columns) and columns[column - left][row - top] == "":
            columns[column - left][row - top] = text
    texts = [pa.nulls(len(rows), pa.string())] * left + [column_text(column) for column in columns]
    sheet = make_sheet(fichier, source.name, texts, np.arange(top + 1, top + 1 + len(rows), dtype=np.int64))
    return replace(sheet, batches=(*sheet.batches, *_say_hidden(sheet, contents.hidden.get(source.name))))


def _say_hidden(sheet: Sheet, hidden: np.ndarray | None) -> list[Batch]:
    """Say the hidden rows that hold something: they are read like the others."""
    if hidden is None or not len(hidden):
        return []
    rows = sheet.rows[np.isin(sheet.rows, hidden) & (sheet.filled() > 0)]
    return [Batch("ligne-masquee", Place(sheet.fichier, sheet.feuille), rows)] if len(rows) else []
