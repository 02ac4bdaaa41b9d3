"""Tell the tables that stand in one sheet, so that none is read under the headers of another.

Rules:
- side by side: blank columns stand between two groups of columns, each of which has the titles of a whole table;
- one under the other: a row under the headers that holds most of the titles read, in other columns, or that is by itself the
  headers of one of our tables, begins another table; one that repeats the headers where they are does not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analytics.intake.entetes import Layout, match_headers
from analytics.intake.findings import Batch
from analytics.intake.sheet import Sheet
from analytics.intake.textes import mask_of
from analytics.schema import TABLES
from analytics.schema.spelling import fold

_ROWS, _COLUMNS, _LEAST, _MOST, _NEARLY = 20_000, 200, 3, 20, 0.75
"""Rows and columns of a sheet that is looked at; titles of another table at least; tables; share of the titles read."""
_LONGEST = 160
Found = tuple[Layout | None, list[Batch]]


def split_tables(layout: Layout, find: Callable[[Sheet], Found]) -> tuple[list[Layout], list[Batch]]:
    """Return the layouts of the tables of a sheet, the first being known, and what `find` complains of in the others."""
    sides = _side_by_side(layout)
    if len(sides) < 2:
        return _split_below(layout, find)
    found = [find(_only(layout.sheet, side)) for side in sides]
    if any(side is None for side, _ in found):
        return _split_below(layout, find)
    split = [_split_below(side, find) for side, _ in found]
    complaints = [batch for _, batches in (*found[1:], *split) for batch in batches]
    return [one for layouts, _ in split for one in layouts], complaints


def _side_by_side(layout: Layout) -> list[range]:
    """Return the groups of columns, between blank ones, that have each the titles of a table."""
    sheet = layout.sheet
    if layout.header < 0 or len(sheet) > _ROWS or len(sheet.columns) > _COLUMNS:
        return []
    blank = [-1, *(i for i, column in enumerate(sheet.columns) if column.null_count == len(column)), len(sheet.columns)]
    groups = [range(left + 1, right) for left, right in pairwise(blank) if right - left > _LEAST]
    titles = _titles(layout)
    return [group for group in groups if _is_header([layout.headers[i] for i in group], titles, layout.complete)]


def _only(sheet: Sheet, columns: range) -> Sheet:
    """Return the sheet without what other columns hold."""
    blank = pa.nulls(len(sheet), pa.string())
    return replace(sheet, columns=tuple(one if at in columns else blank for at, one in enumerate(sheet.columns)))


def _titles(layout: Layout) -> set[str]:
    """Return the titles of the columns that are read, or that are ambiguous."""
    return {title for index in layout.used if (title := layout.headers[index])}


def _split_below(layout: Layout, find: Callable[[Sheet], Found]) -> tuple[list[Layout], list[Batch]]:
    """Return the layouts of the tables that stand one under the other."""
    others = _starts(layout)
    if not others:
        return [layout], []
    starts = sorted([*others, layout.header])
    pieces = [find(layout.sheet.keep(slice(*ends))) for ends in zip(starts, [*starts[1:], None], strict=True)]
    if others[0] > layout.header:
        pieces[0] = replace(layout, sheet=layout.sheet.keep(slice(0, others[0]))), []
    if any(found is None for found, _ in pieces):
        return [layout], []
    return [found for found, _ in pieces], [batch for _, batches in pieces for batch in batches]


def _starts(layout: Layout) -> list[int]:
    """Return the positions of the rows that begin another table, the line just above the headers aside."""
    sheet = layout.sheet
    if layout.header < 0 or len(sheet) > _ROWS or len(sheet.columns) > _COLUMNS:
        return []
    here = _places(layout.headers)
    titles = _titles(layout)
    like = np.flatnonzero(_titles_in(sheet, titles, layout.complete) >= _LEAST).tolist()
    found = []
    for position in like:
        cells = sheet.row(position) if position not in (layout.header - 1, layout.header) else []
        if cells and not _places(cells).items() <= here.items() and _is_header(cells, titles, layout.complete):
            found.append(position)
    return found if len(found) < _MOST else []


def _titles_in(sheet: Sheet, titles: set[str], complete: bool) -> np.ndarray:
    """Return how many cells of each row are titles: those that were read, or for a sheet read by its own headers any of ours."""
    known = titles if complete else titles | {column.title for table in TABLES.values() for column in table}
    ways = pa.array(sorted({way for title in known for way in (title, title.upper(), title.lower())}), pa.string())
    counts = np.zeros(len(sheet), np.int32)
    for column in sheet.columns:
        counts += mask_of(column, lambda texts: pc.is_in(texts, value_set=ways.cast(texts.type))).astype(np.int32)
    return counts


def _is_header(cells: list[str | None], titles: set[str], complete: bool) -> bool:
    """Tell whether a row is the headers of a table."""
    if complete:
        said = {fold(cell[:_LONGEST]) for cell in cells if cell}
        return len(said & {fold(title) for title in titles}) >= max(_LEAST, _NEARLY * len(titles))
    filled = sum(cell is not None for cell in cells)
    most = max(len(match_headers(cells, table, near=False)) for table in TABLES)
    return most >= _LEAST and most * 2 >= filled


def _places(cells: list[str | None] | tuple[str | None, ...]) -> dict[int, str]:
    """Return position → folded text of the cells that are not empty."""
    return {index: fold(cell[:_LONGEST]) for index, cell in enumerate(cells) if cell}
