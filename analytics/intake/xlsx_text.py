"""Write the cells of a workbook as canonical texts, a column at a time."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_WHOLE = 1e15
_HUNDREDTHS = 1e13
"""Size under which a number of cents is exact, and its fifteen digits are those of its hundredths."""


def column_text(values: list[Any]) -> pa.Array:
    """Write the cells of a column as texts; a column of one type is written in one go."""
    kinds = set(map(type, values))
    if kinds <= {str}:
        return pa.array(values, pa.string())
    if kinds <= {float, int}:
        return numbers_text(np.array(values, np.float64))
    if kinds <= {date}:
        return pa.array(values, pa.date32()).cast(pa.string())
    if len(kinds) == 2 and str in kinds and kinds <= {str, float, int, date}:
        return _with_texts(values)
    written: dict[Any, str] = {}
    return pa.array(
        [
            value
            if type(value) is str
            else written.get((type(value), value)) or written.setdefault((type(value), value), cell_text(value))
            for value in values
        ],
        pa.string(),
    )


def _with_texts(values: list[Any]) -> pa.Array:
    """Write a column of texts (most often headers and empty cells) and of values of one other type."""
    is_text = np.fromiter((type(value) is str for value in values), bool, len(values))
    others = column_text([value for value in values if type(value) is not str])
    texts = pa.array([value if type(value) is str else None for value in values], pa.string())
    return pc.replace_with_mask(texts, pa.array(~is_text), others)


def numbers_text(numbers: np.ndarray) -> pa.Array:
    """Write numbers: whole ones and those of two decimals at most in one go, the others one by one."""
    hundredths = np.round(numbers * 100)
    simple = (np.abs(numbers) < _HUNDREDTHS) & (hundredths / 100 == numbers)
    cents = pa.array(np.where(simple, hundredths, 0).astype(np.int64))
    texts = _hundredths_text(cents)
    if simple.all():
        return texts
    others = pa.array([number_text(number) for number in numbers[~simple].tolist()], pa.string())
    return pc.replace_with_mask(texts, pa.array(~simple), others)


def _hundredths_text(cents: pa.Array) -> pa.Array:
    """Write hundredths as numbers, without useless zeros."""
    values = cents.to_numpy()
    if (values % 100 == 0).all():
        return pa.array(values // 100).cast(pa.string())
    shown = pc.multiply(cents.cast(pa.decimal128(19, 0)), pa.scalar(1, pa.decimal128(1, 0)))
    text = pc.cast(_rescaled(shown), pa.string())
    return pc.utf8_rtrim(pc.utf8_rtrim(text, "0"), ".")


def _rescaled(cents: pa.Array) -> pa.Array:
    """Return a decimal of hundredths as the number it stands for: the same digits, two of them decimals."""
    buffers = cents.cast(pa.decimal128(20, 0)).buffers()
    return pa.Array.from_buffers(pa.decimal128(20, 2), len(cents), buffers)


def cell_text(value: Any) -> str:
    """Write one cell as its canonical text."""
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, datetime):
        return value.isoformat(" ").removesuffix(" 00:00:00")
    return value.isoformat() if isinstance(value, date) else str(value)


def number_text(number: float) -> str:
    """Write a number with the fifteen digits that Excel shows, without exponent, never with three decimals."""
    if number.is_integer() and abs(number) < _WHOLE:
        return str(int(number))
    text = f"{number:.15g}"
    if "e" in text:
        text = f"{number:.0f}" if abs(number) >= _WHOLE else f"{number:.12f}".rstrip("0").rstrip(".")
    return f"{text}0" if text[-4:-3] == "." else text
