"""Tell the tables that stand one under the other in a sheet, so that none is read under the headers of another.

Rule: a row under the headers that holds most of the titles read, in other columns, or that is by itself the headers of one
of our tables, begins another table; one that repeats the headers where they are does not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

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
    titles = {layout.headers[match.index] for found in layout.matches.values() for match in found.values()} - {None}
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
