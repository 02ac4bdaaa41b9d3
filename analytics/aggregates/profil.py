"""Describe territories one by one or together: what is engaged, their published part, their exercices, their people.

Amounts are cents (missing = not published, never 0). An initiative that serves several of the territories asked for counts once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analytics.aggregates.besoins import needs
from analytics.aggregates.etapes import plan_steps
from analytics.aggregates.groups import TOTAL, Aggregate, summed_whole
from analytics.aggregates.indicators import all_measures
from analytics.aggregates.ledger import MEASURES, Tables, in_enveloppe
from analytics.schema import NON_PUBLIE
from analytics.schema.reference import NON_VENTILE
from analytics.schema.spelling import fold

SORTS = (
    "montant_accorde",
    "montant_par_personne",
    "part_maximum",
    "nombre_initiatives",
    "nombre_organismes",
)
"""Measures of the table of territories that may order it, the largest first."""


def along(crossed: pd.DataFrame, fixed: str, value: str, cut: str, keys: Sequence[str] = ()) -> pd.DataFrame:
    """Return one line of a crosstab as groups: `cle`, `montant_accorde`, `precision`, `nombre_initiatives`.

    `keys` are shown even when the crosstab never met them; « Non ventilé » and « Non publié » only when they hold something.
    """
    rows = crossed.loc[crossed[fixed] == value].drop(columns=fixed).rename(columns={cut: "cle"})
    met = [k for k in rows["cle"] if k not in keys and k != NON_VENTILE]
    order = [*(sorted({*keys, *met} - {NON_PUBLIE}) if keys else met), *_tail(rows, keys)]
    full = rows.set_index("cle").reindex(list(dict.fromkeys(order))).reset_index()
    full = full.assign(nombre_initiatives=full["nombre_initiatives"].fillna(0).astype("Int64"))
    held = full["montant_accorde"].notna() | ((full["nombre_initiatives"] > 0) & (full["cle"] == NON_VENTILE))
    return full.loc[held | ~full["cle"].isin([NON_VENTILE, NON_PUBLIE])].reset_index(drop=True)


def _tail(rows: pd.DataFrame, keys: Sequence[str]) -> list[str]:
    """Return the groups that always come last, where they are met."""
    return [k for k in (NON_VENTILE, NON_PUBLIE) if k in set(rows["cle"]) and k not in keys]


def on_every(crossed: pd.DataFrame, row: str, rows: Sequence[str], column: str, columns: Sequence[str]) -> pd.DataFrame:
    """Return a crosstab on all of `rows` and `columns`, and on any other column that holds an amount (« Non publié » last)."""
    met = crossed.loc[crossed["montant_accorde"].notna(), column]
    every = [*sorted({*columns, *met} - {NON_PUBLIE}), *sorted({NON_PUBLIE} & set(met))]
    keys = pd.MultiIndex.from_product([list(rows), every], names=[row, column])
    full = crossed.set_index([row, column]).reindex(keys)
    return full.assign(nombre_initiatives=full["nombre_initiatives"].fillna(0).astype("Int64")).reset_index()


@dataclass(frozen=True, slots=True)
class Ensemble:
    """The sum of several territories: amounts in cents (None = not published), distinct initiatives."""

    territoires: tuple[str, ...]
    montant_accorde: int | None
    montant_verse: int | None
    montant_depense: int | None
    precision: str | None
    nombre_initiatives: int
    nombre_avec_montant: int


@dataclass(frozen=True, slots=True)
class Profil:
    """Everything known of one territory in one envelope. Frames: see the function that makes each.

    `ligne`: its row of `territories_table`; `non_ventile`: exercice → cents that the region engaged without saying where.
    """

    nom: str
    ligne: dict
    par_exercice: pd.DataFrame
    par_priorite: pd.DataFrame
    parts: pd.DataFrame
    etapes: pd.DataFrame
    besoins: pd.DataFrame
    organismes: pd.DataFrame
    non_ventile: dict[str, int]

    @property
    def bornes(self) -> tuple[int, int] | None:
        """Return the smallest and the largest part (cents) that its sources allow, or None."""
        return parts_together(self.parts, [self.nom])


@dataclass(frozen=True, slots=True)
class Coupes:
    """What the profiles of one envelope are read from: its `territories_table`, its parts, its crosstabs per exercice and priority.

    `besoins`: the needs of every territory (`besoins.needs`), for who reads several profiles; None: each profile reads its own.
    """

    tableau: pd.DataFrame
    parts: pd.DataFrame
    par_exercice: pd.DataFrame
    par_priorite: pd.DataFrame
    exercices: Sequence[str]
    besoins: pd.DataFrame | None = None


def read_profil(tables: Tables, cuts: Coupes, nom: str) -> Profil:
    """Return everything known of one territory in the envelope of `cuts`."""
    loose = cuts.par_exercice.loc[cuts.par_exercice["territoire"] == NON_VENTILE].dropna(subset=["montant_accorde"])
    return Profil(
        nom=nom,
        ligne=cuts.tableau.set_index("cle").loc[nom].to_dict(),
        par_exercice=along(cuts.par_exercice, "territoire", nom, "exercice", cuts.exercices),
        par_priorite=along(cuts.par_priorite, "territoire", nom, "priorite"),
        parts=cuts.parts.loc[cuts.parts["territoire"] == nom],
        etapes=plan_steps(tables["jalons"], nom),
        besoins=_needs_of(tables, cuts, nom),
        organismes=distinct_organismes(tables["organismes"], [nom]),
        non_ventile={row["exercice"]: int(row["montant_accorde"]) for row in loose.to_dict("records")},
    )


def _needs_of(tables: Tables, cuts: Coupes, nom: str) -> pd.DataFrame:
    """Return the needs of one territory."""
    if cuts.besoins is None:
        return needs(tables["indicateurs"], (nom,))
    return cuts.besoins.loc[cuts.besoins["territoire"] == nom].reset_index(drop=True)


def gathered(ledger: pd.DataFrame, enveloppe: str, territoires: Sequence[str]) -> Ensemble:
    """Return the sum of several territories, precision kept; an initiative of several of them counts once."""
    inside = in_enveloppe(ledger, enveloppe)
    rows = inside.loc[inside["territoire"].isin(list(territoires))]
    total = summed_whole(rows, ledger)
    return Ensemble(
        territoires=tuple(territoires),
        **{name: None if pd.isna(total[name]) else int(total[name]) for name in MEASURES},
        precision=None if pd.isna(total["precision"]) else total["precision"],
        **{
            name: 0 if pd.isna(total[name]) else int(total[name])
            for name in ("nombre_initiatives", "nombre_avec_montant")
        },
    )


def part_bounds(parts: pd.DataFrame) -> pd.DataFrame:
    """Return territoire → `part_minimum`, `part_maximum` (cents), the widest that its sources allow.

    A source that gives the territory its own amount is preferred to a range published for every territory.
    """
    own = parts["montant_minimum"] == parts["montant_maximum"]
    precise = own.groupby(parts["territoire"]).transform("any")
    kept = parts.loc[own | ~precise].groupby("territoire", sort=False)
    return pd.DataFrame({"part_minimum": kept["montant_minimum"].min(), "part_maximum": kept["montant_maximum"].max()})


def parts_together(parts: pd.DataFrame, territoires: Sequence[str]) -> tuple[int, int] | None:
    """Return the sum of the smallest and of the largest published parts (cents); None when one territory has none."""
    bounds = part_bounds(parts).reindex(list(territoires))
    if bounds.empty or bounds.isna().any(axis=None):
        return None
    return int(bounds["part_minimum"].sum()), int(bounds["part_maximum"].sum())


def territories_table(
    aggregate: Aggregate, parts: pd.DataFrame, organismes: pd.DataFrame, people: pd.Series
) -> pd.DataFrame:
    """Return one row a group of `aggregate` (par territoire), then its total, with everything known of it.

    Adds to `indicators.all_measures`: `part_minimum`, `part_maximum` (cents), `nombre_organismes` (distinct names).
    """
    rows = all_measures(aggregate, people).set_index("cle")
    bounds = part_bounds(parts).reindex(rows.index)
    names = organismes.assign(_nom=organismes["nom"].map(fold))
    named = names.groupby("territoire")["_nom"].nunique()
    whole = rows.assign(
        part_minimum=bounds["part_minimum"],
        part_maximum=bounds["part_maximum"],
        nombre_organismes=named.reindex(rows.index).fillna(0).astype("Int64"),
    )
    whole.loc[TOTAL, "nombre_organismes"] = names["_nom"].nunique()
    return whole.rename_axis("cle").reset_index()


def sorted_by(table: pd.DataFrame, measure: str | None, apart: Sequence[str]) -> pd.DataFrame:
    """Return the table with the largest `measure` first, missing ones after, the groups `apart` last in any case.

    None keeps the fixed order of the territories; ValueError for a measure that is not in `SORTS`.
    """
    if measure is None:
        return table
    if measure not in SORTS:
        raise ValueError(f"cannot sort by {measure!r}, expected one of {SORTS}")
    own = table.loc[~table["cle"].isin(list(apart))].sort_values(
        measure, ascending=False, kind="stable", na_position="last"
    )
    return pd.concat([own, table.loc[table["cle"].isin(list(apart))]], ignore_index=True)


def distinct_organismes(organismes: pd.DataFrame, territoires: Sequence[str]) -> pd.DataFrame:
    """Return the organisations named in these territories, one row a name: the columns of the table, `territoire` in words."""
    rows = organismes.loc[organismes["territoire"].isin(list(territoires))].copy()
    rows["_nom"] = rows["nom"].map(fold)
    order = {name: rank for rank, name in enumerate(territoires)}
    where = rows.groupby("_nom")["territoire"].agg(lambda names: ", ".join(sorted(set(names), key=order.__getitem__)))
    seats = rows.groupby("_nom")["table_regionale"].max()
    first = rows.drop_duplicates("_nom").sort_values("_nom", kind="stable")
    named = {"territoire": where, "table_regionale": seats}
    merged = first.assign(
        **{name: first["_nom"].map(values).astype(organismes[name].dtype) for name, values in named.items()}
    )
    return merged.drop(columns="_nom").reset_index(drop=True)
