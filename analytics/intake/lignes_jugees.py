"""Judge, one by one, the rows that may be no data, by what they say and by where they stand.

- Repeated headers: the same texts, in capitals or not, as the headers, the line above them, or a title above.
- Under the headers: units (« en $ », « (texte) »), numbers of columns (1, 2, 3…), second titles over no amount.
- Notes: what begins as one (« Source : », « * »), a page number; under the last full row, a sentence, or a text after a gap.
- Titles between rows: a lone text, at or before our first column, above a full row, that names a territory, a priority, a
  part (« Volet 2 »), was merged over several columns, is in capitals, ends with a colon, or stands after a gap; the other
  lone texts of its column are then titles too. Where there are more of them than one for two full rows, place says nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

import numpy as np

from analytics.intake.cells import is_sign
from analytics.intake.entetes import Layout
from analytics.intake.lignes_totaux import says_total
from analytics.intake.nombres import read_number, scale_of
from analytics.schema import TABLES, Kind
from analytics.schema.reference import priorite_choices, spelling_index, territoire_choices
from analytics.schema.spelling import fold

FEW = 2
"""Filled cells of a row that is nearly empty."""
_LONGEST_LABEL, _SENTENCE, _TITLE_ROWS, _MOST_TITLES, _NUMBERED = 300, 30, 60, 3, 4
_NOTE_SIGNS = "*(¹²³†‡"
_NOTE = re.compile(
    r"(?:notes?|n b|nb|sources?|remarques?|legende|mise a jour|mis a jour|extrait|prepare par|produit par|edite le|"
    r"imprime le|page \d+|suite\b.*page)\b"
)
_PART = re.compile(
    r"(?:volet|axe|section|partie|chapitre|annexe|exercice|annee|priorite|territoire|objectif|orientation|mrc) ?.*"
)
_OF_GROUP = re.compile(r"(?:(?:la |les )?mrc (?:de |du |des |d )?(?:la |les )?|territoire (?:de |du |des )?|priorite )")
_CODE = re.compile(r"\S*\d\S*")
_UNIT = re.compile(
    r"(?i)\(?(?:en )?(?:[km] ?)?(?:\$|€|%|euros?|dollars?(?: canadiens)?|milliers.*|millions.*|nombre|nb|texte|date|"
    r"a{4}.mm?.jj?|jj?.mm?.a{4}|unité|oui/non|oui ou non|obligatoire|facultatif)\)?|\([^)]*\)"
)
_MONEY = (Kind.MONTANT, Kind.NOMBRE, Kind.ENTIER)


@dataclass(frozen=True, slots=True)
class Suspect:
    """A row that may be no data: its position, its cells, and whether it was merged over several columns."""

    position: int
    cells: tuple[str | None, ...]
    banded: bool

    @property
    def texts(self) -> list[str]:
        """Return the cells that are not empty."""
        return [cell for cell in self.cells if cell]

    @property
    def first(self) -> int:
        """Return the position of the first cell that is not empty."""
        return next(index for index, cell in enumerate(self.cells) if cell)


class Judge:
    """Judge the rows of a sheet against its headers and against each other."""

    def __init__(self, layout: Layout, filled: np.ndarray, usual: int, aside: np.ndarray) -> None:
        """Keep what every row is judged against; `aside` is completed as rows are judged."""
        self.used, self.usual = sorted(layout.used), usual
        self.filled, self.aside = filled, aside
        self.present = np.flatnonzero(filled)
        self.crowded: set[int] = set()
        full = np.flatnonzero(filled > FEW if usual > FEW else filled >= usual)
        self.end = int(full[-1]) if len(full) else len(filled)
        self.lines = _header_lines(layout)
        matches = [(table, name, match) for table in layout.tables for name, match in layout.matches[table].items()]
        self.numbers = {match.index for table, name, match in matches if TABLES[table][name].kind in _MONEY}
        self.amounts = {match.index for table, name, match in matches if TABLES[table][name].kind is Kind.MONTANT}

    def judge(self, suspects: list[Suspect]) -> None:
        """Note why each row is no data (nothing when it is, or may be a total)."""
        lone = Counter(suspect.first for suspect in suspects if self._may_be_title(suspect))
        self.crowded = {index for index, count in lone.items() if count * 2 > np.count_nonzero(self.filled > FEW)}
        for suspect in suspects:
            self.aside[suspect.position] = self._code(suspect)
        titles = {suspect.first for suspect in suspects if self.aside[suspect.position] == "ligne-intertitre"}
        for suspect in suspects:
            if suspect.first not in titles - self.crowded or self.aside[suspect.position]:
                continue
            if self._may_be_title(suspect):
                self.aside[suspect.position] = "ligne-intertitre"

    def is_total(self, suspect: Suspect) -> bool:
        """Tell whether the label of a row is enough to say that it is a total."""
        return says_total(suspect.cells)

    def _code(self, suspect: Suspect) -> str:
        """Return why a row is no data, a code of the catalogue."""
        texts = suspect.texts
        if self._is_header(suspect.cells):
            return "entete-repete"
        if self._completes_headers(suspect):
            return "ligne-sous-titre"
        if len(texts) > FEW:
            return ""
        if any(_is_number(text) for text in texts):
            return "ligne-note" if self._is_elsewhere(suspect) else ""
        if self.usual > FEW and says_total(suspect.cells):
            return "ligne-total"
        if self._is_note(suspect):
            return "ligne-note"
        named = suspect.banded or self._names_title(suspect)
        return "ligne-intertitre" if named and self._may_be_title(suspect) else ""

    def _is_header(self, cells: tuple[str | None, ...]) -> bool:
        """Tell whether a row repeats the headers or what is above them; empty cells match any."""
        said = [(index, fold(cell[:_LONGEST_LABEL])) for index, cell in enumerate(cells) if cell]
        if len(said) == 1:
            return len(said[0][1]) > FEW and any(line == dict(said) for line in self.lines if len(line) == 1)
        return any(all(line.get(index) == text for index, text in said) for line in self.lines if len(line) > 1)

    def _completes_headers(self, suspect: Suspect) -> bool:
        """Tell whether a row just under the headers completes them: units, numbers of columns, second titles."""
        texts = suspect.texts
        if not self.lines or len(texts) > self.usual or (self.aside[: suspect.position] == "").any():
            return False
        if _counts_columns(texts):
            return True
        if any(_is_number(text) or is_sign(text) for text in texts):
            return False
        if all(_UNIT.fullmatch(text[:_LONGEST_LABEL]) or scale_of(text) != 1 for text in texts):
            return True
        said = [(index, fold(cell[:_LONGEST_LABEL])) for index, cell in enumerate(suspect.cells) if cell]
        under = [index for index, text in said if text != self.lines[0].get(index)]
        ours = [index for index in under if index in self.used]
        return bool(ours) and len(said) * 2 <= self.usual + 1 and all(index in self.amounts for index in ours)

    def _is_elsewhere(self, suspect: Suspect) -> bool:
        """Tell whether a row with a number is of another small table, under the last full row and after a gap."""
        under = {index for index, cell in enumerate(suspect.cells) if cell}
        return self._after_gap(suspect.position) and not under & self.numbers and self.usual > FEW + 1

    def _is_note(self, suspect: Suspect) -> bool:
        """Tell whether the texts of a nearly empty row read as a note, by themselves or by their place."""
        texts, after = suspect.texts, suspect.position > self.end
        said = texts[0][0] in _NOTE_SIGNS or _NOTE.match(fold(texts[0][:_LONGEST_LABEL])) is not None
        if said:
            return after or (len(texts) == 1 and self.usual > FEW)
        if not after or self.usual <= FEW:
            return False
        return self._after_gap(suspect.position) or (len(texts) == 1 and _is_sentence(texts[0]))

    def _after_gap(self, position: int) -> bool:
        """Tell whether a row stands under the last full row, something that is no data being between them."""
        return position > self.end and bool((self.aside[self.end + 1 : position] != "").any())

    def _may_be_title(self, suspect: Suspect) -> bool:
        """Tell whether a row is a lone text above a full row, at or before our first column."""
        if len(suspect.texts) != 1 or self.usual <= FEW or not self.used or _is_number(suspect.texts[0]):
            return False
        return (suspect.banded or suspect.first <= self.used[0]) and self._leads(suspect.position)

    def _leads(self, position: int) -> bool:
        """Tell whether the next row is full, a few lone texts aside."""
        at = int(np.searchsorted(self.present, position, side="right"))
        nexts = self.filled[self.present[at : at + _MOST_TITLES]]
        return next((bool(count > FEW) for count in nexts if count > 1), False)

    def _names_title(self, suspect: Suspect) -> bool:
        """Tell whether a lone text reads, or stands, as a title."""
        text, above = suspect.texts[0], suspect.position - 1
        if _names_a_group(text) or text.endswith(":"):
            return True
        if _CODE.fullmatch(text):
            return False
        return text.isupper() or (suspect.first not in self.crowded and (above < 0 or self.aside[above] != ""))


def _header_lines(layout: Layout) -> list[dict[int, str]]:
    """Return the lines that a page may repeat, position → folded text: the headers, and what stands above them."""
    if layout.header < 0:
        return []
    above = layout.sheet.keep(slice(max(0, layout.header + 1 - _TITLE_ROWS), layout.header + 1))
    lines = [layout.headers, *above.head(len(above))]
    return [
        {index: fold(cell[:_LONGEST_LABEL]) for index, cell in enumerate(cells) if cell}
        for cells in lines
        if any(cells)
    ]


def _counts_columns(texts: list[str]) -> bool:
    """Tell whether cells number the columns: (1), (2), (3), or without parentheses when they are more."""
    bare = [text.strip("() ").lower() for text in texts]
    ranks = range(1, len(bare) + 1)
    least = FEW if all(text.startswith("(") for text in texts) else _NUMBERED
    return len(texts) > least and bare in ([str(rank) for rank in ranks], [chr(96 + rank) for rank in ranks])


def _is_number(text: str) -> bool:
    """Tell whether a cell is a number."""
    return read_number(text[:_LONGEST_LABEL]) is not None


def _is_sentence(text: str) -> bool:
    """Tell whether a lone text reads as a sentence."""
    return " " in text and (len(text) >= _SENTENCE or text.endswith(".") or ":" in text)


def _names_a_group(text: str) -> bool:
    """Tell whether a lone cell names a territory, a priority or a part, as a title between rows does."""
    folded = fold(text[:_LONGEST_LABEL])
    return folded in _groups() or _OF_GROUP.sub("", folded) in _groups() or _PART.fullmatch(folded) is not None


@cache
def _groups() -> frozenset[str]:
    """Return the folded spellings of the territories and of the priorities."""
    return frozenset(spelling_index(territoire_choices())) | frozenset(spelling_index(priorite_choices()))
