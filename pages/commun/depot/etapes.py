"""The five steps of a deposit: where the person is, what is left in each, and how to go from one to another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from analytics import format_fr
from analytics.deposits import Examined
from analytics.figures import phrases_depot as phrases
from analytics.intake import Reading, SheetReading
from analytics.schema import TABLES
from pages.commun import adresse, html, lecture
from pages.commun.depot.brouillon import ETAPE, PARAMETRE, Ouvert, aller, maintenant


@dataclass(frozen=True, slots=True)
class Etape:
    """One step: its name in the address, its title, what is left in it (empty: nothing)."""

    nom: str
    titre: str
    reste: Callable[[Examined], str]


def missing_of(reading: Reading, sheet: SheetReading) -> list[str]:
    """Return the columns that a sheet lacks and cannot be published without: the required ones, and those of its errors."""
    here = [group.place for group in reading.groups if group.niveau == phrases.ERREUR]
    blamed = [
        one.colonne for one in here if (one.fichier, one.feuille) == sheet.place and one.colonne and not one.lettre
    ]
    found = {column.colonne for column in sheet.colonnes} | set(sheet.constantes)
    groups = [group for table in sheet.tables for group in TABLES[table].at_least_one]
    blamed += [group[0] for group in groups if not found & set(group)]
    return [name for name in dict.fromkeys([*sheet.manquantes, *blamed]) if name not in found]


def missing_columns(examen: Examined) -> int:
    """Return how many columns are to be told, all sheets together."""
    reading = examen.reading
    return sum(len(missing_of(reading, sheet)) for sheet in reading.feuilles if sheet.tables)


def _files_left(examen: Examined) -> str:
    """Say that a file could not be read."""
    return "un fichier illisible" if examen.reading.illisible else ""


def _columns_left(examen: Examined) -> str:
    """Say how many columns are to be told."""
    missing = missing_columns(examen)
    return f"{missing} à indiquer" if missing else ""


def _findings_left(examen: Examined) -> str:
    """Say how many errors there are."""
    errors = examen.reading.counts.get(phrases.ERREUR, 0)
    return phrases.level_count(phrases.ERREUR, errors) if errors else ""


def _effect_left(examen: Examined) -> str:
    """Say how many warnings there are."""
    return format_fr.compte(len(examen.gaps), "avertissement") if examen.gaps else ""


ETAPES = (
    Etape("fichiers", "Fichiers", _files_left),
    Etape("colonnes", "Colonnes", _columns_left),
    Etape("corriger", "À corriger", _findings_left),
    Etape("effet", "Effet", _effect_left),
    Etape("publier", "Publier", lambda examen: ""),
)


def choisie() -> str:
    """Return the step that the address names, or the first."""
    asked = adresse.valeur(ETAPE)
    return asked if asked in {etape.nom for etape in ETAPES} else ETAPES[0].nom


def montrer(ouvert: Ouvert, examen: Examined | None, actuelle: str) -> None:
    """Show the steps, the one on screen set apart, and that the draft is kept."""
    with st.container(horizontal=True, gap="small", key="etapes"):
        for rank, etape in enumerate(ETAPES, start=1):
            left = etape.reste(examen) if examen else ""
            label = f"{rank} {etape.titre}" + (f" ({left})" if left else "")
            if st.button(label, key=f"etape-{etape.nom}", type="primary" if etape.nom == actuelle else "secondary"):
                aller(**{PARAMETRE: ouvert.draft.id, ETAPE: etape.nom})
    st.html(f'<p class="d-garde">{html.texte(_kept(ouvert))}</p>')


def _kept(ouvert: Ouvert) -> str:
    """Say that nothing is lost: when the draft was kept, whose it is, what it is read against."""
    draft = ouvert.draft
    whose = "" if draft.proprietaire == ouvert.qui.adresse else f" Déposé par {draft.proprietaire}."
    base = draft.base or lecture.numero_courant()
    return f"{phrases.saved(draft.modifie_le, maintenant())}, comparé à la version {base}.{whose}"


def continuer(ouvert: Ouvert, nom: str, titre: str) -> None:
    """Show the button to the next step."""
    if st.button(titre, key="continuer", type="primary"):
        aller(**{PARAMETRE: ouvert.draft.id, ETAPE: nom})
