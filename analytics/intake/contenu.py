"""Recognise by their values the columns that their headers do not name.

Rule, said in a finding: a column whose header is unknown, and nearly all of whose first values are those of one closed list
of ours, or exercices, is the column of that list when no other gives it and no other could be it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from analytics.intake.cells import Habits, read_cell
from analytics.intake.entetes import VALUES, Layout, Match
from analytics.intake.sheet import column_letter
from analytics.schema import TABLES, Column, Kind

_ROWS, _MOST, _NEARLY, _WIDEST = 200, 40, 0.9, 200
"""Rows that are looked at; distinct values of a list; share of them that must be known; columns of a sheet."""
_KINDS = (Kind.LISTE, Kind.EXERCICE)


def guess_columns(layout: Layout) -> Layout:
    """Return the layout with the columns that their values name."""
    missing = {table: _missing(layout, table) for table in layout.tables}
    guesses = {}
    for index in range(min(len(layout.headers), _WIDEST)) if any(missing.values()) else ():
        if index not in layout.used and (names := _names(layout, index, missing)):
            guesses[index] = names
    counts = Counter(name for names in guesses.values() for name in names)
    sure = {names[0]: index for index, names in guesses.items() if len(names) == 1 and counts[names[0]] == 1}
    if not sure:
        return layout
    matches = {
        table: found | {name: _match(layout, sure[name]) for name in missing[table] if name in sure}
        for table, found in layout.matches.items()
    }
    return replace(layout, matches=matches)


def _missing(layout: Layout, table: str) -> dict[str, Column]:
    """Return the columns of lists and exercices that a sheet should have and of which no header speaks."""
    known = {*layout.matches[table], *layout.ambiguous, *layout.constants}
    return {
        column.name: column
        for column in TABLES[table]
        if column.kind in _KINDS and not column.open_list and column.name not in known
    }


def _match(layout: Layout, index: int) -> Match:
    """Return the match of a column named by its values."""
    return Match(index, layout.headers[index] or column_letter(index), VALUES)


def _names(layout: Layout, index: int, missing: dict[str, dict[str, Column]]) -> list[str]:
    """Return the names of the missing columns that the values of a column fit."""
    texts = layout.sheet.columns[index].slice(layout.header + 1, _ROWS).to_pylist()
    distinct = list(dict.fromkeys(text for text in texts if text))
    if not 0 < len(distinct) <= _MOST or sum(map(bool, texts)) < 2:
        return []
    columns = {name: column for found in missing.values() for name, column in found.items()}
    return [name for name, column in columns.items() if _fits(distinct, column)]


def _fits(texts: list[str], column: Column) -> bool:
    """Tell whether nearly all the texts are values of a column."""
    cells = [read_cell(text, column, Habits(proposes=False)) for text in texts]
    known = sum(cell.value is not None and cell.value in _values(column, cell.value) for cell in cells)
    return known >= _NEARLY * len(texts)


def _values(column: Column, value: str) -> tuple[str, ...]:
    """Return the values that a column accepts (of an exercice, any that could be read)."""
    return tuple(choice.value for choice in column.choices()) if column.choices else (value,)
