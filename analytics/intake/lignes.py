"""Tell the rows of data from the others: blank rows, repeated headers, totals, notes, titles between rows.

Rules, each row set aside being said in a finding:
- a row that repeats the headers, cell for cell, is one of them;
- a row that says « total » and nothing that our lists do not know is a total; one that says more, or nothing at all, is a
  total only when its amounts are the sum of the rows above (see `lignes_totaux`);
- under the last full row, a row of words without a number is a note;
- above it, a row of a single text is a title when it names a territory, a priority, a part (« Volet 2 »), or was merged
  over several columns.
"""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import pyarrow.compute as pc

from analytics.intake.entetes import Layout
from analytics.intake.findings import Batch
from analytics.intake.lignes_totaux import MAYBE_TOTAL, Candidate, judge_totals, says_total
from analytics.intake.nombres import read_number
from analytics.intake.sheet import Sheet
from analytics.intake.textes import as_mask, mask_of
from analytics.schema import TABLES
from analytics.schema.reference import priorite_choices, spelling_index, territoire_choices
from analytics.schema.spelling import fold

_FEW = 2
_LONGEST_LABEL = 300
_NUMBER = r"^[-(]?[$ ]*\d"
_PART = re.compile(
    r"(?:volet|axe|section|partie|chapitre|annexe|exercice|annee|priorite|territoire|objectif|orientation|mrc) ?.*"
)
_OF_GROUP = re.compile(r"(?:(?:la |les )?mrc (?:de |du |des |d )?(?:la |les )?|territoire (?:de |du |des )?|priorite )")


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
    rows = below.keep(suspects).head(len(suspects))
    candidates = []
    for position, cells in zip(suspects.tolist(), rows, strict=True):
        aside[position] = _judge(cells, layout, position > end, int(below.rows[position]))
        if not aside[position]:
            candidates += [Candidate(position, cells, says_total(cells))]
    for position in judge_totals(below, layout, aside, candidates):
        aside[position] = "ligne-total"
    kept = np.flatnonzero(aside == "")
    sheet = below if len(kept) == last else below.keep(kept)
    return sheet, _say(below, aside)


def _suspects(sheet: Sheet, layout: Layout, filled: np.ndarray) -> np.ndarray:
    """Return the rows worth looking at: nearly empty, a total or a sum that lacks a required value, or like the headers."""
    suspect = (filled > 0) & (filled <= _FEW)
    lacking = _lacking(sheet, layout)
    if lacking.any():
        at = np.flatnonzero(lacking)
        suspect[at[_looks_like_total(sheet.keep(at), filled[at], layout)]] = True
    used = sorted(layout.used)
    if used and layout.header >= 0 and (header := layout.headers[used[0]]):
        suspect |= mask_of(sheet.columns[used[0]], lambda texts: pc.equal(texts, header))
    return np.flatnonzero(suspect & (filled > 0))


def _lacking(sheet: Sheet, layout: Layout) -> np.ndarray:
    """Return the rows that lack a value that their table requires."""
    lacking = np.zeros(len(sheet), bool)
    for table in layout.tables:
        for name, match in layout.matches[table].items():
            if TABLES[table][name].required and sheet.columns[match.index].null_count:
                lacking |= as_mask(sheet.columns[match.index].is_null())
    return lacking


def _looks_like_total(sheet: Sheet, filled: np.ndarray, layout: Layout) -> np.ndarray:
    """Return the rows in which a cell begins like the label of a total, or that hold hardly anything but numbers."""
    found = np.zeros(len(sheet), bool)
    numbers = np.zeros(len(sheet), np.int32)
    for column in sheet.columns:
        found |= mask_of(column, lambda texts: pc.match_substring_regex(texts, MAYBE_TOTAL))
        numbers += mask_of(column, lambda texts: pc.match_substring_regex(texts, _NUMBER)).astype(np.int32)
    return found | (filled - numbers <= 1)


def _judge(cells: list[str | None], layout: Layout, after_the_end: bool, row: int) -> str:
    """Return why a row is no data (a code of the catalogue), or nothing when it is, or may be a total."""
    texts = [cell for cell in cells if cell]
    words = [text for text in texts if read_number(text[:_LONGEST_LABEL]) is None]
    if len(texts) > 1 and all(cell == header for cell, header in zip(cells, layout.headers, strict=True) if cell):
        return "entete-repete"
    if len(texts) > _FEW or len(words) < len(texts) or len(layout.used) <= _FEW:
        return ""
    if says_total(cells):
        return "ligne-total"
    if after_the_end and (len(texts) > 1 or " " in words[0] or words[0][0] in "*(¹²³"):
        return "ligne-note"
    if len(texts) > 1:
        return ""
    alone = _names_a_group(words[0]) and _column_of(cells) <= min(layout.used)
    return "ligne-intertitre" if alone or row in layout.sheet.bands else ""


def _column_of(cells: list[str | None]) -> int:
    """Return the position of the first cell that is not empty."""
    return next(index for index, cell in enumerate(cells) if cell)


def _names_a_group(text: str) -> bool:
    """Tell whether a lone cell names a territory, a priority or a part, as a title between rows does."""
    folded = fold(text[:_LONGEST_LABEL])
    return folded in _groups() or _OF_GROUP.sub("", folded) in _groups() or _PART.fullmatch(folded) is not None


@cache
def _groups() -> frozenset[str]:
    """Return the folded spellings of the territories and of the priorities."""
    return frozenset(spelling_index(territoire_choices())) | frozenset(spelling_index(priorite_choices()))


def _say(sheet: Sheet, aside: np.ndarray) -> list[Batch]:
    """Say the rows set aside, a batch a reason, with what each begins with."""
    found = []
    for code in sorted(set(aside.tolist()) - {""}):
        positions = np.flatnonzero(aside == code)
        rows = [] if code == "ligne-vide" else sheet.keep(positions).head(len(positions))
        values = [next(cell for cell in cells if cell) for cells in rows]
        found.append(Batch(code, sheet.place, sheet.rows[positions], values))
    return found
