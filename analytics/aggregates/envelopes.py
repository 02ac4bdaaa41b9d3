"""Read the envelopes: their amount as published (sources may disagree), their period, the parts of the territories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics.schema.lists import ARRONDI, EXACT, SOURCE_ALLIANCE
from analytics.schema.reference import mrc_names


@dataclass(frozen=True, slots=True)
class PublishedAmount:
    """One amount as one source publishes it (cents), its precision and where to read it."""

    montant: int
    precision: str
    source: str | None


@dataclass(frozen=True, slots=True)
class Enveloppe:
    """One envelope: `montant` is None when nobody published it, or when the sources disagree (`published` then has several)."""

    id: str
    nom: str
    cycle: str
    date_debut: pd.Timestamp
    date_fin: pd.Timestamp
    date_limite_initiatives: pd.Timestamp | None
    date_limite_plans: pd.Timestamp | None
    published: tuple[PublishedAmount, ...]
    note: str | None

    @property
    def montant(self) -> int | None:
        """Return the published amount (cents) when every source agrees."""
        amounts = {p.montant for p in self.published}
        return amounts.pop() if len(amounts) == 1 else None

    @property
    def precision(self) -> str:
        """Return how sure the amount is."""
        return EXACT if all(p.precision == EXACT for p in self.published) else ARRONDI


def read_enveloppes(enveloppes: pd.DataFrame) -> dict[str, Enveloppe]:
    """Return id → envelope from the typed table, oldest first; rows of one id are the sources that publish it."""
    ordered = enveloppes.sort_values(["date_debut", "id_enveloppe"], kind="stable")
    return {str(key): _enveloppe(rows) for key, rows in ordered.groupby("id_enveloppe", sort=False)}


def _enveloppe(rows: pd.DataFrame) -> Enveloppe:
    """Build one envelope from the rows of its id."""
    first, known = rows.iloc[0], rows.loc[rows["montant"].notna()]
    return Enveloppe(
        id=first["id_enveloppe"],
        nom=first["nom"],
        cycle=first["cycle"],
        date_debut=first["date_debut"],
        date_fin=first["date_fin"],
        date_limite_initiatives=_or_none(first["date_limite_initiatives"]),
        date_limite_plans=_or_none(first["date_limite_plans"]),
        published=tuple(
            PublishedAmount(int(r["montant"]), _or_none(r["precision"]) or EXACT, _or_none(r["source"]))
            for r in known.to_dict("records")
        ),
        note=" ".join(rows["note"].dropna().unique()) or None,
    )


def _or_none(value: Any) -> Any:
    """Return None for a missing value."""
    return None if pd.isna(value) else value


def default_enveloppe(ledger: pd.DataFrame, enveloppes: Mapping[str, Enveloppe]) -> str | None:
    """Return the envelope a reader most likely asks for: the one of the most recent FQIS – Alliance amount, else the last.

    None when there is no envelope at all.
    """
    inside = ledger.loc[(ledger["source_financement"] == SOURCE_ALLIANCE) & ledger["montant_accorde"].notna()]
    known = inside.loc[inside["enveloppe"].isin(list(enveloppes))]
    if known.empty:
        return next(reversed(enveloppes), None) if enveloppes else None
    return str(known.sort_values("exercice", key=lambda c: c.astype("str"), kind="stable")["enveloppe"].iloc[-1])


def last_data_day(ledger: pd.DataFrame) -> pd.Timestamp | None:
    """Return the day of the last announcement among these rows, or None."""
    days = ledger["date_annonce"].dropna()
    return None if days.empty else days.max()


def parts_by_territoire(parts: pd.DataFrame, enveloppe: str) -> pd.DataFrame:
    """Return one row a territory and source: territoire, montant_minimum, montant_maximum (cents), source, note; MRC in order.

    Sources that disagree stay side by side; a territory without a published part is absent.
    """
    order = {name: rank for rank, name in enumerate(mrc_names())}
    rows = parts.loc[parts["id_enveloppe"] == enveloppe]
    ranked = rows.assign(
        _rank=rows["territoire"].map(order).fillna(len(order)), _width=rows["montant_maximum"] - rows["montant_minimum"]
    )
    kept = ["territoire", "montant_minimum", "montant_maximum", "source", "note"]
    return ranked.sort_values(["_rank", "_width", "montant_minimum"], kind="stable")[kept].reset_index(drop=True)
