"""Write in French what changed between two versions: who moved, from which amount to which, and because of which initiatives."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from analytics import format_fr
from analytics.schema import TABLES
from analytics.schema.reference import NON_VENTILE, REGIONAL, territoires

NAMED = 3
"""Initiatives named in one sentence; the others are counted."""
_LONGEST = 80
_SHORT = 60
"""Longest value that is quoted; a longer one is said to be revised."""
_VOWELS = tuple("aeiouyàâéèêëîïôûAEIOUYÀÂÉÈÊ")


@dataclass(frozen=True, slots=True)
class Change:
    """One value of one initiative that is not what it was; `avant` and `apres` are written as in a file (None: empty)."""

    id: str
    colonne: str
    avant: str | None
    apres: str | None


@dataclass(frozen=True, slots=True)
class Moved:
    """One amount of one initiative in one territory, before and after (cents, None: not published)."""

    id: str
    avant: int | None
    apres: int | None


@dataclass(frozen=True, slots=True)
class Events:
    """What happened in one territory: initiatives that came and went, amounts revised, values corrected."""

    ajoutees: Sequence[str]
    retirees: Sequence[str]
    revisees: Sequence[Moved]
    corrigees: Sequence[Change]


@dataclass(frozen=True, slots=True)
class Subject:
    """Who a sentence is about, and whether its verb is plural."""

    name: str
    plural: bool = False

    def verb(self, singular: str, plural: str) -> str:
        """Return the form of a verb that agrees."""
        return plural if self.plural else singular


def territory_subject(name: str) -> Subject:
    """Name a territory at the head of a sentence: « La Mitis », « Le Kamouraska », « Les Basques », « Le volet régional »."""
    if name == REGIONAL:
        return Subject("Le volet régional")
    article = next((t.article for t in territoires() if t.nom == name), "")
    if article.startswith("du "):
        return Subject(f"Le {article.removeprefix('du ')}")
    if article.startswith("des "):
        return Subject(f"Les {article.removeprefix('des ')}", plural=True)
    return Subject(f"Le groupe « {name} »" if name.startswith("Non ") else name)


def priority_subject(name: str) -> Subject:
    """Name a priority at the head of a sentence."""
    if name == NON_VENTILE:
        return Subject("Ce qui n'est pas ventilé par priorité")
    return Subject(f"La priorité « {name} »")


WHOLE = Subject("L'ensemble de la région")


def moved(row: Mapping) -> bool:
    """Tell whether an amount (avant, apres, in cents) or its precision is not what it was."""
    if pd.isna(row["avant"]) or pd.isna(row["apres"]):
        return pd.isna(row["avant"]) != pd.isna(row["apres"])
    return (row["avant"], _precision(row, "avant")) != (row["apres"], _precision(row, "apres"))


def _precision(row: Mapping, side: str) -> str | None:
    """Return how sure an amount is, None when nothing says it."""
    value = row.get(f"precision_{side}")
    return None if value is None or pd.isna(value) else value


def _amount(row: Mapping, side: str) -> str:
    """Write one of the two amounts."""
    return format_fr.montant(row[side], _precision(row, side))


def passage(subject: Subject, row: Mapping) -> str:
    """Say from which amount to which, without a full stop: « La Mitis passe de 229 930 $ à 254 930 $ »."""
    if pd.isna(row["avant"]):
        return f"{subject.name} {subject.verb('a', 'ont')} maintenant un montant publié, {_amount(row, 'apres')}"
    if pd.isna(row["apres"]):
        verb = subject.verb("n'a", "n'ont")
        return f"{subject.name} {verb} plus de montant publié (auparavant {_amount(row, 'avant')})"
    return f"{subject.name} {subject.verb('passe', 'passent')} {of(_amount(row, 'avant'))} à {_amount(row, 'apres')}"


def of(text: str) -> str:
    """Write « de » before a text, elided where it must be: « d'environ 36 000 $ »."""
    return f"d'{text}" if text.startswith(_VOWELS) else f"de {text}"


