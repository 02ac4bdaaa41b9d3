"""Write what the page « Initiatives » says: how many were found, for how much, and each value of an initiative in words."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics import format_fr
from analytics.aggregates.fiche import Fiche
from analytics.aggregates.search import Resultat
from analytics.aggregates.search_index import AVEC, SANS
from analytics.schema import NON_PUBLIE, Column, Kind
from analytics.schema.lists import SOURCE_ALLIANCE
from analytics.schema.model import LISTES_SEPARATOR

MONTANT_NON_PUBLIE = "montant non publié"
_AMOUNT_VALUES = {AVEC: "avec un montant publié", SANS: "sans montant publié"}


def found_title(result: Resultat, whole: int, asked: bool) -> str:
    """Say how many initiatives were found, of how many."""
    if whole == 0:
        return "Aucune initiative n'est nommée dans cette version"
    if not asked:
        verb = "est nommée" if whole < 2 else "sont nommées"
        return f"{format_fr.compte(whole, 'initiative')} {verb}, {_with_amount(result)}"
    if result.nombre == 0:
        return "Aucune initiative ne correspond à ce que vous cherchez"
    verb = "correspond" if result.nombre < 2 else "correspondent"
    return (
        f"{format_fr.nombre(result.nombre)} des {format_fr.compte(whole, 'initiative')} {verb} à ce que vous cherchez"
    )


def _with_amount(result: Resultat) -> str:
    """Say how many of what was found have a published amount."""
    if result.nombre_avec_montant == 0:
        return "aucune avec un montant publié"
    return f"dont {format_fr.nombre(result.nombre_avec_montant)} avec un montant publié"


def found_sum(result: Resultat) -> str:
    """Say the sum of the published amounts found, and how much of it is the Alliance's."""
    if result.montant_accorde is None:
        return "" if result.nombre == 0 else "Aucun montant n'est publié pour ce qui est trouvé."
    whole = format_fr.montant(result.montant_accorde, result.precision)
    verb = "Le seul montant publié est de" if result.nombre_avec_montant == 1 else "Les montants publiés totalisent"
    return f"{verb} {whole}, {_alliance_part(result)}."


def _alliance_part(result: Resultat) -> str:
    """Say which part of the sum comes from the Alliance."""
    if result.montant_alliance is None:
        return f"en entier hors {SOURCE_ALLIANCE}"
    if (result.montant_alliance, result.precision_alliance) == (result.montant_accorde, result.precision):
        return f"en entier du {SOURCE_ALLIANCE}"
    return f"dont {format_fr.montant(result.montant_alliance, result.precision_alliance)} du {SOURCE_ALLIANCE}"


def found_coverage(result: Resultat) -> str:
    """Say how much of what was found the sum covers."""
    if result.nombre == 0:
        return "Aucune initiative trouvée"
    without = result.nombre - result.nombre_avec_montant
    found = format_fr.compte(result.nombre, "initiative trouvée", "initiatives trouvées")
    if result.nombre_avec_montant == 0:
        return f"Aucun montant publié pour {found}"
    if without == 0:
        return f"Un montant est publié pour {found}"
    verb = "a" if result.nombre_avec_montant == 1 else "ont"
    return f"{format_fr.nombre(result.nombre_avec_montant)} des {found} {verb} un montant publié; les autres n'ajoutent rien à la somme"


def amount_phrase(row: Mapping[str, object]) -> tuple[str, str]:
    """Write the amount of an initiative and, after it, where it comes from when that is not the Alliance alone.

    `row` has `montant_accorde`, `precision`, `montant_alliance` and `precision_alliance`.
    """
    whole, alliance = row["montant_accorde"], row["montant_alliance"]
    if pd.isna(whole):
        return MONTANT_NON_PUBLIE, ""
    written = format_fr.montant(whole, row["precision"])
    if pd.isna(alliance):
        return written, f"hors {SOURCE_ALLIANCE}"
    return (
        written,
        ""
        if alliance == whole
        else f"dont {format_fr.montant(alliance, row['precision_alliance'])} du {SOURCE_ALLIANCE}",
    )


def facet_value(value: str) -> str:
    """Write a value of a facet."""
    return format_fr.NON_PUBLIE if value == NON_PUBLIE else _AMOUNT_VALUES.get(value, value)


def place_in_words(row: Mapping[str, object]) -> list[str]:
    """Say who carries an initiative, where and for what: organisation, territory, priority with its cycle, each in words."""
    carrier = row["organisme_porteur"]
    unknown = pd.isna(carrier) or carrier == NON_PUBLIE
    return [
        "organisme non publié" if unknown else str(carrier),
        _territory(row),
        *_priority(row),
    ]


def _territory(row: Mapping[str, object]) -> str:
    """Name the territory, and those that only the amounts name."""
    own = "territoire non publié" if pd.isna(row["territoire"]) else str(row["territoire"])
    others = row.get("autres_territoires")
    return own if others is None or pd.isna(others) else f"{own} (et {others}, selon ses montants)"


def _priority(row: Mapping[str, object]) -> list[str]:
    """Name the priority with its cycle: one name may stand in several cycles, whose lists are not compared."""
    name, cycle = row["priorite"], row["cycle"]
    if pd.isna(name) or name == NON_PUBLIE:
        return ["priorité non publiée"]
    return [str(name) if pd.isna(cycle) else f"{name} ({cycle})"]


def value_in_words(column: Column, value: object) -> str:
    """Write one value of an initiative as people read it, after the kind of its column."""
    writers = {
        Kind.MONTANT: format_fr.montant,
        Kind.DATE: format_fr.date_longue,
        Kind.OUINON: format_fr.ouinon,
        Kind.ENTIER: format_fr.nombre,
        Kind.LISTES: lambda text: format_fr.liste(text.split(LISTES_SEPARATOR)),
    }
    return writers.get(column.kind, str)(value)


def fiche_amount(fiche: Fiche) -> str:
    """Say what is published of an initiative's awarded amount."""
    if fiche.totaux["montant_accorde"] is None:
        return "Aucun montant accordé n'est publié pour cette initiative. Cela ne veut pas dire 0\u00a0$."
    written = format_fr.montant(fiche.totaux["montant_accorde"], fiche.precision)
    sources = set(fiche.montants.loc[fiche.montants["montant_accorde"].notna(), "source_financement"])
    if sources == {SOURCE_ALLIANCE}:
        return f"Montant accordé publié : {written}, du {SOURCE_ALLIANCE}."
    apart = (
        "en entier hors de l'enveloppe de l'Alliance" if SOURCE_ALLIANCE not in sources else "toutes sources ensemble"
    )
    return f"Montant accordé publié : {written}, {apart}."


def unpublished_columns(fiche: Fiche) -> str:
    """Name what nobody published of an initiative."""
    names = [_lower(column.title) for column in fiche.non_publies]
    return "" if not names else f"Non publié : {format_fr.liste(names)}."


def _lower(title: str) -> str:
    """Begin a column's title in lower case, an acronym excepted."""
    return title if title[:2].isupper() else title[:1].lower() + title[1:]
