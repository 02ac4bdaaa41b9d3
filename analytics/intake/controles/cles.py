"""Find the rows that stand for the same thing twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd
import pyarrow as pa

from analytics.intake.depot import DepositTable
from analytics.intake.findings import Batch
from analytics.schema import Table

_ROOM = 2**62


def find_duplicates(deposit: dict[str, DepositTable], context: Mapping[str, pd.DataFrame]) -> Iterator[Batch]:
    """Yield, for each row whose key was met before, the row that it repeats."""
    for table in deposit.values():
        yield from _duplicates(table)


def _duplicates(table: DepositTable) -> Iterator[Batch]:
    """Yield the repeated keys of a table; rows that repeat every value are said so, where that blocks nothing."""
    key = [table.encoded(name) for name in table.table.key]
    if any(len(column.dictionary) == len(column) for column in key):
        return
    groups = group_rows(key)
    repeated = pd.Series(groups).duplicated().to_numpy() & _identified(table)
    positions = np.flatnonzero(repeated)
    if not len(positions):
        return
    first = _first_of(groups)[groups[positions]]
    same = _identical(table, positions, first)
    code = _code(table.table)
    exact = "ligne-en-double" if code == "montant-en-double" else code
    for chosen, name in ((~same, code), (same, exact)):
        if chosen.any():
            yield from _say(table, name, positions[chosen], first[chosen])


def _code(table: Table) -> str:
    """Return what to call two rows of the same key: amounts add up, an initiative exists once."""
    return {"initiatives": "identifiant-en-double", "financement": "montant-en-double"}.get(table.name, "cle-en-double")


def _say(table: DepositTable, code: str, positions: np.ndarray, first: np.ndarray) -> Iterator[Batch]:
    """Say repeated rows, with the true row that each repeats."""
    each = {"autre": [str(row) for row in table.rows[first].tolist()]}
    column = "id_initiative" if code == "identifiant-en-double" else None
    values = table.columns[column].take(pa.array(positions)) if column else ()
    key = ", ".join(table.table[name].title.lower() for name in table.table.key)
    yield from table.batches(Batch(code, values=values, each=each, common={"cle": f"même {key}"}), positions, column)


def group_rows(columns: list[pa.Array]) -> np.ndarray:
    """Return a number a row, from 0 without holes, the same for rows equal in every column (missing equals missing)."""
    codes, room = np.zeros(len(columns[0]), np.int64), 1
    for column in columns:
        encoded = column.dictionary_encode()
        size = len(encoded.dictionary) + 1
        if room * size > _ROOM:
            codes, distinct = pd.factorize(codes)
            room = len(distinct)
        codes = codes * size + encoded.indices.fill_null(size - 1).to_numpy(zero_copy_only=False)
        room *= size
    return pd.factorize(codes)[0]


def _first_of(groups: np.ndarray) -> np.ndarray:
    """Return for each group the position of its first row."""
    first = np.empty(int(groups.max(initial=-1)) + 1, np.int64)
    first[groups[::-1]] = np.arange(len(groups))[::-1]
    return first


def _identified(table: DepositTable) -> np.ndarray:
    """Return the rows whose required parts of the key are all known: the others have their own finding."""
    known = np.ones(len(table), bool)
    for name in table.table.key:
        column = table.columns[name]
        if table.table[name].required and column.null_count:
            known &= column.is_valid().to_numpy(zero_copy_only=False)
    return known


def _identical(table: DepositTable, positions: np.ndarray, first: np.ndarray) -> np.ndarray:
    """Return which rows repeat every value of the row before, not only its key."""
    both = pa.array(np.concatenate([positions, first]))
    groups = group_rows([column.take(both) for column in table.columns.values()])
    return groups[: len(positions)] == groups[len(positions) :]
