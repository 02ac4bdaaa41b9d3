"""Change in the XML of one sheet the format of some cells, and nothing else: every other byte stays what it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.parsers import expat

from lxml import etree

from analytics.intake.annote.plan import WHOLE_ROW, Cells
from analytics.intake.annote.xml import Names, parse
from analytics.intake.sheet import column_letter, column_number

_ROOT = re.compile(rb"<((?:\w+:)?)worksheet\b[^>]*>")
_PLACE = re.compile(rb"""\sr=["']([A-Z]{1,3})(\d{1,7})["']""")
_ROW_PLACE = re.compile(rb"""\sr=["'](\d{1,7})["']""")
_STYLE = re.compile(rb"""\ss=["'](\d{1,6})["']""")
_SPANS = re.compile(rb"""\sspans=["'][^"']*["']""")
_COLUMN = re.compile(rb"""<(?:\w+:)?col\b[^>]*>""")
_NUMBERS = {name: re.compile(rb"\s" + name + rb"""=["'](\d{1,7})["']""") for name in (b"min", b"max", b"style")}
_BEFORE = frozenset(
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios "
    "autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations "
    "hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches "
    "ignoredErrors smartTags drawing".split()
)
"""What stands before the reference to the comments in the XML of a sheet (ECMA-376, CT_Worksheet)."""
Style = Callable[[int, int], int]
"""Format of a cell and rank of a level → format of the annotated cell."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One row in the XML: its number, where its tag starts and ends, where its content ends, its attributes."""

    number: int
    start: int
    opened: int
    closed: int
    attributes: bytes


class SheetEditor:
    """The XML of one sheet, to be changed."""

    def __init__(self, data: bytes) -> None:
        """Find the cells; a sheet written in an unusual way is first written in the usual one."""
        self.data = data if _is_usual(data) else etree.tostring(parse(data), encoding="UTF-8", xml_declaration=True)
        root = _ROOT.search(self.data)
        self.prefix = root[1] if root else b""
        opening = re.search(rb"<" + self.prefix + rb"sheetData\s*>", self.data)
        self.start = opening.end() if opening else 0
        self.end = self.data.rfind(b"</" + self.prefix + b"sheetData") if opening else 0
        self._row = re.compile(rb"<" + self.prefix + rb"row\b([^>]*?)(/?)>")
        self._cell = re.compile(rb"<" + self.prefix + rb"c\b([^>]*?)(/?)>")

    def mark(self, wanted: Cells, style: Style) -> dict[int, int]:
        """Change the format of some cells, added where they are blank; return row → column of its first filled cell."""
        rows = self._rows()
        orderly = all(before.number < after.number for before, after in zip(rows, rows[1:], strict=False))
        known = {row.number: row for row in rows}
        edits: list[tuple[int, int, bytes]] = []
        firsts: dict[int, int] = {}
        self._columns = self._column_styles()
        for number, cells in wanted.items():
            if number in known:
                edits.append(self._edit_row(known[number], cells, style, firsts))
            elif orderly and (columns := {at: rank for at, rank in cells.items() if at != WHOLE_ROW}):
                at = next((row.start for row in rows if row.number > number), self.end)
                made = b"".join(self._blank(number, column, 0, rank, style) for column, rank in sorted(columns.items()))
                opening = b'<%srow r="%d">' % (self.prefix, number)
                edits.append((at, at, opening + made + b"</%srow>" % self.prefix))
        self._apply(edits)
        return firsts

    def unmark(self, formats: Mapping[int, int]) -> None:
        """Give back to the cells of an earlier annotation the format that they had without it."""
        if formats:
            numbers = "|".join(map(str, formats)).encode()
            pattern = rb"(<" + self.prefix + rb"""c\b[^>]*?\ss=["'])(""" + numbers + rb""")(?=["'])"""
            self.data = re.sub(pattern, lambda tag: tag[1] + b"%d" % formats[int(tag[2])], self.data)
            self.end = self.data.rfind(b"</" + self.prefix + b"sheetData")

    def _rows(self) -> list[_Row]:
        """Return the rows in the order of the XML."""
        found, number, close = [], 0, b"</" + self.prefix + b"row>"
        for tag in self._row.finditer(self.data, self.start, self.end):
            place = _ROW_PLACE.search(tag[1])
            number = int(place[1]) if place else number + 1
            closed = tag.end() if tag[2] else self.data.find(close, tag.end(), self.end)
            if closed >= 0:
                found.append(_Row(number, tag.start(), tag.end(), closed, tag[1]))
        return found

    def _edit_row(
        self, row: _Row, wanted: dict[int, int], style: Style, firsts: dict[int, int]
    ) -> tuple[int, int, bytes]:
        """Return the change of one row: where it starts and ends in the XML, and what replaces it."""
        tags = self._cells(row)
        if WHOLE_ROW in wanted:
            first = next((column for column, tag, stop in tags if stop - tag.end() > 3), None)
            wanted = {column: rank for column, rank in wanted.items() if column != WHOLE_ROW} | (
                {} if first is None else {first: min(wanted[WHOLE_ROW], wanted.get(first, 2))}
            )
            if first is not None:
                firsts[row.number] = first
        left, pieces, at = dict(sorted(wanted.items())), [], row.opened
        default = int(found[1]) if (found := _STYLE.search(row.attributes)) else 0
        for column, tag, _ in tags:
            for blank in [other for other in left if other < column]:
                pieces += [self.data[at : tag.start()], self._blank(row.number, blank, default, left.pop(blank), style)]
                at = tag.start()
            if column in left:
                pieces += [self.data[at : tag.start()], self._restyled(tag, left.pop(column), style)]
                at = tag.end()
        if not left:
            return row.opened, row.closed, b"".join([*pieces, self.data[at : row.closed]])
        added = b"".join(self._blank(row.number, column, default, rank, style) for column, rank in left.items())
        return self._lengthened(row, b"".join([*pieces, self.data[at : row.closed], added]))

    def _lengthened(self, row: _Row, content: bytes) -> tuple[int, int, bytes]:
        """Return the change of a row that has more cells than before: it no longer says how many, and has a closing tag."""
        opening = b"<%srow%s>" % (self.prefix, _SPANS.sub(b"", row.attributes))
        empty = row.closed == row.opened and self.data[row.opened - 2 : row.opened] == b"/>"
        return row.start, row.closed, opening + content + (b"</%srow>" % self.prefix if empty else b"")

    def _cells(self, row: _Row) -> list[tuple[int, re.Match[bytes], int]]:
        """Return the cells of a row: column, tag, end of the content."""
        found, column, close = [], -1, b"</" + self.prefix + b"c>"
        for tag in self._cell.finditer(self.data, row.opened, row.closed):
            place = _PLACE.search(tag[1])
            column = column_number(place[1].decode()) if place else column + 1
            stop = tag.end() if tag[2] else self.data.find(close, tag.end(), row.closed)
            found.append((column, tag, stop))
        return found

    def _restyled(self, tag: re.Match[bytes], rank: int, style: Style) -> bytes:
        """Return the tag of a cell with another format."""
        found = _STYLE.search(tag[1])
        attributes = tag[1][: found.start()] + tag[1][found.end() :] if found else tag[1]
        number = style(int(found[1]) if found else 0, rank)
        return b'<%sc%s s="%d"%s>' % (self.prefix, attributes.rstrip(), number, tag[2])

    def _blank(self, row: int, column: int, default: int, rank: int, style: Style) -> bytes:
        """Return a blank cell, with the format of its row or column."""
        base = default or self._columns.get(column, 0)
        return b'<%sc r="%s%d" s="%d"/>' % (self.prefix, column_letter(column).encode(), row, style(base, rank))

    def _column_styles(self) -> dict[int, int]:
        """Return column → format of its blank cells."""
        found = {}
        for tag in _COLUMN.finditer(self.data, 0, self.start):
            numbers = {name: pattern.search(tag[0]) for name, pattern in _NUMBERS.items()}
            if all(numbers.values()):
                first, last, number = (int(numbers[name][1]) for name in (b"min", b"max", b"style"))
                found |= dict.fromkeys(range(first - 1, min(last, first + 1_000)), number)
        return found

    def _apply(self, edits: list[tuple[int, int, bytes]]) -> None:
        """Make the changes."""
        pieces, at = [], 0
        for start, stop, content in sorted(edits, key=lambda edit: edit[:2]):
            pieces += [self.data[at:start], content]
            at = stop
        self.data = b"".join([*pieces, self.data[at:]])

    def refer_to_comments(self, identifier: str, names: Names) -> None:
        """Say which drawing holds the shapes of the comments, at its place among what follows the cells."""
        at = self._after_drawing()
        node = f'<{self.prefix.decode()}legacyDrawing xmlns:annote="{names.office}" annote:id="{identifier}"/>'
        self.data = self.data[:at] + node.encode() + self.data[at:]

    def _after_drawing(self) -> int:
        """Return the place where the reference to the comments stands."""
        found: list[int] = []
        depth = [0]
        reader = expat.ParserCreate()

        def start(name: str, attributes: dict[str, str]) -> None:
            depth[0] += 1
            if depth[0] == 2 and not found and name.rpartition(":")[2] not in _BEFORE:
                found.append(reader.CurrentByteIndex)

        def end(name: str) -> None:
            if depth[0] == 1 and not found:
                found.append(reader.CurrentByteIndex)
            depth[0] -= 1

        reader.StartElementHandler, reader.EndElementHandler = start, end
        reader.Parse(self.data, True)
        return found[0]


def _is_usual(data: bytes) -> bool:
    """Tell whether the tags of a sheet can be found in its bytes: UTF-8, no comment and nothing quoted whole."""
    return b"\x00" not in data[:64] and b"<!" not in data and data.count(b"<?") <= 1
