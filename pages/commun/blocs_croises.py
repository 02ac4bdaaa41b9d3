"""Build the blocks of figures cut twice: one line of a crosstab, or the whole of it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics import format_fr
from analytics.figures.phrases import coverage
from analytics.figures.phrases_priorites import crossed_summary
from analytics.figures.phrases_territoires import frame_summary
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
    cle: str, titre: str, nom: str, crossed: pd.DataFrame, cuts: tuple[str, str], couverture: str,
    parmi: Mapping[str, tuple[str, ...]] | None = None,
) -> Bloc:  # fmt: skip
    """Build the block of a whole crosstab; its first cut opens to the rows."""
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
        origine=cuts[0],
        groupes=tuple(dict.fromkeys(crossed[cuts[0]])),
        parmi=parmi or {},
    )
