"""Recognise a sheet: the row of its headers, the table it holds, the column that each header names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from analytics.intake.sheet import Sheet, column_letter
from analytics.schema import TABLES, Column, Kind, Table
from analytics.schema.spelling import fold

HEAD_ROWS = 60
LONGEST_HEADER = 160
LONGEST_NEAR, WIDEST_NEAR = 60, 100
"""Length of a header, and cells of a row, beyond which slips of the keyboard are not looked for."""
_folded = lru_cache(maxsize=4096)(fold)
_PARENTHESES = re.compile(r"\([^)]*\)|\*|:$")
TITLE, SPELLING, NEAR, VALUES = 0, 1, 2, 3
"""How a column is recognised: by its title, by another spelling, in spite of a slip, by its values."""
_WEIGHT = {TITLE: 1.0, SPELLING: 0.9, NEAR: 0.6}
FLAT = ("initiatives", "financement")


@dataclass(frozen=True, slots=True)
class Match:
    """One header that names a column: where it stands, as typed, and how it was recognised."""

    index: int
    header: str
    rank: int


@dataclass(frozen=True)
class Layout:
    """What a sheet holds: `tables` (two for a flat sheet), the position of its headers (-1: none), and for each
    table, name of a column → the header that gives it. `ambiguous`: name → the headers that all could. `decimal`: the sign
    that its profile says of its numbers."""

    sheet: Sheet
    tables: tuple[str, ...]
    header: int
    headers: tuple[str | None, ...]
    matches: dict[str, dict[str, Match]]
    ambiguous: dict[str, tuple[Match, ...]] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    complete: bool = False
    decimal: str | None = None

    @property
    def used(self) -> set[int]:
        """Return the positions of the columns that are read or were said ambiguous."""
        named = {match.index for found in self.matches.values() for match in found.values()}
        return named | {match.index for several in self.ambiguous.values() for match in several}

    def columns(self) -> dict[str, str]:
        """Return header as typed (or letter, when it is blank) → name of our column."""
        found = {match.index: name for table in self.tables for name, match in self.matches[table].items()}
        return {self.headers[index] or column_letter(index): name for index, name in sorted(found.items())}


@cache
def vocabulary(name: str) -> dict[str, tuple[Column, int]]:
    """Return folded header → (column, how sure) for one table; a title wins over another column's spelling."""
    words: dict[str, tuple[Column, int]] = {}
    for rank, spellings in (
        (TITLE, lambda column: (column.title, column.name)),
        (SPELLING, lambda column: column.spellings),
    ):
        for column in TABLES[name]:
            for spelling in spellings(column):
                words.setdefault(fold(spelling), (column, rank))
                words.setdefault(fold(_PARENTHESES.sub(" ", spelling)), (column, rank))
    return words


def recognise_header(header: str, table: str, near: bool = True) -> tuple[Column, int] | None:
    """Return the column that a header names in a table, and how it was recognised (`near`: in spite of a slip)."""
    if len(header) > LONGEST_HEADER:
        return None
    words = vocabulary(table)
    for text in (header, _PARENTHESES.sub(" ", header)):
        if found := words.get(_folded(text)):
            return found
    return _near(_folded(_PARENTHESES.sub(" ", header)), table) if near else None


@cache
def _near(text: str, table: str) -> tuple[Column, int] | None:
    """Return the one column whose name is a slip of the keyboard away."""
    allowed = 0 if len(text) < 5 else 1 if len(text) < 9 else 2
    if not allowed or len(text) > LONGEST_NEAR or text.replace(" ", "").isdigit():
        return None
    letters = frozenset(text)
    names = {
        column.name: column
        for word, (column, _) in vocabulary(table).items()
        if abs(len(word) - len(text)) <= allowed
        and len(letters ^ frozenset(word)) <= 2 * allowed
        and distance(text, word, allowed) <= allowed
    }
    return (next(iter(names.values())), NEAR) if len(names) == 1 else None


