"""Say what each sheet of a deposit looks like and how its columns were read, for a person to confirm or correct."""

from __future__ import annotations

from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from analytics.intake.entetes import FLAT, NEAR, SPELLING, TITLE, Layout, Match, recognise_header
from analytics.intake.nombres import PERHAPS_TWO_READINGS, two_readings
from analytics.intake.results import Profil
from analytics.intake.sheet import Sheet, column_letter
from analytics.intake.textes import is_encoded
from analytics.schema import TABLES, Kind

SAMPLES, LONGEST_SAMPLE, LOOKED_AT, PREVIEW_ROWS, WIDEST = 3, 60, 200, 8, 120
"""Values shown of a column; their length; rows they are taken from; rows and columns of a preview."""
REASONS = {TITLE: "titre exact", SPELLING: "autre façon d'écrire ce titre", NEAR: "titre très proche"}
"""How a header was recognised → the words for the person."""
BY_PROFILE, AMBIGUOUS, ASIDE = "selon le profil", "deux colonnes possibles", "mise de côté"


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """One column of a sheet: letter, header as read, a few values, the column of ours it was read as, and why.

    `cle`: what names it in a profile, its own header when no other has it, else its letter. `propose`: for a column of a
    sheet of initiatives or of amounts that is not read, what its header would be in a flat one.
    """

    lettre: str
    entete: str | None
    exemples: tuple[str, ...]
    colonne: str | None
    raison: str
    cle: str
    propose: str | None = None


@dataclass(frozen=True, slots=True)
class SheetReading:
    """One sheet that is not blank: `tables` is empty when it is not read.

    `ligne_entete`: true row of the headers (0: none), `entetes` its cells. `profil`: what was applied, `origine_profil`: where it comes from
    (`consignes`). `manquantes`: required columns that neither the sheet nor a constant gives. `apercu`: true row → cells.
    `deux_lectures`: a few amounts that are one or another by their decimal sign (« 1,500 »), whichever was followed.
    """

    fichier: str
    feuille: str | None
    tables: tuple[str, ...]
    ligne_entete: int
    entetes: tuple[str | None, ...]
    colonnes: tuple[ColumnReading, ...]
    manquantes: tuple[str, ...]
    lignes: int
    visible: bool
    profil: Profil | None = None
    origine_profil: str | None = None
    constantes: dict[str, str] = field(default_factory=dict)
    apercu: tuple[tuple[int, tuple[str, ...]], ...] = ()
    deux_lectures: tuple[str, ...] = ()

    @property
    def place(self) -> tuple[str, str | None]:
        """Return the file and the sheet."""
        return self.fichier, self.feuille

    @property
    def nom(self) -> str:
        """Name the sheet as people do: its file, then its own name."""
        return f"{self.fichier}, feuille « {self.feuille} »" if self.feuille else self.fichier


def describe(sheet: Sheet, layout: Layout | None, profil: Profil | None, origin: str | None) -> SheetReading | None:
    """Describe a sheet as it was recognised; None for a blank one."""
    if len(sheet) == 0 or not sheet.columns:
        return None
    if layout is None:
        preview = _preview(sheet)
        known = (
            sheet.fichier,
            sheet.feuille,
            (),
            0,
            (),
            (),
            (),
            len(sheet),
            sheet.visible,
            profil,
            origin,
            {},
            preview,
        )
        return SheetReading(*known) if preview else None
    header = int(sheet.rows[layout.header]) if layout.header >= 0 else 0
    raw = tuple(sheet.row(layout.header)) if layout.header >= 0 else ()
    return SheetReading(
        sheet.fichier,
        sheet.feuille,
        layout.tables,
        header,
        raw,
        tuple(_column(layout, index, _key(raw, index)) for index in range(min(len(sheet.columns), WIDEST))),
        _missing(layout),
        len(sheet) - layout.header - 1,
        sheet.visible,
        profil,
        origin,
        dict(layout.constants),
        _preview(sheet),
        _in_two_ways(layout),
    )


