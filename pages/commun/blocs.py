"""Build the blocks that several pages show: the envelope's progress, the amounts per group."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from analytics import format_fr
from analytics.aggregates.groups import TOTAL, Aggregate
from analytics.aggregates.progress import Progress
from analytics.figures import phrases
from pages.commun.figure import Bloc, Donnees
from pages.commun.gardee import gardee
from pages.commun.html import Colonne

_NAMES = {
    "territoire": "Montant engagé par territoire",
    "priorite": "Montant engagé par priorité",
    "exercice": "Montant engagé par exercice",
    "statut": "Montant engagé par statut",
    "source": "Montant engagé par source de financement",
}
_FIRST = {
    "territoire": "Territoire",
    "priorite": "Priorité",
    "exercice": "Exercice",
    "statut": "Statut",
    "source": "Source de financement",
}


def with_total(aggregate: Aggregate) -> pd.DataFrame:
    """Return the groups with their total as the last row."""
    whole = pd.DataFrame([{"cle": TOTAL, **aggregate.total.to_dict()}])
    return pd.concat(
        [aggregate.lignes, whole.astype(aggregate.lignes.dtypes.drop("part_du_total").to_dict())], ignore_index=True
    )


def ecrire_groupes(frame: pd.DataFrame) -> pd.DataFrame:
    """Write the groups in French: amounts with their precision, parts, counts."""
    written = frame.assign(
        montant_accorde=[
            format_fr.montant(m, p) for m, p in zip(frame["montant_accorde"], frame["precision"], strict=True)
        ],
        nombre_initiatives=frame["nombre_initiatives"].map(format_fr.nombre),
        nombre_avec_montant=frame["nombre_avec_montant"].map(format_fr.nombre),
    )
    for name in ("montant_verse", "montant_depense"):
        written[name] = [format_fr.montant(m) for m in frame[name]]
    parts = [
        "" if cle == TOTAL else format_fr.part(p, 1)
        for cle, p in zip(frame["cle"], frame["part_du_total"], strict=True)
    ]
    return written.assign(part_du_total=parts)


def colonnes_groupes(par: str) -> dict[str, Colonne]:
    """Return the columns of the twin table of a cut."""
    return {
        "cle": Colonne(_FIRST[par]),
        "montant_accorde": Colonne("Montant accordé ($)", nombre=True),
        "part_du_total": Colonne("Part du total", nombre=True),
        "montant_verse": Colonne("Montant versé ($)", nombre=True),
        "montant_depense": Colonne("Montant dépensé ($)", nombre=True),
        "nombre_initiatives": Colonne("Initiatives nommées", nombre=True),
        "nombre_avec_montant": Colonne("Dont avec un montant", nombre=True),
    }


@gardee
def bloc_groupes(cle: str, aggregate: Aggregate, titre: Callable[[Aggregate], str]) -> Bloc:
    """Build the block of an aggregate, under what `titre` says of it: its groups open to their rows."""
    total = aggregate.total
    return Bloc(
        cle=cle,
        titre=titre(aggregate),
        nom=f"{_NAMES[aggregate.par]}, en dollars",
        resume=phrases.groups_summary(aggregate),
        couverture=phrases.coverage(int(total["nombre_initiatives"]), int(total["nombre_avec_montant"])),
        donnees=Donnees(
            with_total(aggregate),
            colonnes_groupes(aggregate.par),
            ecrire_groupes,
            f"montants-par-{aggregate.par}",
            total=True,
        ),
        formules=(aggregate.par, "part_du_total", "nombre", "precision"),
        origine=aggregate.par,
        groupes=tuple(aggregate.lignes["cle"]),
    )


_MEASURES = (
    ("montant_accorde", "Engagé"),
    ("montant_verse", "Versé aux organismes"),
    ("montant_depense", "Dépensé par les organismes"),
    ("restant", "Reste à engager"),
)


@gardee
def bloc_avancement(cle: str, progress: Progress, titre: str, today: pd.Timestamp) -> Bloc:
    """Build the block of an envelope's progress."""
    frame = pd.DataFrame({
        "mesure": [name for _, name in _MEASURES],
        "montant": pd.array([getattr(progress, key) for key, _ in _MEASURES], dtype="Int64"),
        "part": pd.array([progress.part(getattr(progress, key)) for key, _ in _MEASURES], dtype="Float64"),
    })  # fmt: skip
    return Bloc(
        cle=cle,
        titre=titre,
        nom=f"Avancement de l'enveloppe « {progress.enveloppe.nom} », {format_fr.le(progress.au)}",
        resume=phrases.envelope_summary(progress, today),
        couverture=phrases.coverage(progress.nombre_initiatives, progress.nombre_avec_montant),
        donnees=Donnees(
            frame,
            {
                "mesure": Colonne("Mesure"),
                "montant": Colonne("Montant ($)", nombre=True),
                "part": Colonne("Part de l'enveloppe", nombre=True),
            },
            _ecrire_avancement,
            "avancement",
        ),
        formules=("engage", "part_engagee", "part_du_temps", "restant", "precision"),
        origine="exercice",
    )


def _ecrire_avancement(frame: pd.DataFrame) -> pd.DataFrame:
    """Write the progress in French."""
    return frame.assign(
        montant=frame["montant"].map(format_fr.montant), part=[format_fr.part(p, 1) for p in frame["part"]]
    )
