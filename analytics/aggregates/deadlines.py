"""List what has a date to come: steps of the plans, limits of the envelopes, initiatives that end."""

from __future__ import annotations

import pandas as pd

from analytics import format_fr
from analytics.aggregates.ledger import Tables
from analytics.schema.reference import mrc_names

DEADLINE_COLUMNS = ("date", "quoi", "qui", "source", "passee")


def deadlines(
    tables: Tables, today: pd.Timestamp, since: pd.Timestamp | None = None, until: pd.Timestamp | None = None
) -> pd.DataFrame:
    """Return the dated limits, soonest first: `date`, `quoi`, `qui` (territories in words), `source`, `passee` (before today).

    A step told for the eight MRC at the same date by the same source is one row. `since` and `until` bound the dates (included).
    """
    found = pd.concat(
        [_steps(tables["jalons"]), _envelope_limits(tables["enveloppes"]), _endings(tables["initiatives"])],
        ignore_index=True,
    )
    found = found.dropna(subset=["date"]).astype({"date": "datetime64[us]"})
    kept = (found["date"] >= since if since is not None else found["date"].notna()) & (
        found["date"] <= until if until is not None else True
    )
    ordered = found.loc[kept].sort_values(["date", "quoi"], kind="stable").reset_index(drop=True)
    return ordered.assign(passee=ordered["date"] < today)[list(DEADLINE_COLUMNS)]


def _steps(steps: pd.DataFrame) -> pd.DataFrame:
    """Return the steps not done yet, the territories of one step, date and source gathered."""
    open_steps = steps.loc[(steps["statut"] != "fait") & steps["echeance"].notna()]
    gathered = (
        open_steps.groupby(["etape", "echeance", "source"], sort=False, dropna=False)["territoire"]
        .agg(in_words)
        .reset_index()
    )
    return gathered.rename(columns={"etape": "quoi", "echeance": "date", "territoire": "qui"}).assign(
        quoi=lambda f: f["quoi"].map(_capital)
    )


def in_words(names: pd.Series) -> str:
    """Name territories; the eight MRC together are said in two words."""
    met = [name for name in (*mrc_names(), *names) if name in set(names)]
    unique = list(dict.fromkeys(met))
    return "les huit MRC" if set(unique) == set(mrc_names()) else format_fr.liste(unique)


def _capital(text: str) -> str:
    """Begin with a capital letter."""
    return text[:1].upper() + text[1:]


def _envelope_limits(enveloppes: pd.DataFrame) -> pd.DataFrame:
    """Return the last day of the initiatives of each envelope, where it is published."""
    limits = enveloppes.dropna(subset=["date_limite_initiatives"]).drop_duplicates("id_enveloppe")
    return pd.DataFrame({
        "date": limits["date_limite_initiatives"],
        "quoi": "Fin des initiatives du cycle " + limits["cycle"],
        "qui": "toute la région",
        "source": limits["source"],
    })  # fmt: skip


def _endings(initiatives: pd.DataFrame) -> pd.DataFrame:
    """Return the initiatives in progress or to come that have a last day."""
    ending = initiatives.loc[initiatives["date_fin"].notna() & initiatives["statut"].isin(["en cours", "à venir"])]
    return pd.DataFrame(
        {
            "date": ending["date_fin"],
            "quoi": "Fin de « " + ending["titre"] + " »",
            "qui": ending["territoire"],
            "source": ending["source"],
        }
    )
