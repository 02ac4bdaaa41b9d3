"""Write what the page « Concertation » says: where the plans stand, how far a deadline is, what is known of the sectors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from analytics import format_fr
from analytics.aggregates.concertation import AUTRE, EN_COURS, FAIT, plans_at, shared_deadlines, steps, told_cells
from analytics.schema import NON_PUBLIE

DEPOT = "dépôt du plan"


def plans_title(grid: pd.DataFrame) -> str:
    """Say how many of the eight plans are known as deposited."""
    deposited, whole = plans_at(grid, DEPOT, FAIT), grid["territoire"].nunique()
    plans = f"{format_fr.en_lettres(whole)} plans de territoire"
    if not deposited:
        return f"Aucun des {plans} n'est connu comme déposé"
    if len(deposited) == whole:
        return f"Les {plans} sont déposés"
    verb = "est connu comme déposé" if len(deposited) == 1 else "sont connus comme déposés"
    names = f" ({format_fr.liste(deposited)})" if len(deposited) <= 3 else ""
    return f"{format_fr.en_lettres(len(deposited)).capitalize()} des {plans} {verb}{names}"


def plans_under(grid: pd.DataFrame, today: pd.Timestamp) -> str:
    """Say when the plans are due, and what is known in progress."""
    return " ".join(part for part in (_due(grid, today), _in_progress(grid)) if part)


def _due(grid: pd.DataFrame, today: pd.Timestamp) -> str:
    """Say the deadline of the plans when it is the same everywhere; two dates are two sources."""
    dates = shared_deadlines(grid).get(DEPOT, ())
    if not dates:
        return ""
    verb = "étaient attendus" if max(dates) < today else "sont attendus"
    return f"Ils {verb} {dates_in_words(dates)}."


def dates_in_words(dates: Sequence[pd.Timestamp]) -> str:
    """Write dates that different sources give: « le 28 février 2026 ou le 31 mars 2026, selon la source »."""
    written = [format_fr.le(date) for date in dates]
    return written[0] if len(written) == 1 else f"{' ou '.join(written)}, selon la source"


def _in_progress(grid: pd.DataFrame) -> str:
    """Name the steps known in progress."""
    found = [(step, plans_at(grid, step, EN_COURS)) for step in steps()]
    said = [f"{step} ({format_fr.liste(names)})" for step, names in found if names]
    if not said:
        return ""
    return f"{'Étape connue' if len(said) == 1 else 'Étapes connues'} comme en cours : {'; '.join(said)}."


def plans_coverage(grid: pd.DataFrame) -> str:
    """Say of how many steps a source gives the state."""
    told, steps_in_all = told_cells(grid), format_fr.compte(len(grid), "étape")
    some = "" if told == len(grid) else f"de {format_fr.nombre(told)} "
    return f"L'état {some}des {steps_in_all} est publié"


def plans_summary(grid: pd.DataFrame) -> str:
    """Read the grid aloud: per territory, the steps whose state is known."""
    said = []
    for territoire, rows in grid.groupby("territoire", sort=False):
        known = [
            f"{row['etape']} {state_in_words(row['statuts'])}"
            for row in rows.to_dict("records")
            if row["statuts"] != (NON_PUBLIE,)
        ]
        said.append(f"{territoire} : {', '.join(known) or 'rien de publié'}")
    return "; ".join(said) + "."


def state_in_words(states: Sequence[str]) -> str:
    """Write the state of a step; two states are two sources."""
    if tuple(states) == (NON_PUBLIE,):
        return format_fr.NON_PUBLIE
    return states[0] if len(states) == 1 else f"{' ou '.join(states)}, selon la source"


def cell_dates(row: Mapping[str, object], shared: Mapping[str, tuple]) -> str:
    """Write the dates of a cell: the day it was done, else its deadlines where they are its own."""
    if row["realisations"]:
        return dates_in_words(row["realisations"])
    own = row["echeances"] if row["etape"] not in shared else ()
    return f"échéance {dates_in_words(own)}" if own else ""


def distance(day: pd.Timestamp, today: pd.Timestamp) -> str:
    """Say how far a day is: « passée depuis 8 mois », « aujourd'hui », « dans 2 ans »."""
    days = (day - today).days
    if days == 0:
        return "aujourd'hui"
    return f"passée depuis {_span(-days)}" if days < 0 else f"dans {_span(days)}"


