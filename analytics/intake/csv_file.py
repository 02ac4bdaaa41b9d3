"""Read a CSV into a sheet: every row of the file, in its true place, as texts.

Arrow reads a file whose quotes are sound, odd rows apart; a file with quotes in odd places goes through `csv_decoupe`,
which is slower and keeps every row. A row is a line as a spreadsheet shows it: line breaks inside quotes do not count.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv

from analytics.intake.codage import Text, decode
from analytics.intake.csv_decoupe import OPEN, UNEVEN, cut, quotes_are_sound
from analytics.intake.csv_enveloppes import plain_texts, unwrap_lines
from analytics.intake.csv_separateur import NAMES as SEPARATOR_NAMES
from analytics.intake.csv_separateur import Separator, find_separator
from analytics.intake.devine import NAMES as ENCODING_NAMES
from analytics.intake.findings import Batch, Place
from analytics.intake.limites import LIMITES, Limites, refuse_extent
from analytics.intake.results import FileReading, Upload
from analytics.intake.sheet import Sheet, make_sheet

_BLOCK = 4 << 20


@dataclass(frozen=True, slots=True)
class CsvFile:
    """A CSV read: how, and its sheet, which carries what was found about the file itself."""

    reading: FileReading
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class _Rows:
    """Columns of texts, and the rows that stand out: number from 1 → cells; codes of quotes → numbers."""

    columns: list[pa.Array | pa.ChunkedArray]
    odd: dict[int, list[str]]
    quotes: dict[str, list[int]]


def read_csv(upload: Upload, limites: Limites = LIMITES) -> CsvFile:
    """Read a CSV file; `Refus` when it is larger than the limits, nothing else is raised on its content."""
    text = decode(upload.contenu)
    whole, unwrapped = unwrap_lines(text.utf8)
    separator = find_separator(whole)
    data = plain_texts(whole[separator.line :] if separator.line else whole, separator.sign)
    refuse_extent(0, separator.width, limites, "une ligne a")
    rows = _read_sound(data, separator, limites) if quotes_are_sound(data, separator.sign) else None
    rows = rows or _read_unsound(data, separator, limites)
    count = len(rows.columns[0]) if rows.columns else 0
    refuse_extent(count, len(rows.columns), limites, "il a")
    first = 2 if separator.line else 1
    numbers = np.arange(first, first + count, dtype=np.int64)
    place = Place(upload.nom)
    wrapped = [Batch("lignes-entre-guillemets", place)] if unwrapped else []
    batches = (*_say_text(text, separator, place), *wrapped, *_say_rows(rows, separator.width, numbers, place))
    sheet = make_sheet(upload.nom, None, rows.columns, numbers, batches)
    return CsvFile(FileReading(upload.nom, "csv", text.encodage, separator.sign), sheet)


def _read_sound(data: bytes, separator: Separator, limites: Limites) -> _Rows | None:
    """Read a file whose quotes are sound: in parallel when every row has the same width, else with its odd rows apart."""
    try:
        return _Rows(_read_arrow(data, separator, None).columns, {}, {})
    except pa.ArrowInvalid:
        pass
    found: list[tuple[int, str]] = []
    try:
        table = _read_arrow(data, separator, found)
    except pa.ArrowInvalid:
        return None
    odd = {number: next(cut(_one_newline(text), separator.sign)).cells for number, text in found}
    return _Rows(_weave(table, odd, limites), odd, {})


def _read_arrow(data: bytes, separator: Separator, odd: list[tuple[int, str]] | None) -> pa.Table:
    """Read with Arrow, a blank line being a row of empty cells; rows of another width go to `odd`, or raise."""

    def set_aside(row: arrow_csv.InvalidRow) -> str:
        odd.append((row.number, row.text))
        return "skip"

    names = [f"c{index}" for index in range(separator.width)]
    return arrow_csv.read_csv(
        pa.BufferReader(data),
        read_options=arrow_csv.ReadOptions(column_names=names, block_size=_BLOCK, use_threads=odd is None),
        parse_options=arrow_csv.ParseOptions(
            delimiter=separator.sign,
            newlines_in_values=b'"' in data,
            ignore_empty_lines=False,
            invalid_row_handler=None if odd is None else set_aside,
        ),
        convert_options=arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), check_utf8=False, quoted_strings_can_be_null=False
        ),
    )


def _one_newline(text: str) -> str:
    """Return a text whose lines all end with « \\n »."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _weave(table: pa.Table, odd: dict[int, list[str]], limites: Limites) -> list[pa.Array]:
    """Put the odd rows back in their places; their extra cells, if any has a text, make extra columns."""
    width = max([table.num_columns, *(_used_width(cells) for cells in odd.values())])
    count = table.num_rows + len(odd)
    refuse_extent(count, width, limites, "il a")
    places = np.fromiter(odd, np.int64, len(odd)) - 1
    order = np.empty(count, np.int64)
    regular = np.ones(count, bool)
    regular[places] = False
    order[regular] = np.arange(table.num_rows)
    order[places] = table.num_rows + np.arange(len(odd))
    taken = pa.array(order)
    rows = [cells[:width] + [""] * (width - len(cells)) for cells in odd.values()]
    return [
        pa.concat_arrays([_column(table, index), pa.array([row[index] for row in rows], pa.string())]).take(taken)
        for index in range(width)
    ]


