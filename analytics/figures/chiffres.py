"""Choose the few large figures shown beside a drawing: of an envelope, of a territory. The same on page, slide and sheet."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics import format_fr
from analytics.aggregates.profil import Profil
from analytics.aggregates.progress import Progress
from analytics.figures.phrases import coverage


@dataclass(frozen=True, slots=True)
class Chiffre:
    """One large figure: its name, its value in words (None: not published), a line under it."""

    nom: str
    valeur: str | None
    note: str = ""


def progress_figures(progress: Progress, today: pd.Timestamp) -> list[Chiffre]:
    """Return the four figures of an envelope: what is left, paid, spent, the initiatives named."""
    left = None if progress.restant is None else format_fr.montant_court(max(0, progress.restant))
    end = progress.enveloppe.date_fin
    note = (
        f"période terminée {format_fr.le(end)}"
        if today > end
        else f"{format_fr.nombre(progress.mois_restants, 1)} mois avant la fin"
    )
    return [
        Chiffre("Pas encore connu comme engagé" if today > end else "Reste à engager", left, note),
        _amount(progress, "Versé aux organismes", progress.montant_verse),
        _amount(progress, "Dépensé par les organismes", progress.montant_depense),
        Chiffre(
            "Initiatives nommées",
            format_fr.nombre(progress.nombre_initiatives),
            coverage(progress.nombre_initiatives, progress.nombre_avec_montant),
        ),
    ]


def _amount(progress: Progress, name: str, cents: int | None) -> Chiffre:
    """Return an amount, with its part of the envelope."""
    share = progress.part(cents)
    return Chiffre(
        name,
        None if cents is None else format_fr.montant_court(cents),
        "" if share is None else f"{format_fr.part(share)} de l'enveloppe",
    )


def profile_figures(profil: Profil) -> list[Chiffre]:
    """Return the four figures of a territory: engaged per person, paid, initiatives and organisations named."""
    row = profil.ligne
    per_person = (
        None if format_fr.missing(row["montant_par_personne"]) else format_fr.montant(row["montant_par_personne"])
    )
    people = (
        ""
        if format_fr.missing(row["population"])
        else f"{format_fr.nombre(row['population'])} personnes recensées en 2021"
    )
    named = int(row["nombre_initiatives"])
    members = int(profil.organismes["table_regionale"].fillna(False).sum())
    return [
        Chiffre("Engagé par personne", per_person, people or "pas de population propre"),
        Chiffre("Versé aux organismes", None if format_fr.missing(row["montant_verse"]) else format_fr.montant_court(row["montant_verse"])),
        Chiffre("Initiatives nommées", format_fr.nombre(named), coverage(named, int(row["nombre_avec_montant"])) if named else "aucune trouvée"),
        Chiffre("Organismes nommés", format_fr.nombre(len(profil.organismes)), f"dont {members} à la Table régionale" if members else ""),
    ]  # fmt: skip