def _span(days: int) -> str:
    """Write a number of days in the unit that people would use, rounded down."""
    if days < 60:
        return format_fr.compte(days, "jour")
    months = int(days / 30.4375)
    return f"{format_fr.nombre(months)}\u00a0mois" if months < 24 else format_fr.compte(months // 12, "an")


def other_dates(dates: Sequence[pd.Timestamp]) -> str:
    """Say the other dates that sources give of the same deadline."""
    return f"Une autre source dit {' ou '.join(format_fr.le(date) for date in dates)}." if len(dates) else ""


def deadlines_title(due: pd.DataFrame) -> str:
    """Say the next deadline, or that none is to come."""
    ahead = due.loc[~due["passee"]]
    if ahead.empty:
        return "Aucune échéance à venir n'est publiée" if len(due) else "Aucune échéance n'est publiée"
    first = ahead.iloc[0]
    return f"Prochaine échéance publiée : {format_fr.le(first['date'])}"


def deadlines_summary(due: pd.DataFrame, today: pd.Timestamp) -> str:
    """Read the deadlines aloud, soonest first."""
    said = [
        f"{format_fr.date_longue(row['date'])}, {row['quoi']} ({row['qui']}), {distance(row['date'], today)}"
        for row in due.to_dict("records")
    ]
    return "; ".join(said) + "." if said else "Aucune échéance n'est publiée."


def deadlines_coverage(due: pd.DataFrame) -> str:
    """Count the deadlines published, and those on which sources disagree."""
    apart = sum(len(others) > 0 for others in due["autres"])
    gap = f"; les sources ne s'accordent pas pour {format_fr.nombre(apart)} d'entre elles" if apart else ""
    return f"{format_fr.compte(len(due), 'échéance publiée', 'échéances publiées')}{gap}"


def sectors_title(sectors: Mapping[str, pd.DataFrame], where: str | None) -> str:
    """Say in how many of the fifteen sectors an organisation is named."""
    fifteen = [name for name in sectors if name != AUTRE]
    named = sum(len(sectors[name]) > 0 for name in fifteen)
    of_them = f"{format_fr.parmi(named, len(fifteen), 'secteurs')} de la Table régionale"
    said = f"{of_them} {'a' if named == 1 else 'ont'} au moins un organisme nommé"
    if not named:
        said = f"aucun des {len(fifteen)} secteurs de la Table régionale n'a d'organisme nommé"
    return f"{said[:1].upper()}{said[1:]}" if where is None else f"{where} : {said}"


def sectors_coverage(sectors: Mapping[str, pd.DataFrame]) -> str:
    """Say for how many organisations the seat at the Table is published."""
    whole = sum(len(rows) for rows in sectors.values())
    seats = sum(int(rows["table_regionale"].notna().sum()) for rows in sectors.values())
    if whole == 0:
        return "Aucun organisme nommé"
    verb = "est publié" if seats < 2 else "sont publiés"
    noun = "siège" if seats < 2 else "sièges"
    return f"{format_fr.compte(whole, 'organisme nommé', 'organismes nommés')}; {format_fr.nombre(seats)} {noun} à la Table {verb}"


def sectors_summary(sectors: Mapping[str, pd.DataFrame]) -> str:
    """Read the sectors aloud: how many organisations each."""
    return "; ".join(f"{name} : {format_fr.nombre(len(rows))}" for name, rows in sectors.items()) + "."


def seat_in_words(seat: bool | None) -> str:
    """Say whether an organisation sits at the Table régionale."""
    if pd.isna(seat):
        return "siège non publié"
    return "siège à la Table régionale" if seat else "ne siège pas à la Table régionale"


def documents_title(sections: Mapping[str, pd.DataFrame]) -> str:
    """Say how many documents are listed and how many can be read."""
    whole, readable = _count_documents(sections)
    if whole == 0:
        return "Aucun document n'est publié"
    noun = format_fr.compte(whole, "document")
    return (
        f"{noun}, dont {format_fr.nombre(readable)} avec une adresse publiée"
        if readable < whole
        else f"{noun}, avec une adresse publiée"
    )


def documents_coverage(sections: Mapping[str, pd.DataFrame]) -> str:
    """Say how many documents have an address."""
    whole, readable = _count_documents(sections)
    return f"{format_fr.nombre(readable)} des {format_fr.compte(whole, 'document')} ont une adresse publiée"


def _count_documents(sections: Mapping[str, pd.DataFrame]) -> tuple[int, int]:
    """Count the documents, and those that have an address."""
    return sum(map(len, sections.values())), sum(int(rows["url"].notna().sum()) for rows in sections.values())


def documents_summary(sections: Mapping[str, pd.DataFrame]) -> str:
    """Read the documents aloud: how many per section."""
    return "; ".join(f"{name} : {format_fr.nombre(len(rows))}" for name, rows in sections.items()) + "."
