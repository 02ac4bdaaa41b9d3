"""Check each row by itself: an amount at least, an envelope for each amount of the Alliance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analytics.intake.depot import DepositTable
from analytics.intake.findings import Batch
from analytics.schema.lists import SOURCE_ALLIANCE


def find_row_gaps(deposit: dict[str, DepositTable], context: Mapping[str, pd.DataFrame]) -> Iterator[Batch]:
    """Yield the rows that lack what their table asks of each row."""
    for table in deposit.values():
        for group in table.table.at_least_one:
            yield from _none_filled(table, group)
        if {"source_financement", "enveloppe"} <= set(table.table.names):
            yield from _no_envelope(table)


def _none_filled(table: DepositTable, group: tuple[str, ...]) -> Iterator[Batch]:
    """Yield the rows in which no column of a group has a value and none was found unreadable."""
    empty = pc.is_null(table.columns[group[0]])
    for name in group[1:]:
        empty = pc.and_(empty, pc.is_null(table.columns[name]))
    positions = _positions(empty)
    if not len(positions):
        return
    unread = {
        (b.place.fichier, b.place.feuille, row)
        for part in table.parts
        for b in part.batches
        if b.place.colonne in group and b.niveau == "erreur"
        for row in b.rows.tolist()
    }
    origin = (
        [
            (part.layout.sheet.fichier, part.layout.sheet.feuille, row)
            for part in table.parts
            for row in part.rows.tolist()
        ]
        if unread
        else []
    )
    positions = np.array([at for at in positions.tolist() if not unread or origin[at] not in unread], np.int64)
    titles = ", ".join(f"« {table.table[name].title} »" for name in group)
    yield from table.batches(
        Batch("montant-absent", common={"colonnes": titles, "exemple": table.table[group[0]].example}), positions
    )


def _no_envelope(table: DepositTable) -> Iterator[Batch]:
    """Yield the amounts of the Alliance that name no envelope."""
    inside = pc.equal(table.columns["source_financement"], pa.scalar(SOURCE_ALLIANCE, pa.large_string()))
    missing = pc.and_(inside.fill_null(False), pc.is_null(table.columns["enveloppe"]))
    yield from table.batches(Batch("enveloppe-absente"), _positions(missing), "enveloppe")


def _positions(mask: pa.Array) -> np.ndarray:
    """Return the positions where an Arrow mask is true."""
    return np.flatnonzero(mask.fill_null(False).to_numpy(zero_copy_only=False))
