"""Write the fictitious files that the reading benchmark reads: a flat sheet of 14 columns, as a CSV and as a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import xlsxwriter

HEADER = (
    "Identifiant de l'initiative", "Titre", "Organisme porteur", "Territoire", "Priorité", "Statut", "Date de début",
    "Date de fin", "Source de financement", "Enveloppe", "Exercice", "Montant accordé ($)", "Montant versé ($)",
    "Personnes visées",
)  # fmt: skip
DATES, AMOUNTS, COUNTS = (6, 7), (11, 12), (13,)
"""Positions of the columns of dates, of amounts, of counts."""
TERRITOIRES = (
    "Kamouraska", "Rivière-du-Loup", "Témiscouata", "Les Basques", "Rimouski-Neigette", "La Mitis", "La Matanie",
    "La Matapédia",
)  # fmt: skip
PRIORITES = ("Alimentation", "Transport", "Logement", "Lutte aux préjugés")
STATUTS = ("à venir", "en cours", "terminée")
SOURCES = ("FQIS – Alliance", "Partenaires du milieu", "Autre")
Row = tuple[object, ...]


def rows(count: int, seed: int = 1) -> Iterator[Row]:
    """Yield fictitious rows, always the same: texts, days, cents, a count."""
    chance = Random(seed)
    first = date(2018, 4, 1)
    for number in range(count):
        start = first + timedelta(days=chance.randrange(1800))
        year = start.year if start.month > 3 else start.year - 1
        awarded = chance.randrange(50_000, 9_000_000)
        source = chance.choice(SOURCES)
        yield (
            f"FICTIF-{year}-{number:07d}",
            f"Initiative d'été numéro {number} à l'école",
            f"Organisme numéro {chance.randrange(5000)} de l'Échéance",
            chance.choice(TERRITOIRES),
            chance.choice(PRIORITES),
            chance.choice(STATUTS),
            start,
            start + timedelta(days=chance.randrange(30, 720)),
            source,
            "alliance-2018-2023" if source == SOURCES[0] else "",
            f"{year}-{year + 1}",
            awarded,
            chance.randrange(awarded),
            chance.randrange(1, 500),
        )


def write_csv(path: Path, count: int) -> None:
    """Write the rows as people's spreadsheets do here: semicolons, decimal commas, UTF-8."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(";".join(HEADER) + "\r\n")
        for row in rows(count):
            file.write(";".join(_csv_cell(at, value) for at, value in enumerate(row)) + "\r\n")


def _csv_cell(at: int, value: object) -> str:
    """Write one cell."""
    return f"{value // 100},{value % 100:02d}" if at in AMOUNTS else str(value)


def write_xlsx(path: Path, count: int) -> None:
    """Write the rows as a workbook, with dates and numbers of their own types."""
    with xlsxwriter.Workbook(path, {"constant_memory": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Projets")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, HEADER)
        for number, row in enumerate(rows(count), start=1):
            for at, value in enumerate(row):
                if at in DATES:
                    sheet.write_datetime(number, at, value, day)
                elif at in AMOUNTS:
                    sheet.write_number(number, at, value / 100)
                elif at in COUNTS:
                    sheet.write_number(number, at, value)
                elif value:
                    sheet.write_string(number, at, value)
