"""Say what came in and what was read: the objects that `read_uploads` takes and gives (all of them picklable)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from analytics import format_fr
from analytics.intake.findings import Batch, Finding, Group, group_batches, list_findings
from analytics.intake.nombres import DECIMALES

if TYPE_CHECKING:
    from analytics.intake.feuilles import SheetReading

ERREUR = "erreur"
UNREADABLE = frozenset(
    (
        "fichier-illisible",
        "fichier-autre-genre",
        "fichier-protege",
        "fichier-vide",
        "fichier-trop-gros",
        "feuille-demesuree",
        "fichier-piege",
        "lecture-trop-longue",
        "lecture-interrompue",
    )
)
"""Findings of a file that was not read at all."""


@dataclass(frozen=True, slots=True)
class Upload:
    """One file as received: its name, which proves nothing, and its bytes."""

    nom: str
    contenu: bytes = field(repr=False)


@dataclass(frozen=True)
class Profil:
    """Say how a foreign layout maps to ours (`profil d'import`).

    `colonnes`: header as typed, or letter of the column, → name of our column (None: set aside). When it is not
    empty it is the whole mapping: no other column is read. `constantes`: name of our column → value of every row.
    `ligne_entete`: 1 for the first row of the file, 0 when there is none, None to look for it.
    """

    feuille: str | None = None
    ligne_entete: int | None = None
    colonnes: Mapping[str, str | None] = field(default_factory=dict)
    constantes: Mapping[str, str] = field(default_factory=dict)
    decimale: str | None = None

    @property
    def met_de_cote(self) -> bool:
        """Tell whether the profile sets the whole sheet aside: every column it names is."""
        return bool(self.colonnes) and not any(self.colonnes.values())

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Profil:
        """Build a profile from its JSON object; ValueError says in French what it holds that is not a profile."""
        unknown = sorted(set(data) - set(cls.__dataclass_fields__))
        if unknown:
            raise ValueError(f"Le profil a une clé inconnue : « {unknown[0]} ».")
        if data.get("decimale") not in (None, *DECIMALES):
            raise ValueError("Dans le profil, « decimale » vaut « virgule » ou « point ».")
        for key, kind in (("feuille", str), ("ligne_entete", int), ("colonnes", Mapping), ("constantes", Mapping)):
            if not isinstance(data.get(key), kind | None):
                raise ValueError(f"Dans le profil, « {key} » n'a pas la forme attendue.")
        return cls(**{key: value for key, value in data.items() if value is not None})

    def to_json(self) -> dict[str, Any]:
        """Return the JSON object that `from_json` reads."""
        return {key: value for key, value in asdict(self).items() if value not in (None, {})}


Cellule = tuple[str, str | None, str]
"""File, sheet (None: a CSV), cell as a spreadsheet names it."""


@dataclass(frozen=True, slots=True)
class FileReading:
    """How one file was read; `encodage` and `separateur` are None for a workbook."""

    fichier: str
    format: str
    encodage: str | None = None
    separateur: str | None = None


@dataclass(frozen=True, slots=True)
class UnknownColumn:
    """A column kept aside: where it is and the header as typed (empty: no header)."""

    fichier: str
    feuille: str | None
    lettre: str
    entete: str


@dataclass(frozen=True, slots=True)
class TableReading:
    """Where a table was found: `lignes` data rows, `montants` readable cents summed by column.

    `colonnes`: header as typed (or letter) → name of our column. When several sheets fill one table, the first
    names the place, counts and sums cover all of them, and `parties` has one entry a sheet.
    """

    fichier: str
    feuille: str | None
    ligne_entete: int
    lignes: int
    montants: dict[str, int]
    colonnes: dict[str, str]
    parties: tuple[TableReading, ...] = ()


@dataclass
class Reading:
    """Everything that was read from a deposit and everything that is wrong with it.

    `frames`: name of a table → typed frame (`TABLES[name].dtypes`), only the tables found; a cell that could not
    be read is missing there and has a finding. `batches` keeps the findings compact: `anomalies` builds each of
    them, `groups` only the first three of a kind and column. `feuilles`: every sheet that is not blank, as it was
    recognised; `cellules`: the text, as typed, of the cells that findings name or that a person mended.
    """

    fichiers: list[str]
    lecture: list[FileReading]
    frames: dict[str, pd.DataFrame]
    tables: dict[str, TableReading]
    colonnes_inconnues: list[UnknownColumn]
    batches: list[Batch] = field(repr=False)
    feuilles: list[SheetReading] = field(default_factory=list, repr=False)
    cellules: dict[Cellule, str | None] = field(default_factory=dict, repr=False)

    @cached_property
    def anomalies(self) -> list[Finding]:
        """Return every finding, most serious first, then in the order of the files and rows."""
        return list_findings(self.batches)

    @cached_property
    def groups(self) -> list[Group]:
        """Return the findings grouped by kind, sheet and column, with how many and the first three."""
        return group_batches(self.batches)

    @property
    def counts(self) -> dict[str, int]:
        """Return level → number of findings, without building them."""
        counts: Counter[str] = Counter()
        for batch in self.batches:
            counts[batch.niveau] += len(batch)
        return dict(counts)

    @property
    def publiable(self) -> bool:
        """Tell whether nothing blocks publication."""
        return ERREUR not in self.counts

    @property
    def illisible(self) -> bool:
        """Tell whether a file, or the whole deposit, could not be read at all."""
        return any(batch.code in UNREADABLE for batch in self.batches)

    def to_json(self) -> dict[str, Any]:
        """Return the document of `verifier --json` (amounts as text with two decimals)."""
        return {
            "fichiers": self.fichiers,
            "publiable": self.publiable,
            "lecture": [asdict(reading) for reading in self.lecture],
            "tables": {name: _table_json(table) for name, table in self.tables.items()},
            "anomalies": [finding.to_json() for finding in self.anomalies],
        }


def _table_json(table: TableReading) -> dict[str, Any]:
    """Return one entry of `tables` in the document of `verifier --json`."""
    return {
        "fichier": table.fichier,
        "feuille": table.feuille,
        "ligne_entete": table.ligne_entete,
        "lignes": table.lignes,
        "montants": {name: format_fr.montant_json(cents) for name, cents in table.montants.items()},
    }
