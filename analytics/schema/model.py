"""Declare what a received table is made of: kinds of value, columns, tables.

Everything else (checks, Excel template, dictionary page, open-data descriptor, test rows) derives from these
declarations: a column stands once, here, and to add one is to add one entry in a module of this package.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """Name the kinds of value a person types; the value is the word shown in the dictionary."""

    TEXTE = "texte"
    MONTANT = "montant"
    DATE = "date"
    ENTIER = "entier"
    NOMBRE = "nombre"
    OUINON = "oui ou non"
    LISTE = "liste"
    LISTES = "listes"
    EXERCICE = "exercice"
    URL = "adresse web"

    @property
    def dtype(self) -> str:
        """Return the pandas dtype of the typed column (`montant`: whole cents of a Canadian dollar)."""
        return _DTYPES[self]


_DTYPES = {
    Kind.TEXTE: "str",
    Kind.MONTANT: "Int64",
    Kind.DATE: "datetime64[us]",
    Kind.ENTIER: "Int64",
    Kind.NOMBRE: "Float64",
    Kind.OUINON: "boolean",
    Kind.LISTE: "str",
    Kind.LISTES: "str",
    Kind.EXERCICE: "str",
    Kind.URL: "str",
}

NON_PUBLIE = "Non publié"
"""Word a person may type in a required column whose value nobody published; never an empty cell, never a zero."""

LISTES_SEPARATOR = "; "
"""Separator between the values of a `listes` cell once typed."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One accepted value of a closed list, and the other ways people write it."""

    value: str
    spellings: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """Declare one column: what it means, what it accepts, how people name it.

    `choices` is called late: closed lists such as the territories are reference data, read once.
    `required` refuses an empty cell; `may_be_unpublished` accepts `NON_PUBLIE` in it; `open_list` keeps a value
    that its list does not have; `free_text` may hold sentences, hence what looks like personal data; a column that is
    not `public` stays out of the open data.
    """

    name: str
    title: str
    description: str
    kind: Kind
    example: str
    required: bool = False
    may_be_unpublished: bool = False
    unit: str | None = None
    choices: Callable[[], tuple[Choice, ...]] | None = None
    spellings: tuple[str, ...] = ()
    max_length: int | None = None
    minimum: int | None = None
    maximum: int | None = None
    free_text: bool = False
    open_list: bool = False
    public: bool = True

    def constraints(self) -> list[str]:
        """Say in French each rule that a value of this column obeys (dictionary page, template's notes)."""
        said = ["Obligatoire." if self.required else "Facultatif."]
        if self.may_be_unpublished:
            said.append(f"Écrivez « {NON_PUBLIE} » si personne ne l'a publié.")
        if self.choices is not None:
            said.append(
                "Une des valeurs de la liste."
                if self.kind is Kind.LISTE
                else "Valeurs de la liste, séparées par « ; »."
            )
        if self.max_length is not None:
            said.append(f"{self.max_length} caractères au plus.")
        if self.minimum is not None:
            said.append(f"{self.minimum} ou plus.")
        if self.maximum is not None:
            said.append(f"{self.maximum} ou moins.")
        return said


@dataclass(frozen=True, slots=True)
class Table:
    """Declare one received table: its grain, its key, its columns in the order of the template.

    `carried_over`: absent from a deposit, the table keeps the rows of the version before.
    `at_least_one`: groups of columns of which one at least must be filled in each row.
    """

    name: str
    title: str
    description: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    carried_over: bool = True
    at_least_one: tuple[tuple[str, ...], ...] = ()
    spellings: tuple[str, ...] = ()
    _by_name: dict[str, Column] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Index the columns and refuse a name declared twice or a key that is no column."""
        self._by_name.update({column.name: column for column in self.columns})
        unknown = {name for names in (self.key, *self.at_least_one) for name in names} - set(self._by_name)
        if len(self._by_name) != len(self.columns) or unknown:
            raise ValueError(f"table {self.name}: duplicate column, or unknown column {sorted(unknown)}")

    def __getitem__(self, name: str) -> Column:
        """Return the column of that name; KeyError if the table has none."""
        return self._by_name[name]

    def __iter__(self) -> Iterator[Column]:
        """Iterate over the columns in the order of the template."""
        return iter(self.columns)

    def __contains__(self, name: object) -> bool:
        """Tell whether the table declares a column of that name."""
        return name in self._by_name

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the columns in the order of the template."""
        return tuple(self._by_name)

    def of_kind(self, *kinds: Kind) -> tuple[str, ...]:
        """Return the names of the columns of these kinds."""
        return tuple(column.name for column in self.columns if column.kind in kinds)

    @property
    def dtypes(self) -> dict[str, str]:
        """Return name → pandas dtype, the columns of origin included."""
        return {column.name: column.kind.dtype for column in self.columns} | ORIGIN_DTYPES


ORIGIN_DTYPES = {"origine_fichier": "str", "origine_feuille": "str", "origine_ligne": "Int64"}
"""Columns that each typed row carries: the file, the sheet (empty for a CSV) and the true row it came from."""
