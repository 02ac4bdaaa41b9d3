"""Write a typed table as an open CSV: UTF-8 with BOM, commas, amounts in dollars with a decimal point, ISO days."""

from __future__ import annotations

import csv
import io

import pandas as pd

from analytics import format_fr
from analytics.exports.donnees_ouvertes.retraits import public_columns
from analytics.exports.tableur import neutralised
from analytics.schema import Kind, Table

DELIMITER = ","


def open_csv(table: Table, frame: pd.DataFrame) -> bytes:
    """Return the CSV of the public columns of a table: technical names as headers, an empty cell for what is not published."""
    columns = public_columns(table)
    written = [_written(frame[column.name], column.kind) for column in columns]
    sink = io.StringIO()
    rows = csv.writer(sink, delimiter=DELIMITER, lineterminator="\r\n")
    rows.writerow([column.name for column in columns])
    rows.writerows(zip(*written, strict=True))
    return sink.getvalue().encode("utf-8-sig")


def _written(values: pd.Series, kind: Kind) -> list[str]:
    """Write the cells of one column."""
    write = _WRITERS.get(kind, neutralised)
    return ["" if pd.isna(value) else write(value) for value in values.astype("object")]


_WRITERS = {
    Kind.MONTANT: format_fr.montant_json,
    Kind.DATE: format_fr.date_iso,
    Kind.OUINON: format_fr.ouinon,
    Kind.ENTIER: lambda value: str(int(value)),
    Kind.NOMBRE: lambda value: f"{value:.10f}".rstrip("0").rstrip("."),
}
"""Kind of a column → how a value of it is written; texts as they are, but for what a spreadsheet would run as a formula."""
