"""Write what the pages « Dictionnaire » and « Méthode et sources » say: titles, dates as published, what each use means."""

from __future__ import annotations

import pandas as pd

from analytics import format_fr
from analytics.aggregates.published_facts import NOT_ADDED, USES

UNKNOWN_DAY = "date inconnue"
USE_NAMES = dict(
    zip(
        USES,
        (
            "Totaux publiés",
            "Enveloppes",
            "Parts des territoires",
            "Montants d'initiatives",
            "Repères, non additionnés",
        ),
        strict=True,
    )
)
"""Use of a published amount → the name of its group."""
USE_MEANINGS = dict(
    zip(
        USES,
        (
            "Entrent dans les sommes. Un total qui en couvre d'autres n'est compté qu'une fois.",
            "Le montant contre lequel l'avancement est mesuré. Aucune somme ne les additionne.",
            "Comprises dans une enveloppe : montrées à côté de ce qui est engagé, jamais ajoutées.",
            "Le détail connu d'un total publié, ou un montant hors enveloppe.",
            "Utiles pour situer les autres. Aucune somme ne les compte, et la raison est dite.",
        ),
        strict=True,
    )
)
"""Use of a published amount → what it means for the totals."""


def dictionary_title(tables: int, columns: int) -> str:
    """Say how much the dictionary explains."""
    return (
        f"{format_fr.compte(columns, 'colonne')} dans {format_fr.compte(tables, 'table')} : ce que chaque mot veut dire"
    )


def method_title(counts: dict[str, int], missing: int) -> str:
    """Say how many published amounts there are, how many no sum counts, and how much is missing."""
    found, apart = sum(counts.values()), counts[NOT_ADDED]
    return (
        f"{format_fr.compte(found, 'montant publié', 'montants publiés')}, dont {format_fr.nombre(apart)} qu'aucune somme ne compte; "
        f"{missing_title(missing, missing)}"
    )


def found_title(columns: int, words: int) -> str:
    """Say what a search of the dictionary found."""
    if not columns and not words:
        return "Rien ne correspond à cette recherche"
    return f"{format_fr.compte(columns, 'colonne trouvée', 'colonnes trouvées')}, {format_fr.compte(words, 'mot du domaine', 'mots du domaine')}"


def facts_title(shown: int, whole: int) -> str:
    """Say how many published facts are shown, out of how many."""
    if shown == whole:
        return f"Les {format_fr.compte(whole, 'fait publié', 'faits publiés')}"
    return f"{format_fr.nombre(shown)} des {format_fr.compte(whole, 'fait publié', 'faits publiés')}"


def published_day(text: str) -> str:
    """Write a date as finely as it was published: « 22 septembre 2021 », « septembre 2021 », « 2021 », « date inconnue »."""
    if not text:
        return UNKNOWN_DAY
    writers = {
        1: str,
        2: lambda t: format_fr.mois(pd.Timestamp(f"{t}-01")),
        3: lambda t: format_fr.date_longue(pd.Timestamp(t)),
    }
    return writers[text.count("-") + 1](text)


def proof_sentence(proofs: pd.DataFrame) -> str:
    """Say whether the sums of every envelope agree, or how many do not."""
    gaps = proofs["montant_ecart"].dropna()
    if gaps.empty:
        return "Aucun montant n'est publié : il n'y a pas encore de somme à comparer."
    wrong = int((gaps != 0).sum())
    if not wrong:
        return "Dans cette version, toutes les sommes concordent : l'écart est de 0 $ pour chaque enveloppe dont un montant est publié."
    return f"Attention : les sommes de {format_fr.compte(wrong, 'enveloppe')} ne concordent pas. L'écart est dans la dernière colonne."


def disagreement_title(subjects: int) -> str:
    """Say on how many points the sources disagree."""
    if not subjects:
        return "Aucune source n'en contredit une autre dans cette version"
    return f"Les sources se contredisent sur {format_fr.compte(subjects, 'point')} : chacune garde sa valeur"


def missing_title(shown: int, whole: int) -> str:
    """Say how many pieces of information are missing, out of how many when some are left out."""
    of = "" if shown == whole else f" sur {format_fr.nombre(whole)}"
    return f"{format_fr.compte(shown, 'renseignement manque', 'renseignements manquent')}{of}"
