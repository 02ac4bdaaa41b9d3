"""Tell a row of total, or of sub-total, by its label and by its sums.

A label made of « total » and of words of ours (a territory, a priority, « général », « des montants ») is a total, and so is
a sub-total that says so. Any other that begins so (« Ensemble vocal », « Total Énergies »), or a row of numbers without a
label, is one only when each of its amounts is the sum of rows above it, from a total, a title or the start, or below it.
Nearly empty rows of any label are sub-totals of groups when there are several and every one is the sum of its group, or
when one is the sum of the whole table.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from analytics.intake.columns import parse_column
from analytics.intake.entetes import Layout
from analytics.intake.nombres import read_number
from analytics.intake.sheet import NO_VALUE, Sheet
from analytics.intake.textes import as_mask
from analytics.schema import TABLES, Kind
from analytics.schema.spelling import fold

MAYBE_TOTAL = r"(?i)^\W*(?:sous|grand|le|les|montants?|totale?|totaux|sommes?|cumul|ensemble|[àa] reporter|report)\b"
_BEGINS = re.compile(
    r"(?:(?:sous|grand|grands|le|les|montant|montants) )*(?:totale?|totaux|sommes?|cumul|ensemble|a reporter|report)\b(.*)"
)
_SURE = re.compile(r"(?:(?:sous|grand|grands|le|les|montant|montants) )*(?:totale?|totaux)\b(.*)")
_SUB_TOTAL = re.compile(r"sous tota(?:l|ux)\b.*")
_PLAIN = frozenset(
    "general generaux regionaux regional partiel partielle annuel annuelle global cumule de du des la le l d pour "
    "par et en a au aux dans projet initiative mrc territoire montant subvention aide aides convention dossier "
    "demande association beneficiaire depense accorde verse alloue engage attribue vote votes votee votees "
    "octroye fqis alliance autre source partenaire organisme region annee exercice periode volet volets axe axes "
    "tableau page report nombre nb cad euro ttc ht budget".split()
)
"""Words that the label of a total may hold, to which the endings are added."""
_ENDINGS, _SHORT = ("", "s", "e", "es"), 4
_MOST_WORDS, _MOST_STARTS, _MOST_TRIES, _WHOLE = 2, 200, 20_000, 3
_NO_AMOUNT = ("valeur-manquante", "obligatoire-vide")
Amounts = dict[int, tuple[np.ndarray, np.ndarray, np.ndarray]]
"""Words of a total; places from which sums are tried, for one row and for all; rows that a sum of a whole table has at least."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that may be a total: its position, its cells, whether its label is enough to say so, whether it is nearly empty."""

    position: int
    cells: Sequence[str | None]
    sure: bool
    sparse: bool = False


def says_total(cells: Sequence[str | None]) -> bool:
    """Tell whether the words of a row are those of a total and nothing else."""
    words = _words(cells)
    if not 0 < len(words) <= _MOST_WORDS:
        return False
    folded = [fold(word[:120]) for word in words]
    if any(map(_SUB_TOTAL.fullmatch, folded)):
        return True
    labels = [found[1] for word in folded if (found := _SURE.fullmatch(word))]
    return any({word for word in label.split() if not word.isdigit()} <= _known() for label in labels)


def judge_totals(sheet: Sheet, layout: Layout, aside: np.ndarray, candidates: list[Candidate]) -> list[int]:
    """Return the positions of the candidates that are totals, by their label or by their sums."""
    sure = [c.position for c in candidates if c.sure or (NO_VALUE in c.cells and _words(c.cells) and _may_be(c.cells))]
    others = [c for c in candidates if c.position not in sure and (c.sparse or _may_be(c.cells))]
    columns = _amount_columns(layout) if others else {}
    if not columns:
        return sure
    amounts = {index: _cents(sheet, index, name) for index, name in columns.items()}
    others = [c for c in others if _amounts_of(c.position, amounts)]
    if not others:
        return sure
    data = aside == ""
    data[sure] = False
    stops = sorted({*sure, *np.flatnonzero((aside == "ligne-total") | (aside == "ligne-intertitre")).tolist()})
    found = _by_label(others, _Sums(amounts, data, others), stops)
    groups = [c for c in others if c.sparse and c.position not in found and len(_words(c.cells)) == 1]
    return [*sure, *found, *_by_group(groups, _Sums(amounts, data, others), sorted({*stops, *found}), len(sheet))]


