"""Turn a column of texts into a column of typed values, and say which cells could not be read.

The fast path reads whole columns in Arrow; only the distinct texts it leaves go through `cells`, once each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analytics.intake.cells import Cell, Habits, is_sign, read_cell
from analytics.intake.dates import month_first
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
_DECIMAL = pa.decimal128(18, 2)
_FAST = {
    Kind.MONTANT: r"^[0-9]{1,12}(?:[.,][0-9]{1,2})?$",
    Kind.NOMBRE: r"^-?[0-9]{1,12}(?:[.,][0-9]{1,2})?$",
    Kind.ENTIER: r"^[0-9]{1,15}$",
    Kind.URL: r"^https?://[^\s<>\"']+$",
}
"""What the fast path reads exactly; everything else, « 1,500 » included, is for the slow path to judge."""
SUSPECT = (
    r"(?i)^(?:[^\pL\pN]|[nsx](?:\W{0,3}\pL)?\W*$|nan$|sans objet|non[ -](?:dis|con|pub)|inconnu|[aà] (?:d[eé]term|confirm|pr[eé]c)"
    r"|null|none|tbd|manquant)"
)
"""How a text that says that the value is missing may begin: a cheap sieve before the exact rule of `cells`."""
SAMPLE = 4096


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
    """A typed column (null: missing) and what was found in its cells."""

    values: pa.Array
    troubles: tuple[Trouble, ...] = ()

    def explained(self) -> np.ndarray:
        """Return the positions of the cells that already have a finding."""
        return (
            np.concatenate([trouble.positions for trouble in self.troubles]) if self.troubles else np.empty(0, np.int64)
        )


def parse_column(texts: pa.Array, column: Column, decimal: str | None = None) -> Parsed:
    """Read a column of trimmed texts (null: empty cell) as its kind says, then check its values."""
    parsed = _parse(texts, column, decimal)
    checks = (_check_required, _check_bounds, _check_length)
    more = tuple(trouble for check in checks for trouble in check(texts, parsed, column))
    return Parsed(parsed.values, parsed.troubles + more)


def _parse(texts: pa.Array, column: Column, decimal: str | None) -> Parsed:
    """Choose the way: the few distinct texts of a repetitive column, or the fast path and then what it leaves."""
    if column.kind is Kind.TEXTE:
        return _parse_texte(texts, column)
    if column.kind not in _FAST or _is_repetitive(texts):
        return _parse_distinct(texts, column, decimal)
    return _parse_fast(texts, column, decimal)


def _is_repetitive(texts: pa.Array) -> bool:
    """Tell from its first rows whether a column repeats its values enough to read each of them once."""
    head = texts.slice(0, SAMPLE)
    return len(head) < SAMPLE or len(head.unique()) < SAMPLE // 4


def _parse_distinct(texts: pa.Array, column: Column, decimal: str | None) -> Parsed:
    """Read each distinct text once, then spread what was read over the rows."""
    encoded = texts.dictionary_encode()
    distinct = encoded.dictionary.to_pylist()
    habits = Habits(decimal, column.kind is Kind.DATE and month_first(distinct))
    cells = [read_cell(text, column, habits) for text in distinct]
    values = pa.array([cell.value for cell in cells], ARROW_TYPES[column.kind]).take(encoded.indices)
    return Parsed(values, _troubles(cells, distinct, encoded))


def _troubles(cells: list[Cell], distinct: list[str], encoded: pa.DictionaryArray) -> tuple[Trouble, ...]:
    """Gather the findings of the distinct texts by kind, with the positions of the rows that hold them."""
    codes = list(dict.fromkeys(cell.code for cell in cells if cell.code))
    if not codes:
        return ()
    number = {code: rank for rank, code in enumerate(codes, start=1)}
    of_text = np.array([number.get(cell.code, 0) for cell in cells] + [0], np.int32)
    of_row = of_text[encoded.indices.fill_null(len(cells)).to_numpy(zero_copy_only=False)]
    details = {text: cell.details for text, cell in zip(distinct, cells, strict=True) if cell.code and cell.details}
    return tuple(_trouble(code, np.flatnonzero(of_row == number[code]), encoded, details) for code in codes)


def _trouble(
    code: str, positions: np.ndarray, encoded: pa.DictionaryArray, details: Mapping[str, Mapping[str, str]]
) -> Trouble:
    """Build the findings of one kind."""
    return Trouble(code, positions, encoded.dictionary.take(encoded.indices.take(pa.array(positions))), details)


def _parse_fast(texts: pa.Array, column: Column, decimal: str | None) -> Parsed:
    """Read in vectors what is written plainly, and the rest text by text."""
    plain = pc.match_substring_regex(texts, _FAST[column.kind]).fill_null(True)
    positions = np.flatnonzero(~plain.to_numpy(zero_copy_only=False))
    if not len(positions):
        return Parsed(_cast(texts, column.kind))
    rest = _parse_distinct(texts.take(pa.array(positions)), column, decimal)
    read = _cast(pc.if_else(plain, texts, pa.scalar(None, texts.type)), column.kind)
    values = pc.replace_with_mask(read, pc.invert(plain), rest.values)
    return Parsed(values, tuple(Trouble(t.code, positions[t.positions], t.texts, t.details) for t in rest.troubles))


def _cast(texts: pa.Array, kind: Kind) -> pa.Array:
    """Cast plain texts; an amount goes through an exact decimal whose low 64 bits are the cents."""
    if kind is Kind.URL:
        return texts.cast(ARROW_TYPES[kind])
    if kind is Kind.ENTIER:
        return texts.cast(pa.int64())
    pointed = pc.replace_substring(texts, ",", ".")
    if kind is Kind.NOMBRE:
        return pointed.cast(pa.float64())
    exact = pointed.cast(_DECIMAL)
    cents = np.frombuffer(exact.buffers()[1], np.int64)[::2][exact.offset : exact.offset + len(exact)]
    return pa.array(cents, mask=exact.is_null().to_numpy(zero_copy_only=False) if exact.null_count else None)


def _parse_texte(texts: pa.Array, column: Column) -> Parsed:
    """Keep the texts, save those that say that the value is missing or are an error of Excel."""
    suspects = texts.filter(pc.match_substring_regex(texts, SUSPECT))
    special = [text for text in suspects.unique().to_pylist() if text is not None and _is_special(text)]
    values = texts.cast(pa.large_string())
    if not special:
        return Parsed(values)
    mask = pc.is_in(texts, value_set=pa.array(special, texts.type))
    rows = np.flatnonzero(mask.to_numpy(zero_copy_only=False))
    rest = _parse_distinct(texts.take(pa.array(rows)), column, None)
    return Parsed(
        pc.replace_with_mask(values, mask, rest.values),
        tuple(Trouble(t.code, rows[t.positions], t.texts, t.details) for t in rest.troubles),
    )


def _is_special(text: str) -> bool:
    """Tell whether a text is no text: a sign of missing value, an error of Excel, a formula without value."""
    return text[0] in "#\u0000" or is_sign(text)


def _check_required(texts: pa.Array, parsed: Parsed, column: Column) -> list[Trouble]:
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
