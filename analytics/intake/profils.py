"""Apply a `profil d'import`: the mapping that a person made once for a foreign layout.

Rules, where the profile leaves a choice:
- the headers are the row, or the two rows together, that hold most of its titles; when it names letters only, the row above
  the first one whose amounts or dates are some;
- a title that stands twice is the column that has values, the first of several, and that is said.
"""

from __future__ import annotations

from collections.abc import Sequence

from analytics.intake.dates import read_day
from analytics.intake.entetes import FLAT, Layout, Match, band_headers, is_named
from analytics.intake.findings import Batch, Place
from analytics.intake.nombres import read_number
from analytics.intake.results import Profil
from analytics.intake.sheet import Sheet, column_letter, is_blank
from analytics.schema import TABLES, Kind
from analytics.schema.spelling import fold

DEEPEST, _MOST_CELLS = 400, 100_000
"""Rows, and cells, among which the headers of a profile are looked for."""
_LONGEST_TITLE, _LONGEST_VALUE = 300, 60
_TYPED = {column.name for table in TABLES.values() for column in table if column.kind in (Kind.MONTANT, Kind.DATE)}
Names = tuple[tuple[str, ...], ...]
"""For each column, the titles that it may go by, the first being the one shown."""


def apply_profile(sheet: Sheet, profil: Profil) -> tuple[Layout | None, list[Batch]]:
    """Return the layout that a profile gives to a sheet (None: the sheet has none of its columns) and what it lacks."""
    position, names = _find_headers(sheet, profil)
    headers = tuple(titles[0] if titles else None for titles in names)
    places = {key: _places(key, names) for key in profil.colonnes}
    placed = {key: _choose(found, sheet, position) for key, found in places.items()}
    if not any(index is not None for index in placed.values()):
        return None, []
    given = {
        name: Match(index, headers[index] or column_letter(index), 0)
        for key, name in profil.colonnes.items()
        if name and (index := placed[key]) is not None
    }
    tables = _tables(set(given) | set(profil.constantes), sheet)
    matches = {table: {name: match for name, match in given.items() if name in TABLES[table]} for table in tables}
    constants = dict(profil.constantes)
    layout = Layout(
        sheet, tables, position, headers, matches, constants=constants, complete=True, decimal=profil.decimale
    )
    return layout, [*_complaints(sheet, profil, placed), *_doubles(sheet, profil, places, position)]


def share_placed(layout: Layout, profil: Profil) -> float:
    """Return which share of the columns that a profile reads a sheet has."""
    wanted = {name for name in profil.colonnes.values() if name}
    placed = {name for found in layout.matches.values() for name in found}
    return len(wanted & placed) / max(1, len(wanted))


