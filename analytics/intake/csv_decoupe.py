"""Cut the text of a CSV into rows when its quotes cannot be trusted.

Rules, each of them said in a finding:
- a quoted cell ends at a quote that a separator or the end of the line follows; other quotes inside it are signs;
- a quoted cell goes on over the next lines only when it then ends properly and the row has the usual width;
- else its quote is an ordinary sign, and the row ends with its line: no row swallows the next ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

SOUND, UNEVEN, OPEN = "", "guillemets-inegaux", "guillemets-ouverts"
"""What may be said of the quotes of a row: nothing, or the code of a finding."""
_MOST_LINES, _LONGEST, _PATIENCE = 500, 65_536, 200
"""Lines and characters that a quoted cell may take; quotes never closed after which the others are not looked for further."""
_BLOCK = 8 << 20
_QUOTE, _NEWLINES = 34, (10, 13)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, and what is said of its quotes."""

    cells: list[str]
    flaw: str = SOUND


@dataclass(frozen=True, slots=True)
class _Shape:
    """The patterns of a cell for one separator."""

    quoted: re.Pattern[str]
    lenient: re.Pattern[str]
    plain: re.Pattern[str]


@cache
def _shape(separator: str) -> _Shape:
    """Return the patterns of a cell: quoted as it should be, quoted with stray quotes inside, without quotes."""
    end = f"[ \\t]*(?={re.escape(separator)}|\\Z)"
    return _Shape(
        re.compile(f'[ \\t]*"((?:[^"]+|"")*+)"{end}'),
        re.compile(f'[ \\t]*"([^\\n]*?)"{end}'),
        re.compile(f"[^{re.escape(separator)}]*"),
    )


def quotes_are_sound(data: bytes, separator: str) -> bool:
    """Tell whether every quote opens at the start of a cell, closes at its end, or is doubled inside it."""
    codes = np.frombuffer(data, np.uint8)
    edges = np.zeros(256, bool)
    edges[[ord(separator), *_NEWLINES, _QUOTE]] = True
    met = 0
    for start in range(0, len(codes), _BLOCK):
        at = np.flatnonzero(codes[start : start + _BLOCK] == _QUOTE) + start
        opening = (np.arange(len(at)) + met) % 2 == 0
        before, after = at[opening] - 1, at[~opening] + 1
        if not edges[codes[before[before >= 0]]].all() or not edges[codes[after[after < len(codes)]]].all():
            return False
        met += len(at)
    return met % 2 == 0


def cut(text: str, separator: str, width: int = 0) -> Iterator[Row]:
    """Yield the rows of a text whose lines end with « \\n »; `width`: the usual number of cells (0: unknown)."""
    cutter = _Cutter(text.split("\n"), separator, width)
    at = 0
    while at < len(cutter.lines):
        row, used = cutter.row(at)
        yield row
        at += used


@dataclass(slots=True)
class _Cutter:
    """Cut lines into rows; `patience`: quotes never closed that may still be followed over the next lines."""

    lines: list[str]
    separator: str
    width: int
    patience: int = _PATIENCE

    def row(self, at: int) -> tuple[Row, int]:
        """Return the row that begins on a line, and how many lines it takes."""
        line = self.lines[at]
        if '"' not in line:
            return Row(line.split(self.separator)), 1
        row = self._lone(line) if line.count('"') == 1 else _parse(line, self.separator, literal=False)
        if row is not None and (row.flaw == SOUND or self._fits(row)):
            return row, 1
        carried = self._over_lines(at) if row is None else None
        return carried or (self._as_signs(line, row), 1)

    def _lone(self, line: str) -> Row | None:
        """Return the row of a line whose only quote is inside a cell, which makes it a sign."""
        before = line[: line.index('"')].rstrip(" \t")
        return None if not before or before[-1] == self.separator else Row(line.split(self.separator))

    def _fits(self, row: Row) -> bool:
        """Tell whether a row has the usual width."""
        return self.width in (0, len(row.cells))

    def _as_signs(self, line: str, row: Row | None) -> Row:
        """Return the row in which a quote never closed is a sign, or every quote, the first that has the usual width."""
        plain = Row(line.split(self.separator), OPEN)
        if line.count('"') == 1:
            return plain
        first = row or _parse(line, self.separator, literal=True)
        if self._fits(first):
            return first
        strict = _parse(line, self.separator, literal=True, lenient=False)
        return strict if self._fits(strict) else plain if self._fits(plain) else first

    def _over_lines(self, at: int) -> tuple[Row, int] | None:
        """Return the row that a quoted cell carries over the next lines, if it ends properly."""
        if self.patience <= 0:
            return None
        self.patience -= 1
        text = self.lines[at]
        for used, line in enumerate(self.lines[at + 1 : at + _MOST_LINES], start=2):
            text = f"{text}\n{line}"
            if len(text) > _LONGEST:
                return None
            row = _parse(text, self.separator, literal=False) if '"' in line else None
            if row is None:
                continue
            if row.flaw != SOUND or not self._fits(row):
                return None
            self.patience += 1
            return row, used
        return None


def _parse(text: str, separator: str, literal: bool, lenient: bool = True) -> Row | None:
    """Cut one row; a quote never closed is a sign (`literal`), or there is no row (None)."""
    shape, cells, flaw, at = _shape(separator), [], SOUND, 0
    while at <= len(text):
        if found := shape.quoted.match(text, at):
            cells.append(found[1].replace('""', '"'))
        elif flaw == OPEN or text[at : at + _MOST_LINES].lstrip(" \t")[:1] != '"':
            found = shape.plain.match(text, at)
            cells.append(found[0])
        elif lenient and (found := shape.lenient.match(text, at)):
            cells.append(found[1])
            flaw = UNEVEN
        elif not literal:
            return None
        else:
            found = shape.plain.match(text, at)
            cells.append(found[0])
            flaw = OPEN
        at = found.end() + 1
    return Row(cells, flaw)
