"""Put every published amount once into one frame, the ledger: every figure is a sum of its rows.

The ledger has three natures of row (`ligne`):
* `montant`: a row of *financement*;
* `reste`: what a published total leaves once the rows and the totals it covers are taken away, the group « Non ventilé »;
* `initiative`: an initiative named without any amount, which is counted but adds nothing (« Non publié »).

So the sums agree whatever the cut, by construction. Source of the rule: docs/decisions/0004-grand-livre.md.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analytics.aggregates.grouping import is_among
from analytics.aggregates.totals import EXACT_TOTALS, MEMBERSHIP, remainders
from analytics.schema import NON_PUBLIE
from analytics.schema.lists import EXACT, SOURCE_ALLIANCE
from analytics.schema.reference import NON_VENTILE

Tables = Mapping[str, pd.DataFrame]
"""Name of a received table → its typed frame (`analytics.schema.TABLES`)."""

MEASURES = ("montant_accorde", "montant_verse", "montant_depense")
DIMENSIONS = ("territoire", "priorite", "exercice", "statut", "source_financement", "enveloppe")
LEDGER_COLUMNS = (
    "ligne", "id_initiative", "rang_initiative", *DIMENSIONS, "nature", *MEASURES, "precision", *MEMBERSHIP, "rang_sorte",
    "date_annonce", "source", "origine_fichier", "origine_feuille", "origine_ligne",
)  # fmt: skip


def build_ledger(tables: Tables, until: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return the ledger: one row an amount, a remainder or an unfunded initiative; columns `LEDGER_COLUMNS`.

    Amounts are cents (Int64, missing = not published); dimensions are `category`. With `until`, only what was announced
    by that day counts: `date_annonce`, or the first day of the `exercice` where the day is unknown. `rang_initiative` numbers the
    initiatives from 0 (-1: none), so that counting different ones costs no reading of their identifiers; `rang_sorte` numbers the
    sorts of row: those of one sort have the same amounts known and the same precision, and are part of the same exact totals.
    """
    funding = _known_by(located_funding(tables), until)
    totals = _known_by(tables["totaux_publies"], until)
    rest, funding = remainders(funding, totals)
    funding = funding.assign(ligne="montant")
    parts = [part for part in (funding, rest, _unfunded(tables)) if len(part)]
    ledger = pd.concat(parts, ignore_index=True) if parts else funding
    return _categorised(ledger.reindex(columns=list(LEDGER_COLUMNS)))


def in_enveloppe(ledger: pd.DataFrame, enveloppe: str | None) -> pd.DataFrame:
    """Return the rows of one envelope (all of them for None): its FQIS – Alliance amounts and its cycle's unfunded initiatives."""
    return ledger if enveloppe is None else ledger.loc[is_in_enveloppe(ledger, enveloppe)]


def is_in_enveloppe(ledger: pd.DataFrame, enveloppe: str | None) -> np.ndarray:
    """Tell the rows of one envelope (all of them for None)."""
    return np.ones(len(ledger), bool) if enveloppe is None else (ledger["enveloppe"] == enveloppe).to_numpy()


def located_funding(tables: Tables) -> pd.DataFrame:
    """Return the funding rows with the territory, priority and status of their initiative where they say none."""
    named = tables["initiatives"][["id_initiative", "territoire", "priorite", "statut"]]
    named = named.drop_duplicates("id_initiative").rename(
        columns={"territoire": "_territoire", "priorite": "_priorite"}
    )
    rows = tables["financement"].merge(named, on="id_initiative", how="left", validate="many_to_one")
    filled = {
        "territoire": rows["territoire"].fillna(rows["_territoire"]).fillna(NON_VENTILE),
        "priorite": rows["priorite"].fillna(rows["_priorite"]).fillna(NON_VENTILE),
        "statut": rows["statut"].fillna(NON_VENTILE),
        "precision": rows["precision"].fillna(EXACT),
        "enveloppe": rows["enveloppe"].where(rows["source_financement"] == SOURCE_ALLIANCE),
    }
    return rows.assign(**filled).drop(columns=["_territoire", "_priorite"])


def _known_by(rows: pd.DataFrame, until: pd.Timestamp | None) -> pd.DataFrame:
    """Keep what was announced by `until`; an unknown day counts as the first of the exercice."""
    return rows if until is None else rows.loc[known_day(rows).fillna(until) <= until]


def known_day(rows: pd.DataFrame) -> pd.Series:
    """Return the day each row was announced: `date_annonce`, or the first day of its `exercice` where the day is unknown."""
    first_day = pd.to_datetime(rows["exercice"].astype("str").str.slice(0, 4) + "-04-01", errors="coerce")
    return rows["date_annonce"].fillna(first_day)


def _unfunded(tables: Tables) -> pd.DataFrame:
    """Return the initiatives that no funding row names, in the envelope of their cycle."""
    initiatives = tables["initiatives"]
    alone = initiatives.loc[~is_among(initiatives["id_initiative"], tables["financement"]["id_initiative"])]
    of_cycle = tables["enveloppes"].drop_duplicates("cycle").set_index("cycle")["id_enveloppe"]
    return alone[["id_initiative", "territoire", "priorite", "statut", "source", *_ORIGIN]].assign(
        ligne="initiative",
        enveloppe=alone["cycle"].map(of_cycle).astype("str"),
        exercice=NON_PUBLIE,
        source_financement=NON_PUBLIE,
    )


_ORIGIN = ("origine_fichier", "origine_feuille", "origine_ligne")


def _categorised(ledger: pd.DataFrame) -> pd.DataFrame:
    """Give each dimension the `category` type: a group-by then costs the number of rows, not the length of the words."""
    types = {
        name: "category" for name in (*DIMENSIONS, "ligne", "precision", "nature", "origine_fichier", "origine_feuille")
    }
    ranks = pd.factorize(ledger["id_initiative"])[0]
    ledger = ledger.assign(rang_initiative=ranks).astype(types | dict.fromkeys(MEASURES, "Int64"))
    return ledger.assign(rang_sorte=_sort_ranks(ledger))


def _sort_ranks(ledger: pd.DataFrame) -> pd.Series:
    """Number the sorts of row, from 0."""
    alike = [ledger["precision"], *(ledger[name] for name in EXACT_TOTALS), *(ledger[name].isna() for name in MEASURES)]
    return ledger.groupby(alike, observed=True, sort=False, dropna=False).ngroup()
