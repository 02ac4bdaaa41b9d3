"""Say where the territorial plans stand, what is due, who sits in which sector, which documents are published.

Nothing here is an amount. A step, a seat or an address that no source gives is « Non publié », never « not done »; sources that disagree
stay side by side.
"""

from __future__ import annotations

import pandas as pd

from analytics.aggregates.deadlines import deadlines, in_words
from analytics.aggregates.etapes import plan_steps
from analytics.aggregates.ledger import Tables
from analytics.aggregates.profil import distinct_organismes
from analytics.schema import NON_PUBLIE, lists
from analytics.schema.reference import mrc_names, secteur_choices

FAIT, EN_COURS, A_VENIR = "fait", "en cours", "à venir"
_STATES = (FAIT, EN_COURS, A_VENIR)
GRID_COLUMNS = ("territoire", "etape", "statuts", "echeances", "realisations")


def plan_grid(jalons: pd.DataFrame) -> pd.DataFrame:
    """Return the eight plans × six steps, in their fixed orders: one row a cell (`GRID_COLUMNS`).

    `statuts`: the states that sources give, most advanced first, « Non publié » alone where none does; `echeances` and
    `realisations`: the different dates that they give, soonest first.
    """
    cells = [_cell(mrc, step, rows) for mrc in mrc_names() for step, rows in _by_step(jalons, mrc)]
    return pd.DataFrame(cells, columns=list(GRID_COLUMNS))


def _by_step(jalons: pd.DataFrame, mrc: str) -> list[tuple[str, pd.DataFrame]]:
    """Return the rows of each of the six steps of one plan."""
    rows = plan_steps(jalons, mrc)
    return [(step, rows.loc[rows["etape"] == step]) for step in steps()]


def steps() -> tuple[str, ...]:
    """Return the six steps of a plan, in order."""
    return tuple(choice.value for choice in lists.etape())


def _cell(mrc: str, step: str, rows: pd.DataFrame) -> tuple[str, str, tuple, tuple, tuple]:
    """Gather what the sources say of one step of one plan."""
    said = tuple(state for state in _STATES if state in set(rows["statut"])) or (NON_PUBLIE,)
    return mrc, step, said, _dates(rows["echeance"]), _dates(rows["date_realisation"])


def _dates(days: pd.Series) -> tuple[pd.Timestamp, ...]:
    """Return the different dates, soonest first."""
    return tuple(sorted(days.dropna().unique()))


def shared_deadlines(grid: pd.DataFrame) -> dict[str, tuple[pd.Timestamp, ...]]:
    """Return step → its deadlines, for the steps whose deadlines are the same in the eight plans and which have any."""
    found = {step: set(grid.loc[grid["etape"] == step, "echeances"]) for step in steps()}
    return {step: next(iter(dates)) for step, dates in found.items() if len(dates) == 1 and dates != {()}}


def plans_at(grid: pd.DataFrame, step: str, state: str) -> tuple[str, ...]:
    """Return the territories whose `step` is in `state` according to a source."""
    rows = grid.loc[grid["etape"] == step]
    return tuple(rows.loc[[state in said for said in rows["statuts"]], "territoire"])


def told_cells(grid: pd.DataFrame) -> int:
    """Count the steps of which a source gives the state."""
    return sum(said != (NON_PUBLIE,) for said in grid["statuts"])


NOTE_COLUMNS = ("etape", "statut", "echeance", "qui", "commentaire", "source")


def step_notes(jalons: pd.DataFrame) -> pd.DataFrame:
    """Return what each source says, in the order of the steps, the territories that it says it of gathered (`NOTE_COLUMNS`)."""
    order = {step: rank for rank, step in enumerate(steps())}
    keys = ["etape", "statut", "echeance", "commentaire", "source"]
    noted = jalons.dropna(subset=["commentaire"])
    gathered = noted.groupby(keys, sort=False, dropna=False)["territoire"].agg(in_words).rename("qui").reset_index()
    ranked = gathered.assign(_rang=gathered["etape"].map(order)).sort_values(["_rang", "echeance"], kind="stable")
    return ranked[list(NOTE_COLUMNS)].reset_index(drop=True)


def plan_deadlines(tables: Tables, today: pd.Timestamp) -> pd.DataFrame:
    """Return the deadlines of the plans and of the envelopes, soonest first; `autres`: the other dates that sources give of the same.

    Columns of `deadlines`, plus `autres` (tuple of dates). The ends of initiatives are on their own pages.
    """
    found = deadlines({**tables, "initiatives": tables["initiatives"].iloc[:0]}, today)
    same = {key: tuple(sorted(set(rows["date"]))) for key, rows in found.groupby(["quoi", "qui"], sort=False)}
    others = [
        tuple(date for date in same[key] if date != day)
        for key, day in zip(zip(found["quoi"], found["qui"], strict=True), found["date"], strict=True)
    ]
    return found.assign(autres=pd.Series(others, index=found.index, dtype="object"))


def by_sector(organismes: pd.DataFrame, territoires: tuple[str, ...]) -> dict[str, pd.DataFrame]:
    """Return sector → the organisations named there (columns of the table), the fifteen of the Table régionale in order, then « Autre ».

    Only organisations of `territoires`; one named in several is one row, its territories in words. « Autre » stands when it has some.
    """
    named = distinct_organismes(organismes, list(territoires))
    found = {choice.value: named.loc[named["secteur"] == choice.value] for choice in secteur_choices()}
    return {sector: rows for sector, rows in found.items() if sector != AUTRE or len(rows)}


AUTRE = "Autre"


def by_section(documents: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return section → its documents, in the order received; every section of the model stands."""
    return {choice.value: documents.loc[documents["rubrique"] == choice.value] for choice in lists.rubrique()}
