"""Follow what is committed over time, day of announcement by day of announcement, and list the days worth reading at.

Rule (modele.md §4.5): at each day, the committed amount is what was announced by then. An amount whose day of announcement is
unknown counts from the first day of its exercice, as in `measure_progress`; the last step is therefore always its answer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from analytics import format_fr
from analytics.aggregates.envelopes import Enveloppe
from analytics.aggregates.groups import Aggregate
from analytics.aggregates.ledger import Tables, in_enveloppe, known_day, located_funding
from analytics.aggregates.progress import part_du_temps
from analytics.aggregates.totals import KEYS, remainders
from analytics.schema import NON_PUBLIE
from analytics.schema.lists import EXACT
from analytics.schema.reference import NON_VENTILE

MOST_STEPS = 60
"""Beyond that number of days of announcement, the steps are read at the end of each month."""
_ANNOUNCEMENTS_OFFERED = 12
_GROUP = [*KEYS, "territoire", "priorite", "jour"]


def committed_over_time(tables: Tables, enveloppe: Enveloppe) -> pd.DataFrame:
    """Return the steps of what is committed, oldest first: `jour`, `montant_accorde` (cents, cumulative), `montant_ajoute` (cents).

    One row a day on which something was announced (a month where there are more than `MOST_STEPS` days).
    """
    rows, totals = _amounts(tables, enveloppe.id)
    days = _reading_steps(pd.concat([rows["jour"], totals["jour"]]))
    amounts = pd.array([_committed_by(day, rows, totals) for day in days], dtype="Int64")
    steps = pd.DataFrame({"jour": pd.Series(days, dtype="datetime64[us]"), "montant_accorde": amounts})
    before = steps["montant_accorde"].shift(1).fillna(0)
    return steps.assign(montant_ajoute=(steps["montant_accorde"] - before).astype("Int64"))


def _amounts(tables: Tables, enveloppe: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the funding rows of the envelope summed per day and place, and its published totals with their day."""
    funding = located_funding(tables)
    funding = funding.loc[(funding["enveloppe"] == enveloppe) & funding["montant_accorde"].notna()]
    grouped = funding.assign(jour=known_day(funding)).groupby(_GROUP, as_index=False, dropna=False)["montant_accorde"]
    totals = tables["totaux_publies"].loc[lambda frame: frame["enveloppe"] == enveloppe]
    return grouped.sum().assign(precision=EXACT), totals.assign(jour=known_day(totals))


def _reading_steps(days: pd.Series) -> list[pd.Timestamp]:
    """Return the days to read at, in order: each of them, or the end of each month when they are many."""
    met = sorted(days.dropna().unique())
    if len(met) <= MOST_STEPS:
        return [pd.Timestamp(day) for day in met]
    return sorted({pd.Timestamp(day) + pd.offsets.MonthEnd(0) for day in met})


def _committed_by(day: pd.Timestamp, rows: pd.DataFrame, totals: pd.DataFrame) -> int:
    """Return what was announced by a day (cents): the rows, plus what the totals hold beyond them."""
    known, published = rows.loc[rows["jour"] <= day], totals.loc[totals["jour"] <= day]
    detailed = int(known["montant_accorde"].sum())
    if published.empty:
        return detailed
    rest, _ = remainders(known, published)
    return detailed + int(rest["montant_accorde"].sum())


@dataclass(frozen=True, slots=True)
class Undated:
    """The amounts whose day of announcement is unknown: how many rows, and their sum (cents)."""

    nombre: int
    montant: int


def undated(ledger: pd.DataFrame, enveloppe: str) -> Undated:
    """Return the amounts of the envelope that count from the first day of their exercice, for want of a day."""
    rows = in_enveloppe(ledger, enveloppe)
    rows = rows.loc[rows["montant_accorde"].notna() & rows["date_annonce"].isna()]
    return Undated(len(rows), int(rows["montant_accorde"].sum()))


