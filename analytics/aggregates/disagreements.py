"""Put side by side what sources say differently of one thing; nothing is averaged, nothing is chosen.

Grain: one row a published value. Columns `DISAGREEMENT_COLUMNS`, all text (`source`: an address, or missing).
"""

from __future__ import annotations

import pandas as pd

from analytics import format_fr
from analytics.aggregates.deadlines import in_words
from analytics.aggregates.envelopes import read_enveloppes
from analytics.aggregates.ledger import Tables

DISAGREEMENT_COLUMNS = ("sujet", "valeur", "source", "note")
_NO_LIMIT = 2**62
"""Cents above any amount: the upper limit of a part of which only the least is published."""
_NAMES = {"sujet": "str", "valeur": "str", "source": "str", "note": "str"}


def disagreements(tables: Tables) -> pd.DataFrame:
    """Return the values that differ: amounts of envelopes, parts of territories, due dates of steps."""
    found = [*_envelopes(tables), *_parts(tables), *_steps(tables["jalons"])]
    return pd.DataFrame(found, columns=list(DISAGREEMENT_COLUMNS)).astype(_NAMES)


def _envelopes(tables: Tables) -> list[tuple]:
    """List the amounts of each envelope that has more than one."""
    rows = tables["enveloppes"].dropna(subset=["montant"])
    several = rows.loc[rows.groupby("id_enveloppe")["montant"].transform("nunique") > 1]
    return [
        (
            f"Montant de l'enveloppe « {r['nom']} »",
            format_fr.montant(r["montant"], _text(r["precision"])),
            r["source"],
            r["note"],
        )
        for r in several.to_dict("records")
    ]


def _text(value: object) -> str | None:
    """Return a text, or None where it is missing."""
    return None if pd.isna(value) else str(value)


def _parts(tables: Tables) -> list[tuple]:
    """List the parts of one territory in one envelope that cannot all be true."""
    names = {key: enveloppe.nom for key, enveloppe in read_enveloppes(tables["enveloppes"]).items()}
    parts = tables["parts_enveloppe"]
    return [
        (
            f"Part de {r['territoire']} dans l'enveloppe « {names.get(r['id_enveloppe'], r['id_enveloppe'])} »",
            format_fr.intervalle(r["montant_minimum"], r["montant_maximum"]),
            r["source"],
            r["note"],
        )
        for r in parts.loc[_apart(parts)].to_dict("records")
    ]


def _apart(parts: pd.DataFrame) -> pd.Series:
    """Tell the parts whose range does not meet the range of another source for the same territory and envelope."""
    keys = [parts["id_enveloppe"], parts["territoire"]]
    low, high = parts["montant_minimum"].fillna(0), parts["montant_maximum"].fillna(_NO_LIMIT)
    return (low > high.groupby(keys).transform("min")) | (high < low.groupby(keys).transform("max"))


def _steps(steps: pd.DataFrame) -> list[tuple]:
    """List the due dates of one step that differ; the territories of which the same is said are gathered."""
    dated = steps.dropna(subset=["echeance"])
    several = dated.groupby(["territoire", "etape"])["echeance"].transform("nunique") > 1
    rows = dated.loc[several].sort_values("echeance", kind="stable")
    said = rows["echeance"].dt.strftime("%Y-%m-%d ") + rows["source"].fillna("")
    everything = said.groupby([rows["territoire"], rows["etape"]]).transform("; ".join)
    gathered = (
        rows.groupby([rows["etape"], everything, "echeance", "source"], sort=False, dropna=False)
        .agg(places=("territoire", in_words), note=("commentaire", "first"))
        .reset_index(["etape", "echeance", "source"])
    )
    return [
        (
            f"Échéance de l'étape « {r['etape']} » ({r['places']})",
            format_fr.date_longue(r["echeance"]),
            r["source"],
            r["note"],
        )
        for r in gathered.sort_index(kind="stable").to_dict("records")
    ]
