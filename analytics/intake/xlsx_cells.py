"""Look at the XML of one sheet before and beside its reader: how far it extends, and what the reader does not show.

The reader shows as empty a cell in error and a formula saved without its value, reserves room for the whole rectangle
of cells that are not blank, and says nothing of hidden rows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property, reduce
from html import unescape

import numpy as np

from analytics.intake.sheet import NO_VALUE, Block, column_number

_BLOCK = 1 << 20
_LONGEST_PLACE = 16
_LETTERS, _DIGITS = 4, 8
_ROOT = re.compile(rb"<(\w+:)?worksheet\b")
_PLACE = re.compile(rb"""(?:^|\s)r=["']([A-Z]{1,4})(\d{1,8})["']""")
_MERGED = re.compile(rb"""\bref=["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})\2["']""")
_TALL = re.compile(rb"""\bref=["']([A-Z]{1,3})(\d{1,7}):\1(\d{1,7})["']""")
_ERROR = rb"""c\s([^>]*\bt=["']e["'][^>]*)(?<!/)>"""
_VALUE = re.compile(rb"<(?:\w+:)?v[^>]*>([^<]*)<")
_IS_TEXT = re.compile(rb"""\bt=["'](?:str|inlineStr|s)["']""")
"""A formula that gives a text may give an empty one: it is a value."""
_ROW = re.compile(rb"""\br=["'](\d{1,8})["']""")


@dataclass(frozen=True)
class Extent:
    """The rectangle that holds every cell: last row and column (from 1), first column (0: there is no cell)."""

    rows: int = 0
    columns: int = 0
    first: int = 0

    def with_others(self, other: Extent) -> Extent:
        """Return the rectangle that holds two others."""
        firsts = [extent.first for extent in (self, other) if extent.first]
        return Extent(max(self.rows, other.rows), max(self.columns, other.columns), min(firsts, default=0))


@dataclass(frozen=True)
class Seen:
    """What one pass sees: the rectangle of the cells that say their place, how many these are, how many cells there are."""

    extent: Extent = Extent()
    named: int = 0
    cells: int = 0
    errors: bool = False
    formulas: bool = False

    def with_others(self, other: Seen) -> Seen:
        """Return what two blocks show together."""
        return Seen(
            self.extent.with_others(other.extent),
            self.named + other.named,
            self.cells + other.cells,
            self.errors or other.errors,
            self.formulas or other.formulas,
        )


@dataclass(frozen=True)
class SheetXml:
    """The XML of a sheet; every tag begins with the same prefix, most often none."""

    data: bytes

    @cached_property
    def prefix(self) -> bytes:
        """Return what every tag begins with (« x: », most often nothing)."""
        found = _ROOT.search(self.data[:8192])
        return (found[1] or b"") if found else b""

    @cached_property
    def seen(self) -> Seen:
        """Return what one pass over the whole XML sees."""
        codes = np.frombuffer(self.data, np.uint8)
        starts = range(0, len(codes), _BLOCK)
        blocks = [_look(codes[start : start + _BLOCK + _LONGEST_PLACE], _BLOCK) for start in starts]
        seen = reduce(Seen.with_others, blocks, Seen())
        if not self.prefix:
            return seen
        cells = sum(self.data.count(b"<" + self.prefix + b"c" + end) for end in (b" ", b">", b"/"))
        return replace(seen, cells=cells, formulas=b"<" + self.prefix + b"f" in self.data)

    def extent(self) -> Extent:
        """Return the rectangle of all the cells, those that do not say their place being counted in order."""
        seen = self.seen
        return seen.extent if seen.named >= seen.cells else seen.extent.with_others(self._unnamed())

    def _unnamed(self) -> Extent:
        """Return the rectangle of cells that do not say their place."""
        tag = b"<" + self.prefix + b"c"
        rows = self.data.split(b"<" + self.prefix + b"row")
        width = max(sum(row.count(tag + end) for end in (b" ", b">", b"/")) for row in rows)
        return Extent(len(rows), width, 1)

    def without_blank_cells(self) -> SheetXml:
        """Return the sheet without its cells that only have a style."""
        tag = re.escape(self.prefix) + b"c"
        return SheetXml(re.sub(b"<" + tag + rb"\b(?:[^>]*/>|[^>]*></" + tag + b">)", b"", self.data))

    def special_cells(self) -> dict[tuple[int, int], str]:
        """Return (row, column) from 0 → text of the cells in error and of the formulas without value."""
        found = {}
        tag, end = re.escape(b"<" + self.prefix), re.escape(b"</" + self.prefix)
        if self.seen.errors:
            for attributes, content in re.findall(tag + _ERROR + b"(.*?)" + end + b"c>", self.data, re.DOTALL):
                value = _VALUE.search(content)
                text = unescape(value[1].decode(errors="replace")) if value else ""
                _add(found, attributes, text or "#N/A")
        if self.seen.formulas:
            nothing = b"(?:" + end + b"c>|" + tag + rb"v\s*/>|" + tag + b"v>" + end + b"v>)"
            formula = tag + b"f(?:[^>]*/>|[^>]*>[^<]*" + end + rb"f>)\s*"
            for attributes in re.findall(tag + rb"c\s([^>]*)>\s*" + formula + nothing, self.data):
                if not _IS_TEXT.search(attributes):
                    _add(found, attributes, NO_VALUE)
        return found

    def bands(self) -> frozenset[int]:
        """Return the true rows in which one cell is merged over three columns at least."""
        found = _MERGED.findall(self.data, at) if (at := self._merges()) >= 0 else []
        wide = (
            int(row) for left, row, right in found if column_number(right.decode()) - column_number(left.decode()) > 1
        )
        return frozenset(wide)

    def blocks(self) -> tuple[Block, ...]:
        """Return the cells merged over several rows of one column."""
        found = _TALL.findall(self.data, at) if (at := self._merges()) >= 0 else []
        return tuple((int(top), int(bottom), column_number(column.decode())) for column, top, bottom in found)

    def _merges(self) -> int:
        """Return where the list of the merged cells begins (-1: there is none)."""
        return self.data.find(b"mergeCells", max(0, self.data.rfind(b"sheetData>")))

    def hidden_rows(self) -> np.ndarray:
        """Return the true numbers of the hidden rows."""
        rows = []
        if b"hidden=" not in self.data:
            return np.empty(0, np.int64)
        for at in (match.start() for match in re.finditer(rb"""\bhidden=["'](?:1|true)["']""", self.data)):
            start = self.data.rfind(b"<", 0, at)
            if self.data.startswith(b"<" + self.prefix + b"row", start):
                found = _ROW.search(self.data, start, self.data.find(b">", at))
                rows += [int(found[1])] if found else []
        return np.array(rows, np.int64)


def _add(cells: dict[tuple[int, int], str], attributes: bytes, text: str) -> None:
    """Add the text of a cell, if its attributes say its place."""
    place = _PLACE.search(attributes)
    if place is not None:
        cells[(int(place[2]) - 1, column_number(place[1].decode()))] = text


def _look(codes: np.ndarray, length: int) -> Seen:
    """Return what is seen in a block of XML of this length, a few bytes of the next one following it."""
    body = codes[: length + 4]
    opens, second, third = body[:-4] == ord("<"), body[1:-3], body[2:-2]
    cells = (second == ord("c")) & opens & ((third == ord(" ")) | (third == ord(">")) | (third == ord("/")))
    equals = third == ord("=")
    kinds = np.flatnonzero(equals & (second == ord("t")))
    extent, named = _places(codes, np.flatnonzero(equals & (second == ord("r"))))
    errors = bool((codes[np.minimum(kinds + 4, len(codes) - 1)] == ord("e")).any())
    return Seen(extent, named, int(np.count_nonzero(cells)), errors, bool(((second == ord("f")) & opens).any()))


def _places(codes: np.ndarray, at: np.ndarray) -> tuple[Extent, int]:
    """Return the rectangle of the places named « r= » after these positions, and how many there are."""
    at = at[(codes[at] <= ord(" ")) & ((codes[at + 3] == ord('"')) | (codes[at + 3] == ord("'")))] + 4
    columns, at = _read(codes, at, _LETTERS, ord("A"), 26)
    rows, _ = _read(codes, at, _DIGITS, ord("0"), 10)
    cells = columns > 0
    if not cells.any():
        return Extent(), 0
    columns, rows = columns[cells], rows[cells]
    return Extent(int(rows.max()), int(columns.max()), int(columns.min())), len(columns)


def _read(codes: np.ndarray, at: np.ndarray, most: int, first: int, base: int) -> tuple[np.ndarray, np.ndarray]:
    """Read letters (A is 1) or digits (0 is 0) from several places, and return the numbers and where they end."""
    numbers = np.zeros(len(at), np.int32)
    shift = 1 if base == 26 else 0
    for _ in range(most):
        signs = codes[np.minimum(at, len(codes) - 1)].astype(np.int32) - first
        inside = (signs >= 0) & (signs < base)
        if not inside.any():
            break
        numbers = np.where(inside, numbers * base + signs + shift, numbers)
        at = at + inside
    return numbers, at
