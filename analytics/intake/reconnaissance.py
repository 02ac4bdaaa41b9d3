"""Recognise the sheets of a deposit: which table each holds, which columns are read, and what is left aside."""

from __future__ import annotations

from dataclasses import replace

from analytics.intake.consignes import APPEL, Consignes
from analytics.intake.contenu import guess_columns
from analytics.intake.entetes import NEAR, VALUES, Layout, find_layout, layout_at, settle
from analytics.intake.findings import Batch, Place
from analytics.intake.profils import apply_profile, share_placed
from analytics.intake.results import Profil, UnknownColumn
from analytics.intake.sheet import Sheet, column_letter, is_blank
from analytics.intake.tableaux import split_tables
from analytics.schema import TABLES
from analytics.schema.feuilles import COMPUTED_SHEET
from analytics.schema.spelling import fold

_PIVOT = (
    "Total Résultat",
    "Total général",
    "Étiquettes de lignes",
    "Étiquettes de colonnes",
    "Somme de ",
    "Nombre de ",
)
_PIVOT_ROWS = 200
_NEARLY = 0.75
"""Share of the columns of a profile, against the sheet that has most of them, under which a sheet is another table."""
_SAID = {NEAR: "entete-voisin", VALUES: "colonne-devinee"}
"""How a column was recognised → what is said of it."""
Recognised = tuple[Sheet, Layout | None, list[Batch]]


def find_layouts(
    files: list[list[Sheet]], profil: Profil | None, consignes: Consignes
) -> tuple[list[Layout], list[Batch]]:
    """Recognise the sheets of each file; CSV files together stand for the sheets of one workbook."""
    books = [[sheet for sheet in sheets if not _is_computed(sheet)] for sheets in files if not _is_csv(sheets)]
    singles = [sheet for sheets in files if _is_csv(sheets) for sheet in sheets]
    layouts, batches = [], []
    recognised = [_find_in_book(sheets, profil, consignes) for sheets in books]
    recognised += (
        [[_find_alone(sheet, consignes.profile_for(sheet, profil)[0]) for sheet in singles]] if singles else []
    )
    for book in recognised:
        found, hidden = _leave_hidden(book, profil, consignes)
        tables, said = _split(found, profil, consignes)
        layouts += [layout for layout in tables if layout.complete]
        layouts += [guess_columns(layout) for layout in settle([layout for layout in tables if not layout.complete])]
        batches += [*hidden, *said]
        batches += [batch for entry in found for batch in _ignored(*entry)]
    return layouts, batches


def _split(found: list[Recognised], profil: Profil | None, consignes: Consignes) -> tuple[list[Layout], list[Batch]]:
    """Return the layouts of all the tables of the sheets that are read, and the complaints about them."""
    layouts, batches = [], []
    for sheet, layout, complaints in found:
        tables, more = [], []
        if layout is not None:
            own = consignes.profile_for(sheet, profil)[0]
            apart = replace(own, feuille=None, ligne_entete=None) if own is not None else None
            tables, more = split_tables(layout, lambda piece, apart=apart: _find_alone(piece, apart)[1:])
        layouts += tables
        batches += [batch for batch in complaints if batch.code != "entete-double" or len(tables) == 1] + more
    return layouts, batches


def _is_csv(sheets: list[Sheet]) -> bool:
    """Tell whether a file has one sheet without a name, as a CSV does."""
    return len(sheets) == 1 and sheets[0].feuille is None


def _is_computed(sheet: Sheet) -> bool:
    """Tell a sheet that says in its first cell that the program computed it: nobody typed it, nothing in it is data."""
    return any(COMPUTED_SHEET in cells[:1] for cells in sheet.head(1))


def _leave_hidden(
    found: list[Recognised], profil: Profil | None, consignes: Consignes
) -> tuple[list[Recognised], list[Batch]]:
    """Leave the hidden sheets aside, and say those that hold a table, unless no other sheet does or a profile names it."""
    named = {profil.feuille} if profil else set()
    said = consignes.par_feuille
    shown = [
        entry
        for entry in found
        if entry[0].visible or entry[0].feuille in named or (entry[0].fichier, entry[0].feuille) in said
    ]
    if not any(layout is not None for _, layout, _ in shown):
        return found, []
    kept = {id(entry) for entry in shown}
    hidden = [sheet for entry in found if id(entry) not in kept for sheet, layout, _ in [entry] if layout is not None]
    return shown, [Batch("feuille-masquee", sheet.place) for sheet in hidden]


def _find_in_book(sheets: list[Sheet], profil: Profil | None, consignes: Consignes) -> list[Recognised]:
    """Recognise the sheets of a workbook; the profile of the whole deposit is for those that it fits best.

    A sheet of which it fits less is read by its own headers, unless it would give again the tables of the others.
    """
    profiles = [consignes.profile_for(sheet, profil) for sheet in sheets]
    common = {index for index, (_, origin) in enumerate(profiles) if origin == APPEL and profil.colonnes}
    named = {index for index in common if profil.feuille and fold(sheets[index].feuille or "") == fold(profil.feuille)}
    found = {index: _find_alone(sheet, profiles[index][0]) for index, sheet in enumerate(sheets) if index not in common}
    fitted = {index: fit for index in named or common if (fit := _fit(sheets[index], profil)) is not None}
    most = max((share_placed(layout, profil) for _, layout, _ in fitted.values()), default=0.0)
    found |= {index: fit for index, fit in fitted.items() if share_placed(fit[1], profil) >= _NEARLY * most}
    taken = {table for index in fitted if index in found for table in found[index][1].tables}
    return [found.get(index) or _find_own(sheet, profil, taken) for index, sheet in enumerate(sheets)]