def distance(one: str, other: str, limit: int) -> int:
    """Return how many letters are added, dropped, changed or swapped from one word to another (limit + 1: more)."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        above, row = row, [i]
        for j, b in enumerate(other, start=1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b))
            if before and i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before = above
    return row[-1]


def match_headers(headers: Iterable[str | None], table: str, near: bool = True) -> dict[str, list[Match]]:
    """Return name of a column → the headers that may name it, the surest first."""
    found: dict[str, list[Match]] = {}
    for index, header in enumerate(headers):
        if header and (known := recognise_header(header, table, near)):
            found.setdefault(known[0].name, []).append(Match(index, header, known[1]))
    return {name: sorted(matches, key=lambda match: match.rank) for name, matches in found.items()}


def score(matches: dict[str, list[Match]], table: Table, named: bool) -> float:
    """Weigh how well headers fit a table: what is recognised, what is required, the sheet's own name."""
    required = [column.name for column in table if column.required]
    share = sum(name in matches for name in required) / len(required)
    return sum(_WEIGHT[found[0].rank] for found in matches.values()) + share + (2 if named else 0)


def is_named(label: str, table: Table) -> bool:
    """Tell whether a sheet (or a file) is named after a table."""
    return fold(label) in {fold(word) for word in (table.name, table.title, *table.spellings)}


def resolve(found: dict[str, list[Match]], sheet: Sheet) -> tuple[dict[str, Match], dict[str, tuple[Match, ...]]]:
    """Keep one header a column: the surest, or the only one that has values; the others are ambiguous."""
    kept: dict[str, Match] = {}
    ambiguous: dict[str, tuple[Match, ...]] = {}
    for name, matches in found.items():
        best = [match for match in matches if match.rank == matches[0].rank]
        filled = [match for match in best if sheet.columns[match.index].null_count < len(sheet) - 1] or best
        if len(filled) == 1:
            kept[name] = filled[0]
        else:
            ambiguous[name] = tuple(filled)
    return kept, ambiguous


def find_layout(sheet: Sheet) -> Layout | None:
    """Return the layout that fits a sheet best, or None when no row of it looks like headers of ours."""
    head = sheet.head(HEAD_ROWS)
    best = _best_row(sheet, head, near=False) or _best_row(sheet, head, near=True)
    if best is None:
        return None
    position, table = best
    return build_layout(sheet, *_over_two_lines(sheet, head, position, table))


def layout_at(sheet: Sheet, row: int) -> Layout | None:
    """Return the layout of a sheet whose headers stand at this true row, whatever they are (None: it has no such row)."""
    found = (sheet.rows == row).nonzero()[0]
    if not len(found):
        return None
    cells = sheet.row(int(found[0]))
    best = max(_weights(sheet, cells, near=True), default=(0.0, "initiatives"))
    return build_layout(sheet, int(found[0]), best[1], cells)


def _best_row(sheet: Sheet, head: list[list[str | None]], near: bool) -> tuple[int, str] | None:
    """Return the row that looks most like the headers of a table, the first of equals, and that table."""
    best: tuple[float, int, str] | None = None
    for position, cells in enumerate(head):
        if near and sum(cell is not None for cell in cells) > WIDEST_NEAR:
            continue
        for weight, name in _weights(sheet, cells, near):
            if best is None or weight > best[0]:
                best = (weight, position, name)
    return best[1:] if best else None


def _weights(sheet: Sheet, cells: list[str | None], near: bool) -> Iterator[tuple[float, str]]:
    """Yield how well a row fits each table, a flat one (named after its initiatives) as both its tables together."""
    found = {name: match_headers(cells, name, near) for name in TABLES}
    for name, matches in found.items():
        if _enough(matches, cells):
            yield score(matches, TABLES[name], is_named(sheet.label, TABLES[name])), name
    if is_flat(cells, near) and _enough(both := found["financement"] | found["initiatives"], cells):
        yield score(both, TABLES["initiatives"], is_named(sheet.label, TABLES["initiatives"])), "initiatives"


