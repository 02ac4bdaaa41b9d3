"""Write what the page « Dépôt » says: the message of each step, what is left to do, when the draft was kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from analytics import format_fr
from analytics.aggregates.effect import Effect, changed

ERREUR, A_VERIFIER, A_ENRICHIR = "erreur", "a_verifier", "a_enrichir"
LEVELS = {ERREUR: ("erreur", "erreurs"), A_VERIFIER: ("point à vérifier", "points à vérifier"), A_ENRICHIR: ("conseil", "conseils")}  # fmt: skip
"""Level of a finding → its name, one and several."""
MEANINGS = {
    ERREUR: "Une erreur empêche de publier.",
    A_VERIFIER: "À vérifier n'empêche pas de publier : regardez si c'est voulu.",
    A_ENRICHIR: "Un conseil améliore les données; rien ne presse.",
}


def level_count(level: str, number: int) -> str:
    """Write a number of findings of a level: « 5 erreurs »."""
    return format_fr.compte(number, *LEVELS[level])


def files_title(files: int, rows: int, unreadable: bool) -> str:
    """Say what came in."""
    if unreadable:
        return "Un fichier n'a pas pu être lu"
    if rows == 0:
        return f"{format_fr.compte(files, 'fichier reçu', 'fichiers reçus')}, aucune ligne lue"
    return f"{format_fr.compte(files, 'fichier reçu', 'fichiers reçus')}, {format_fr.compte(rows, 'ligne lue', 'lignes lues')}"


def columns_title(missing: int, sheets: int) -> str:
    """Say whether every required column was found."""
    if sheets == 0:
        return "Aucune feuille n'est reconnue : dites ce qu'elle contient"
    if missing == 0:
        return "Toutes les colonnes obligatoires sont trouvées"
    return f"Il reste {format_fr.compte(missing, 'colonne')} à indiquer"


def two_readings(texts: Sequence[str], sums: Sequence[str]) -> str:
    """Say that amounts can be read in two ways, and the sums of what was read."""
    quoted = format_fr.liste([f"« {text} »" for text in texts])
    verb = "peut" if len(texts) == 1 else "peuvent"
    return f"{quoted} {verb} se lire de deux façons, selon le signe des décimales. {' '.join(sums)}"


DECIMAL_SIGNS = {"virgule": "La virgule", "point": "Le point"}


def decimal_choice(sign: str | None, text: str, readings: Mapping[str, Decimal]) -> str:
    """Write one answer about the decimal sign, with what it makes of an amount; None leaves it to the program."""
    if sign is None:
        return "Selon les autres montants de la colonne"
    return f"{DECIMAL_SIGNS[sign]} : « {text} » se lit {format_fr.nombre(readings[sign], 2)}"


def findings_title(counts: Mapping[str, int]) -> str:
    """Say what is left to mend before publishing."""
    errors, doubts = counts.get(ERREUR, 0), counts.get(A_VERIFIER, 0)
    if errors:
        return f"{level_count(ERREUR, errors)} à corriger avant de publier"
    return f"Aucune erreur; {level_count(A_VERIFIER, doubts)}" if doubts else "Rien à corriger"


def effect_title(effect: Effect | None) -> str:
    """Say what publishing would change, or that errors come first."""
    if effect is None:
        return "L'effet se lit une fois les erreurs corrigées"
    if effect.empty:
        return "Publier ne changerait aucun chiffre"
    places = {name for money in effect.argent for name in money.territoires.loc[changed(money.territoires), "cle"]}
    names = [name for name in effect.argent[0].territoires["cle"] if name in places] if effect.argent else []
    if not names:
        return "Publier changerait des données, sans toucher aux montants par territoire"
    return (
        f"Publier changerait {format_fr.liste(names)}"
        if len(names) <= 3
        else f"Publier changerait {len(names)} territoires"
    )


def publish_title(errors: int, next_number: int) -> str:
    """Say whether the draft can be published."""
    return (
        f"Il reste {level_count(ERREUR, errors)} à corriger" if errors else f"Prêt à devenir la version {next_number}"
    )


def saved(at: datetime, now: datetime) -> str:
    """Say when the draft was kept: « Brouillon enregistré à 14 h 32 », with the day when it is not today."""
    at, now = format_fr.jour(at), format_fr.jour(now)
    day = "" if at.date() == now.date() else f" {format_fr.le(at)}"
    return f"Brouillon enregistré{day} à {hour(at)}"


def hour(at: datetime) -> str:
    """Write an hour as in Québec: « 14 h 32 », « 9 h »."""
    at = format_fr.jour(at)
    return f"{at.hour}{format_fr.NBSP}h" + (f"{format_fr.NBSP}{at.minute:02d}" if at.minute else "")


def size(octets: int) -> str:
    """Write a number of bytes: « 812 o », « 1,2 Ko », « 3,4 Mo »."""
    for limit, unit in ((1 << 20, "Mo"), (1 << 10, "Ko")):
        if octets >= limit:
            return f"{format_fr.nombre(octets / limit, 1)}{format_fr.NBSP}{unit}"
    return f"{octets}{format_fr.NBSP}o"
