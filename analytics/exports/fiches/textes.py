"""Write the lists of a sheet: initiatives, steps of the plan, needs, what is not published, what changed."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from analytics import format_fr
from analytics.aggregates.changes import Changes
from analytics.exports.releve import Releve
from analytics.figures.phrases_concertation import dates_in_words, state_in_words
from analytics.figures.phrases_territoires import indicator_value
from analytics.schema import NON_PUBLIE
from analytics.schema.reference import NON_VENTILE

MOST_INITIATIVES = 16
"""More never fit on a page; the page shows fewer where it must, and says how many it leaves out."""
_SENTENCES = 4
_NAMES = re.compile(r" \((?:dont )?« .*? »[^»]*?\)(?= et |[.,;])")
"""A list of initiatives in parentheses: the titles inside it have no French quotation mark of their own."""
_TITLE, _NAME, _SENTENCE = 78, 44, 230


def cut(text: str, longest: int) -> str:
    """Cut a text at a word, with an ellipsis, where it is too long for its place."""
    return text if len(text) <= longest else text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def initiative_rows(frame: pd.DataFrame, with_territory: bool) -> list[list[str]]:
    """Return the first initiatives as texts: title, organisation (or territory), priority, state, amount."""
    return [
        [
            cut(row["titre"], _TITLE),
            row["territoire"] if with_territory else cut(_known(row["organisme_porteur"]), _NAME),
            row["priorite"],
            _known(row["statut"]),
            format_fr.montant(row["montant_accorde"], None if pd.isna(row["precision"]) else row["precision"]),
        ]
        for row in frame.head(MOST_INITIATIVES).to_dict("records")
    ]


def _known(text: str) -> str:
    """Write « non publié » as everywhere else in a sentence."""
    return format_fr.NON_PUBLIE if text == NON_PUBLIE or pd.isna(text) else text


def step_rows(cells: pd.DataFrame) -> list[list[str]]:
    """Return the six steps of a plan as texts: step, state, dates."""
    return [
        [row["etape"], state_in_words(row["statuts"]), _dates(row["realisations"], row["echeances"])]
        for row in cells.to_dict("records")
    ]


def _dates(done: Sequence[pd.Timestamp], due: Sequence[pd.Timestamp]) -> str:
    """Write the day a step was done, else its deadlines."""
    return dates_in_words(done) if done else dates_in_words(due) if due else format_fr.NON_PUBLIE


def need_rows(rows: pd.DataFrame, own: str | None) -> list[list[str]]:
    """Return the indicators as texts: name, value of its own (none for the region), range of the eight MRC, year and quality."""
    return [
        [
            row["nom"],
            *([indicator_value(row["valeur"], row["unite"])] if own else []),
            _range(row, named=own is None),
            f"{row['annee']}, {_known(row['qualite'])}",
        ]
        for row in rows.to_dict("records")
    ]


def _range(row: dict, named: bool) -> str:
    """Write the smallest and the largest value among the MRC, and whose they are when there is room."""
    if format_fr.missing(row["minimum"]):
        return format_fr.NON_PUBLIE
    values = (indicator_value(row[side], row["unite"]) for side in ("minimum", "maximum"))
    owners = (f" ({row[f'mrc_{side}']})" if named else "" for side in ("minimum", "maximum"))
    low, high = (value + owner for value, owner in zip(values, owners, strict=True))
    unit = format_fr.NBSP + high.rsplit(format_fr.NBSP, 1)[-1]
    return f"{low if named else low.removesuffix(unit)} à {high}"


def region_gaps(releve: Releve) -> list[str]:
    """Say what the version does not know of the whole region."""
    total = releve.par_territoire.total
    measures = [
        word for name, word in (("montant_verse", "versés"), ("montant_depense", "dépensés")) if pd.isna(total[name])
    ]
    silent = [
        e
        for e in releve.coupes.exercices
        if e not in set(releve.par_exercice.lignes.dropna(subset=["montant_accorde"])["cle"])
    ]
    empty = [enveloppe.nom for enveloppe in releve.enveloppes.values() if enveloppe.montant is None]
    said = [
        *(_loose(releve.par_territoire.lignes, "Sans territoire connu")),
        *(_loose(releve.par_priorite.lignes, "Sans priorité connue")),
        f"Aucun montant n'est publié pour {format_fr.liste(silent)}." if silent else "",
        f"Les montants {' et '.join(measures)} ne sont pas publiés." if measures else "",
        f"Montant non publié, ou sur lequel les sources ne s'entendent pas : {format_fr.liste(empty)}." if empty else "",
    ]  # fmt: skip
    return [text for text in said if text]


def _loose(groups: pd.DataFrame, what: str) -> list[str]:
    """Say how much has no territory, or no priority."""
    rows = groups.loc[(groups["cle"] == NON_VENTILE) & (groups["montant_accorde"].fillna(0) > 0)].to_dict("records")
    return [
        f"{what} : {format_fr.montant(row['montant_accorde'], None if pd.isna(row['precision']) else row['precision'])}."
        for row in rows
    ]


def change_sentences(changes: Changes, nom: str | None) -> list[str]:
    """Return what changed in one territory (None: in the region), a few sentences at most."""
    said = list(changes.phrases if nom is None else changes.par_territoire.get(nom, ()))
    kept = [_brief(text) for text in said[:_SENTENCES]]
    if more := len(said) - len(kept):
        kept.append(
            f"Et {format_fr.compte(more, 'autre changement', 'autres changements')}, à lire dans le tableau de bord."
        )
    return kept or ["Rien n'a changé."]


def _brief(sentence: str) -> str:
    """Shorten a sentence too long for its place: without the names of the initiatives first, then cut."""
    return sentence if len(sentence) <= _SENTENCE else cut(_NAMES.sub("", sentence), _SENTENCE)


def other_initiatives(count: int, shown: int) -> str:
    """Say how many initiatives the page leaves out, when it shows so many of them; nothing when it leaves out none."""
    left = count - shown
    if left < 1:
        return ""
    if not shown:
        listed = "L'initiative nommée est" if left == 1 else f"Les {format_fr.nombre(left)} initiatives nommées sont"
        return f"{listed} à lire dans le tableau de bord."
    more = "une autre initiative" if left == 1 else f"{format_fr.nombre(left)} autres initiatives"
    return f"Et {more}, à lire dans le tableau de bord."
