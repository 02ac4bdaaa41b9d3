"""Build the blocks of figures cut twice: one line of a crosstab, or the whole of it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics import format_fr
from analytics.aggregates.trace import among
from analytics.figures.phrases import coverage
from analytics.figures.phrases_priorites import crossed_summary
from analytics.figures.phrases_territoires import frame_summary
from pages.commun import lecture
from pages.commun.figure import Bloc, Donnees
from pages.commun.html import Colonne

_TITRES = {"territoire": "Territoire", "priorite": "Priorité", "exercice": "Exercice"}
_MESURES = {
    "montant_accorde": Colonne("Montant accordé ($)", nombre=True),
    "nombre_initiatives": Colonne("Initiatives nommées", nombre=True),
}


def ecrire(frame: pd.DataFrame) -> pd.DataFrame:
    """Write amounts with their precision, and counts."""
    amounts = zip(frame["montant_accorde"], frame["precision"], strict=True)
    return frame.assign(
        montant_accorde=[format_fr.montant(m, p) for m, p in amounts],
        nombre_initiatives=frame["nombre_initiatives"].map(format_fr.nombre),
    )


def bloc_ligne(
    cle: str, titre: str, nom: str, frame: pd.DataFrame, par: str, parmi: Mapping[str, tuple[str, ...]], ligne: Mapping
) -> Bloc:
    """Build the block of one line of a crosstab: `frame` cut `par`, among the groups `parmi`; `ligne` holds the counts of the line."""
    return Bloc(
        cle=cle,
        titre=titre,
        nom=nom,
        resume=frame_summary(frame),
        couverture=coverage(int(ligne["nombre_initiatives"]), int(ligne["nombre_avec_montant"])),
        donnees=Donnees(frame, {"cle": Colonne(_TITRES[par]), **_MESURES}, ecrire, f"montants-par-{par}"),
        formules=(par, "croisement", "nombre", "precision"),
        origine=par,
        groupes=tuple(frame["cle"]),
        parmi=parmi,
    )


def bloc_croise(
    cle: str, mots: tuple[str, str], crossed: pd.DataFrame, cuts: tuple[str, str], couverture: str, version: tuple[int, str],
    parmi: Mapping[str, tuple[str, ...]] | None = None,
) -> Bloc:  # fmt: skip
    """Build the block of a whole crosstab, whose groups of the first cut and whose cells open to their rows.

    `mots`: title and neutral name; `version`: its number and the envelope; `parmi`: groups that the crosstab is limited to.
    """
    titre, nom = mots
    cells = {key: dict(zip(cuts, key, strict=True)) for key in _held(crossed, cuts)}
    opened = {name: {cuts[0]: name} for name in crossed[cuts[0]]} | {", ".join(k): kept for k, kept in cells.items()}
    return Bloc(
        cle=cle,
        titre=titre,
        nom=nom,
        resume=crossed_summary(crossed, *cuts),
        couverture=couverture,
        donnees=Donnees(
            crossed, {**{cut: Colonne(_TITRES[cut]) for cut in cuts}, **_MESURES}, ecrire, "-par-".join(cuts)
        ),
        formules=("croisement", "nombre", "precision"),
        groupes=tuple(opened),
        derriere=lambda group: _lignes(version, {**(parmi or {}), **opened.get(group or "", {})}),
    )


def _held(crossed: pd.DataFrame, cuts: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the cells that hold an amount or an initiative."""
    held = crossed.loc[crossed["montant_accorde"].notna() | (crossed["nombre_initiatives"] > 0), list(cuts)]
    return list(held.itertuples(index=False, name=None))


def _lignes(version: tuple[int, str], kept: Mapping[str, str | tuple[str, ...]]) -> pd.DataFrame:
    """Return the rows of an envelope whose cuts are in the groups kept."""
    groups = {cut: (names,) if isinstance(names, str) else names for cut, names in kept.items()}
    return among(lecture.lignes_derriere(*version, None, None), groups)
