"""Read a workbook into sheets: every row in its true place, every cell as one canonical text.

A number is written with the fifteen digits that Excel itself shows, a date as ISO, true and false as VRAI and FAUX,
so that one parser serves the workbook and the CSV. A number with three decimals gets a fourth: it is no thousand.
Only the parts of the workbook that are read are taken out of its archive, measured, and handed to the reader.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from functools import cached_property

import fastexcel
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from analytics.intake.archive import DAMAGED, open_archive
from analytics.intake.findings import Batch, Place
from analytics.intake.fusions import spread_blocks
from analytics.intake.genre import is_locked_xls
from analytics.intake.limites import LIMITES, Limites, Refus, refuse_extent
from analytics.intake.ods_file import take_ods
from analytics.intake.results import FileReading, Upload
from analytics.intake.sheet import Block, Sheet, make_sheet
from analytics.intake.textes import is_encoded
from analytics.intake.xls_lignes import hidden_rows
from analytics.intake.xlsx_cells import Extent
from analytics.intake.xlsx_parts import Contents, take_parts
from analytics.intake.xlsx_rapide import ENOUGH_CELLS, error_cells, fast_columns
from analytics.intake.xlsx_text import column_text

_PANIC = "PanicException"
"""Name of the error, under BaseException, of a reader written in Rust that meets what it does not expect."""
Cells = dict[tuple[int, int], str]


def read_workbook(upload: Upload, kind: str, limites: Limites = LIMITES) -> tuple[FileReading, list[Sheet]]:
    """Read every sheet of a workbook; `Refus` when it is protected, damaged or larger than the limits."""
    contents = _take(upload.contenu, kind, limites)
    try:
        sheets = _Workbook(contents, upload.nom, kind, limites).sheets()
    except PasswordError as error:
        raise Refus("fichier-protege") from error
    except (CalamineError, fastexcel.FastExcelError) as error:
        locked = kind == "xls" and is_locked_xls(upload.contenu)
        raise (Refus("fichier-protege") if locked else Refus("fichier-illisible", raison=DAMAGED)) from error
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        raise Refus("lecture-interrompue", raison="son contenu n'est pas fait comme celui d'un classeur") from error
    return FileReading(upload.nom, kind), sheets


def _take(data: bytes, kind: str, limites: Limites) -> Contents:
    """Return what the reader will be given of a file, once measured."""
    if kind == "xls":
        return Contents(data)
    archive = open_archive(data, limites)
    return take_ods(archive) if kind == "ods" else take_parts(archive)


@dataclass(frozen=True)
class _Workbook:
    """One workbook being read."""

    contents: Contents
    fichier: str
    kind: str
    limites: Limites

    @cached_property
    def reader(self) -> CalamineWorkbook:
        """Return the reader of typed cells."""
        return CalamineWorkbook.from_filelike(io.BytesIO(self.contents.data))

    @cached_property
    def fast(self) -> fastexcel.ExcelReader:
        """Return the reader of texts."""
        return fastexcel.read_excel(self.contents.data)

    @cached_property
    def listed(self) -> dict[str, bool]:
        """Return the sheets of cells, in their order, and whether each is shown."""
        if self.contents.visible:
            return self.contents.visible
        found = [sheet for sheet in self.reader.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        return {sheet.name: sheet.visible == SheetVisibleEnum.Visible for sheet in found}

    @cached_property
    def special(self) -> dict[str, Cells]:
        """Return the cells that the readers show empty, sheet by sheet."""
        if self.kind not in ("xls", "xlsb"):
            return self.contents.special
        lefts = {name: (self.typed(name).start or (0, 0))[1] for name in self.listed}
        return error_cells(self.contents.data, [name for name in self.listed if self.typed(name).start], lefts)

    @cached_property
    def hidden(self) -> dict[str, np.ndarray]:
        """Return the hidden rows, sheet by sheet."""
        if self.kind != "xls":
            return self.contents.hidden
        return hidden_rows(self.contents.data, [sheet.name for sheet in self.reader.sheets_metadata])

    def typed(self, name: str) -> CalamineSheet:
        """Return one sheet with its typed cells."""
        return self.reader.get_sheet_by_name(name)

    def sheets(self) -> list[Sheet]:
        """Read every sheet."""
        count, most = len(self.listed), self.limites.feuilles
        if count > most:
            raise Refus("feuille-demesuree", raison=f"il a {count} feuilles", limite=f"{most} feuilles")
        return [self._sheet(name) for name in self.listed]

    def _sheet(self, name: str) -> Sheet:
        """Read one sheet, and say its hidden rows."""
        top, columns = self._fast_columns(name) or self._typed_columns(name)
        count = len(columns[0]) if columns else 0
        sheet = make_sheet(self.fichier, name, columns, np.arange(top + 1, top + 1 + count, dtype=np.int64))
        return replace(
            spread_blocks(sheet, self._blocks(name)),
            batches=(*sheet.batches, *_say_hidden(sheet, self.hidden.get(name))),
            visible=self.listed[name],
            epoch_1904=self.contents.epoch_1904,
            bands=self._bands(name),
        )

    def _blocks(self, name: str) -> tuple[Block, ...]:
        """Return the cells merged over several rows of one column."""
        if name in self.contents.blocks:
            return self.contents.blocks[name]
        merged = (self.typed(name).merged_cell_ranges or []) if self.kind == "xls" else []
        tall = (area for area in merged if area[0][1] == area[1][1] and area[0][0] < area[1][0])
        return tuple((first[0] + 1, last[0] + 1, first[1]) for first, last in tall)

    def _bands(self, name: str) -> frozenset[int]:
        """Return the true rows in which one cell is merged over three columns at least."""
        if name in self.contents.bands:
            return self.contents.bands[name]
        merged = (self.typed(name).merged_cell_ranges or []) if self.kind == "xls" else []
        return frozenset(first[0] + 1 for first, last in merged if first[0] == last[0] and last[1] - first[1] > 1)

    def _fast_columns(self, name: str) -> tuple[int, list[pa.Array]] | None:
        """Return the columns of a big sheet, when its place is known and its texts are sure."""
        extent = self.contents.extents.get(name, Extent())
        if extent.rows * extent.columns < ENOUGH_CELLS:
            return None
        left = extent.first - 1
        columns = fast_columns(self.fast, name, extent.columns - left)
        if columns is None or not len(columns[0]):
            return None
        cells = self.special.get(name, {})
        blank = pa.nulls(len(columns[0]), pa.string())
        return 0, _with_special([blank] * left + columns, 0, cells)

    def _typed_columns(self, name: str) -> tuple[int, list[pa.Array]]:
        """Return the first row, from 0, and the columns of a sheet, each cell written from its type."""
        source = self.typed(name)
        if source.start is None:
            return 0, []
        top, left = source.start
        refuse_extent(top + source.height, left + source.width, self.limites, f"la feuille « {name[:60]} » a")
        rows = source.to_python(skip_empty_area=True)
        texts = [column_text(list(column)) for column in zip(*rows, strict=True)]
        columns = [pa.nulls(len(rows), pa.string())] * left + texts
        return top, _with_special(columns, top, self.special.get(name, {}))


def _with_special(columns: list[pa.Array], top: int, cells: Cells) -> list[pa.Array]:
    """Return the columns with the texts of the cells that the reader shows empty; a cell that shows something keeps it."""
    by_column: dict[int, dict[int, str]] = {}
    for (row, column), text in cells.items():
        if column < len(columns) and 0 <= row - top < len(columns[column]):
            by_column.setdefault(column, {})[row - top] = text
    return [_filled(array, by_column[at]) if at in by_column else array for at, array in enumerate(columns)]


def _filled(column: pa.Array, texts: dict[int, str]) -> pa.Array:
    """Return a column with some of its empty cells filled."""
    column = column.dictionary_decode() if is_encoded(column) else column
    empty = pc.fill_null(pc.equal(column, ""), True).to_numpy(zero_copy_only=False)
    mask = np.zeros(len(column), bool)
    mask[list(texts)] = True
    mask &= empty
    given = [texts[at] for at in np.flatnonzero(mask).tolist()]
    return pc.replace_with_mask(column, pa.array(mask), pa.array(given, pa.string()))


def _say_hidden(sheet: Sheet, hidden: np.ndarray | None) -> list[Batch]:
    """Say the hidden rows that hold something: they are read like the others."""
    if hidden is None or not len(hidden):
        return []
    rows = sheet.rows[np.isin(sheet.rows, hidden) & (sheet.filled() > 0)]
    return [Batch("ligne-masquee", Place(sheet.fichier, sheet.feuille), rows)] if len(rows) else []
