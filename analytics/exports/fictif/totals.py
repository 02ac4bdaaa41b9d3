"""Make the published totals that the fictitious amounts are part of, one way of breaking down an exercice.

Of the three last exercices of 2018-2023: one total of the region that leaves something « Non ventilé », one total a
territory, one total a priority; and a floor for the partners. No total covers another.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.exports.fictif import draws, words
from analytics.exports.fictif.funding import Rows
from analytics.exports.fictif.initiatives import Plan, priority_words
from analytics.exports.fictif.world import OLD, envelopes, territory_names
from analytics.schema.lists import EXACT, PLANCHER, SOURCE_ALLIANCE, SOURCE_PARTENAIRES
from analytics.schema.reference import priorites_of

_LEFT_OVER = 1.03
"""What the region's total is of its known rows: 3 % more, not broken down."""
_THOUSAND = 1_000 * draws.DOLLAR


def totals_table(plan: Plan, rows: Rows) -> pd.DataFrame:
    """Return the table of the published totals."""
    last = envelopes()[0].last_year
    amounts = pd.DataFrame(
        {
            "id": rows.parent,
            "year": rows.year,
            "source": rows.source,
            "montant": rows.montant,
            "nouvelle": rows.year == plan.first_year[rows.parent],
            "territoire": draws.words(territory_names(), rows.territoire),
            "priorite": priority_words(plan).take(rows.parent).reset_index(drop=True),
        }
    )
    alliance, partners = amounts.loc[amounts["source"] == 0], amounts.loc[amounts["source"] == 1]
    parts = [
        _region(alliance.loc[alliance["year"] == last - 2], SOURCE_ALLIANCE, EXACT, _LEFT_OVER),
        _by(alliance.loc[alliance["year"] == last - 1], "territoire", territory_names()),
        _by(alliance.loc[alliance["year"] == last], "priorite", priorites_of(OLD)),
        _region(partners.loc[partners["year"] == last - 1], SOURCE_PARTENAIRES, PLANCHER, 1),
    ]
    totals = pd.concat(parts, ignore_index=True)
    years = totals.pop("year").to_numpy(int)
    return draws.typed("totaux_publies", totals.to_dict("series") | _said(years))


def _said(years: np.ndarray) -> dict[str, object]:
    """Return what is said of every total: its exercice, its announcement, its source, a note that it is fictitious."""
    return {
        "exercice": draws.exercice(years),
        "date_annonce": draws.days(draws.day_of(years, 9, 22)),
        "source": draws.sentence(words.SITE, "/totaux/", np.arange(1, len(years) + 1)),
        "note": "Total fictif.",
    }


def _counted(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Sum each group (cents) and count its initiatives, new and prolonged: one row a group, its keys as columns."""
    once = rows.drop_duplicates([*by, "id"]).assign(ancienne=lambda frame: ~frame["nouvelle"]).groupby(by)
    counted = {
        "montant_accorde": rows.groupby(by)["montant"].sum(),
        "nombre_initiatives": once.size(),
        "nombre_nouvelles": once["nouvelle"].sum(),
        "nombre_prolongees": once["ancienne"].sum(),
    }
    return pd.DataFrame(counted).astype("int64").reset_index()


def _region(rows: pd.DataFrame, source: str, precision: str, factor: float) -> pd.DataFrame:
    """Return the one total of the region, `factor` times its rows, rounded up to a thousand dollars; none without a row."""
    totals = _counted(rows, ["year"])
    above = np.ceil(totals["montant_accorde"] * factor / _THOUSAND).astype("int64") * _THOUSAND
    inside = envelopes()[0].id if source == SOURCE_ALLIANCE else None
    return totals.assign(montant_accorde=above, source_financement=source, precision=precision, enveloppe=inside)


def _by(rows: pd.DataFrame, name: str, order: tuple[str, ...]) -> pd.DataFrame:
    """Return one exact total a territory or priority, in its fixed order."""
    totals = _counted(rows, ["year", name])
    totals = totals.sort_values(name, key=lambda column: column.map({word: rank for rank, word in enumerate(order)}))
    return totals.assign(source_financement=SOURCE_ALLIANCE, precision=EXACT, enveloppe=envelopes()[0].id)