def _fit(sheet: Sheet, profil: Profil) -> Recognised | None:
    """Return what the columns of a profile make of a sheet (None: it has none of them)."""
    if len(sheet) == 0 or not sheet.columns or profil.met_de_cote:
        return None
    layout, complaints = apply_profile(sheet, profil)
    return (sheet, layout, complaints) if layout is not None else None


def _find_alone(sheet: Sheet, profil: Profil | None) -> Recognised:
    """Return the layout of a sheet by the profile when it fits, else by its own headers."""
    meant = profil is not None and profil.colonnes and profil.feuille in (None, sheet.feuille)
    fit = _fit(sheet, profil) if meant else None
    return fit or _find_own(sheet, profil, set())


def _find_own(sheet: Sheet, profil: Profil | None, taken: set[str]) -> Recognised:
    """Return the layout of a sheet by its own headers, unless it would give tables that others give."""
    if len(sheet) == 0 or not sheet.columns or (profil is not None and profil.met_de_cote):
        return sheet, None, []
    layout = _own_layout(sheet, profil)
    if layout is None or profil is None:
        return sheet, layout, []
    if taken & set(layout.tables):
        return sheet, None, [Batch("feuille-hors-profil", sheet.place)]
    constants = {
        name: value
        for name, value in profil.constantes.items()
        if any(name in TABLES[table] for table in layout.tables)
    }
    return sheet, replace(layout, constants=layout.constants | constants, decimal=profil.decimale), []


def _own_layout(sheet: Sheet, profil: Profil | None) -> Layout | None:
    """Return the layout that the headers of a sheet give, at the row that the profile names when it names no column."""
    if profil is not None and profil.ligne_entete and not profil.colonnes:
        return layout_at(sheet, profil.ligne_entete)
    return find_layout(sheet)


def _ignored(sheet: Sheet, layout: Layout | None, complaints: list[Batch]) -> list[Batch]:
    """Say that a sheet which is not blank is not read, unless it was said why."""
    if layout is not None or complaints or not sheet.filled().any():
        return []
    pivot = any(cell and cell.startswith(_PIVOT) for cells in sheet.head(_PIVOT_ROWS) for cell in cells)
    return [Batch("feuille-croisee" if pivot else "feuille-ignoree", sheet.place)]


def set_aside(layouts: list[Layout]) -> tuple[list[UnknownColumn], list[Batch]]:
    """List the columns that no table reads, those without a header when they have values."""
    unknown, batches = [], []
    for layout in layouts:
        sheet = layout.sheet
        for index, header in enumerate(layout.headers):
            if index in layout.used or (not header and is_blank(sheet, index, layout.header)):
                continue
            letter, code = column_letter(index), "colonne-inconnue" if header else "entete-vide"
            unknown.append(UnknownColumn(sheet.fichier, sheet.feuille, letter, header or ""))
            place = Place(sheet.fichier, sheet.feuille, None, letter)
            batches.append(Batch(code, place, _header_row(layout), [header], common={"lettres": letter}))
    return unknown, batches


def _header_row(layout: Layout) -> object:
    """Return the true row of the headers, as an array (empty when there are none)."""
    rows = layout.sheet.rows
    return rows[layout.header : layout.header + 1] if layout.header >= 0 else rows[:0]


def missing_columns(layouts: list[Layout]) -> list[Batch]:
    """Say, once a sheet, the required columns that it lacks, the ambiguous headers, and those recognised in spite of a slip."""
    said = {
        (batch.code, batch.place): batch
        for layout in layouts
        for table in layout.tables
        for batch in _column_batches(layout, table)
    }
    return list(said.values())


def _column_batches(layout: Layout, table: str) -> list[Batch]:
    """Say what is wrong with the headers of one table of a sheet."""
    batches, place = [], layout.sheet.place
    for column in TABLES[table]:
        match = layout.matches[table].get(column.name)
        letter = column_letter(match.index) if match else None
        here = Place(place.fichier, place.feuille, column.name, letter, column.title)
        if match and match.rank in _SAID:
            batches.append(Batch(_SAID[match.rank], here, _header_row(layout), [match.header]))
        elif column.name in layout.ambiguous:
            letters = ", ".join(column_letter(other.index) for other in layout.ambiguous[column.name])
            batches.append(Batch("entete-ambigu", here, common={"lettres": letters}))
        elif not match and column.required and column.name not in (*layout.constants, "id_initiative"):
            batches.append(Batch("colonne-obligatoire-absente", here, common={"exemple": column.example}))
    return batches