def _key(headers: tuple[str | None, ...], index: int) -> str:
    """Return what names a column in a profile."""
    header = headers[index] if index < len(headers) else None
    return header if header and headers.count(header) == 1 else column_letter(index)


def _column(layout: Layout, index: int, key: str) -> ColumnReading:
    """Describe one column."""
    header = layout.headers[index] if index < len(layout.headers) else None
    found = [
        (name, match)
        for table in layout.tables
        for name, match in layout.matches[table].items()
        if match.index == index
    ]
    samples = _samples(layout.sheet, index, layout.header)
    if found:
        return ColumnReading(column_letter(index), header, samples, found[0][0], _reason(layout, found[0][1]), key)
    unsure = any(match.index == index for several in layout.ambiguous.values() for match in several)
    return ColumnReading(
        column_letter(index), header, samples, None, AMBIGUOUS if unsure else ASIDE, key, _proposal(layout, header)
    )


def _proposal(layout: Layout, header: str | None) -> str | None:
    """Return the column that a header would name if its sheet were flat."""
    if not header or layout.complete or layout.tables[0] not in FLAT:
        return None
    found = [known for table in FLAT if (known := recognise_header(header, table)) is not None]
    return min(found, key=lambda known: known[1])[0].name if found else None


def _reason(layout: Layout, match: Match) -> str:
    """Say how a column was recognised."""
    return BY_PROFILE if layout.complete else REASONS.get(match.rank, "d'après ses valeurs")


def _missing(layout: Layout) -> tuple[str, ...]:
    """Return the required columns that nothing gives (an identifiant is made when it lacks)."""
    names = {
        column.name: None
        for table in layout.tables
        for column in TABLES[table]
        if column.required
        and column.name not in layout.matches[table]
        and column.name not in layout.constants
        and column.name != "id_initiative"
    }
    return tuple(names)


def _in_two_ways(layout: Layout) -> tuple[str, ...]:
    """Return the first amounts that can be read in two ways."""
    amounts = {
        match.index
        for table in layout.tables
        for name, match in layout.matches[table].items()
        if TABLES[table][name].kind == Kind.MONTANT
    }
    found = (text for index in sorted(amounts) for text in _perhaps(layout.sheet.columns[index], layout.header + 1))
    return tuple(
        list(dict.fromkeys(text for text in found if len(text) <= LONGEST_SAMPLE and two_readings(text)))[:SAMPLES]
    )


def _perhaps(column: pa.Array, start: int) -> list[str]:
    """Return texts of a column among which are the first that can be read in two ways."""
    cells = column.slice(start)
    texts = cells.dictionary if is_encoded(cells) else cells
    marked = pc.fill_null(pc.match_substring_regex(texts, PERHAPS_TWO_READINGS), False)
    return texts.filter(marked).slice(0, LOOKED_AT).to_pylist()


def _samples(sheet: Sheet, index: int, header: int) -> tuple[str, ...]:
    """Return the first different values of a column."""
    texts = sheet.columns[index].slice(header + 1, LOOKED_AT).to_pylist()
    return tuple(list(dict.fromkeys(_short(text) for text in texts if text))[:SAMPLES])


def _preview(sheet: Sheet) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Return the first rows that are not blank."""
    rows = zip(sheet.rows.tolist(), sheet.head(LOOKED_AT), strict=False)
    filled = [(row, tuple(_short(cell or "") for cell in cells[:WIDEST])) for row, cells in rows if any(cells)]
    return tuple(filled[:PREVIEW_ROWS])


def _short(text: str) -> str:
    """Return what is shown of a value; what stands for a formula without value is blank."""
    text = " ".join(text.split()) if "\u0000" not in text else ""
    return text if len(text) <= LONGEST_SAMPLE else text[: LONGEST_SAMPLE - 1] + "…"
