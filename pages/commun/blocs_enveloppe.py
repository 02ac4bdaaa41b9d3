"""Build the blocks of the page « Enveloppe »: what stands around each of its figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pandas as pd

from analytics import format_fr
from analytics.aggregates.groups import Aggregate
from analytics.aggregates.pace import exercices_of
from analytics.aggregates.progress import Progress
from analytics.figures import phrases, phrases_enveloppe
from analytics.figures.phrases_enveloppe import WHY_OUTSIDE
from analytics.schema.lists import EXACT
from pages.commun import lecture_enveloppe
from pages.commun.blocs import bloc_avancement, bloc_groupes
from pages.commun.figure import Bloc, Donnees
from pages.commun.gardee import gardee
from pages.commun.html import Carte, Colonne, lien

Lignes = Callable[[str | None], pd.DataFrame]


def lignes_de(numero: int, enveloppe: str, au: pd.Timestamp, par: str) -> Lignes:
    """Return what opens a group of the envelope to its rows, as known on a day."""
    return lambda cle: lecture_enveloppe.lignes_derriere(numero, enveloppe, au, None if cle is None else par, cle)


@gardee
def bloc_mesures(numero: int, progress: Progress, today: pd.Timestamp) -> Bloc:
    """Build the block of the tracks: time, committed, paid, spent."""
    title = phrases_enveloppe.tracks_title(progress)
    return replace(
        bloc_avancement("mesures", progress, title, today),
        resume=phrases_enveloppe.tracks_summary(progress),
        derriere=lignes_de(numero, progress.enveloppe.id, progress.au, "exercice"),
    )


def cartes_reste(progress: Progress) -> list[Carte]:
    """Return the figures in cards: the envelope, what is left, per month, where the mean pace leads."""
    whole = Carte("Montant de l'enveloppe", _amounts(progress), _sources(progress))
    if not progress.mois_restants:
        over = ("sans objet", "période terminée")
        return [whole, _carte_restant(progress), Carte("À engager par mois", *over), Carte(_AT_THE_END, *over)]
    monthly, end = progress.a_engager_par_mois, progress.projection_fin
    months = f"pendant {format_fr.nombre(progress.mois_restants, 1)} mois"
    return [
        whole,
        _carte_restant(progress),
        Carte("À engager par mois", _monthly(monthly), months if monthly else _why(progress)),
        Carte(_AT_THE_END, _short(end), "règle de trois, et non prévision" if end else "aucun engagement publié"),
    ]


_AT_THE_END = "À la fin, au rythme moyen"


def _carte_restant(progress: Progress) -> Carte:
    """Return the card of what is left to commit, or of what exceeds the envelope."""
    left = progress.restant
    name = "Reste à engager" if progress.mois_restants else "Pas connu comme engagé"
    note = _why(progress) if left is None else f"au {format_fr.date_longue(progress.au)}"
    return Carte("Dépassement" if (left or 0) < 0 else name, _short(None if left is None else abs(left)), note)


def _short(cents: int | None) -> str | None:
    """Write an amount for a card (None: not published)."""
    return None if cents is None else format_fr.montant_court(cents)


def _amounts(progress: Progress) -> str | None:
    """Write the amount of the envelope, or each of those that its sources give."""
    return (
        " ou ".join(
            format_fr.montant_court(cents) for cents in sorted({p.montant for p in progress.enveloppe.published})
        )
        or None
    )


def _sources(progress: Progress) -> str:
    """Say how the sources of the amount stand."""
    count = len({p.montant for p in progress.enveloppe.published})
    rounded = "montant arrondi" if progress.enveloppe.precision != EXACT else "montant publié"
    return {0: "aucune source trouvée", 1: rounded}.get(count, "les sources se contredisent")


def _monthly(cents: int | None) -> str | None:
    """Write a monthly amount, to the dollar."""
    return None if cents is None or cents < 0 else format_fr.montant_court(round(cents / 100) * 100)


def _why(progress: Progress) -> str:
    """Say which amount lacks for what is left to be computed."""
    if progress.montant_accorde is None:
        return "aucun engagement publié"
    return "non calculé : montant de l'enveloppe à confirmer"


@gardee
def bloc_rythme(numero: int, progress: Progress, steps: pd.DataFrame) -> Bloc:
    """Build the block of the pace."""
    enveloppe, au = progress.enveloppe.id, progress.au
    loose = lecture_enveloppe.sans_jour(numero, enveloppe, au)
    covered = phrases.coverage(progress.nombre_initiatives, progress.nombre_avec_montant)
    notes = [covered, phrases_enveloppe.undated_sentence(loose).rstrip(".")]
    return Bloc(
        cle="rythme",
        titre=phrases_enveloppe.pace_title(progress),
        nom=f"Montant engagé cumulé selon la date d'annonce, en dollars, jusqu'au {format_fr.date_longue(au)}",
        resume=phrases_enveloppe.pace_summary(progress, steps),
        couverture=". ".join(note for note in notes if note),
        donnees=Donnees(
            steps,
            {
                "jour": Colonne("Annonce"),
                "montant_ajoute": Colonne("Montant ajouté ($)", nombre=True),
                "montant_accorde": Colonne("Engagé en tout ($)", nombre=True),
                "part_engagee": Colonne("Part de l'enveloppe", nombre=True),
                "part_du_temps": Colonne("Temps écoulé", nombre=True),
            },
            _ecrire_rythme,
            "rythme",
        ),
        formules=("engage", "part_du_temps", "par_mois", "projection"),
        derriere=lignes_de(numero, enveloppe, au, "exercice"),
    )


def _ecrire_rythme(frame: pd.DataFrame) -> pd.DataFrame:
    """Write the steps in French."""
    return frame.assign(
        jour=frame["jour"].map(format_fr.date_longue),
        **{name: frame[name].map(format_fr.montant) for name in ("montant_ajoute", "montant_accorde")},
        **{name: [format_fr.part(p, 1) for p in frame[name]] for name in ("part_engagee", "part_du_temps")},
    )


@gardee
def bloc_exercices(numero: int, progress: Progress, aggregate: Aggregate) -> Bloc:
    """Build the block of the exercices."""
    title = partial(phrases_enveloppe.exercice_title, exercices=exercices_of(progress.enveloppe))
    block = bloc_groupes("exercice", aggregate, title)
    return replace(block, derriere=lignes_de(numero, progress.enveloppe.id, progress.au, "exercice"))


@gardee
def bloc_parts(numero: int, progress: Progress, rows: pd.DataFrame) -> Bloc:
    """Build the block of the parts of the territories."""
    return Bloc(
        cle="parts",
        titre=phrases_enveloppe.parts_title(rows),
        nom="Montant engagé (barre pleine) et part publiée (bande : fourchette; trait : part exacte) de chaque territoire, en dollars",
        resume=phrases_enveloppe.parts_summary(rows),
        couverture=phrases.coverage(progress.nombre_initiatives, progress.nombre_avec_montant),
        donnees=Donnees(
            rows,
            {
                "cle": Colonne("Territoire"),
                "montant_accorde": Colonne("Montant engagé ($)", nombre=True),
                "montant_minimum": Colonne("Part, au moins ($)", nombre=True),
                "montant_maximum": Colonne("Part, au plus ($)", nombre=True),
                "part_atteinte_minimum": Colonne("Engagé sur le maximum", nombre=True),
                "part_atteinte_maximum": Colonne("Engagé sur le minimum", nombre=True),
                "source": Colonne("Source de la part", html=True),
                "note": Colonne("Note"),
            },
            _ecrire_parts,
            "parts-des-territoires",
        ),
        formules=("territoire", "part_territoire", "precision"),
        groupes=tuple(dict.fromkeys(rows["cle"])),
        derriere=lignes_de(numero, progress.enveloppe.id, progress.au, "territoire"),
    )


def _ecrire_parts(frame: pd.DataFrame) -> pd.DataFrame:
    """Write the parts in French."""
    committed = [format_fr.montant(m, p) for m, p in zip(frame["montant_accorde"], frame["precision"], strict=True)]
    return frame.assign(
        montant_accorde=committed,
        **{name: frame[name].map(format_fr.montant) for name in ("montant_minimum", "montant_maximum")},
        **{
            name: [format_fr.part(p, 1) for p in frame[name]]
            for name in ("part_atteinte_minimum", "part_atteinte_maximum")
        },
        source=frame["source"].map(lien),
        note=frame["note"].fillna(""),
    )


@gardee
def bloc_hors(numero: int, progress: Progress, groups: pd.DataFrame) -> Bloc:
    """Build the block of what does not count in the envelope."""
    enveloppe, au = progress.enveloppe.id, progress.au
    frame = groups.assign(raison=[WHY_OUTSIDE.get(key, "") for key in groups["cle"]])
    return Bloc(
        cle="hors",
        titre=phrases_enveloppe.outside_title(groups),
        nom="Montants publiés pour les mêmes exercices, hors de toute enveloppe, en dollars",
        resume=phrases_enveloppe.outside_summary(groups),
        couverture="Ces montants ne sont ajoutés à aucun chiffre de cette page",
        donnees=Donnees(
            frame,
            {
                "cle": Colonne("Source"),
                "montant_accorde": Colonne("Montant accordé ($)", nombre=True),
                "raison": Colonne("Pourquoi ce montant ne compte pas"),
            },
            _ecrire_hors,
            "hors-enveloppe",
        ),
        formules=("source", "precision"),
        groupes=tuple(groups["cle"]),
        derriere=partial(lecture_enveloppe.lignes_hors_enveloppe, numero, enveloppe, au),
    )


def _ecrire_hors(frame: pd.DataFrame) -> pd.DataFrame:
    """Write what is outside in French."""
    amounts = [format_fr.montant(m, p) for m, p in zip(frame["montant_accorde"], frame["precision"], strict=True)]
    return frame.assign(montant_accorde=amounts)
