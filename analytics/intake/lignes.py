"""Tell the rows of data from the others: blank rows, repeated headers, totals, notes, titles between rows.

Rules, each row set aside being said in a finding:
- a row that repeats the headers, cell for cell, is one of them;
- a row that says « total » and nothing that our lists do not know is a total; one that says more, or nothing at all, is a
  total only when its amounts are the sum of the rows above (see `lignes_totaux`);
- under the last full row, a row that begins as a note does, or a sentence alone, is a note;
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

_FEW, _MANY, _SMALL = 2, 2_000, 200
"""Filled cells of a row that is nearly empty; number of such rows beyond which they are the way of the sheet; rows of a small table."""
_LONGEST_LABEL = 300
_SENTENCE, _NOTE_SIGNS = 30, "*(¹²³†‡"
_NOTE = re.compile(
    r"(?:notes?|n b|nb|sources?|remarques?|legende|mise a jour|mis a jour|extrait|prepare par|produit par)\b"
)
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
    candidates = _judge_rows(below, layout, filled, aside)
    for position in judge_totals(below, layout, aside, candidates):
        aside[position] = "ligne-total"
    kept = np.flatnonzero(aside == "")
    sheet = below if len(kept) == last else below.keep(kept)
    return sheet, _say(below, aside)


def _judge_rows(below: Sheet, layout: Layout, filled: np.ndarray, aside: np.ndarray) -> list[Candidate]:
    """Note in `aside` why each row that is worth looking at is no data, and return those that may be totals."""
    dense = np.flatnonzero(filled > _FEW)
    end = int(dense[-1]) if len(dense) else len(filled)
    suspects = _suspects(below, layout, filled)
    judge = _Judge(layout)
    candidates = []
    for position, cells in zip(suspects.tolist(), below.keep(suspects).head(len(suspects)), strict=True):
        banded = int(below.rows[position]) in layout.sheet.bands
        aside[position], sure = judge.judge(tuple(cells), position > end, banded)
        if not aside[position]:
            candidates.append(Candidate(position, cells, sure))
    return candidates


def _suspects(sheet: Sheet, layout: Layout, filled: np.ndarray) -> np.ndarray:
    """Return the rows worth looking at: emptier than most, labelled as a total, a sum alone, or like the headers."""
    usual = _usual(filled[filled > 0])
    sparse = (filled > 0) & (filled <= _FEW) & (filled < usual)
    labelled = np.zeros(len(sheet), bool)
    lacking = _lacking(sheet, layout) | (usual <= _FEW)
    if lacking.any():
        at = np.flatnonzero(lacking)
        labelled[at[_looks_like_total(sheet.keep(at), filled[at])]] = True
    used = sorted(layout.used)
    if used and layout.header >= 0 and (header := layout.headers[used[0]]):
        labelled |= mask_of(sheet.columns[used[0]], lambda texts: pc.equal(texts, header))
    suspect = labelled if np.count_nonzero(sparse) > _MANY else sparse | labelled
    return np.flatnonzero(suspect & (filled > 0))


def _usual(filled: np.ndarray) -> int:
    """Return how many cells a row of data has: the most of any in a small table, what a quarter of the rows exceed in a big one."""
    if not len(filled):
        return 0
    return int(filled.max() if len(filled) <= _SMALL else np.percentile(filled, 75))


def _lacking(sheet: Sheet, layout: Layout) -> np.ndarray:
    """Return the rows that lack a value that their table requires."""
    lacking = np.zeros(len(sheet), bool)
    for table in layout.tables:
        for name, match in layout.matches[table].items():
            if TABLES[table][name].required and sheet.columns[match.index].null_count:
                lacking |= as_mask(sheet.columns[match.index].is_null())
    return lacking


def _looks_like_total(sheet: Sheet, filled: np.ndarray) -> np.ndarray:
    """Return the rows in which a cell begins like the label of a total, or, when they are few, that hold numbers only."""
    found = np.zeros(len(sheet), bool)
    numbers = np.zeros(len(sheet), np.int32)
    for column in sheet.columns:
        found |= mask_of(column, lambda texts: pc.match_substring_regex(texts, MAYBE_TOTAL))
        numbers += mask_of(column, lambda texts: pc.match_substring_regex(texts, _NUMBER)).astype(np.int32)
    alone = (numbers > 0) & (numbers == filled)
    return found if np.count_nonzero(alone) > _MANY else found | alone


class _Judge:
    """Judge rows one by one, those of the same cells once."""

    def __init__(self, layout: Layout) -> None:
        """Keep what every row is judged against."""
        self.headers, self.used = layout.headers, sorted(layout.used)
        self.known: dict[tuple[object, ...], tuple[str, bool]] = {}

    def judge(self, cells: tuple[str | None, ...], after_the_end: bool, banded: bool) -> tuple[str, bool]:
        """Return why a row is no data (nothing when it is, or may be a total), and whether its label says a total."""
        key = (cells, after_the_end, banded)
        if key not in self.known:
            code = self._code(cells, after_the_end, banded)
            self.known[key] = code, not code and says_total(cells)
        return self.known[key]

    def _code(self, cells: tuple[str | None, ...], after_the_end: bool, banded: bool) -> str:
        """Return why a row is no data, a code of the catalogue."""
        texts = [cell for cell in cells if cell]
        if len(texts) > 1 and all(cell == header for cell, header in zip(cells, self.headers, strict=True) if cell):
            return "entete-repete"
        if len(texts) > _FEW or len(self.used) <= _FEW:
            return ""
        if any(read_number(text[:_LONGEST_LABEL]) is not None for text in texts):
            return ""
        if says_total(cells):
            return "ligne-total"
        if after_the_end and _is_note(texts):
            return "ligne-note"
        if len(texts) > 1:
            return ""
        alone = _names_a_group(texts[0]) and _column_of(cells) <= self.used[0]
        return "ligne-intertitre" if alone or banded else ""


def _is_note(texts: list[str]) -> bool:
    """Tell whether the texts of a nearly empty row read as a note: its sign, its first word, or a sentence alone."""
    if texts[0][0] in _NOTE_SIGNS or _NOTE.match(fold(texts[0][:_LONGEST_LABEL])):
        return True
    return (
        len(texts) == 1
        and " " in texts[0]
        and (len(texts[0]) >= _SENTENCE or texts[0].endswith(".") or ":" in texts[0])
    )


def _column_of(cells: tuple[str | None, ...]) -> int:
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
