"""Take out of an OpenDocument spreadsheet the parts that are read, once the extent of its cells is known.

A cell or a row says how many times it is repeated: blank ones cost nothing to the reader, those that hold something
are counted before it is called. The reader shows as empty a cell in error, and says nothing of hidden rows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

import numpy as np

from analytics.intake.archive import DAMAGED, Archive
from analytics.intake.limites import Limites, Refus, refuse_extent
from analytics.intake.sheet import Block
from analytics.intake.xlsx_parts import Contents

_READ = ("mimetype", "content.xml", "META-INF/manifest.xml")
_ROWS = re.compile(
    rb'<table:table-row\b[^>]*\bnumber-rows-repeated="(\d{2,})"[^>]*(?:/>|>(.*?)</table:table-row>)', re.DOTALL
)
_CELL = re.compile(rb"<table:table-cell\b([^>]*)>")
_TIMES = re.compile(rb'\bnumber-columns-repeated="(\d+)"')
_SHEET, _ROW, _CELLS, _TEXT = (
    "table:table", "table:table-row", ("table:table-cell", "table:covered-table-cell"), "text:p"
)  # fmt: skip
_SHOWN_TIMES = 100
_WORTH_A_WALK = (b'value-type="error"', b"table:visibility=", b"number-columns-spanned=", b"number-rows-spanned=")


def take_ods(archive: Archive) -> Contents:
    """Return the parts that are read of an OpenDocument spreadsheet; `Refus` says why they cannot be."""
    parts = {name: archive.read(name) for name in _READ if name in archive.names}
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise Refus("fichier-protege")
    content = parts.get("content.xml")
    if content is None:
        raise Refus("fichier-illisible", raison=DAMAGED)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise Refus("fichier-piege", raison="il contient des déclarations")
    _refuse_repeated(content, archive.limites)
    walk = _Walk()
    if any(word in content for word in _WORTH_A_WALK):
        walk.read(content)
    hidden = {name: np.array(rows, np.int64) for name, rows in walk.hidden.items()}
    bands = {name: frozenset(rows) for name, rows in walk.bands.items()}
    blocks = {name: tuple(found) for name, found in walk.blocks.items()}
    return Contents(archive.repack(parts.items()), walk.special, hidden, bands, blocks)


def _refuse_repeated(content: bytes, limites: Limites) -> None:
    """Refuse the sheets in which what is repeated, and not blank, extends beyond the limits."""
    where = "une de ses feuilles a"
    total = 0
    for found in _ROWS.finditer(content):
        width = _filled_width(found[2] or b"")
        total += int(found[1]) * width
        refuse_extent(int(found[1]) if width else 0, width, limites, where)
    refuse_extent(1, max(map(_times, _CELL.findall(content)), default=0), limites, where)
    refuse_extent(1, 0 if total <= limites.cellules else limites.colonnes + 1, limites, where)


def _filled_width(row: bytes) -> int:
    """Return how many cells of a row are not blank, each as many times as it is repeated."""
    return sum(map(_times, _CELL.findall(row)))


def _times(attributes: bytes) -> int:
    """Return how many times a cell is repeated, 0 for a blank one."""
    if b"value-type=" not in attributes:
        return 0
    found = _TIMES.search(attributes)
    return int(found[1][:12]) if found else 1


@dataclass
class _Walk:
    """Walk through the cells: sheet → (row, column) from 0 → text of the cells in error; sheet → hidden rows, merged cells, from 1."""

    special: dict[str, dict[tuple[int, int], str]] = field(default_factory=dict)
    hidden: dict[str, list[int]] = field(default_factory=dict)
    bands: dict[str, list[int]] = field(default_factory=dict)
    blocks: dict[str, list[Block]] = field(default_factory=dict)
    sheet: str = ""
    row: int = 0
    next_row: int = 0
    column: int = 0
    error: tuple[int, int] | None = None
    in_text: bool = False

    def read(self, content: bytes) -> None:
        """Read the whole document; a damaged one is left to the reader to complain about."""
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text
        try:
            parser.Parse(content, True)
        except expat.ExpatError:
            return

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        """Enter an element."""
        if tag == _SHEET:
            self.sheet, self.next_row = attributes.get("table:name", ""), 0
            self.bands[self.sheet], self.blocks[self.sheet] = [], []
        elif tag == _ROW:
            self.row, self.column = self.next_row, 0
            self.next_row += _number(attributes.get("table:number-rows-repeated"))
            if attributes.get("table:visibility", "visible") != "visible":
                last = min(self.next_row, self.row + _SHOWN_TIMES)
                self.hidden.setdefault(self.sheet, []).extend(range(self.row + 1, last + 1))
        elif tag in _CELLS:
            if _number(attributes.get("table:number-columns-spanned")) > 2:
                self.bands[self.sheet].append(self.row + 1)
            tall = _number(attributes.get("table:number-rows-spanned"))
            if tall > 1 and _number(attributes.get("table:number-columns-spanned")) == 1:
                self.blocks[self.sheet].append((self.row + 1, self.row + tall, self.column))
            if attributes.get("calcext:value-type") == "error":
                self.error = (self.row, self.column)
                self.special.setdefault(self.sheet, {})[self.error] = ""
            self.column += _number(attributes.get("table:number-columns-repeated"))
        self.in_text = tag == _TEXT and self.error is not None

    def _end(self, tag: str) -> None:
        """Leave an element; a cell in error that shows nothing is « #N/A »."""
        if tag in _CELLS and self.error is not None:
            cells = self.special[self.sheet]
            cells[self.error] = cells[self.error].strip() or "#N/A"
            self.error = None
        self.in_text = False

    def _text(self, text: str) -> None:
        """Add to the text of the cell in error that is being read."""
        if self.in_text and self.error is not None:
            self.special[self.sheet][self.error] += text


def _number(text: str | None) -> int:
    """Return how many times an element is repeated."""
    return int(text) if text and text.isdigit() and len(text) < 9 else 1
