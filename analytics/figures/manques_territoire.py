"""Say what is not published for one territory, in sentences; nothing that is published is named here."""

from __future__ import annotations

import pandas as pd

from analytics import format_fr
from analytics.aggregates.profil import Profil
from analytics.figures.phrases_territoires import NO_INITIATIVE
from analytics.schema import NON_PUBLIE
from analytics.schema.reference import NON_VENTILE, REGIONAL


def gaps(known: Profil) -> list[str]:
    """Return one sentence a gap, the amounts first."""
    found = [
        *_exercices(known),
        *_measures(known),
        *_priorites(known),
        *_part(known),
        *_initiatives(known),
        *_steps(known),
    ]
    return found or ["Rien ne manque parmi ce que ce tableau de bord montre pour ce territoire."]


def _exercices(known: Profil) -> list[str]:
    """Name the exercices without amount; where the region did publish one, say that this territory's part is in it."""
    silent = known.par_exercice.loc[known.par_exercice["montant_accorde"].isna(), "cle"].tolist()
    inside = [e for e in silent if known.non_ventile.get(e)]
    without = [e for e in silent if e not in inside]
    said = [
        f"En {e}, {format_fr.montant(known.non_ventile[e])} sont engagés dans la région sans être répartis : "
        "la part de ce territoire n'est pas connue."
        for e in inside
    ]
    if without:
        said.append(f"Aucun montant n'est publié pour {_exercice_words(without)} {format_fr.liste(without)}.")
    return said


def _exercice_words(exercices: list[str]) -> str:
    """Write « l'exercice » or « les exercices »."""
    return "l'exercice" if len(exercices) == 1 else "les exercices"


def _measures(known: Profil) -> list[str]:
    """Name the measures that nobody published."""
    words = {"montant_verse": "versés aux organismes", "montant_depense": "dépensés par les organismes"}
    silent = [word for name, word in words.items() if pd.isna(known.ligne[name])]
    return [f"Les montants {' et '.join(silent)} ne sont pas publiés."] if silent else []


def _priorites(known: Profil) -> list[str]:
    """Say how much has no priority."""
    loose = known.par_priorite.loc[known.par_priorite["cle"].isin([NON_VENTILE, NON_PUBLIE])].dropna(
        subset=["montant_accorde"]
    )
    return [
        f"Sans priorité connue : {format_fr.montant(row['montant_accorde'], row['precision'])}."
        for row in loose.to_dict("records")
        if row["montant_accorde"]
    ]


def _part(known: Profil) -> list[str]:
    """Say whether its part is unknown, only a range, or told differently by its sources."""
    if known.nom == REGIONAL:
        return []
    bounds = known.parts.dropna(subset=["montant_minimum", "montant_maximum"])
    if bounds.empty:
        return ["La part de l'enveloppe réservée à ce territoire n'est pas publiée."]
    own = bounds.loc[bounds["montant_minimum"] == bounds["montant_maximum"], "montant_minimum"].unique()
    if len(own) > 1:
        return [f"Les sources ne s'entendent pas sur sa part : {' ou '.join(format_fr.montant(int(v)) for v in own)}."]
    return [] if len(own) else ["Sa part exacte n'est pas publiée : seule une fourchette l'est."]


def _initiatives(known: Profil) -> list[str]:
    """Say that no initiative was found, or how many have no amount."""
    named, funded = int(known.ligne["nombre_initiatives"]), int(known.ligne["nombre_avec_montant"])
    if named == 0:
        return [f"{NO_INITIATIVE}."]
    silent = named - funded
    if not silent:
        return []
    verb = "n'a" if silent == 1 else "n'ont"
    return [f"{format_fr.compte(silent, 'initiative nommée', 'initiatives nommées')} {verb} pas de montant publié."]


def _steps(known: Profil) -> list[str]:
    """Say how many steps of its plan nobody told about."""
    if known.nom == REGIONAL:
        return []
    told = known.etapes.loc[known.etapes["statut"] != NON_PUBLIE, "etape"].nunique()
    silent = known.etapes["etape"].nunique() - told
    if silent and not told:
        return [f"L'état des {silent} étapes de son plan n'est pas publié."]
    return [f"L'état de {silent} des {told + silent} étapes de son plan n'est pas publié."] if silent else []
