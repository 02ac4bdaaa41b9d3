"""Read a CSV into a sheet: every row of the file, in its true place, as texts.

Arrow reads a regular file; a file with blank lines, rows of unequal length or quotes in odd places goes through
Python's own reader, which is ten times slower and keeps every row.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv

from analytics.intake.codage import decode
from analytics.intake.findings import Batch, Place
from analytics.intake.results import FileReading, Upload
from analytics.intake.sheet import Sheet, clean_texts

SEPARATORS = ";,\t|"
_HEAD_BYTES = 64 * 1024
_HEAD_ROWS = 50
_BLOCK = 4 << 20
csv.field_size_limit(1 << 26)


@dataclass(frozen=True, slots=True)
class CsvFile:
    """A CSV read: how, its sheet, and what was found about the file itself."""

    reading: FileReading
    sheet: Sheet


def read_csv(upload: Upload) -> CsvFile:
    """Read a CSV file; never raises on its content."""
    text = decode(upload.contenu)
    data = text.utf8.replace(b"\x00", b"") if b"\x00" in text.utf8 else text.utf8
    newline = b"\n" if b"\n" in data else b"\r"
    data = data.rstrip(b"\r\n") if data[-4:].count(newline) > 1 else data
    separator = sniff_separator(data)
    place = Place(upload.nom)
    guessed = (Batch("encodage-devine", place, common={"encodage": "Windows (cp1252)"}),) if text.guessed else ()
    columns, ragged = _read_regular(data, separator, newline) or _read_any(data, separator, place)
    rows = np.arange(1, (len(columns[0]) if columns else 0) + 1, dtype=np.int64)
    sheet = Sheet(upload.nom, None, tuple(clean_texts(column) for column in columns), rows, guessed + ragged)
    return CsvFile(FileReading(upload.nom, "csv", text.encodage, separator), sheet)


def sniff_separator(data: bytes) -> str:
    """Return the sign that cuts the first rows most often into the same number of cells (comma when none does)."""
    head = data[:_HEAD_BYTES].decode("utf-8", errors="ignore")
    scores = {separator: _regularity(head, separator) for separator in SEPARATORS}
    best = max(scores, key=lambda separator: scores[separator])
    return best if scores[best] > (0, 0) else ","


def _regularity(head: str, separator: str) -> tuple[int, int]:
    """Return how many of the first rows have the most common number of cells (more than one), and that number."""
    rows = _first_rows(head, separator)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return (0, 0)
    width, count = max(widths.items(), key=lambda item: (item[1] * item[0], item[0]))
    return (count * width, width)


def _first_rows(head: str, separator: str) -> list[list[str]]:
    """Return the first rows of a text as Python's reader cuts them."""
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(head, newline=""), delimiter=separator):
            rows.append(row)
            if len(rows) == _HEAD_ROWS:
                break
    except csv.Error:
        pass
    return rows


def _read_regular(
    data: bytes, separator: str, newline: bytes
) -> tuple[list[pa.ChunkedArray], tuple[Batch, ...]] | None:
    """Read a file in which every line is a row of the same width, or return None when it is not so."""
    quoted = b'"' in data
    width = len(next(iter(_first_rows(data[:_HEAD_BYTES].decode("utf-8", errors="ignore"), separator)), []))
    names = [f"c{index}" for index in range(width)]
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(data),
            read_options=arrow_csv.ReadOptions(column_names=names, block_size=_BLOCK),
            parse_options=arrow_csv.ParseOptions(delimiter=separator, newlines_in_values=quoted),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), check_utf8=False, quoted_strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid:
        return None
    if table.num_rows != data.count(newline) + (not data.endswith((b"\n", b"\r"))):
        return None
    return table.columns, ()


def _read_any(data: bytes, separator: str, place: Place) -> tuple[list[pa.Array], tuple[Batch, ...]]:
    """Read any file row by row; short rows are filled, long ones keep their extra cells and are said."""
    text = data.decode("utf-8", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    rows, open_quote = _cut(text, separator)
    unclosed = (Batch("guillemets-ouverts", place, np.array([open_quote])),) if open_quote else ()
    widths = np.array([len(row) for row in rows], np.int64)
    expected = _expected_width(widths)
    total = int(widths.max(initial=0))
    padded = [row if len(row) == total else row + [""] * (total - len(row)) for row in rows]
    columns = [pa.array(cells, pa.string()) for cells in zip(*padded, strict=True)]
    return columns, unclosed + _ragged(rows, widths, expected, place)


def _cut(text: str, separator: str) -> tuple[list[list[str]], int]:
    """Cut a text into rows, and return the row whose quote is never closed (0: none): from it on, quotes are signs."""
    lines = text.split("\n")
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=separator)
    rows, before = [], 0
    for row in reader:
        if reader.line_num == len(lines) and reader.line_num > before + 1 and text.count('"') % 2:
            plain = csv.reader(lines[before:], delimiter=separator, quoting=csv.QUOTE_NONE)
            return rows + list(plain), len(rows) + 1
        rows.append(row)
        before = reader.line_num
    return rows, 0


def _expected_width(widths: np.ndarray) -> int:
    """Return the width that most rows have."""
    several = widths[widths > 1]
    return int(np.bincount(several).argmax()) if len(several) else 1


def _ragged(rows: list[list[str]], widths: np.ndarray, expected: int, place: Place) -> tuple[Batch, ...]:
    """Say which rows, after the first of the expected width, are shorter or longer than it."""
    start = int((widths == expected).argmax()) if len(widths) else 0
    after = np.arange(len(widths)) > start
    short = np.flatnonzero(after & (widths < expected) & (widths > 1))
    long = np.array(
        [at for at in np.flatnonzero(after & (widths > expected)) if any(cell.strip() for cell in rows[at][expected:])],
        np.int64,
    )
    found = [
        Batch(code, place, at + 1, [rows[index][0] for index in at])
        for code, at in (("ligne-courte", short), ("ligne-decalee", long))
        if len(at)
    ]
    return tuple(found)