def _by_label(others: list[Candidate], sums: _Sums, stops: list[int]) -> list[int]:
    """Return the rows labelled as totals, or not at all, whose amounts are sums."""
    found, edges = [], list(stops)
    places = [*(candidate.position for candidate in others), len(sums)]
    most = min(_MOST_STARTS, max(1, _MOST_TRIES // len(places)))
    for rank, candidate in enumerate(others, start=1):
        if not _may_be(candidate.cells):
            continue
        at, labelled = candidate.position, bool(_words(candidate.cells))
        count = bisect_left(edges, at)
        before, ends = edges[max(0, count - most) : count], {*places[rank : rank + most], len(sums)}
        if (
            any(sums.match(at, start, at) for start in (0, *before))
            or (labelled and before and sums.match(at, before[-1], at, least=1))
            or (labelled and any(sums.match(at, at, end) for end in ends))
        ):
            found.append(at)
            insort(edges, at)
    return found


def _by_group(groups: list[Candidate], sums: _Sums, stops: list[int], count: int) -> list[int]:
    """Return the nearly empty rows that are sums of their groups, when each of several is, or of the whole table."""
    places = [candidate.position for candidate in groups]
    if len(places) > 1:
        edges = sorted({*places, *stops})
        below = [*edges[1:], count]
        after = dict(zip(edges, below, strict=True))
        before = dict(zip(edges, [0, *edges[:-1]], strict=True))
        if all(sums.match(at, at, after[at]) for at in places) or all(sums.match(at, before[at], at) for at in places):
            return places
    return [at for at in places if sums.match(at, 0, count, least=_WHOLE)]


class _Sums:
    """Sums of the amounts of the rows of data, with and without the rows that may be totals."""

    def __init__(self, amounts: Amounts, data: np.ndarray, others: list[Candidate]) -> None:
        """Add up the amounts, column by column, from the first row."""
        clean = data.copy()
        clean[[other.position for other in others]] = False
        self.amounts, self.masks = amounts, (clean, data)
        self.counts = [np.concatenate([[0], np.cumsum(mask)]) for mask in self.masks]
        self.sums = [
            {
                index: np.concatenate([[0], np.cumsum(np.where(mask, cents, 0))])
                for index, (cents, _, _) in amounts.items()
            }
            for mask in self.masks
        ]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.masks[0])

    def match(self, at: int, start: int, end: int, least: int = 2) -> bool:
        """Tell whether the amounts of a row are those of the rows from `start` to `end` (without it), two at least."""
        own = _amounts_of(at, self.amounts)
        return any(self._match(at, start, end, least, own, kind) for kind in (0, 1))

    def _match(self, at: int, start: int, end: int, least: int, own: dict[int, int], kind: int) -> bool:
        """Do so with the rows that may be totals (1) or without them (0)."""
        inside = bool(kind and start <= at < end and self.masks[kind][at])
        if self.counts[kind][end] - self.counts[kind][start] - inside < least:
            return False
        sums = self.sums[kind]
        return all(sums[index][end] - sums[index][start] - cents * inside == cents for index, cents in own.items())


def _amounts_of(at: int, amounts: Amounts) -> dict[int, int]:
    """Return the cents of a row by column, nothing when one of its amounts is unreadable or when all are zero."""
    if any(unread[at] for _, _, unread in amounts.values()):
        return {}
    own = {index: int(cents[at]) for index, (cents, known, _) in amounts.items() if known[at]}
    return own if any(own.values()) else {}


def _words(cells: Sequence[str | None]) -> list[str]:
    """Return the cells of a row that are no numbers, nor what a formula or an error shows instead of one."""
    return [cell for cell in cells if cell and cell[0] not in "\0#" and read_number(cell[:120]) is None]


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
    plain = {word + ending for word in _PLAIN for ending in (_ENDINGS if len(word) > _SHORT else ("",))}
    return frozenset(plain | {word for spelling in spellings for word in fold(spelling).split()})


def _amount_columns(layout: Layout) -> dict[int, tuple[str, str]]:
    """Return the position of each column of amounts → its table and name."""
    return {
        match.index: (table, name)
        for table in layout.tables
        for name, match in layout.matches[table].items()
        if TABLES[table][name].kind is Kind.MONTANT
    }


def _cents(sheet: Sheet, index: int, name: tuple[str, str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the cents of each row of a column (0 where there are none), where they are known, and where they are unreadable."""
    texts = sheet.columns[index]
    parsed = parse_column(texts, TABLES[name[0]][name[1]])
    known, unread = as_mask(parsed.values.is_valid()), np.zeros(len(texts), bool)
    for trouble in parsed.troubles:
        if trouble.code not in _NO_AMOUNT:
            unread[trouble.positions] = True
    return parsed.values.fill_null(0).to_numpy(zero_copy_only=False), known, unread & ~known
