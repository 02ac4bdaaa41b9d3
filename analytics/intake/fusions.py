"""Give to each row the text of a cell merged over several rows, as a person reads it.

Only a text is given so, and only to a row that holds something else: an amount merged over three rows is one amount, and
a blank row stays blank. It is said in a finding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pyarrow as pa

from analytics.intake.findings import Batch, Place
from analytics.intake.nombres import read_number
from analytics.intake.sheet import Block, Sheet, column_letter
from analytics.intake.textes import is_encoded

_TALLEST, _MOST = 2_000, 20_000
"""Rows of a merged cell, and number of them, beyond which they are the way of the sheet, not a value said once."""
_LONGEST_NUMBER = 60


def spread_blocks(sheet: Sheet, blocks: Iterable[Block]) -> Sheet:
    """Return the sheet in which the rows of each merged cell have its text, and which keeps the cells spread."""
    by_column: dict[int, list[Block]] = defaultdict(list)
    for block in list(blocks)[:_MOST]:
        if block[2] < len(sheet.columns) and block[1] - block[0] <= _TALLEST:
            by_column[block[2]].append(block)
    if not by_column or not len(sheet):
        return sheet
    filled, columns, spread = sheet.filled() > 0, list(sheet.columns), []
    for index, found in by_column.items():
        columns[index], kept = _spread_column(columns[index], found, int(sheet.rows[0]), filled)
        spread += kept
    return replace(sheet, columns=tuple(columns), blocks=tuple(sorted(spread)))


def _spread_column(
    column: pa.Array, blocks: list[Block], first: int, filled: np.ndarray
) -> tuple[pa.Array, list[Block]]:
    """Return a column with the texts of its merged cells spread, and those that were."""
    texts, spread = (column.dictionary_decode() if is_encoded(column) else column).to_pylist(), []
    for block in blocks:
        top, bottom = block[0] - first, min(block[1] - first, len(texts) - 1)
        text = texts[top] if 0 <= top < len(texts) else None
        under = [row for row in range(top + 1, bottom + 1) if filled[row] and texts[row] is None]
        if not under or text is None or read_number(text[:_LONGEST_NUMBER]) is not None:
            continue
        spread.append(block)
        for row in under:
            texts[row] = text
    return (pa.array(texts, pa.string()), spread) if spread else (column, spread)


def say_blocks(below: Sheet) -> list[Batch]:
    """Say the merged cells that were spread over the rows of a sheet without its headers, a batch a column."""
    said: dict[int, list[Block]] = defaultdict(list)
    for block in below.blocks:
        if len(below) and int(below.rows[0]) <= block[0] <= int(below.rows[-1]):
            said[block[2]].append(block)
    return [
        Batch(
            "cellule-fusionnee",
            Place(below.fichier, below.feuille, None, column_letter(index)),
            np.array([block[0] for block in blocks], np.int64),
            below.columns[index].take(pa.array([block[0] - int(below.rows[0]) for block in blocks])).to_pylist(),
            each={"autre": [str(block[1]) for block in blocks]},
        )
        for index, blocks in said.items()
    ]
