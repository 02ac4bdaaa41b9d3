"""Time how long a large table takes to become an xlsx file: openpyxl, XlsxWriter, and our own rows over XlsxWriter's layout.

`python -m benchmarks.ecriture_xlsx` writes the amounts of 20 000 fictitious initiatives (about 40 000 rows of 14 columns) with
each, in one run, prints the seconds and the ratio to ours, and writes `.benchmarks/ecriture_xlsx.json`. The last line is the whole example
of 100 000 initiatives.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator
from datetime import datetime

import pandas as pd
from openpyxl import Workbook
from xlsxwriter import Workbook as XlsxWriterBook

from analytics.exports.exemple import example_tables, example_workbook
from analytics.exports.sheet_layout import DATE_FORMAT, MONEY_FORMAT, Styles, lay_out, new_book
from analytics.exports.sheet_rows import fill_sheets
from analytics.schema import TABLES, Kind
from benchmarks.resultats import keep

TABLE = TABLES["financement"]
INITIATIVES, WHOLE = 20_000, 100_000
DATED = datetime(2026, 3, 31)


def plain_rows(frame: pd.DataFrame) -> Iterator[tuple[object, ...]]:
    """Yield the rows as the other libraries take them: dollars, days, texts, None."""
    dollars = {name: frame[name].astype("Float64") / 100 for name in TABLE.of_kind(Kind.MONTANT)}
    shown = frame.assign(**dollars)[list(TABLE.names)].astype(object)
    return shown.where(shown.notna(), None).itertuples(index=False, name=None)


def with_openpyxl(frame: pd.DataFrame) -> bytes:
    """Write with openpyxl's fastest mode."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(TABLE.title)
    sheet.append([column.title for column in TABLE])
    for row in plain_rows(frame):
        sheet.append(row)
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


def with_xlsxwriter(frame: pd.DataFrame) -> bytes:
    """Write with XlsxWriter's mode of constant memory."""
    sink = io.BytesIO()
    with XlsxWriterBook(
        sink, {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    ) as book:
        looks = {
            Kind.MONTANT: book.add_format({"num_format": MONEY_FORMAT}),
            Kind.DATE: book.add_format({"num_format": DATE_FORMAT}),
        }
        formats = [looks.get(column.kind) for column in TABLE]
        sheet = book.add_worksheet(TABLE.title)
        sheet.write_row(0, 0, [column.title for column in TABLE])
        for number, row in enumerate(plain_rows(frame), start=1):
            for place, value in enumerate(row):
                if value is not None:
                    sheet.write(number, place, value, formats[place])
    return sink.getvalue()


def with_ours(frame: pd.DataFrame) -> bytes:
    """Write the layout with XlsxWriter and the rows in vectors."""
    sink = io.BytesIO()
    with new_book(sink, DATED) as book:
        lay_out(book, Styles(book), TABLE, TABLE.title, len(frame), wrap=False)
    return fill_sheets(sink.getvalue(), {0: (TABLE, frame)})


def timed(write: Callable[[], bytes]) -> tuple[float, int]:
    """Return the seconds that a writing takes, and the bytes it gives."""
    start = time.perf_counter()
    content = write()
    return time.perf_counter() - start, len(content)


def main() -> None:
    """Print one line a way of writing."""
    frame = example_tables(INITIATIVES, 1)["financement"]
    ways = {
        "le projet": with_ours,
        "XlsxWriter, constant_memory": with_xlsxwriter,
        "openpyxl, write_only": with_openpyxl,
    }
    seconds = {name: timed(lambda write=write: write(frame)) for name, write in ways.items()}
    ours = seconds["le projet"][0]
    for name, (spent, size) in seconds.items():
        print(f"{name:<30}{len(frame):>9} lignes {spent:8.2f} s {size / 1e6:8.1f} Mo {spent / ours:6.1f}x")
    seconds["exemple entier"] = spent, size = timed(lambda: example_workbook(WHOLE, 1))
    print(f"{'exemple entier':<30}{WHOLE:>9} initiatives {spent:8.2f} s {size / 1e6:8.1f} Mo")
    keep("ecriture_xlsx", {name: {"secondes": spent, "octets": size} for name, (spent, size) in seconds.items()})


if __name__ == "__main__":
    main()
