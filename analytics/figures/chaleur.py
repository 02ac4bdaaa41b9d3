"""Work out a heat map as a table: each cell with its words, its class of colour, and what sets it apart.

It is drawn as a real table (on a page, a slide or a sheet): a telephone can then shrink it and a screen reader read it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import pandas as pd

from analytics import format_fr
from analytics.figures.carte import ClassKey, classes, readable_on
from analytics.figures.classes import class_of, round_limits
from analytics.figures.theme import Mode
from analytics.schema import NON_PUBLIE
from analytics.schema.reference import NON_VENTILE

Kind = Literal["montant", "a_part", "non_publie"]
APART = (NON_VENTILE, NON_PUBLIE)
_THOUSANDS_FROM = 1_000_000
"""Cents from which the short form counts in thousands of dollars."""


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One cell: its words, the exact ones, the short ones of a telephone, the colour of its class (None: no class) and what is in it.

    `kind`: a known amount; one that no row or column of its own holds (`a_part`); nothing published.
    """

    ligne: str
    colonne: str
    texte: str
    exact: str
    court: str
    kind: Kind
    fond: str | None
    encre: str | None
    nombre: int


@dataclass(frozen=True, slots=True)
class HeatTable:
    """A heat map: its columns, its rows (name, cells), and the key of its colours, smallest class first."""

    colonnes: tuple[str, ...]
    lignes: tuple[tuple[str, tuple[HeatCell, ...]], ...]
    cle: tuple[ClassKey, ...]


def heat_table(crossed: pd.DataFrame, row: str, column: str, mode: Mode) -> HeatTable:
    """Return the heat map of a crosstab (`crosstab.cross`): classes of colour over the cells that name both a row and a column.

    « Non ventilé » and « Non publié » stay at the end, outside the colours: what is not broken down would crush every other cell.
    """
    named = crossed.loc[~crossed[row].isin(APART) & ~crossed[column].isin(APART), "montant_accorde"]
    dollars = named.astype("Float64") / 100
    keys, limits = classes(dollars, mode, _dollars), round_limits(dollars)
    cells = [_cell(record, row, column, keys, limits) for record in crossed.to_dict("records")]
    columns = tuple(dict.fromkeys(crossed[column]))
    by_row: dict[str, list[HeatCell]] = {}
    for cell in cells:
        by_row.setdefault(cell.ligne, []).append(cell)
    return HeatTable(columns, tuple((name, tuple(found)) for name, found in by_row.items()), tuple(keys))


def _dollars(value: float) -> str:
    """Write dollars for the key."""
    return format_fr.montant(round(value * 100))


def _cell(record: dict, row: str, column: str, keys: list[ClassKey], limits: list[float]) -> HeatCell:
    """Build one cell."""
    cents, precision = record["montant_accorde"], record["precision"]
    apart = record[row] in APART or record[column] in APART
    fill = None if apart or pd.isna(cents) else keys[class_of(cents / 100, limits)].colour
    return HeatCell(
        ligne=record[row],
        colonne=record[column],
        texte=format_fr.montant_court(cents, precision),
        exact=format_fr.montant(cents, precision),
        court=amount_in_brief(cents, precision),
        kind="non_publie" if pd.isna(cents) else "a_part" if apart else "montant",
        fond=fill,
        encre=None if fill is None else readable_on(fill),
        nombre=int(record["nombre_initiatives"]),
    )


def amount_in_brief(cents: int | None, precision: str | None = None) -> str:
    """Write an amount for a very narrow place: « 231 k$ » from ten thousand dollars, « 2,6 M$ » from a million, exact below."""
    if format_fr.missing(cents) or abs(cents) < _THOUSANDS_FROM:
        return format_fr.montant(cents, precision)
    exact = Decimal(int(cents)) / 100
    in_thousands = format_fr.nombre(exact / 1000)
    if abs(exact) >= Decimal(999_500):
        return format_fr.montant_court(cents, precision)
    prefix = format_fr.montant(0, precision).removesuffix(f"0{format_fr.NBSP}$")
    return f"{prefix}{in_thousands}{format_fr.NBSP}k$"