def _find_headers(sheet: Sheet, profil: Profil) -> tuple[int, Names]:
    """Return the position of the headers (-1: there are none) and the titles of each column."""
    nothing = ((),) * len(sheet.columns)
    head = sheet.head(min(DEEPEST, max(1, _MOST_CELLS // len(sheet.columns))))
    if profil.ligne_entete is not None:
        wanted = (sheet.rows[: len(head)] == profil.ligne_entete).nonzero()[0].tolist()
        if not wanted:
            return _far_header(sheet, profil.ligne_entete) or (-1, nothing)
    else:
        wanted = range(len(head))
    known = {fold(key) for key in profil.colonnes}
    best = _best_headers(head, wanted, known, at_least=0 if profil.ligne_entete is not None else 1)
    if best is not None:
        return best
    position = _above_values(head, profil)
    return position, _one_line(head[position]) if position >= 0 else nothing


def _far_header(sheet: Sheet, row: int) -> tuple[int, Names] | None:
    """Return the headers of a row that the profile names farther down than one looks."""
    found = (sheet.rows == row).nonzero()[0]
    return (int(found[0]), _one_line(sheet.row(int(found[0])))) if row > 0 and len(found) else None


def _best_headers(
    head: list[list[str | None]], wanted: Sequence[int], known: set[str], at_least: int
) -> tuple[int, Names] | None:
    """Return the row that holds most of the titles known, the first of equals, or two rows that hold more together."""
    found: tuple[int, int, Names] | None = None
    for position in wanted:
        names = _one_line(head[position])
        if (count := _count(names, known)) >= at_least and (found is None or count > found[0]):
            found = (count, position, names)
    if found is None:
        return None
    for first in (found[1] - 1, found[1]):
        if 0 <= first < len(head) - 1:
            names = _two_lines(head[first], head[first + 1])
            if (count := _count(names, known)) > found[0]:
                found = (count, first + 1, names)
    return found[1:]


def _one_line(cells: Sequence[str | None]) -> Names:
    """Return the titles of a row of headers."""
    return tuple((cell,) if cell else () for cell in cells)


def _two_lines(above: list[str | None], below: list[str | None]) -> Names:
    """Return the titles of two rows of headers: both together where the upper one is a band, the lower, else the upper."""
    bands = band_headers(above, below)
    return tuple(
        tuple(dict.fromkeys(title for title in (down, band, up) if title))
        for up, down, band in zip(above, below, bands, strict=True)
    )


def _count(names: Names, known: set[str]) -> int:
    """Return how many of the titles known a row has."""
    return len(known & {fold(title) for titles in names for title in titles if len(title) <= _LONGEST_TITLE})


def _above_values(head: list[list[str | None]], profil: Profil) -> int:
    """Return the row of titles above the first row whose amounts or dates, named by letters, are some (-1: there is none).

    It is the first of those that have a text in every column named, or, when none has, the last of those that have most.
    """
    letters = {column_letter(index): index for index in range(len(head[0]) if head else 0)}
    named = {
        letters[key.strip().upper()]: name for key, name in profil.colonnes.items() if key.strip().upper() in letters
    }
    typed = [index for index, name in named.items() if name in _TYPED]
    first = next((row for row, cells in enumerate(head) if any(_is_value(cells[index]) for index in typed)), 0)
    counts = [sum(head[row][index] is not None for index in named) for row in range(first)]
    most = max(counts, default=0)
    if not most:
        return -1
    return counts.index(most) if most == len(named) else first - 1 - counts[::-1].index(most)


def _is_value(text: str | None) -> bool:
    """Tell whether a cell is a number or a date."""
    if text is None:
        return False
    return read_number(text[:_LONGEST_VALUE]) is not None or read_day(text[:_LONGEST_VALUE]).value is not None


def _places(key: str, names: Names) -> list[int]:
    """Return where a title of the profile stands: as typed, else spelled alike, else the column of that letter."""
    for same in (lambda title: title == key.strip(), lambda title: fold(title) == fold(key)):
        if found := [index for index, titles in enumerate(names) if any(map(same, titles))]:
            return found
    letters = {column_letter(index): index for index in range(len(names))}
    letter = letters.get(key.strip().upper())
    return [] if letter is None else [letter]


def _choose(places: list[int], sheet: Sheet, position: int) -> int | None:
    """Return the first of several columns that has values (the first when none has)."""
    filled = [index for index in places if not is_blank(sheet, index, position)]
    return next(iter(filled or places), None)


def _doubles(sheet: Sheet, profil: Profil, places: dict[str, list[int]], position: int) -> list[Batch]:
    """Say the titles that stand over several columns with values: one was chosen."""
    said = []
    for key, found in places.items():
        filled = [index for index in found if not is_blank(sheet, index, position)]
        if len(filled) > 1 and profil.colonnes[key]:
            place = Place(sheet.fichier, sheet.feuille, profil.colonnes[key], column_letter(filled[0]), key)
            letters = ", ".join(map(column_letter, filled))
            said.append(
                Batch("entete-double", place, sheet.rows[position : position + 1], [key], common={"lettres": letters})
            )
    return said


def _tables(names: set[str], sheet: Sheet) -> tuple[str, ...]:
    """Return the tables that the names of a profile fill: both of a flat sheet when they describe both."""
    amounts = set(TABLES["financement"].of_kind(Kind.MONTANT))
    own = set(TABLES["initiatives"].names) - set(TABLES["financement"].names)
    if names & amounts and names & own:
        return FLAT
    return (
        max(TABLES, key=lambda table: (len(names & set(TABLES[table].names)), is_named(sheet.label, TABLES[table]))),
    )


def _complaints(sheet: Sheet, profil: Profil, placed: dict[str, int | None]) -> list[Batch]:
    """Say which columns of the profile the sheet lacks, and which names are none of ours."""
    known = {name for table in TABLES.values() for name in table.names}
    missing = [
        Batch("profil-colonne-absente", sheet.place, values=[key]) for key, index in placed.items() if index is None
    ]
    wrong = [name for name in (*profil.colonnes.values(), *profil.constantes) if name and name not in known]
    return missing + [Batch("profil-colonne-inconnue", sheet.place, values=[name]) for name in dict.fromkeys(wrong)]
