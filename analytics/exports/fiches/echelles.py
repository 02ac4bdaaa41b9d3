"""Find the ends of the axes that the sheets of the nine territories share, so that two sheets side by side can be compared."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.aggregates.profil import Coupes, part_bounds
from analytics.schema.reference import territoires


@dataclass(frozen=True, slots=True)
class Echelles:
    """Ends of the axes, in cents: of the territories' amounts, of one exercice, of one priority, of the parts."""

    montant: int
    exercice: int
    priorite: int
    part: int


def common_scales(cuts: Coupes) -> Echelles:
    """Return the scales of the nine territories of one envelope."""
    names = [t.nom for t in territoires()]
    amounts = cuts.tableau.set_index("cle").loc[names, "montant_accorde"]
    bounds = part_bounds(cuts.parts)
    return Echelles(
        largest(amounts),
        largest(_within(cuts.par_exercice, names)),
        largest(_within(cuts.par_priorite, names)),
        largest(pd.concat([amounts, bounds["part_maximum"], bounds["part_minimum"]])),
    )


def _within(crossed: pd.DataFrame, names: list[str]) -> pd.Series:
    """Return the amounts of a crosstab that belong to one of these territories."""
    return crossed.loc[crossed["territoire"].isin(names), "montant_accorde"]


def largest(amounts: pd.Series) -> int:
    """Return the largest amount (cents), one cent where none is published: an axis always has an end."""
    known = amounts.dropna()
    return max(1, int(known.max())) if len(known) else 1
