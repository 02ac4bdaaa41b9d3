"""Follow what a person said of a deposit: the profile of each sheet, and the cells that were mended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analytics.intake.entetes import HEAD_ROWS
from analytics.intake.findings import Batch, Place
from analytics.intake.results import Cellule, Profil
from analytics.intake.sheet import NO_VALUE, Sheet, column_letter, column_number
from analytics.intake.textes import is_encoded
from analytics.schema.spelling import layout_signature

FEUILLE, MISE_EN_PAGE, APPEL = "feuille", "mise en page", "appel"
"""Where the profile of a sheet comes from: made for this sheet, kept for its layout, given for the whole deposit."""
MOST_CELLS = 2000
"""Faulty cells of which the text is kept, for a person to mend: nobody mends more by hand."""


@dataclass(frozen=True)
class Consignes:
    """What people said of a deposit beside its files.

    `par_feuille`: (file, sheet) → the profile made for it. `par_mise_en_page`: signature of a row of headers → the profile
    kept for that layout. `corrections`: (file, sheet, cell) → text that the cell had, text to read instead (None: empty).
    """

    par_feuille: Mapping[tuple[str, str | None], Profil] = field(default_factory=dict)
    par_mise_en_page: Mapping[str, Profil] = field(default_factory=dict)
    corrections: Mapping[Cellule, tuple[str | None, str | None]] = field(default_factory=dict)

    def profile_for(self, sheet: Sheet, usual: Profil | None) -> tuple[Profil | None, str | None]:
        """Return the profile of a sheet and where it comes from."""
        own = self.par_feuille.get((sheet.fichier, sheet.feuille))
        if own is not None:
            return own, FEUILLE
        kept = self._kept_for(sheet) if usual is None else None
        if kept is not None:
            return kept, MISE_EN_PAGE
        return usual, None if usual is None else APPEL

    def _kept_for(self, sheet: Sheet) -> Profil | None:
        """Return the profile kept for one of the first rows of a sheet."""
        if not self.par_mise_en_page:
            return None
        signatures = (layout_signature(cells) for cells in sheet.head(HEAD_ROWS) if any(cells))
        return next((self.par_mise_en_page[one] for one in signatures if one in self.par_mise_en_page), None)


NOTHING_SAID = Consignes()


def mend(sheets: Sequence[Sheet], consignes: Consignes) -> tuple[list[Sheet], list[Batch], dict[Cellule, str | None]]:
    """Return the sheets with their mended cells, the corrections that no longer fit, and the texts that the cells had."""
    mended, stale, typed = [], [], {}
    for sheet in sheets:
        place = (sheet.fichier, sheet.feuille)
        wanted = {cell: change for (*named, cell), change in consignes.corrections.items() if tuple(named) == place}
        had = texts_at(sheet, wanted)
        fits = {cell: new for cell, (old, new) in wanted.items() if cell in had and same_text(had[cell], old)}
        mended.append(_write(sheet, fits) if fits else sheet)
        stale += [_stale(*place, cell, had.get(cell)) for cell in wanted if cell not in fits]
        typed |= {(*place, cell): text for cell, text in had.items()}
    return mended, stale, typed


def lost_corrections(fichier: str, sheets: Sequence[Sheet], consignes: Consignes) -> list[Batch]:
    """Say the corrections of a sheet that a file which was read does not have any more."""
    there = {sheet.feuille for sheet in sheets}
    return [
        _stale(fichier, feuille, cell, None)
        for named, feuille, cell in consignes.corrections
        if sheets and named == fichier and feuille not in there
    ]


def same_text(one: str | None, other: str | None) -> bool:
    """Tell whether two cells hold the same text, blanks at the ends aside."""
    return (one or "").strip() == (other or "").strip()


def texts_at(sheet: Sheet, cells: Iterable[str]) -> dict[str, str | None]:
    """Return the text of some cells as typed; those that the sheet does not have are left out."""
    found = {}
    for cell in cells:
        column, position = _locate(sheet, cell)
        if position is not None:
            text = sheet.columns[column][position].as_py()
            found[cell] = None if text == NO_VALUE else text
    return found


def _locate(sheet: Sheet, cell: str) -> tuple[int, int | None]:
    """Return the column of a cell and the position of its row (None: the sheet does not have it)."""
    letters = cell.rstrip("0123456789")
    column, row = column_number(letters), int(cell[len(letters) :])
    position = int(np.searchsorted(sheet.rows, row))
    there = column < len(sheet.columns) and position < len(sheet.rows) and sheet.rows[position] == row
    return column, position if there else None


def _write(sheet: Sheet, texts: Mapping[str, str | None]) -> Sheet:
    """Return the sheet with other texts in some cells, which lose what was found in them as the file was read."""
    columns = list(sheet.columns)
    places: dict[int, dict[int, str | None]] = {}
    for cell, text in texts.items():
        column, position = _locate(sheet, cell)
        places.setdefault(column, {})[position] = (text or "").strip() or None
    for index, changes in places.items():
        columns[index] = _replaced(columns[index], changes)
    rows = {column_letter(index): sheet.rows[sorted(changes)] for index, changes in places.items()}
    return replace(sheet, columns=tuple(columns), batches=tuple(_without(sheet.batches, rows)))


def _replaced(column: pa.Array, changes: Mapping[int, str | None]) -> pa.Array:
    """Return a column with other texts at some positions."""
    plain = column.dictionary_decode() if is_encoded(column) else column
    mask = np.zeros(len(plain), bool)
    mask[list(changes)] = True
    texts = [changes[position] for position in sorted(changes)]
    return pc.replace_with_mask(plain, pa.array(mask), pa.array(texts, plain.type))


def _without(batches: Iterable[Batch], rows: Mapping[str, np.ndarray]) -> Iterable[Batch]:
    """Leave out the findings of mended cells."""
    for batch in batches:
        gone = rows.get(batch.place.lettre or "")
        kept = batch if gone is None or not len(batch.rows) else batch.only(~np.isin(batch.rows, gone))
        if kept is batch or len(kept.rows):
            yield kept


def _stale(fichier: str, feuille: str | None, cell: str, text: str | None) -> Batch:
    """Say that a correction no longer fits its cell."""
    letters = cell.rstrip("0123456789")
    place = Place(fichier, feuille, None, letters)
    return Batch("correction-perimee", place, np.array([int(cell[len(letters) :])]), [text])


def faulty_texts(sheets: Iterable[Sheet], batches: Iterable[Batch]) -> dict[Cellule, str | None]:
    """Return the text, as typed, of the cells that findings name, up to `MOST_CELLS`."""
    by_place = {(sheet.fichier, sheet.feuille): sheet for sheet in sheets}
    found: dict[Cellule, str | None] = {}
    for batch in batches:
        place = batch.place
        sheet = by_place.get((place.fichier or "", place.feuille))
        if sheet is None or not place.lettre or len(found) >= MOST_CELLS:
            continue
        cells = [f"{place.lettre}{row}" for row in batch.rows[: MOST_CELLS - len(found)].tolist()]
        found |= {(sheet.fichier, sheet.feuille, cell): text for cell, text in texts_at(sheet, cells).items()}
    return found
