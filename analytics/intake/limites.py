"""Say how much a deposit may ask of the server, and refuse what asks more before it is parsed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from analytics import format_fr

MIO = 1 << 20


class Refus(Exception):
    """A file that will not be read: the code of its finding and the words of its sentence."""

    def __init__(self, code: str, **words: str) -> None:
        """Keep the code and the words."""
        super().__init__(code, words)
        self.code, self.words = code, words


@dataclass(frozen=True, slots=True)
class Limites:
    """Limits of one deposit. Sizes in MiB, times in seconds.

    `fichier`, `depot`: one file, all of them together, as sent. `gonfle`: the parts of a workbook that are read, once
    inflated; `rapport`: how many times a part of more than 32 MiB may inflate. `lignes`, `colonnes`, `cellules`: the
    extent of a sheet. `memoire`: what the reading process may take. `duree` + `duree_par_mio` x size: its time, up to
    `duree_maximale`.
    """

    fichier: float = 400.0
    depot: float = 800.0
    gonfle: float = 600.0
    rapport: float = 60.0
    lignes: int = 2_000_000
    colonnes: int = 2_000
    cellules: int = 30_000_000
    feuilles: int = 200
    memoire: float = 4_096.0
    duree: float = 3.5
    duree_par_mio: float = 0.2
    duree_maximale: float = 180.0

    @classmethod
    def from_settings(cls, settings: Mapping[str, str], prefix: str = "ALLIANCE_LIMITE_") -> Limites:
        """Read the limits named in the settings (`ALLIANCE_LIMITE_FICHIER`…); ValueError says which is no number."""
        given = {}
        for field in fields(cls):
            text = settings.get(prefix + field.name.upper())
            if not text:
                continue
            try:
                given[field.name] = type(field.default)(text)
            except ValueError as error:
                raise ValueError(f"{prefix}{field.name.upper()} doit être un nombre : « {text} ».") from error
        return cls(**given)

    def seconds(self, size: float) -> float:
        """Return the time that reading so many bytes may take."""
        return min(self.duree_maximale, self.duree + self.duree_par_mio * size / MIO)


LIMITES = Limites()
"""The limits when the settings say nothing."""


def megabytes(size: float) -> str:
    """Say a size in megabytes (« 12 Mo »)."""
    return f"{format_fr.nombre(max(1, round(size / MIO)))}\u00a0Mo"


def refuse_if_too_big(size: int, limit: float, what: str) -> None:
    """Refuse a size in bytes over a limit in MiB; `what` begins the sentence (« il pèse », « il contient »)."""
    if size > limit * MIO:
        raise Refus("fichier-trop-gros", raison=f"{what} {megabytes(size)}", limite=megabytes(limit * MIO))


def refuse_extent(rows: int, columns: int, limites: Limites, where: str) -> None:
    """Refuse a sheet with too many rows, columns or cells; `where` names it or its farthest cell."""
    for count, limit, unit in (
        (rows, limites.lignes, "lignes"),
        (columns, limites.colonnes, "colonnes"),
        (rows * columns, limites.cellules, "cellules"),
    ):
        if count > limit:
            raise Refus(
                "feuille-demesuree",
                raison=f"{where} {format_fr.nombre(count)} {unit}",
                limite=f"{format_fr.nombre(limit)} {unit}",
            )
