"""Tell the rows of data from the others: blank rows, repeated headers, totals, notes, titles between rows."""

from __future__ import annotations

import re

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analytics.intake.entetes import Layout
from analytics.intake.findings import Batch
from analytics.intake.nombres import read_number
from analytics.intake.sheet import Sheet
from analytics.schema import TABLES
from analytics.schema.reference import priorite_choices, spelling_index, territoire_choices
from analytics.schema.spelling import fold

_TOTAL = re.compile(r"(?:(?:sous|grand|le|les) )*(?:total|totaux|somme|sommes|cumul|ensemble)\b.*")
_MAYBE_TOTAL = r"(?i)^\W*(?:sous|grand|le|les|total|totaux|somme|cumul|ensemble)"
_WORDS_IN_TOTAL = 2
_FEW = 2


def data_rows(layout: Layout) -> tuple[Sheet, list[Batch]]:
    """Return the rows of data under the headers, and say which rows were set aside and why."""
    below = layout.sheet.keep(slice(layout.header + 1, None))
    filled = below.filled()
    last = int(np.flatnonzero(filled)[-1]) + 1 if filled.any() else 0
    below, filled = below.keep(slice(0, last)), filled[:last]
    aside = np.zeros(last, "U16")
    aside[filled == 0] = "ligne-vide"
    dense = np.flatnonzero(filled > _FEW)
    end = int(dense[-1]) if len(dense) else last
    suspects = _suspects(below, layout, filled)
    for position, cells in zip(suspects.tolist(), below.keep(suspects).head(len(suspects)), strict=True):
        aside[position] = _judge(cells, layout, position > end)
    kept = np.flatnonzero(aside == "")
    sheet = below if len(kept) == last else below.keep(kept)
    return sheet, _say(below, aside)


def _suspects(sheet: Sheet, layout: Layout, filled: np.ndarray) -> np.ndarray:
    """Return the rows worth looking at: nearly empty, a total that lacks a required value, or like the headers."""
    suspect = (filled > 0) & (filled <= _FEW)
    lacking = np.zeros(len(sheet), bool)
    for table in layout.tables:
        for name, match in layout.matches[table].items():
            if TABLES[table][name].required and sheet.columns[match.index].null_count:
                lacking |= _mask(sheet.columns[match.index].is_null())
    if lacking.any():
        suspect |= lacking & _says_total(sheet)
    used = sorted(layout.used)
    if used and layout.header >= 0 and (header := layout.headers[used[0]]):
        suspect |= _mask(pc.equal(sheet.columns[used[0]], header))
    return np.flatnonzero(suspect & (filled > 0))


def _says_total(sheet: Sheet) -> np.ndarray:
    """Return the rows in which a cell begins like the label of a total."""
    found = np.zeros(len(sheet), bool)
    for column in sheet.columns:
        found |= _mask(pc.match_substring_regex(column, _MAYBE_TOTAL))
    return found


def _mask(array: pa.Array) -> np.ndarray:
    """Return an Arrow mask as numpy's, null being false."""
    return array.fill_null(False).to_numpy(zero_copy_only=False)


def _judge(cells: list[str | None], layout: Layout, after_the_end: bool) -> str:
    """Return why a row is no data (a code of the catalogue), or nothing when it is."""
    texts = [cell for cell in cells if cell]
    words = [text for text in texts if read_number(text) is None]
    if len(texts) > 1 and all(cell == header for cell, header in zip(cells, layout.headers, strict=True) if cell):
        return "entete-repete"
    if words and len(words) <= _WORDS_IN_TOTAL and any(_TOTAL.fullmatch(fold(word)) for word in words):
        return "ligne-total"
    if len(texts) != 1 or not words or len(layout.used) <= _FEW:
        return ""
    if after_the_end and (" " in words[0] or words[0][0] in "*(¹²³"):
        return "ligne-note"
    return "ligne-intertitre" if _names_a_group(words[0]) and _column_of(cells) == min(layout.used) else ""


def _column_of(cells: list[str | None]) -> int:
    """Return the position of the first cell that is not empty."""
    return next(index for index, cell in enumerate(cells) if cell)


def _names_a_group(text: str) -> bool:
    """Tell whether a lone cell names a territory or a priority, as a title between rows does."""
    return fold(text) in spelling_index(territoire_choices()) or fold(text) in spelling_index(priorite_choices())


def _say(sheet: Sheet, aside: np.ndarray) -> list[Batch]:
    """Say the rows set aside, a batch a reason, with what each begins with."""
    found = []
    for code in sorted(set(aside.tolist()) - {""}):
        positions = np.flatnonzero(aside == code)
        values = (
            []
            if code == "ligne-vide"
            else [next(cell for cell in sheet.row(position) if cell) for position in positions.tolist()]
        )
        found.append(Batch(code, sheet.place, sheet.rows[positions], values))
    return found
