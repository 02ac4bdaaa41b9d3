"""Turn a column of texts into a column of typed values, and say which cells could not be read.

The fast path reads whole columns in Arrow; only the distinct texts it leaves go through `cells`, once each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analytics.intake.cells import Habits, is_sign, read_cell
from analytics.intake.dates import month_first
from analytics.intake.nombres import usual_decimal
from analytics.intake.textes import as_mask, is_encoded, spread_mask
from analytics.intake.vecteurs import maybe_special, plain_cents
from analytics.schema import Column, Kind

ARROW_TYPES = {
    Kind.TEXTE: pa.large_string(),
    Kind.URL: pa.large_string(),
    Kind.LISTE: pa.large_string(),
    Kind.LISTES: pa.large_string(),
    Kind.EXERCICE: pa.large_string(),
    Kind.MONTANT: pa.int64(),
    Kind.ENTIER: pa.int64(),
    Kind.NOMBRE: pa.float64(),
    Kind.DATE: pa.date32(),
    Kind.OUINON: pa.bool_(),
}
_FAST = {
    Kind.NOMBRE: r"^-?[0-9]{1,12}(?:[.,][0-9]{1,2})?$",
    Kind.ENTIER: r"^[0-9]{1,15}$",
    Kind.URL: r"^https?://[^\s<>\"']+$",
}
"""What the fast path reads exactly; everything else, « 1,500 » included, is for the slow path to judge."""
FEW, MANY, SAMPLE = 1_000, 2_000, 4_096
"""Texts under which vectors gain nothing; distinct texts beyond which the nearest value of a list is not looked for; texts
that show how the numbers of a column are written."""
_NUMBERS = (Kind.MONTANT, Kind.NOMBRE)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Findings of one kind in a column: positions of the cells, what was typed there, and the words they need."""

    code: str
    positions: np.ndarray
    texts: pa.Array
    details: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    common: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A typed column (null: missing), what was found in its cells, and its values encoded when that was at hand."""

    values: pa.Array
    troubles: tuple[Trouble, ...] = ()
    encoded: pa.DictionaryArray | None = None


def parse_column(
    texts: pa.Array, column: Column, decimal: str | None = None, epoch_1904: bool = False, scale: int = 1
) -> Parsed:
    """Read a column of trimmed texts (null: empty cell), plain or encoded, as its kind says, then check its values."""
    habits = Habits(decimal, epoch_1904=epoch_1904, scale=scale)
    if is_encoded(texts):
        parsed = _spread(_parse_and_check(texts.dictionary, column, habits), texts)
    else:
        parsed = _parse_and_check(texts, column, habits)
    return replace(parsed, troubles=parsed.troubles + tuple(_check_required(texts, column)))


def _parse_and_check(texts: pa.Array, column: Column, habits: Habits) -> Parsed:
    """Read plain texts, then check what was read."""
    parsed = _parse(texts, column, habits)
    more = tuple(trouble for check in (_check_bounds, _check_length) for trouble in check(texts, parsed, column))
    return replace(parsed, troubles=parsed.troubles + more)


def _parse(texts: pa.Array, column: Column, habits: Habits) -> Parsed:
    """Choose the way: whole columns in vectors where the kind has one, each distinct text once otherwise."""
    if column.kind is Kind.TEXTE:
        return _parse_texte(texts, column, habits)
    if column.kind is Kind.MONTANT and len(texts) > FEW:
        return _parse_montant(texts, column, habits)
    if column.kind in _FAST and len(texts) > FEW:
        return _parse_fast(texts, column, habits)
    return _parse_distinct(texts, column, habits)


def _parse_distinct(texts: pa.Array, column: Column, habits: Habits) -> Parsed:
    """Read each distinct text once, then spread what was read over the rows."""
    encoded = texts.dictionary_encode()
    return _spread(_parse_cells(encoded.dictionary, column, habits), encoded)


def _parse_cells(texts: pa.Array, column: Column, habits: Habits) -> Parsed:
    """Read distinct texts one by one."""
    distinct = texts.to_pylist()
    habits = replace(
        habits,
        usual=habits.usual or (usual_decimal(distinct) if column.kind in _NUMBERS else None),
        month_first=column.kind is Kind.DATE and month_first(distinct),
        proposes=len(distinct) <= MANY,
    )
    cells = [read_cell(text, column, habits) for text in distinct]
    values = pa.array([cell.value for cell in cells], ARROW_TYPES[column.kind])
    codes = list(dict.fromkeys(cell.code for cell in cells if cell.code))
    details = {text: cell.details for text, cell in zip(distinct, cells, strict=True) if cell.code and cell.details}
    troubles = []
    for code in codes:
        positions = np.array([at for at, cell in enumerate(cells) if cell.code == code], np.int64)
        troubles.append(Trouble(code, positions, texts.take(pa.array(positions)), details))
    return Parsed(values, tuple(troubles))


def _spread(parsed: Parsed, encoded: pa.DictionaryArray) -> Parsed:
    """Spread over the rows what was read of the distinct texts; one that no row has, such as a header, is forgotten."""
    troubles = []
    for trouble in parsed.troubles:
        distinct = np.zeros(len(encoded.dictionary), bool)
        distinct[trouble.positions] = True
        positions = np.flatnonzero(spread_mask(distinct, encoded))
        if not len(positions):
            continue
        texts = encoded.dictionary.take(encoded.indices.take(pa.array(positions)))
        troubles.append(replace(trouble, positions=positions, texts=texts))
    again = parsed.values.dictionary_encode()
    typed = pa.DictionaryArray.from_arrays(again.indices.take(encoded.indices), again.dictionary)
    return Parsed(parsed.values.take(encoded.indices), tuple(troubles), typed)


def _parse_fast(texts: pa.Array, column: Column, habits: Habits) -> Parsed:
    """Read in vectors what is written plainly, and the rest text by text."""
    plain = pc.match_substring_regex(texts, _FAST[column.kind]).fill_null(True)
    positions = np.flatnonzero(~plain.to_numpy(zero_copy_only=False))
    if not len(positions):
        return Parsed(_cast(texts, column.kind))
    read = _cast(pc.if_else(plain, texts, pa.scalar(None, texts.type)), column.kind)
    return _with_rest(read, texts, positions, column, habits)


def _parse_montant(texts: pa.Array, column: Column, habits: Habits) -> Parsed:
    """Read amounts in vectors, as plain digits then as people write them in French, and the rest text by text."""
    cents, unread = plain_cents(texts)
    if habits.scale != 1:
        cents = pc.multiply(cents, habits.scale)
    if not len(unread):
        return Parsed(cents)
    sample = texts.slice(0, SAMPLE).to_pylist() + texts.take(pa.array(unread[:SAMPLE])).to_pylist()
    usual = usual_decimal(text for text in sample if text)
    return _with_rest(cents, texts, unread, column, replace(habits, usual=usual))


def _with_rest(read: pa.Array, texts: pa.Array, positions: np.ndarray, column: Column, habits: Habits) -> Parsed:
    """Complete a column with the cells at these positions, read text by text."""
    rest = _parse_distinct(texts.take(pa.array(positions)), column, habits)
    mask = np.zeros(len(texts), bool)
    mask[positions] = True
    values = pc.replace_with_mask(read, pa.array(mask), rest.values)
    return Parsed(values, tuple(replace(found, positions=positions[found.positions]) for found in rest.troubles))


def _cast(texts: pa.Array, kind: Kind) -> pa.Array:
    """Cast plain texts."""
    if kind is Kind.NOMBRE:
        return pc.replace_substring(texts, ",", ".").cast(pa.float64())
    return texts.cast(ARROW_TYPES[kind])


def _parse_texte(texts: pa.Array, column: Column, habits: Habits) -> Parsed:
    """Keep the texts, save those that say that the value is missing or are an error of Excel."""
    values = texts.cast(pa.large_string())
    suspects = maybe_special(texts)
    special = [text for text in texts.take(pa.array(suspects)).unique().to_pylist() if text and _is_special(text)]
    if not special:
        return Parsed(values)
    rows = suspects[as_mask(pc.is_in(texts.take(pa.array(suspects)), value_set=pa.array(special, texts.type)))]
    return _with_rest(values, texts, rows, column, habits)


def _is_special(text: str) -> bool:
    """Tell whether a text is no text: a sign of missing value, an error of Excel, a formula without value."""
    return text[0] in "#\u0000" or is_sign(text)


def _check_required(texts: pa.Array, column: Column) -> list[Trouble]:
    """Find the empty cells of a required column (a cell that could not be read has its own finding)."""
    if not column.required or texts.null_count == 0:
        return []
    positions = np.flatnonzero(texts.is_null().to_numpy(zero_copy_only=False))
    return [Trouble("obligatoire-vide", positions, pa.nulls(len(positions), pa.string()))]


def _check_bounds(texts: pa.Array, parsed: Parsed, column: Column) -> list[Trouble]:
    """Find the numbers under the minimum or over the maximum of the column."""
    if column.minimum is None and column.maximum is None:
        return []
    scale = 100 if column.kind is Kind.MONTANT else 1
    low = pc.less(parsed.values, column.minimum * scale) if column.minimum is not None else None
    high = pc.greater(parsed.values, column.maximum * scale) if column.maximum is not None else None
    outside = low if high is None else high if low is None else pc.or_(low, high)
    if not pc.any(outside).as_py():
        return []
    positions = np.flatnonzero(outside.fill_null(False).to_numpy(zero_copy_only=False))
    code = "montant-negatif" if column.kind is Kind.MONTANT and column.minimum == 0 else "nombre-hors-bornes"
    return [Trouble(code, positions, texts.take(pa.array(positions)), common={"limite": bounds(column)})]


def bounds(column: Column) -> str:
    """Say the bounds of a column (« 0 ou plus », « de 1900 à 2100 »)."""
    if column.minimum is not None and column.maximum is not None:
        return f"de {column.minimum} à {column.maximum}"
    return f"{column.minimum} ou plus" if column.minimum is not None else f"{column.maximum} ou moins"


def _check_length(texts: pa.Array, parsed: Parsed, column: Column) -> list[Trouble]:
    """Find the texts longer than the column accepts."""
    if (
        column.max_length is None
        or not len(texts)
        or (pc.max(pc.binary_length(texts)).as_py() or 0) <= column.max_length
    ):
        return []
    long = pc.greater(pc.utf8_length(texts), column.max_length).fill_null(False)
    positions = np.flatnonzero(long.to_numpy(zero_copy_only=False))
    return (
        [
            Trouble(
                "texte-trop-long", positions, texts.take(pa.array(positions)), common={"limite": str(column.max_length)}
            )
        ]
        if len(positions)
        else []
    )
