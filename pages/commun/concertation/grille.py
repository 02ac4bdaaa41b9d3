"""Write the eight plans and their six steps as an accessible table: a mark and a word per step; on a telephone the marks alone are seen."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.aggregates.concertation import A_VENIR, EN_COURS, FAIT, shared_deadlines, steps
from analytics.figures.phrases_concertation import cell_dates, dates_in_words, state_in_words
from analytics.schema import NON_PUBLIE
from pages.commun import html
from pages.commun.gardee import gardee

MARQUES = {FAIT: "fait", EN_COURS: "encours", A_VENIR: "avenir", NON_PUBLIE: "inconnu"}
"""State → the shape of its mark: full, half full, empty, dotted."""
LEGENDE = "Les huit plans de territoire et leurs six étapes"


@gardee
def ecrire(grid: pd.DataFrame) -> str:
    """Return the key of the marks, the table, and the list of the steps that a telephone shows under it."""
    shared = shared_deadlines(grid)
    head = "".join(_entete(rank, step, shared) for rank, step in enumerate(steps(), start=1))
    body = "".join(_ligne(name, grid.loc[grid["territoire"] == name], shared) for name in grid["territoire"].unique())
    return (
        f'{_cle()}<div class="a-tableau k-grille" tabindex="0" role="region" aria-label="{LEGENDE}"><table>'
        f'<caption class="k-cache">{LEGENDE}</caption><thead><tr><th scope="col">MRC</th>{head}</tr></thead><tbody>{body}</tbody></table></div>'
        f'<ol class="k-etapes">{"".join(f"<li>{_etape(step, shared)}</li>" for step in steps())}</ol>'
    )


def _cle() -> str:
    """Return the key of the marks."""
    words = {FAIT: "fait", EN_COURS: "en cours", A_VENIR: "à venir", NON_PUBLIE: "non publié"}
    return (
        '<p class="a-cle">' + "".join(f"<span>{_marque(state)}{word}</span>" for state, word in words.items()) + "</p>"
    )


def _marque(state: str) -> str:
    """Return the mark of a state; the word beside it says the same."""
    return f'<span class="k-marque k-{MARQUES[state]}" aria-hidden="true"></span>'


def _entete(rank: int, step: str, shared: Mapping[str, tuple]) -> str:
    """Return the header of a step: its number, its name, its deadline when it is the same for the eight."""
    return (
        f'<th scope="col"><span class="k-numero">{rank}. </span><span class="k-mot">{_etape(step, shared)}</span></th>'
    )


def _etape(step: str, shared: Mapping[str, tuple]) -> str:
    """Return the name of a step and the deadline that the eight plans share."""
    due = f'<span class="k-date">échéance {dates_in_words(shared[step])}</span>' if step in shared else ""
    return f"<span>{html.texte(step[:1].upper() + step[1:])}</span>{due}"


def _ligne(name: str, rows: pd.DataFrame, shared: Mapping[str, tuple]) -> str:
    """Return the row of one plan."""
    cells = "".join(f"<td>{_cellule(row, shared)}</td>" for row in rows.to_dict("records"))
    return f'<tr><th scope="row">{html.texte(name)}</th>{cells}</tr>'


def _cellule(row: dict, shared: Mapping[str, tuple]) -> str:
    """Return the state of one step: one mark a source's state, the words, the dates of its own."""
    marks = "".join(_marque(state) for state in row["statuts"])
    dates = cell_dates(row, shared)
    said = f'<span class="k-date">{html.texte(dates)}</span>' if dates else ""
    return f'{marks}<span class="k-mot">{html.texte(state_in_words(row["statuts"]))}{said}</span>'
