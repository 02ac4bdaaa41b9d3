"""Tell a row of total, or of sub-total, by its label and by its sums.

A label made of « total » and of words of ours (a territory, a priority, « général », « des montants ») is a total. Any
other that begins so (« Ensemble vocal », « Total Énergies »), or a row of numbers without a label, is one only when each of
its amounts is the sum of the rows above it: those since the total before, or all of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from analytics.intake.columns import parse_column
from analytics.intake.entetes import Layout
from analytics.intake.nombres import read_number, to_cents
from analytics.intake.sheet import Sheet
from analytics.schema import TABLES, Kind
from analytics.schema.spelling import fold

MAYBE_TOTAL = r"(?i)^\W*(?:sous|grand|le|les|totale?|totaux|sommes?|cumul|ensemble)\b"
_BEGINS = re.compile(
    r"(?:(?:sous|grand|grands|le|les|montant|montants) )*(?:totale?|totaux|sommes?|cumul|ensemble)\b(.*)"
)
_SURE = re.compile(r"(?:(?:sous|grand|grands|le|les|montant|montants) )*(?:totale?|totaux)\b(.*)")
_PLAIN = frozenset(
    "general generale generaux regional regionale partiel partielle annuel annuelle global de du des la le les l d pour "
    "par et en a au aux dans projets projet initiatives initiative mrc territoire territoires montant montants "
    "subvention subventions depense depenses accorde accordes verse verses alloue alloues engage engages fqis alliance "
    "autres autre sources source partenaires organismes region annee annees exercice periode volet axe tableau page "
    "reporter report nombre nb cad".split()
)
_MOST_WORDS, _ROOM = 2, 10**15


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that may be a total: its position, its cells, and whether its label is enough to say so."""

    position: int
    cells: Sequence[str | None]
    sure: bool


def says_total(cells: Sequence[str | None]) -> bool:
    """Tell whether the words of a row are those of a total and nothing else."""
    words = _words(cells)
    labels = [found[1] for word in words if (found := _SURE.fullmatch(fold(word[:120])))]
    return 0 < len(words) <= _MOST_WORDS and any(
        set(label.split()) <= _known() or _is_number(label) for label in labels
    )


def judge_totals(sheet: Sheet, layout: Layout, aside: np.ndarray, candidates: list[Candidate]) -> list[int]:
    """Return the positions of the candidates that are totals, by their label or by their sums."""
    sure = [candidate.position for candidate in candidates if candidate.sure]
    others = [c for c in candidates if not c.sure and _may_be(c.cells)]
    columns = _amount_columns(layout) if others else {}
    if not columns:
        return sure
    data = aside == ""
    data[sure] = False
    sums = {index: _running(sheet, index, name, data) for index, name in columns.items()}
    stops = sorted({*sure, *np.flatnonzero(aside == "ligne-total").tolist()})
    found = list(sure)
    for candidate in others:
        starts = [0, max((stop for stop in stops if stop < candidate.position), default=0)]
        if _is_sum(candidate, sums, starts):
            found.append(candidate.position)
            stops.append(candidate.position)
    return found


def _words(cells: Sequence[str | None]) -> list[str]:
    """Return the cells of a row that are no numbers."""
    return [cell for cell in cells if cell and read_number(cell[:120]) is None]


def _may_be(cells: Sequence[str | None]) -> bool:
    """Tell whether a row may be a total: hardly any word, and those begin like the label of one."""
    words = _words(cells)
    return not words or (len(words) <= _MOST_WORDS and any(_BEGINS.fullmatch(fold(word[:120])) for word in words))


@cache
def _known() -> frozenset[str]:
    """Return the words that the label of a total may hold: plain ones, and those of our lists."""
    choices = [
        choice for table in TABLES.values() for c in table if c.choices and not c.open_list for choice in c.choices()
    ]
    spellings = [spelling for choice in choices for spelling in (choice.value, *choice.spellings)]
    return _PLAIN | {word for spelling in spellings for word in fold(spelling).split()}


def _is_number(label: str) -> bool:
    """Tell whether what follows « total » is only numbers, as years are."""
    return re.fullmatch(r"[\d\s]*", label) is not None


def _amount_columns(layout: Layout) -> dict[int, tuple[str, str]]:
    """Return the position of each column of amounts → its table and name."""
    return {
        match.index: (table, name)
        for table in layout.tables
        for name, match in layout.matches[table].items()
        if TABLES[table][name].kind is Kind.MONTANT
    }


def _running(sheet: Sheet, index: int, name: tuple[str, str], data: np.ndarray) -> np.ndarray:
    """Return, for each row, the cents of the rows of data above it."""
    parsed = parse_column(sheet.columns[index], TABLES[name[0]][name[1]]).values.fill_null(0).to_numpy()
    return np.concatenate([[0], np.cumsum(np.where(data, parsed, 0))])


def _is_sum(candidate: Candidate, sums: dict[int, np.ndarray], starts: list[int]) -> bool:
    """Tell whether every amount of a row is the sum of the rows above, from one of the starts."""
    at = candidate.position
    amounts = {index: read_number(text[:120]) for index in sums if (text := candidate.cells[index])}
    if not amounts or at - starts[0] < _MOST_WORDS:
        return False
    if not all(number is not None and abs(number.value) < _ROOM for number in amounts.values()):
        return False
    cents = {index: to_cents(number.value) for index, number in amounts.items()}
    return any(cents.values()) and any(
        all(sums[index][at] - sums[index][start] == value for index, value in cents.items()) for start in starts
    )
