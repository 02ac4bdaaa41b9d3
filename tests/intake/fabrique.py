"""Build small deposits: a CSV or a workbook from rows of cells."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl

from analytics.intake import Profil, Reading, Upload, read_uploads
from analytics.schema import TABLES

Row = Sequence[Any]

INITIATIVE = {
    "id_initiative": "I-1",
    "titre": "Frigos partagés",
    "organisme_porteur": "Moisson",
    "territoire": "La Mitis",
    "priorite": "Alimentation",
    "statut": "en cours",
}
MONTANT = {
    "id_initiative": "I-1",
    "source_financement": "Autre",
    "exercice": "2021-2022",
    "montant_accorde": "1 000,00",
}
COMMON = {"initiatives": INITIATIVE, "financement": MONTANT}

FLAT_HEADER = ["No", "Titre du projet", "Porteur", "MRC", "Priorité", "État", "Fonds", "Année", "Montant accordé"]
"""Headers of a flat sheet, as a territory writes them."""


def flat_csv(count: int) -> bytes:
    """Write a good flat CSV of so many rows, each of 1 000 $."""
    row = "P{0};Frigos {0};Moisson;La Mitis;Alimentation;en cours;Autre;2021-2022;1000,00\r\n"
    return (";".join(FLAT_HEADER) + "\r\n" + "".join(row.format(n) for n in range(1, count + 1))).encode()


def csv_bytes(rows: Sequence[Row], separator: str = ";", encoding: str = "utf-8") -> bytes:
    """Write rows as a CSV, each cell in quotes when it needs them."""
    return "\r\n".join(separator.join(_quoted(cell, separator) for cell in row) for row in rows).encode(encoding)


def _quoted(cell: Any, separator: str) -> str:
    """Write one cell of a CSV."""
    text = "" if cell is None else str(cell)
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in (separator, '"', "\n")) else text


def xlsx_bytes(sheets: Mapping[str, Sequence[Row]]) -> bytes:
    """Write sheets as a workbook."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def titles(table: str, names: Sequence[str]) -> list[str]:
    """Return the exact headers of some columns."""
    return [TABLES[table][name].title for name in names]


def one_row(table: str, **cells: Any) -> list[list[Any]]:
    """Return the headers and one row of a table: a good row, with these cells changed or added."""
    row = COMMON.get(table, required_row(table)) | cells
    return [titles(table, list(row)), list(row.values())]


def required_row(table: str) -> dict[str, str]:
    """Return the example of every required column, and of one column of each group where one at least is due."""
    declared = TABLES[table]
    names = [c.name for c in declared if c.required] + [group[0] for group in declared.at_least_one]
    return {name: declared[name].example for name in names}


def read_csv(
    rows: Sequence[Row], nom: str = "x.csv", profil: Profil | None = None, separator: str = ";", encoding: str = "utf-8"
) -> Reading:
    """Read rows written as a CSV."""
    return read_uploads([Upload(nom, csv_bytes(rows, separator, encoding))], profil)


def read_xlsx(sheets: Mapping[str, Sequence[Row]], profil: Profil | None = None) -> Reading:
    """Read sheets written as a workbook."""
    return read_uploads([Upload("x.xlsx", xlsx_bytes(sheets))], profil)


def read_deposit(**tables: Sequence[Row]) -> Reading:
    """Read one CSV a table."""
    return read_uploads([Upload(f"{name}.csv", csv_bytes(rows)) for name, rows in tables.items()])


def pairs(reading: Reading, *levels: str) -> set[tuple[str | None, str]]:
    """Return the (cell, code) of the findings, of some levels only when they are named."""
    return {(f.cellule, f.code) for f in reading.anomalies if not levels or f.niveau in levels}


def codes(reading: Reading) -> set[str]:
    """Return the codes of the findings."""
    return {finding.code for finding in reading.anomalies}
