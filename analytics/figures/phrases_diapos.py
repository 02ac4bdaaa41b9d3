"""Write what only the slides say: the message of what changed, of what ends soon, the sources in a line, the speaker's notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from analytics import format_fr
from analytics.aggregates.changes import Changes
from analytics.figures.citation import publisher_names
from analytics.figures.phrases_concertation import distance

_SOURCES_NAMED = 3
NON_PUBLIE = "« Non publié » veut dire que personne ne l'a publié, et non que c'est zéro."


def changes_title(changes: Changes | None, before: int | None) -> str:
    """Say how much changed since a version, or that there is none before."""
    if changes is None or before is None:
        return "Première version : rien à comparer encore"
    if changes.empty:
        return f"Rien n'a changé depuis la version {before}"
    moved = int(_moved(changes).sum())
    said = [
        format_fr.compte(count, one, many)
        for count, one, many in (
            (len(changes.ajoutees), "initiative ajoutée", "initiatives ajoutées"),
            (len(changes.retirees), "initiative retirée", "initiatives retirées"),
            (len({c.id for c in changes.modifiees}), "initiative modifiée", "initiatives modifiées"),
            (moved, "montant de territoire changé", "montants de territoire changés"),
        )
        if count
    ]
    return f"Depuis la version {before} : {format_fr.liste(said)}"


def _moved(changes: Changes) -> pd.Series:
    """Tell the territories whose amount is not what it was."""
    was, now = changes.montants["avant"], changes.montants["apres"]
    return (was != now).fillna(True) & ~(was.isna() & now.isna())


def ending_title(ahead: pd.DataFrame, today: pd.Timestamp) -> str:
    """Say the next date among those to come (`deadlines`), how far it is, and what it is."""
    if ahead.empty:
        return "Aucune échéance à venir n'est publiée"
    first = ahead.iloc[0]
    if len(ahead) == 1:
        return f"Une seule échéance à venir est publiée : {format_fr.le(first['date'])}"
    same = ahead.loc[ahead["date"] == first["date"]]
    if len(same) == len(ahead):
        return f"Les {len(ahead)} échéances à venir publiées tombent {format_fr.le(first['date'])}, {distance(first['date'], today)}"
    return f"Prochaine échéance : {format_fr.le(first['date'])}, {distance(first['date'], today)}"


def ending_summary(ahead: pd.DataFrame, today: pd.Timestamp) -> str:
    """Read the dates to come aloud."""
    said = [
        f"{format_fr.date_longue(row['date'])} ({distance(row['date'], today)}), {row['quoi']}, {row['qui']}"
        for row in ahead.to_dict("records")
    ]
    return "; ".join(said) + "." if said else "Aucune échéance à venir n'est publiée."


def sources_line(urls: Iterable[object]) -> str:
    """Name the publishers behind these addresses, the most cited first: « Sources : CRD, infodimanche.com. »."""
    ranked = publisher_names(urls)
    if not ranked:
        return "Source non précisée."
    others = len(ranked) - _SOURCES_NAMED
    more = "" if others < 1 else " et une autre" if others == 1 else f" et {others} autres"
    return f"{'Source' if len(ranked) == 1 else 'Sources'} : {', '.join(ranked[:_SOURCES_NAMED])}{more}."


def speaker_notes(titre: str, phrases: Sequence[str], resume: str, couverture: str, gaps: Sequence[str] = ()) -> str:
    """Write what the speaker may say: the message, what it means, the figures one by one, what is not published."""
    parts = [
        f"À retenir : {_sentence(titre)}",
        *phrases,
        f"Ce que montre la figure : {resume}" if resume else "",
        f"Ce qui est connu : {_sentence(couverture)}" if couverture else "",
        *(["Si on vous demande ce qui manque :", *(f"– {gap}" for gap in gaps)] if gaps else []),
        NON_PUBLIE,
    ]
    return "\n".join(part for part in parts if part)


def _sentence(text: str) -> str:
    """End with a full stop."""
    return text if text.endswith((".", "!", "?")) else f"{text}."
