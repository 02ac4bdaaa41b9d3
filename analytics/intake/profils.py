"""Apply a `profil d'import`: the mapping that a person made once for a foreign layout."""

from __future__ import annotations

from analytics.intake.entetes import FLAT, HEAD_ROWS, Layout, Match, is_named
from analytics.intake.findings import Batch
from analytics.intake.results import Profil
from analytics.intake.sheet import Sheet, column_letter
from analytics.schema import TABLES, Kind
from analytics.schema.spelling import fold


def apply_profile(sheet: Sheet, profil: Profil) -> tuple[Layout | None, list[Batch]]:
    """Return the layout that a profile gives to a sheet (None: the sheet has none of its columns) and what it lacks."""
    position = _header_position(sheet, profil)
    headers = tuple(sheet.row(position)) if position >= 0 else (None,) * len(sheet.columns)
    placed = {key: _place(key, headers) for key in profil.colonnes}
    if not any(index is not None for index in placed.values()):
        return None, []
    names = {
        name: Match(index, headers[index] or column_letter(index), 0)
        for key, name in profil.colonnes.items()
        if name and (index := placed[key]) is not None
    }
    tables = _tables(set(names) | set(profil.constantes), sheet)
    matches = {table: {name: match for name, match in names.items() if name in TABLES[table]} for table in tables}
    layout = Layout(
        sheet,
        tables,
        position,
        headers,
        matches,
        constants=dict(profil.constantes),
        complete=True,
        decimal=profil.decimale,
    )
    return layout, _complaints(sheet, profil, placed, position)


def _header_position(sheet: Sheet, profil: Profil) -> int:
    """Return the position of the headers: as the profile says, else the row that holds most of its headers."""
    if profil.ligne_entete is not None:
        found = (sheet.rows == profil.ligne_entete).nonzero()[0]
        return int(found[0]) if profil.ligne_entete > 0 and len(found) else -1
    wanted = {fold(key) for key in profil.colonnes}
    counts = [len(wanted & {fold(cell) for cell in cells if cell}) for cells in sheet.head(HEAD_ROWS)]
    best = max(counts, default=0)
    return counts.index(best) if best else -1


def _place(key: str, headers: tuple[str | None, ...]) -> int | None:
    """Return where a header of the profile stands: the only column of that header, else the column of that letter."""
    exact = [index for index, header in enumerate(headers) if header == key.strip()]
    alike = exact or [index for index, header in enumerate(headers) if header and fold(header) == fold(key)]
    if alike:
        return alike[0]
    letters = {column_letter(index): index for index in range(len(headers))}
    return letters.get(key.strip().upper())


def _tables(names: set[str], sheet: Sheet) -> tuple[str, ...]:
    """Return the tables that the names of a profile fill: both of a flat sheet when they describe both."""
    amounts = set(TABLES["financement"].of_kind(Kind.MONTANT))
    own = set(TABLES["initiatives"].names) - set(TABLES["financement"].names)
    if names & amounts and names & own:
        return FLAT
    return (
        max(TABLES, key=lambda table: (len(names & set(TABLES[table].names)), is_named(sheet.label, TABLES[table]))),
    )


def _complaints(sheet: Sheet, profil: Profil, placed: dict[str, int | None], position: int) -> list[Batch]:
    """Say which columns of the profile the sheet lacks, and which names are none of ours."""
    known = {name for table in TABLES.values() for name in table.names}
    missing = [
        Batch("profil-colonne-absente", sheet.place, values=[key]) for key, index in placed.items() if index is None
    ]
    wrong = [name for name in (*profil.colonnes.values(), *profil.constantes) if name and name not in known]
    return missing + [Batch("profil-colonne-inconnue", sheet.place, values=[name]) for name in dict.fromkeys(wrong)]
