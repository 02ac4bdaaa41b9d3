"""Tell the rows of data from the others: blank rows, repeated headers, units, totals, notes, titles between rows.

Rules, each row set aside being said in a finding, and none that holds an amount of ours being one but a total:
- a row that repeats the headers, or the lines above them, is one of them (see `lignes_jugees` for this and the next two);
- just under the headers, a row of units, of numbers of columns or of second titles completes them;
- a row of a single text is a note or a title by what it says and where it stands;
- a row that says « total » and nothing that our lists do not know is a total; one that says more, or nothing at all, is a
  total only when its amounts are sums of other rows (see `lignes_totaux`).
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analytics.intake.entetes import Layout
from analytics.intake.findings import Batch
from analytics.intake.fusions import say_blocks
from analytics.intake.lignes_jugees import FEW, Judge, Suspect
from analytics.intake.lignes_totaux import MAYBE_TOTAL, Candidate, judge_totals
from analytics.intake.sheet import Sheet
from analytics.intake.textes import as_mask, mask_of
from analytics.schema import TABLES

_MANY, _SMALL, _MEDIUM = 2_000, 200, 20_000
"""Nearly empty rows beyond which they are the way of the sheet; rows of a small table, and of one that is read word by word."""
_FIRST = 4
"""Rows under the headers that may complete them."""
_NUMBER = r"^[-(]?[$ ]*\d"


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
    return sheet, [*_say(below, aside), *say_blocks(below)]


def _judge_rows(below: Sheet, layout: Layout, filled: np.ndarray, aside: np.ndarray) -> list[Candidate]:
    """Note in `aside` why each row that is worth looking at is no data, and return those that may be totals."""
    usual = _usual(filled[filled > 0])
    positions = _suspects(below, layout, filled, usual)
    rows = below.keep(positions).head(len(positions))
    suspects = [
        Suspect(position, tuple(cells), int(below.rows[position]) in layout.sheet.bands)
        for position, cells in zip(positions.tolist(), rows, strict=True)
    ]
    judge = Judge(layout, filled, usual, aside)
    judge.judge(suspects)
    return [
        Candidate(suspect.position, suspect.cells, judge.is_total(suspect), _is_sparse(suspect.cells, usual))
        for suspect in suspects
        if not aside[suspect.position]
    ]


def _is_sparse(cells: tuple[str | None, ...], usual: int) -> bool:
    """Tell whether a row has much fewer cells than most, as a sub-total of a group has."""
    return usual > FEW and sum(cell is not None for cell in cells) * 2 <= usual + 1


def _suspects(sheet: Sheet, layout: Layout, filled: np.ndarray, usual: int) -> np.ndarray:
    """Return the rows worth looking at: first, emptier than most, labelled as a total, a sum alone, or like the headers."""
    sparse = (filled > 0) & (filled <= FEW) & (filled < usual)
    labelled = np.zeros(len(sheet), bool)
    lacking = _lacking(sheet, layout) | (usual <= FEW) | ((filled < usual) & (len(sheet) <= _MEDIUM))
    if lacking.any():
        at = np.flatnonzero(lacking)
        labelled[at[_looks_like_total(sheet.keep(at), filled[at])]] = True
    suspect = labelled if np.count_nonzero(sparse) > _MANY else sparse | labelled
    suspect = suspect | _repeats(sheet, layout)
    suspect[:_FIRST] = True
    return np.flatnonzero(suspect & (filled > 0))


def _repeats(sheet: Sheet, layout: Layout) -> np.ndarray:
    """Return the rows whose first cells of ours repeat the headers, in capitals or not."""
    found = np.zeros(len(sheet), bool)
    for index in sorted(layout.used)[:FEW] if layout.header >= 0 else ():
        texts = {layout.sheet.columns[index][row].as_py() for row in (layout.header - 1, layout.header) if row >= 0}
        texts |= {layout.headers[index]}
        ways = {way(text) for text in texts if text for way in (str, str.upper, str.lower, str.capitalize)}
        if ways:
            known = pa.array(sorted(ways), pa.string())
            found |= mask_of(
                sheet.columns[index], lambda texts, known=known: pc.is_in(texts, value_set=known.cast(texts.type))
            )
    return found


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


def _say(sheet: Sheet, aside: np.ndarray) -> list[Batch]:
    """Say the rows set aside, a batch a reason, with what each begins with."""
    found = []
    for code in sorted(set(aside.tolist()) - {""}):
        positions = np.flatnonzero(aside == code)
        rows = [] if code == "ligne-vide" else sheet.keep(positions).head(len(positions))
        values = [next(cell for cell in cells if cell) for cells in rows]
        found.append(Batch(code, sheet.place, sheet.rows[positions], values))
    return found
