"""Turn what the schema declares into reading lines: columns, closed lists, territories, priorities, words of the domain."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from analytics import format_fr
from analytics.exports.dictionnaire import (
    HEADERS,
    KIND_WORDS,
    VALUES,
    ClosedList,
    Match,
    closed_lists,
    entries_of,
    rules,
    search_words,
)
from analytics.schema import TABLES, Choice, Table
from analytics.schema.reference import Priorite, Territoire, Word, cycle_choices, groupings, priorites, territoires
from pages.commun import html, lecture
from pages.commun.comprendre.lignes import Ligne, Pli, intertitre, jetons, montrer, puces, source

_SHORT_LIST = 8
"""Values that a column shows unfolded."""


def montrer_colonnes(numero: int) -> None:
    """Ask for a table and show its columns."""
    name = st.selectbox(
        "Table",
        list(TABLES),
        format_func=lambda key: TABLES[key].title,
        key="table",
        bind="query-params",
        filter_mode=None,
        width=420,
    )
    montrer_table(TABLES[name], lecture.version(numero).lignes.get(name, 0))


def montrer_table(table: Table, lignes: int) -> None:
    """Show a table: what a row is, what tells two rows apart, then its columns."""
    key = format_fr.liste(f"« {table[name].title} »" for name in table.key)
    said = [table.grain, f"Clé : {key}. Deux lignes ne peuvent pas y avoir les mêmes valeurs."]
    if table.carried_over:
        said.append("Absente d'un dépôt, la table garde les lignes de la version précédente.")
    said.append(
        f"{format_fr.compte(len(table.columns), 'colonne')}; {format_fr.compte(lignes, 'ligne')} dans la version lue."
    )
    intertitre(table.title, table.description, said)
    montrer(colonne(Match(entry)) for entry in entries_of(table))


def colonne(found: Match, table_dite: bool = False) -> Ligne:
    """Return the line of one column; folded parts in which a search found its words are open."""
    entry, column = found.entry, found.entry.column
    facts = [
        ("Type", html.texte(KIND_WORDS[column.kind] + (f" ({column.unit})" if column.unit else ""))),
        ("Exemple", html.texte(column.example)),
        ("Règles", html.texte(" ".join(rules(entry)))),
    ]
    if table_dite:
        facts.insert(0, ("Table", html.texte(entry.table.title)))
    folds = [_headers(found)]
    if entry.choices:
        folds.insert(0, _values(entry.choices, VALUES in found.hidden))
    return Ligne(
        terme=column.title,
        phrases=(column.description,),
        sous_html=f"<code>{html.texte(column.name)}</code>",
        marque="obligatoire" if column.required else "",
        faits_html=facts,
        plis=folds,
    )


def _headers(found: Match) -> Pli:
    """Return the folded headers accepted for a column."""
    headers = found.entry.headers
    return Pli(
        format_fr.compte(len(headers), "en-tête accepté", "en-têtes acceptés"), jetons(headers), HEADERS in found.hidden
    )


def _values(choices: tuple[Choice, ...], opened: bool) -> Pli:
    """Return the values of a list, folded when they are many."""
    title = format_fr.compte(len(choices), "valeur acceptée", "valeurs acceptées")
    return Pli(title, _written(choices), opened or len(choices) <= _SHORT_LIST)


def _written(choices: tuple[Choice, ...]) -> str:
    """Return the values of a list: side by side when they speak for themselves, else each with its meaning."""
    if not any(choice.description for choice in choices):
        return jetons(choice.value for choice in choices)
    return puces(map(_choice, choices))


def _choice(choice: Choice) -> str:
    """Return one value and what it means."""
    meaning = f" : {html.texte(choice.description)}" if choice.description else ""
    return f"<strong>{html.texte(choice.value)}</strong>{meaning}"


def montrer_recherche(matches: list[Match], words: list[Word]) -> None:
    """Show what a search found: columns, then words of the domain."""
    if matches:
        intertitre("Colonnes")
        montrer(colonne(found, table_dite=True) for found in matches)
    if words:
        intertitre("Mots du domaine")
        montrer(map(mot, words))


def montrer_listes(_numero: int) -> None:
    """Show every closed list with its values and the spellings understood for each."""
    intertitre(
        "Les listes de valeurs",
        "Les accents, les majuscules et la ponctuation ne comptent pas. Une graphie reconnue est remplacée par la valeur, et la vérification le dit.",
    )
    montrer(map(_list_line, closed_lists()))


def _list_line(closed: ClosedList) -> Ligne:
    """Return the line of one closed list."""
    note = "D'autres valeurs sont gardées telles quelles." if closed.open else None
    return Ligne(
        terme=closed.name,
        phrases=(f"Dans {format_fr.liste(f'« {use} »' for use in closed.uses)}.", note),
        sous_html=format_fr.compte(len(closed.choices), "valeur"),
        plis=(
            Pli("Les valeurs", _written(closed.choices), ouvert=True),
            Pli("Les graphies reconnues", puces(map(_spellings, closed.choices))),
        ),
    )


def _spellings(choice: Choice) -> str:
    """Return one value and the other ways people write it."""
    return f"<strong>{html.texte(choice.value)}</strong>{jetons(choice.spellings) if choice.spellings else ''}"


def montrer_territoires(_numero: int) -> None:
    """Show the nine territories, then the groupings that publications use."""
    intertitre(
        "Les territoires",
        "D'ouest en est le long du fleuve, puis le neuvième territoire de toute répartition : la région entière.",
    )
    montrer(map(_territoire_line, territoires()))
    intertitre("Les regroupements", "Ceux que des publications emploient, et aucun autre.")
    montrer(Ligne(terme=name, phrases=(format_fr.liste(places),)) for name, places in groupings().items())


def _territoire_line(territoire: Territoire) -> Ligne:
    """Return the line of one territory."""
    spellings = tuple(dict.fromkeys((territoire.nom, territoire.nom_officiel, *territoire.spellings)))
    return Ligne(
        terme=territoire.nom,
        phrases=(f"Nom officiel : {territoire.nom_officiel}.", f"Dans une phrase : le montant {territoire.article}."),
        sous_html=f"code <code>{html.texte(territoire.code)}</code>",
        faits_html=[("Regroupements", html.texte(", ".join(territoire.groupings) or "aucun"))],
        plis=(Pli(format_fr.compte(len(spellings), "graphie reconnue", "graphies reconnues"), jetons(spellings)),),
    )


def montrer_priorites(_numero: int) -> None:
    """Show the priorities of each cycle, the official lists and the others apart."""
    intertitre(
        "Les priorités de chaque cycle",
        "Chaque cycle a sa liste. Aucune correspondance n'est publiée entre elles : ne comparez pas deux cycles par priorité.",
    )
    names = {choice.value: choice.description for choice in cycle_choices()}
    by_cycle = [(cycle, list(found)) for cycle, found in groupby(priorites(), key=lambda priorite: priorite.cycle)]
    for cycle, found in reversed(by_cycle):
        official = all(priorite.official for priorite in found)
        intertitre(
            names.get(cycle, cycle),
            "Liste officielle, dans l'ordre publié."
            if official
            else "Aucune liste officielle trouvée : thèmes relevés dans les publications.",
        )
        montrer(map(_priorite_line, found))


def _priorite_line(priorite: Priorite) -> Ligne:
    """Return the line of one priority."""
    spellings = tuple(dict.fromkeys((priorite.nom, priorite.nom_long, *priorite.spellings)))
    return Ligne(
        terme=priorite.nom,
        phrases=(priorite.nom_long if priorite.nom_long != priorite.nom else None, priorite.note),
        marque="officielle" if priorite.official else "thème relevé",
        faits_html=[("Source", source(priorite.source))],
        plis=(Pli(format_fr.compte(len(spellings), "graphie reconnue", "graphies reconnues"), jetons(spellings)),),
    )


def montrer_mots(_numero: int) -> None:
    """Show the words of the domain, in alphabetical order."""
    intertitre("Les mots du domaine", "Tels que les publications les emploient, expliqués en peu de mots.")
    montrer(map(mot, search_words("")))


def mot(word: Word) -> Ligne:
    """Return the line of one word."""
    others = f"On dit aussi : {format_fr.liste(f'« {other} »' for other in word.others)}." if word.others else None
    return Ligne(terme=word.terme, phrases=(word.definition, others), faits_html=[("Source", source(word.source))])
