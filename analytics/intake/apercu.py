"""Say what was read of each file, before any finding: « Est-ce bien ce que vous attendiez? »

Rows and amounts are those of `Reading.tables`: nothing is counted twice, and nothing is counted that is not in the frames.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics import format_fr
from analytics.intake.results import Reading, TableReading
from analytics.schema import TABLES, Kind, Table
from analytics.schema.reference import territoires

Days = tuple[pd.Timestamp, pd.Timestamp]
ADDED = ("financement", "totaux_publies")
"""Tables whose amounts add up: those of an envelope may be one amount told by two sources."""


@dataclass(frozen=True, slots=True)
class SheetOverview:
    """What one sheet gave to one table.

    `montants`: title of the column → cents of its rows (None: none is filled), only where rows add up; `dates`: title →
    first and last day; `exercices`: first to last; `territoires`: name → rows, in the
    order of the reference, only those read; `sans_territoire`: rows that name none.
    """

    table: str
    titre: str
    feuille: str | None
    lignes: int
    montants: dict[str, int | None]
    dates: dict[str, Days]
    exercices: tuple[str, ...]
    territoires: dict[str, int]
    sans_territoire: int

    @property
    def phrases(self) -> tuple[str, ...]:
        """Say it in French, one short sentence a fact."""
        where = f", feuille «\u00a0{self.feuille}\u00a0»" if self.feuille else ""
        said = [f"{self.titre}{where}\u00a0: {format_fr.compte(self.lignes, 'ligne')}."]
        said += [f"{title}\u00a0: {_sum(cents)}." for title, cents in self.montants.items()]
        said += [f"{title}\u00a0: {_between(days)}." for title, days in self.dates.items()]
        if self.exercices:
            said.append(f"Exercices\u00a0: {format_fr.liste(self.exercices)}.")
        if self.territoires:
            rows = [f"{name} ({format_fr.nombre(count)})" for name, count in self.territoires.items()]
            rows += [f"sans territoire ({format_fr.nombre(self.sans_territoire)})"] if self.sans_territoire else []
            said.append(f"Territoires\u00a0: {format_fr.liste(rows)}.")
        return tuple(said)


@dataclass(frozen=True, slots=True)
class FileOverview:
    """What one file gave, sheet by sheet; nothing when none of its sheets was read."""

    fichier: str
    feuilles: tuple[SheetOverview, ...]

    @property
    def phrases(self) -> tuple[str, ...]:
        """Say it in French."""
        said = tuple(phrase for sheet in self.feuilles for phrase in sheet.phrases)
        return said or ("Rien n'a été lu dans ce fichier.",)


def overview(reading: Reading) -> tuple[FileOverview, ...]:
    """Return what was read of each file, in the order in which they came."""
    parts = [(name, part) for name, table in reading.tables.items() for part in table.parties or (table,)]
    return tuple(
        FileOverview(fichier, tuple(_sheet(reading, name, part) for name, part in parts if part.fichier == fichier))
        for fichier in dict.fromkeys(reading.fichiers)
    )


def _sheet(reading: Reading, name: str, part: TableReading) -> SheetOverview:
    """Return what one sheet gave to one table."""
    table, rows = TABLES[name], _rows_of(reading.frames[name], part, len(reading.tables[name].parties))
    present = set(part.colonnes.values())
    places = rows["territoire"].value_counts() if "territoire" in rows else pd.Series(dtype="int64")
    counts = {place.nom: int(places[place.nom]) for place in territoires() if place.nom in places.index}
    return SheetOverview(
        table=name,
        titre=table.title,
        feuille=part.feuille,
        lignes=part.lignes,
        montants=_amounts(rows, table, part),
        dates=_dates(rows, table, present),
        exercices=tuple(sorted(rows["exercice"].dropna().unique())) if "exercice" in rows else (),
        territoires=counts,
        sans_territoire=len(rows) - sum(counts.values()) if counts else 0,
    )


def _rows_of(frame: pd.DataFrame, part: TableReading, parts: int) -> pd.DataFrame:
    """Return the rows of a table that came from one sheet."""
    if parts < 2:
        return frame
    sheet = frame["origine_feuille"]
    same = sheet.isna() if part.feuille is None else sheet == part.feuille
    return frame[((frame["origine_fichier"] == part.fichier) & same).to_numpy(bool)]


def _amounts(rows: pd.DataFrame, table: Table, part: TableReading) -> dict[str, int | None]:
    """Return the sum of each column of amounts that the sheet has, None where no row is filled."""
    if table.name not in ADDED:
        return {}
    return {table[name].title: cents if rows[name].notna().any() else None for name, cents in part.montants.items()}


def _sum(cents: int | None) -> str:
    """Say the sum of a column."""
    return "aucun montant" if cents is None else f"{format_fr.montant(cents)} (somme des lignes)"


def _dates(rows: pd.DataFrame, table: Table, present: set[str]) -> dict[str, Days]:
    """Return the first and last day of each column of dates that the sheet has and fills."""
    names = [name for name in table.of_kind(Kind.DATE) if name in present and rows[name].notna().any()]
    return {table[name].title: (rows[name].min(), rows[name].max()) for name in names}


def _between(days: Days) -> str:
    """Say the first and last day of a column."""
    first, last = days
    return (
        format_fr.le(first) if first == last else f"du {format_fr.date_longue(first)} au {format_fr.date_longue(last)}"
    )