def _over_two_lines(
    sheet: Sheet, head: list[list[str | None]], position: int, table: str
) -> tuple[int, str, list[str | None]]:
    """Return the last line of the headers, their table and their texts, the line above or below being joined when it says more."""
    alone = _best_row(sheet, [head[position]], near=False)
    best = (_weight(sheet, head[position]), position, table, head[position])
    for first in (position - 1, position):
        if alone is None or not 0 <= first < len(head) - 1:
            continue
        joined = join_headers(head[first], head[first + 1])
        found = _best_row(sheet, [joined], near=False)
        if found and (weight := _weight(sheet, joined)) > best[0]:
            best = (weight, first + 1, found[1], joined)
    return best[1:]


def _weight(sheet: Sheet, cells: list[str | None]) -> float:
    """Return how well a row fits the table that it fits best."""
    return max((weight for weight, _ in _weights(sheet, cells, near=False)), default=0.0)


def join_headers(above: list[str | None], below: list[str | None]) -> list[str | None]:
    """Return one header a column from two lines: « Montant » merged over « accordé » and « versé » goes with each of them."""
    return [
        band if band is not None and _is_known(band) else down or up
        for up, down, band in zip(above, below, band_headers(above, below), strict=True)
    ]


def band_headers(above: list[str | None], below: list[str | None]) -> list[str | None]:
    """Return, for each column with a lower header, it after the upper one that stands over it or to its left."""
    joined, band = [], None
    for up, down in zip(above, below, strict=True):
        band = up or band
        joined.append(f"{band} {down}" if band and down else None)
    return joined


@cache
def _is_known(header: str) -> bool:
    """Tell whether a header names a column of any table."""
    return any(recognise_header(header, table, near=False) for table in TABLES)


def _enough(matches: dict[str, list[Match]], cells: list[str | None]) -> bool:
    """Tell whether enough cells of a row are headers of one table."""
    filled = sum(cell is not None for cell in cells)
    return len(matches) >= 2 and len(matches) * 3 >= filled


def build_layout(sheet: Sheet, position: int, table: str, cells: list[str | None]) -> Layout:
    """Build the layout of a sheet whose headers are known; a flat one fills two tables."""
    tables = FLAT if table in FLAT and is_flat(cells) else (table,)
    matches, ambiguous = {}, {}
    for name in tables:
        matches[name], unsure = resolve(match_headers(cells, name), sheet)
        ambiguous |= unsure
    return Layout(sheet, tables, position, tuple(cells), _drop_taken(matches), ambiguous)


def _drop_taken(matches: dict[str, dict[str, Match]]) -> dict[str, dict[str, Match]]:
    """In a flat sheet, give a header to one column only: two names for it stay when the tables share the column."""
    owner: dict[int, tuple[int, str]] = {}
    for found in matches.values():
        for name, match in found.items():
            if match.index not in owner or match.rank < owner[match.index][0]:
                owner[match.index] = (match.rank, name)
    return {
        table: {name: match for name, match in found.items() if owner[match.index][1] == name}
        for table, found in matches.items()
    }


def is_flat(cells: Iterable[str | None], near: bool = True) -> bool:
    """Tell whether one row of headers describes both an initiative and its amounts."""
    cells = list(cells)
    amounts = set(match_headers(cells, "financement", near)) & set(TABLES["financement"].of_kind(Kind.MONTANT))
    own = set(match_headers(cells, "initiatives", near)) - set(TABLES["financement"].names)
    return bool(amounts) and ("titre" in own or "organisme_porteur" in own)


def settle(layouts: list[Layout]) -> list[Layout]:
    """Among sheets of one workbook, read as flat none whose other half has a sheet of its own."""
    alone = {layout.tables[0] for layout in layouts if len(layout.tables) == 1}
    return [_narrow(layout, alone) for layout in layouts]


def _narrow(layout: Layout, alone: set[str]) -> Layout:
    """Reduce a flat layout to the one table that has no sheet of its own."""
    kept = tuple(name for name in layout.tables if name not in alone)
    if (
        len(layout.tables) == 1
        or len(kept) != 1
        or (kept == ("financement",) and "id_initiative" not in layout.matches["financement"])
    ):
        return layout
    matches, ambiguous = resolve(match_headers(layout.headers, kept[0]), layout.sheet)
    return Layout(layout.sheet, kept, layout.header, layout.headers, {kept[0]: matches}, ambiguous)
