"""Read the indicators of need and the denominators, one value a territory.

An indicator is always read at one year for every territory, the latest one that covers the most of them: two years on one map
would compare what cannot be compared. Columns: `territoire`, `annee`, `valeur`, `unite`, `source`, `qualite`, `url`, `note`.
Source of the rule: modele.md §4.4 (a ratio says its denominator and its year; none on a missing one).
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.aggregates.groups import TOTAL, Aggregate
from analytics.schema.reference import Indicateur, indicateurs, mrc_names, territoires

POPULATION, POPULATION_YEAR = "population_recensement", 2021
"""Denominator of the amounts per person, recommended in data/reference/indicateurs.csv."""
VALUE_COLUMNS = ("territoire", "annee", "valeur", "unite", "source", "qualite", "url", "note")
_CONTEXT = ("superficie_terres", "densite_population")
"""Published beside the others, but they measure the land, not a need."""


@dataclass(frozen=True, slots=True)
class Mesure:
    """One indicator at one year: its definition and one row a territory, in the fixed order (`VALUE_COLUMNS`)."""

    definition: Indicateur
    annee: int
    valeurs: pd.DataFrame

    def by_mrc(self) -> pd.Series:
        """Return the values indexed by MRC, missing where none is published."""
        return self.valeurs.set_index("territoire")["valeur"].reindex(list(mrc_names())).astype("Float64")


def available(table: pd.DataFrame, need_only: bool = True) -> list[Indicateur]:
    """Return the indicators that the version holds for an MRC, in the order of the reference, then the others as typed."""
    met = set(table.loc[table["territoire"].isin(mrc_names()) & table["valeur"].notna(), "indicateur"])
    known = [i for i in indicateurs() if i.code in met and not (need_only and i.code in _CONTEXT)]
    others = sorted(met - {i.code for i in indicateurs()})
    return [*known, *(_undefined(table, code) for code in others)]


def _undefined(table: pd.DataFrame, code: str) -> Indicateur:
    """Describe an indicator that the reference does not define: its code as name, its own unit."""
    unit = table.loc[table["indicateur"] == code, "unite"].dropna()
    return Indicateur(
        code, code, "" if unit.empty else str(unit.iloc[0]), "", "La référence ne définit pas cet indicateur."
    )


def read_indicator(table: pd.DataFrame, definition: Indicateur, annee: int | None = None) -> Mesure | None:
    """Return an indicator at one year (the latest of those that cover the most MRC), or None when nothing is published."""
    rows = table.loc[(table["indicateur"] == definition.code) & table["valeur"].notna()]
    if annee is None:
        covered = rows.loc[rows["territoire"].isin(mrc_names())].groupby("annee")["territoire"].nunique()
        if covered.empty:
            return None
        annee = int(covered.index[covered == covered.max()].max())
    rows = rows.loc[rows["annee"] == annee].drop_duplicates("territoire").set_index("territoire")
    order = [t.nom for t in territoires() if t.nom in rows.index]
    return Mesure(definition, annee, rows.loc[order].reset_index()[list(VALUE_COLUMNS)]) if order else None


def population(table: pd.DataFrame) -> pd.Series:
    """Return the population recorded in 2021 per MRC (index: the eight), missing where it is not published."""
    rows = table.loc[(table["indicateur"] == POPULATION) & (table["annee"] == POPULATION_YEAR)]
    return (
        rows.drop_duplicates("territoire")
        .set_index("territoire")["valeur"]
        .reindex(list(mrc_names()))
        .astype("Float64")
    )


def per_capita(amounts: pd.Series, people: pd.Series) -> pd.Series:
    """Return cents per person, half a cent rounded up as by hand; missing where amount or population is missing, or nobody lives."""
    counted = people.reindex(amounts.index)
    ratio = amounts.astype("Float64") / counted.where(counted > 0).astype("Float64")
    return (ratio + 0.5).floordiv(1).astype("Int64")


def all_measures(by_territoire: Aggregate, people: pd.Series) -> pd.DataFrame:
    """Return the groups and the total of an aggregate per territoire, with `population` and `montant_par_personne` (cents).

    Régional and Non ventilé have no population of their own; the total has the sum of the eight MRC, when all are known.
    """
    region = people.sum() if people.notna().all() else pd.NA
    total = pd.DataFrame([{"cle": TOTAL, **by_territoire.total.to_dict()}])
    total = total.astype(by_territoire.lignes.dtypes.drop("part_du_total").to_dict()).assign(part_du_total=pd.NA)
    rows = pd.concat([by_territoire.lignes, total.astype({"part_du_total": "Float64"})], ignore_index=True)
    counted = pd.concat([people, pd.Series({TOTAL: region}, dtype="Float64")])
    ratio = per_capita(rows.set_index("cle")["montant_accorde"], counted)
    return rows.assign(population=counted.reindex(rows["cle"]).array, montant_par_personne=ratio.array)
