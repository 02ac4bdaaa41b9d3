"""Split a flat sheet, whose rows carry an initiative and its amount, into the two tables."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analytics.intake.findings import Batch
from analytics.intake.tables import TypedTable
from analytics.intake.textes import encode
from analytics.schema import Kind
from analytics.schema.spelling import fold

IDENTITY = ("titre", "organisme_porteur", "territoire")
"""What a made identifier is made from: as long as these do not change, it does not."""


def make_identifiers(tables: list[TypedTable]) -> list[TypedTable]:
    """Give an identifier to each row of initiatives that has none, in every table of the sheet, and say so."""
    first = tables[0]
    if first.table.name != "initiatives" or first.columns["id_initiative"].null_count == 0:
        return tables
    missing = first.columns["id_initiative"].is_null()
    made = pc.if_else(missing, _made(first), first.columns["id_initiative"])
    if len(tables) == 1 and "id_initiative" in first.layout.matches["initiatives"]:
        return tables
    return [
        replace(
            table,
            columns=table.columns | {"id_initiative": made},
            batches=_say_made(table, missing, table is first),
            encoded={name: values for name, values in table.encoded.items() if name != "id_initiative"},
        )
        for table in tables
    ]


def _made(table: TypedTable) -> pa.Array:
    """Return an identifier a row, the same for the same title, organisation and territory (null when all are missing)."""
    parts = [table.columns[name].dictionary_encode() for name in IDENTITY]
    codes = pd.MultiIndex.from_arrays([part.indices.fill_null(-1).to_numpy(zero_copy_only=False) for part in parts])
    number, distinct = pd.factorize(codes)
    words = [[fold(word) for word in part.dictionary.to_pylist()] + [""] for part in parts]
    made = [_identifier([words[rank][code] for rank, code in enumerate(key)]) for key in distinct]
    return pa.array(made, pa.large_string()).take(pa.array(number))


def _identifier(parts: list[str]) -> str | None:
    """Return the identifier of a title, an organisation and a territory."""
    digest = hashlib.blake2b("|".join(parts).encode(), digest_size=5).hexdigest()
    return f"auto-{digest}" if any(parts) else None


def _say_made(table: TypedTable, missing: pa.Array, first: bool) -> list[Batch]:
    """Replace « required and empty » by « made », once for the whole column when no row has an identifier."""
    kept = [
        batch
        for batch in table.batches
        if not (batch.place.colonne == "id_initiative" and batch.code in ("obligatoire-vide", "obligatoire-non-publie"))
    ]
    if not first:
        return kept
    everywhere = pc.all(missing).as_py()
    rows = np.empty(0, np.int64) if everywhere else table.rows[missing.to_numpy(zero_copy_only=False)]
    return [*kept, Batch("identifiant-fabrique", table.place("id_initiative"), rows)]


def split_flat(tables: list[TypedTable]) -> list[TypedTable]:
    """Return the initiatives of a flat sheet, one row an identifier, and the amounts, one row an amount."""
    if len(tables) != 2:
        return tables
    initiatives, financement = tables
    once, paid = _one_row_each(initiatives), _rows_with_amount(financement)
    same = paid.columns["id_initiative"] is once.columns["id_initiative"]
    known = {name: ids for name, ids in once.encoded.items() if same and name == "id_initiative"}
    return [once, replace(paid, encoded=paid.encoded | known)]


def _one_row_each(table: TypedTable) -> TypedTable:
    """Keep the first value that each initiative has in each column, and say those that differ from it."""
    encoded = encode(table.columns["id_initiative"])
    if len(encoded.dictionary) == len(encoded):
        return replace(table, encoded=table.encoded | {"id_initiative": encoded})
    numbers = encoded.indices.to_numpy(zero_copy_only=False).astype(float)
    groups = np.where(np.isnan(numbers), -1, numbers).astype(np.int64)
    blank = groups < 0
    groups[blank] = len(encoded.dictionary) + np.arange(blank.sum())
    _, first = np.unique(groups, return_index=True)
    order = np.sort(first)
    if len(order) == len(groups):
        return table
    columns, batches = {}, []
    for name, values in table.columns.items():
        chosen = _first_known(values, groups)
        columns[name] = chosen.take(pa.array(order))
        batches.extend(_contradictions(table, name, values, chosen))
    batches = _still_missing(table, columns, order, groups) + batches
    return replace(table, rows=table.rows[order], columns=columns, batches=batches, encoded={})


def _first_known(values: pa.Array, groups: np.ndarray) -> pa.Array:
    """Return for each row the first value, not missing, of its group."""
    known = values.is_valid().to_numpy(zero_copy_only=False)
    at = np.full(int(groups.max(initial=-1)) + 1, -1, np.int64)
    positions = np.flatnonzero(known)
    at[groups[positions][::-1]] = positions[::-1]
    found = at[groups]
    return values.take(pa.array(found, mask=found < 0))


def _contradictions(table: TypedTable, name: str, values: pa.Array, chosen: pa.Array) -> list[Batch]:
    """Say the cells that differ from the first value of the same initiative (a second territory is no contradiction)."""
    if name in ("territoire", "id_initiative", "source") or name not in table.layout.matches["initiatives"]:
        return []
    rows = np.flatnonzero(pc.not_equal(values, chosen).fill_null(False).to_numpy(zero_copy_only=False))
    if not len(rows):
        return []
    typed, first = ([_text(value) for value in array.take(pa.array(rows)).to_pylist()] for array in (values, chosen))
    return [Batch("initiative-contradictoire", table.place(name), table.rows[rows], typed, each={"lu": first})]


def _text(value: object) -> str:
    """Write a typed value for a sentence."""
    return value if isinstance(value, str) else ("oui" if value else "non") if isinstance(value, bool) else str(value)


def _still_missing(
    table: TypedTable, columns: dict[str, pa.Array], order: np.ndarray, groups: np.ndarray
) -> list[Batch]:
    """Forget the required cells left empty on a second row of an initiative whose first row has the value."""
    known = {
        name: set(groups[order[column.is_valid().to_numpy(zero_copy_only=False)]].tolist())
        for name, column in columns.items()
    }
    of_row = dict(zip(table.rows.tolist(), groups.tolist(), strict=True))
    kept = []
    for batch in table.batches:
        if batch.code != "obligatoire-vide" or batch.place.colonne not in known:
            kept.append(batch)
            continue
        alive = np.array([of_row[row] not in known[batch.place.colonne] for row in batch.rows.tolist()], bool)
        if alive.any():
            kept.append(batch.only(alive))
    return kept


def _rows_with_amount(table: TypedTable) -> TypedTable:
    """Keep the rows on which an amount is typed, readable or not: the others only describe an initiative."""
    amounts = [name for name in table.table.of_kind(Kind.MONTANT) if name in table.layout.matches["financement"]]
    typed = np.zeros(len(table.rows), bool)
    for name in amounts:
        typed |= table.columns[name].is_valid().to_numpy(zero_copy_only=False)
        unread = [
            batch.rows
            for batch in table.batches
            if batch.place.colonne == name and batch.niveau == "erreur" and len(batch.rows)
        ]
        for rows in unread:
            typed |= np.isin(table.rows, rows)
    if typed.all():
        return table
    kept = pa.array(np.flatnonzero(typed))
    batches = [_only(batch, table.rows[typed]) for batch in table.batches]
    columns = {name: column.take(kept) for name, column in table.columns.items()}
    batches = [batch for batch in batches if batch is not None]
    return replace(table, rows=table.rows[typed], columns=columns, batches=batches, encoded={})


def _only(batch: Batch, rows: np.ndarray) -> Batch | None:
    """Keep the findings of required cells only on the rows kept; every other finding stays."""
    if batch.code != "obligatoire-vide":
        return batch
    alive = np.isin(batch.rows, rows)
    return batch.only(alive) if alive.any() else None
