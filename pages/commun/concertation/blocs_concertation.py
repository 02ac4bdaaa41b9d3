"""Build what is said around each part of the page « Concertation »: title, coverage, twin table with the origin of each row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from analytics import format_fr
from analytics.figures import phrases_concertation as phrases
from pages.commun.concertation.listes import source
from pages.commun.figure import Bloc, Donnees
from pages.commun.gardee import gardee
from pages.commun.html import Colonne

_ORIGINE = {
    "source": Colonne("Source", html=True),
    "origine_fichier": Colonne("Fichier"),
    "origine_feuille": Colonne("Feuille"),
    "origine_ligne": Colonne("Ligne"),
}


def ecrire(rows: pd.DataFrame) -> pd.DataFrame:
    """Write a received table in French: days, yes or no, links; fifty rows at most on screen."""
    shown = rows.head(50)
    written = {name: [format_fr.date_longue(day) for day in shown[name]] for name in shown.select_dtypes("datetime")}
    written |= {name: [format_fr.ouinon(value) for value in shown[name]] for name in shown.select_dtypes("boolean")}
    written |= {name: [source(url) for url in shown[name]] for name in ("source", "url") if name in shown}
    return shown.assign(**written)


@gardee
def bloc_plans(grid: pd.DataFrame, jalons: pd.DataFrame) -> Bloc:
    """Build the block of the grid; its twin table is the rows received, one a source."""
    columns = {
        "territoire": Colonne("Territoire"),
        "etape": Colonne("Étape"),
        "statut": Colonne("Statut"),
        "echeance": Colonne("Échéance"),
        "date_realisation": Colonne("Date de réalisation"),
        "commentaire": Colonne("Commentaire"),
    }
    return Bloc(
        cle="plans",
        titre=phrases.plans_title(grid),
        nom="État des six étapes des huit plans de territoire, cycle 2024-2029",
        resume=phrases.plans_summary(grid),
        couverture=phrases.plans_coverage(grid),
        donnees=Donnees(jalons, columns | _ORIGINE, ecrire, "etapes-des-plans"),
        formules=("etapes",),
        montants=False,
    )


def sans_titre(bloc: Bloc) -> Bloc:
    """Return the block under a heading that is not the page's own message again."""
    return replace(bloc, titre="Où en sont les plans, étape par étape")


@gardee
def bloc_echeances(due: pd.DataFrame, today: pd.Timestamp) -> Bloc:
    """Build the block of the deadlines."""
    columns = {
        "date": Colonne("Date"),
        "quoi": Colonne("Échéance"),
        "qui": Colonne("Pour qui"),
        "source": Colonne("Source", html=True),
    }
    return Bloc(
        cle="echeances",
        titre=phrases.deadlines_title(due),
        nom="Échéances publiées, de la plus ancienne à la plus lointaine",
        resume=phrases.deadlines_summary(due, today),
        couverture=phrases.deadlines_coverage(due),
        donnees=Donnees(due, columns, ecrire, "echeances"),
        formules=("echeances",),
        montants=False,
    )


@gardee
def bloc_secteurs(found: Mapping[str, pd.DataFrame], territoire: str | None) -> Bloc:
    """Build the block of the sectors."""
    columns = {
        "nom": Colonne("Organisme"),
        "secteur": Colonne("Secteur"),
        "territoire": Colonne("Territoire"),
        "table_regionale": Colonne("Siège à la Table régionale"),
        "depuis": Colonne("Depuis"),
        "note": Colonne("Note"),
    }
    return Bloc(
        cle="secteurs",
        titre=phrases.sectors_title(found, territoire),
        nom="Organismes nommés dans les publications, par secteur de la Table régionale",
        resume=phrases.sectors_summary(found),
        couverture=phrases.sectors_coverage(found),
        donnees=Donnees(
            pd.concat(found.values(), ignore_index=True), columns | _ORIGINE, ecrire, "organismes-par-secteur"
        ),
        formules=("sieges",),
        montants=False,
    )


@gardee
def bloc_documents(found: Mapping[str, pd.DataFrame]) -> Bloc:
    """Build the block of the documents."""
    columns = {
        "titre": Colonne("Titre"),
        "rubrique": Colonne("Rubrique"),
        "date": Colonne("Date"),
        "url": Colonne("Adresse", html=True),
        "note": Colonne("Note"),
    }
    return Bloc(
        cle="documents",
        titre=phrases.documents_title(found),
        nom="Documents de l'Alliance, par rubrique",
        resume=phrases.documents_summary(found),
        couverture=phrases.documents_coverage(found),
        donnees=Donnees(
            pd.concat(found.values(), ignore_index=True),
            columns | {name: _ORIGINE[name] for name in _ORIGINE if name != "source"},
            ecrire,
            "documents",
        ),
        formules=("documents",),
        montants=False,
    )