def _column(table: pa.Table, index: int) -> pa.Array:
    """Return a column of a table in one piece, a column of empty texts beyond the last."""
    if index >= table.num_columns:
        return pa.repeat(pa.scalar("", pa.string()), table.num_rows)
    return pa.concat_arrays([*table.column(index).chunks, pa.array([], pa.string())])


def _used_width(cells: list[str]) -> int:
    """Return how many cells a row has up to its last one with a text."""
    return next((index for index in range(len(cells), 0, -1) if cells[index - 1].strip()), 0)


def _read_unsound(data: bytes, separator: Separator, limites: Limites) -> _Rows:
    """Read row by row a file whose quotes cannot be trusted."""
    text = _one_newline(data.decode("utf-8", errors="replace")).removesuffix("\n")
    rows = list(cut(text, separator.sign, separator.width))
    width = max([separator.width, *(_used_width(row.cells) for row in rows)])
    refuse_extent(len(rows), width, limites, "il a")
    cells = [row.cells[:width] + [""] * (width - len(row.cells)) for row in rows]
    columns = [pa.array(column, pa.string()) for column in zip(*cells, strict=True)]
    odd = {at: row.cells for at, row in enumerate(rows, start=1) if len(row.cells) != separator.width}
    quotes = {code: [at for at, row in enumerate(rows, start=1) if row.flaw == code] for code in (OPEN, UNEVEN)}
    return _Rows(columns, odd, quotes)


def _say_text(text: Text, separator: Separator, place: Place) -> list[Batch]:
    """Say what was decided to read the characters and to cut the rows."""
    words = {"encodage": ENCODING_NAMES.get(text.encodage, text.encodage)}
    said = [Batch(code, place, common=words) for code in text.said]
    if separator.rival:
        signs = {"lu": SEPARATOR_NAMES[separator.sign], "propose": SEPARATOR_NAMES[separator.rival]}
        said.append(Batch("separateur-devine", place, common=signs))
    return said


def _say_rows(rows: _Rows, width: int, numbers: np.ndarray, place: Place) -> list[Batch]:
    """Say the rows under the first whole one that are shorter or longer than it, and those of uneven quotes."""
    first = next((at for at in range(1, len(numbers) + 1) if at not in rows.odd), 0)
    short = [at for at, cells in rows.odd.items() if at > first and 1 < len(cells) < width]
    long = [at for at, cells in rows.odd.items() if at > first and _used_width(cells) > width]
    said = [("ligne-courte", short), ("ligne-decalee", long), *rows.quotes.items()]
    texts = rows.columns[0] if rows.columns else ()
    return [
        Batch(code, place, numbers[np.array(at) - 1], [texts[index - 1].as_py() for index in at])
        for code, at in said
        if at
    ]
