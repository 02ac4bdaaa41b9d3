"""Write what the page of the priorities says; a sentence never sets the list of one cycle against another's."""

from __future__ import annotations

import pandas as pd

from analytics import format_fr
from analytics.aggregates.groups import Aggregate
from analytics.schema import NON_PUBLIE
from analytics.schema.reference import NON_VENTILE, priorites

APART = (NON_VENTILE, NON_PUBLIE)


def headline(aggregate: Aggregate) -> str:
    """Say what part of the engaged amount has no priority, then which priority receives the most of the rest."""
    rows = aggregate.lignes.dropna(subset=["montant_accorde"])
    own = rows.loc[~rows["cle"].isin(APART)]
    loose, whole = int(rows.loc[rows["cle"].isin(APART), "montant_accorde"].sum()), aggregate.total["montant_accorde"]
    if rows.empty:
        return "Aucun montant par priorité n'est publié pour cette enveloppe."
    if own.empty:
        return "Rien de ce qui est engagé n'est ventilé par priorité."
    best = _largest(own)
    if not loose:
        return f"{best}."
    share = format_fr.part(loose / whole)
    if loose > whole / 2:
        return f"{share} du montant engagé n'est pas ventilé par priorité; dans le reste, {best}."
    return f"{best}; {share} du montant engagé n'est pas ventilé par priorité."


def _largest(own: pd.DataFrame) -> str:
    """Name the priority with the largest amount."""
    best = own.sort_values("montant_accorde", ascending=False, kind="stable").iloc[0]
    return f"{best['cle']} reçoit le plus : {format_fr.montant_court(best['montant_accorde'], best['precision'])}"


def list_sentence(cycle: str, count: int) -> str:
    """Say which list is shown, and that it is never compared with another cycle's."""
    official = [p.official for p in priorites() if p.cycle == cycle]
    if not official:
        return f"Aucune liste de priorités n'est connue pour le cycle {cycle}."
    if not all(official):
        said = f"Thèmes du cycle {cycle} relevés dans les publications : ce n'est pas une liste officielle."
        return f"{said} Ils ne se comparent pas à ceux d'un autre cycle."
    return f"Les {count} priorités du cycle {cycle}. Elles ne se comparent pas à celles d'un autre cycle : aucune correspondance n'est publiée."


def amount_title(aggregate: Aggregate) -> str:
    """Say which priorities have a published amount."""
    own = aggregate.lignes.loc[~aggregate.lignes["cle"].isin(APART)]
    known = own["montant_accorde"].notna().sum()
    if not known:
        return "Aucune priorité n'a de montant publié"
    verb = "a" if known == 1 else "ont"
    of_them = format_fr.parmi(known, len(own), "priorités")
    return f"{of_them[:1].upper()}{of_them[1:]} {verb} un montant publié"


def count_title(aggregate: Aggregate) -> str:
    """Say which priority names the most initiatives."""
    total = int(aggregate.total["nombre_initiatives"])
    if total == 0:
        return "Aucune initiative n'est nommée"
    own = aggregate.lignes.loc[~aggregate.lignes["cle"].isin(APART)]
    most = own["nombre_initiatives"].max()
    names = own.loc[own["nombre_initiatives"] == most, "cle"].tolist()
    if len(names) > 3:
        return f"{len(names)} priorités comptent chacune {format_fr.compte(int(most), 'initiative')}"
    verb = "compte" if len(names) == 1 else "comptent chacune"
    return f"{format_fr.liste(names)} {verb} {format_fr.nombre(most)} des {format_fr.compte(total, 'initiative nommée', 'initiatives nommées')}"


def heat_title(crossed: pd.DataFrame, aggregate: Aggregate) -> str:
    """Say how many pairs of a territory and a priority have an amount, and what part of the whole is in none of them."""
    named = crossed.loc[~crossed["priorite"].isin(APART) & ~crossed["territoire"].isin(APART)]
    known, whole = named["montant_accorde"].dropna(), aggregate.total["montant_accorde"]
    if pd.isna(whole):
        return "Aucun montant n'est publié par territoire et par priorité"
    if known.empty:
        return "Aucun montant n'est ventilé à la fois par territoire et par priorité"
    share = "" if not whole else f", {format_fr.part(int(known.sum()) / whole)} du montant engagé"
    verb = "a" if len(known) == 1 else "ont"
    of_them = format_fr.parmi(len(known), len(named), "croisements")
    return f"{of_them[:1].upper()}{of_them[1:]} {verb} un montant publié{share}"


def evolution_title(crossed: pd.DataFrame) -> str:
    """Say which exercices have an amount, and what part of them has no priority."""
    known = crossed.dropna(subset=["montant_accorde"])
    exercices = sorted(set(known["exercice"]))
    if not exercices:
        return "Aucun montant par exercice n'est publié"
    whole, loose = known["montant_accorde"].sum(), known.loc[known["priorite"].isin(APART), "montant_accorde"].sum()
    verb = "a un montant publié" if len(exercices) == 1 else "ont un montant publié"
    share = f"; {format_fr.part(int(loose) / int(whole))} n'est pas ventilé par priorité" if whole and loose else ""
    return f"{format_fr.liste(exercices)} {verb}{share}"


def chosen_headline(row: dict, whole: object) -> str:
    """Say the amount of one priority, and its share."""
    if pd.isna(row["montant_accorde"]):
        return f"{row['cle']} : aucun montant engagé n'est publié."
    share = (
        "" if pd.isna(whole) or not whole else f" ({format_fr.part(row['montant_accorde'] / whole)} du montant engagé)"
    )
    return f"{row['cle']} : {format_fr.montant_court(row['montant_accorde'], row['precision'])} engagés{share}."


def crossed_summary(crossed: pd.DataFrame, row: str, column: str) -> str:
    """Read the known cells of a crosstab aloud, and say how many are not published."""
    known = crossed.dropna(subset=["montant_accorde"])
    said = [
        f"{r[row]}, {r[column]} : {format_fr.montant(r['montant_accorde'], r['precision'])}"
        for r in known.to_dict("records")
    ]
    silent = len(crossed) - len(known)
    rest = f"{format_fr.compte(silent, 'case non publiée', 'cases non publiées')}." if silent else ""
    return " ".join(part for part in ("; ".join(said) + "." if said else "", rest) if part)