def territory_sentences(row: Mapping, events: Events, titles: Mapping[str, str]) -> list[str]:
    """Say what happened in one territory (`cle`, avant, apres): its amount and why, then the values corrected; [] for nothing."""
    subject, causes = territory_subject(row["cle"]), _causes(events, titles)
    said = []
    if moved(row):
        said.append(f"{passage(subject, row)} : {causes}." if causes else f"{passage(subject, row)}.")
    elif causes:
        still = (
            "sans montant publié" if pd.isna(row["apres"]) else f"sans changement du total ({_amount(row, 'apres')})"
        )
        said.append(f"{subject.name} : {causes}, {still}.")
    if corrected := _corrected(events.corrigees, titles):
        said.append(f"{subject.name} : {corrected}.")
    return said


def _causes(events: Events, titles: Mapping[str, str]) -> str:
    """Say which initiatives came, went, or had their amount revised."""
    revised = [f"{quoted(titles[m.id])}, {_revision(m)}" for m in events.revisees[:NAMED]]
    parts = [
        _counted(len(events.ajoutees), "initiative ajoutée", [quoted(titles[i]) for i in events.ajoutees[:NAMED]]),
        _counted(len(events.retirees), "initiative retirée", [quoted(titles[i]) for i in events.retirees[:NAMED]]),
        _counted(len(events.revisees), "montant révisé", revised, "; "),
    ]
    return format_fr.liste(part for part in parts if part)


def _revision(change: Moved) -> str:
    """Say how the amount of one initiative changed."""
    if change.avant is None:
        return f"maintenant {format_fr.montant(change.apres)}"
    if change.apres is None:
        return f"auparavant {format_fr.montant(change.avant)}, maintenant non publié"
    return f"de {format_fr.montant(change.avant)} à {format_fr.montant(change.apres)}"


def _counted(count: int, what: str, named: Sequence[str], between: str | None = None) -> str:
    """Count initiatives and name the first: « une initiative ajoutée (« A ») », « 12 initiatives ajoutées (dont « A »…) »."""
    if not count:
        return ""
    article = "une" if what.startswith("initiative") else "un"
    many = " ".join(f"{word}s" for word in what.split())
    counted = f"{article} {what}" if count == 1 else format_fr.compte(count, what, many)
    listed = between.join(named) if between else format_fr.liste(named)
    return f"{counted} ({'' if count <= NAMED else 'dont '}{listed})"


def _corrected(changes: Sequence[Change], titles: Mapping[str, str]) -> str:
    """Say which initiatives had a value corrected, and what it was."""
    by_id: dict[str, list[Change]] = {}
    for change in changes:
        by_id.setdefault(change.id, []).append(change)
    named = [f"{quoted(titles[key])}, {'; '.join(map(_correction, own))}" for key, own in list(by_id.items())[:NAMED]]
    return _counted(len(by_id), "initiative modifiée", named, "; ")


def _correction(change: Change) -> str:
    """Say what one value was and is: « statut : « terminée » au lieu de « en cours » »."""
    title = TABLES["initiatives"][change.colonne].title
    name = title if title[:2].isupper() else title[:1].lower() + title[1:]
    if change.apres is None:
        return f"{name} : plus rien"
    if len(change.apres) > _SHORT or len(change.avant or "") > _SHORT:
        return f"{name} : texte {'revu' if change.avant else 'ajouté'}"
    instead = f" au lieu de {quoted(change.avant)}" if change.avant else ""
    return f"{name} : {quoted(change.apres)}{instead}"


def quoted(text: str) -> str:
    """Write a text between French quotation marks, cut where it is too long to be read aloud; those inside it become English ones."""
    inner = re.sub(r"\s*»", "”", re.sub(r"«\s*", "“", text))
    return f"« {inner if len(inner) <= _LONGEST else inner[:_LONGEST].rsplit(' ', 1)[0] + '…'} »"


def table_sentence(title: str, added: int, removed: int, changed: int) -> str:
    """Count what changed in a table that has no sentence of its own: « Étapes des plans : 2 lignes ajoutées. »."""
    said = [
        format_fr.compte(count, f"ligne {word}", f"lignes {word}s")
        for count, word in ((added, "ajoutée"), (removed, "retirée"), (changed, "modifiée"))
        if count
    ]
    return f"{title} : {format_fr.liste(said)}."
