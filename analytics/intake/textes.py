"""Handle a column of texts, plain or encoded: a column that repeats its texts keeps each once, with the number of each row.

Every function takes both forms; what is computed on an encoded column is computed once a distinct text.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_BLOCK_ROWS = 1024
"""Rows searched as one text."""
_SAMPLE, _PLACES, _DISTINCT = 512, 4, 4
"""Rows of a sample; places of the column where one is taken; a column is encoded when a quarter of them is distinct at most."""


def is_encoded(column: pa.Array) -> bool:
    """Tell whether a column keeps each distinct text once."""
    return isinstance(column, pa.DictionaryArray)


def encode_if_repeated(column: pa.Array) -> pa.Array:
    """Return the column encoded when samples of it repeat their texts, else as it is."""
    if is_encoded(column) or len(column) < 2 * _SAMPLE * _PLACES:
        return column
    starts = np.linspace(0, len(column) - _SAMPLE, _PLACES).astype(int).tolist()
    sample = pa.concat_arrays([column.slice(start, _SAMPLE) for start in starts])
    return column.dictionary_encode() if len(sample.unique()) * _DISTINCT <= len(sample) else column


def encode(column: pa.Array) -> pa.DictionaryArray:
    """Return the column encoded; texts already in order, as identifiers often are, are all distinct without a look-up."""
    if is_encoded(column):
        return column
    if len(column) > 1 and column.null_count == 0 and pc.all(pc.less(column[:-1], column[1:])).as_py():
        return pa.DictionaryArray.from_arrays(np.arange(len(column), dtype=np.int32), column)
    return column.dictionary_encode()


def change_texts(column: pa.Array, change: Callable[[pa.Array], pa.Array]) -> pa.Array:
    """Return the column with each text changed; `change` may give a null, and the same text twice."""
    if not is_encoded(column):
        return change(column)
    texts = change(column.dictionary)
    if texts is column.dictionary:
        return column
    again = texts.dictionary_encode()
    if texts.null_count == 0 and len(again.dictionary) == len(texts):
        return pa.DictionaryArray.from_arrays(column.indices, texts)
    return pa.DictionaryArray.from_arrays(again.indices.take(column.indices), again.dictionary)


def mask_of(column: pa.Array, test: Callable[[pa.Array], pa.Array]) -> np.ndarray:
    """Return the rows whose text passes a test; a null does not."""
    if is_encoded(column):
        return spread_mask(as_mask(test(column.dictionary)), column)
    return as_mask(test(column))


def as_mask(values: pa.Array) -> np.ndarray:
    """Return an Arrow mask as numpy's, null being false."""
    return values.fill_null(False).to_numpy(zero_copy_only=False)


def spread_mask(distinct: np.ndarray, column: pa.DictionaryArray) -> np.ndarray:
    """Return, for each row of an encoded column, what is true of its text; a null is false."""
    if not distinct.any():
        return np.zeros(len(column), bool)
    return np.append(distinct, False)[codes_of(column)]


def codes_of(column: pa.DictionaryArray) -> np.ndarray:
    """Return, for each row, the number of its text; a null has the number after the last."""
    indices = column.indices
    if indices.null_count:
        indices = indices.fill_null(len(column.dictionary))
    return indices.to_numpy(zero_copy_only=False)


def starts_of(column: pa.Array) -> tuple[np.ndarray, np.ndarray]:
    """Return the bytes of a plain column, and where each text begins (one more: where the last ends)."""
    wide = pa.types.is_large_string(column.type)
    starts = np.frombuffer(column.buffers()[1], np.int64 if wide else np.int32)
    data = column.buffers()[2]
    codes = np.frombuffer(data, np.uint8) if data is not None and data.size else np.zeros(1, np.uint8)
    return codes, starts[column.offset : column.offset + len(column) + 1]


def matching(column: pa.Array, pattern: str) -> np.ndarray:
    """Return the positions of the texts of a plain column in which a pattern is found, wherever it is in the text.

    Whole blocks are searched first, as one text each: most columns have nothing to find. The pattern has no anchor.
    """
    codes, starts = starts_of(column)
    if not len(column) or starts[0] == starts[-1]:
        return np.empty(0, np.int64)
    edges = np.append(starts[:-1:_BLOCK_ROWS], starts[-1]).astype(np.int64)
    buffers = [None, pa.py_buffer(edges), pa.py_buffer(codes)]
    blocks = pa.Array.from_buffers(pa.large_string(), len(edges) - 1, buffers)
    found = []
    for block in np.flatnonzero(as_mask(pc.match_substring_regex(blocks, pattern))).tolist():
        first = block * _BLOCK_ROWS
        inside = pc.match_substring_regex(column.slice(first, _BLOCK_ROWS), pattern)
        found.append(first + np.flatnonzero(as_mask(inside)))
    return np.concatenate(found) if found else np.empty(0, np.int64)