def with_parts(steps: pd.DataFrame, enveloppe: Enveloppe, until: pd.Timestamp) -> pd.DataFrame:
    """Return the steps known by a day, with `part_engagee` (of the envelope, missing without amount) and `part_du_temps`, 0 to 1."""
    known = steps.loc[steps["jour"] <= until].reset_index(drop=True)
    whole = enveloppe.montant
    parts = [pd.NA if not whole else amount / whole for amount in known["montant_accorde"]]
    times = [part_du_temps(enveloppe, day) for day in known["jour"]]
    return known.assign(part_engagee=pd.array(parts, dtype="Float64"), part_du_temps=pd.array(times, dtype="Float64"))


def exercices_of(enveloppe: Enveloppe) -> list[str]:
    """Return the exercices (1 April to 31 March) that the period of the envelope meets, in order."""
    first, last = (day.year - (day.month < 4) for day in (enveloppe.date_debut, enveloppe.date_fin))
    return [f"{year}-{year + 1}" for year in range(first, last + 1)]


def over_period(by_exercice: Aggregate, exercices: list[str]) -> Aggregate:
    """Return an aggregate per exercice on every exercice of a period, those without any amount included."""
    groups = by_exercice.lignes.set_index("cle")
    last = [key for key in groups.index if key in (NON_VENTILE, NON_PUBLIE)]
    full = groups.reindex([*sorted({*exercices, *groups.index} - set(last)), *last]).rename_axis("cle")
    counts = {name: full[name].fillna(0).astype("Int64") for name in ("nombre_initiatives", "nombre_avec_montant")}
    return replace(by_exercice, lignes=full.assign(**counts).reset_index())


def reading_days(enveloppe: Enveloppe, ledger: pd.DataFrame, today: pd.Timestamp) -> dict[pd.Timestamp, str]:
    """Return day → what happened that day, latest first: announcements, ends of exercice, the last day of the period, today.

    No day to come is offered, except the last announcement of a workbook that dates it so.
    """
    said = {day: f"fin de l'exercice {exercice}" for exercice, day in _ends(enveloppe) if day <= today}
    if enveloppe.date_fin <= today:
        said[enveloppe.date_fin] = "fin de la période"
    announced = sorted(in_enveloppe(ledger, enveloppe.id)["date_annonce"].dropna().unique())[-_ANNOUNCEMENTS_OFFERED:]
    said |= {pd.Timestamp(day): "annonce" for day in announced}
    if announced:
        said[pd.Timestamp(announced[-1])] = "dernière annonce"
    if today <= enveloppe.date_fin:
        said[today] = "aujourd'hui"
    return {day: said[day] for day in sorted(said, reverse=True)}


def _ends(enveloppe: Enveloppe) -> list[tuple[str, pd.Timestamp]]:
    """Return each exercice of the period with its last day, 31 March."""
    return [(exercice, pd.Timestamp(f"{exercice[-4:]}-03-31")) for exercice in exercices_of(enveloppe)]


def accepted_day(text: str, enveloppe: Enveloppe, today: pd.Timestamp) -> pd.Timestamp | None:
    """Read a day typed in an address (`2021-09-22`): None unless it lies in the period of the envelope and is not to come."""
    day = past_day(text, min(enveloppe.date_fin, today))
    return day if day is not None and enveloppe.date_debut <= day else None


def past_day(text: str, last: pd.Timestamp) -> pd.Timestamp | None:
    """Read a day typed in an address, None for anything else or for a day after `last`."""
    day = pd.to_datetime(text, format="%Y-%m-%d", errors="coerce")
    return None if pd.isna(day) or day > last else day


def written_day(day: pd.Timestamp, what: str | None) -> str:
    """Write a day offered: « 22 septembre 2021 (dernière annonce) »."""
    return format_fr.date_longue(day) + (f" ({what})" if what else "")
