"""Write what the figures say: titles that carry the message, and the text summary of each figure.

Every sentence is computed from an aggregate; its numbers are those of the figure under it.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics import format_fr
from analytics.aggregates.changes import Changes
from analytics.aggregates.envelopes import Enveloppe
from analytics.aggregates.groups import Aggregate
from analytics.aggregates.progress import Progress
from analytics.schema import NON_PUBLIE
from analytics.schema.reference import NON_VENTILE, REGIONAL, mrc_names

APART = (REGIONAL, NON_VENTILE, NON_PUBLIE)
"""Groups that are no MRC and no priority of their own; never ranked with the others."""


def headline(progress: Progress) -> str:
    """Answer in one sentence how much is committed: « 2,6 M$ des 6,0 M$ sont engagés (43 %), d'après ce qui a été publié … »."""
    committed = format_fr.montant_court(progress.montant_accorde, progress.precision)
    if progress.montant_accorde is None:
        return f"Aucun montant engagé n'est publié pour l'enveloppe « {progress.enveloppe.nom} » ({envelope_amount(progress)})."
    if progress.montant_enveloppe is None:
        return f"{_capital(committed)} sont engagés{_as_published(progress)}; enveloppe : {envelope_amount(progress)}."
    share = format_fr.part(progress.part_accordee)
    return f"{_capital(committed)} des {format_fr.montant_court(progress.montant_enveloppe)} sont engagés ({share}){_as_published(progress)}."


def envelope_amount(progress: Progress) -> str:
    """Write the amount of an envelope: one, several when the sources disagree, or that nobody published it."""
    amounts = sorted({p.montant for p in progress.enveloppe.published})
    if not amounts:
        return "montant non publié"
    if len(amounts) == 1:
        return format_fr.montant_court(amounts[0])
    return f"{' ou '.join(format_fr.montant_court(m) for m in amounts)} selon la source"


def _as_published(progress: Progress) -> str:
    """Say until when the amounts are known."""
    if progress.derniere_annonce is None:
        return ""
    month = format_fr.mois(progress.derniere_annonce)
    return f", d'après ce qui a été publié jusqu'en {month}"


def _capital(text: str) -> str:
    """Begin with a capital letter."""
    return text[:1].upper() + text[1:]


def pace_title(progress: Progress) -> str:
    """Say the part committed beside the part of the time elapsed."""
    if progress.part_accordee is None:
        return "La part engagée ne peut pas être calculée"
    tense = "était" if progress.mois_restants else "est"
    return f"{format_fr.part(progress.part_accordee)} de l'enveloppe engagée, quand {format_fr.part(progress.part_du_temps)} du temps {tense} écoulé"


def pace_sentence(progress: Progress, today: pd.Timestamp) -> str:
    """Say what is left and what it means per month; for a past period, that what followed was not published."""
    end = format_fr.le(progress.enveloppe.date_fin)
    if today > progress.enveloppe.date_fin:
        return (
            f"La période s'est terminée {end}. Les engagements faits après {format_fr.le(progress.au)} ne sont pas publiés."
            if progress.au < progress.enveloppe.date_fin
            else f"La période s'est terminée {end}."
        )
    if progress.restant is None:
        return f"{_capital(format_fr.part(progress.part_du_temps))} du temps est écoulé; la période se termine {end}."
    left = f"Il reste {format_fr.montant_court(max(0, progress.restant))} à engager d'ici {end}"
    monthly = progress.a_engager_par_mois
    return (
        f"{left}."
        if not monthly or monthly < 0
        else f"{left}, soit {format_fr.montant_court(_round_dollars(monthly))} par mois."
    )


def _round_dollars(cents: int) -> int:
    """Round to the dollar: a monthly mean has no cents worth reading."""
    return round(cents / 100) * 100


def coverage(named: int, with_amount: int) -> str:
    """Say how many of the named initiatives have a published amount: « 3 des 9 initiatives nommées ont un montant publié »."""
    if named == 0:
        return "aucune initiative nommée"
    if named == 1:
        verb = "a un" if with_amount else "n'a pas de"
        return f"la seule initiative nommée {verb} montant publié"
    if with_amount == named:
        return f"les {format_fr.nombre(named)} initiatives nommées ont un montant publié"
    if with_amount == 0:
        return f"aucune des {format_fr.compte(named, 'initiative nommée', 'initiatives nommées')} n'a de montant publié"
    verb = "a" if with_amount == 1 else "ont"
    return f"{format_fr.nombre(with_amount)} des {format_fr.compte(named, 'initiative nommée', 'initiatives nommées')} {verb} un montant publié"


def territoire_title(aggregate: Aggregate) -> str:
    """Name the MRC that receive the most, or say that nothing is broken down."""
    return _ranking_title(aggregate, list(mrc_names()), "MRC", "Aucun montant par MRC n'est publié")


def priorite_title(aggregate: Aggregate) -> str:
    """Name the priorities that receive the most, or say how much is not broken down when that is most of it."""
    own = [cle for cle in aggregate.lignes["cle"] if cle not in APART]
    loose = _amount(aggregate, NON_VENTILE)
    whole = aggregate.total["montant_accorde"]
    if loose and not pd.isna(whole) and loose > whole / 2:
        return f"{format_fr.part(loose / whole)} du montant engagé n'est pas ventilé par priorité"
    return _ranking_title(aggregate, own, "priorité", "Aucun montant par priorité n'est publié")


def _amount(aggregate: Aggregate, cle: str) -> int | None:
    """Return the committed amount of one group (cents), or None."""
    found = aggregate.lignes.loc[aggregate.lignes["cle"] == cle, "montant_accorde"].dropna()
    return None if found.empty else int(found.iloc[0])


def _ranking_title(aggregate: Aggregate, among: list[str], kind: str, nothing: str) -> str:
    """Name the one or two groups with the largest amounts; equal amounts are all named, up to three."""
    known = aggregate.lignes.loc[aggregate.lignes["cle"].isin(among)].dropna(subset=["montant_accorde"])
    if known.empty:
        return nothing
    if len(known) == 1:
        only = known.iloc[0]
        return f"{only['cle']} : seul montant publié par {kind}, {format_fr.montant(only['montant_accorde'], only['precision'])}"
    if known["montant_accorde"].nunique() == 1:
        return f"Les {len(known)} {kind}{'' if kind == 'MRC' else 's'} reçoivent le même montant"
    largest = known.loc[known["montant_accorde"] >= known["montant_accorde"].nlargest(2).min()].sort_values(
        "montant_accorde", ascending=False
    )
    names = largest["cle"].tolist()
    return (
        f"{format_fr.liste(names)} reçoivent le plus"
        if len(names) <= 3
        else f"{len(names)} {kind}s se partagent les plus grands montants"
    )


def groups_summary(aggregate: Aggregate) -> str:
    """Read the groups aloud, in order: each amount, what is not published, then the total."""
    said = [
        f"{row['cle']} : {format_fr.montant(row['montant_accorde'], row['precision'])}"
        for row in aggregate.lignes.to_dict("records")
    ]
    return (
        "; ".join(said)
        + f". Total : {format_fr.montant(aggregate.total['montant_accorde'], aggregate.total['precision'])}."
    )


def envelope_summary(progress: Progress, today: pd.Timestamp) -> str:
    """Read the envelope bar aloud."""
    return f"{headline(progress)} {pace_title(progress)}. {pace_sentence(progress, today)}"


def news(changes: Changes | None, numero: int) -> list[str]:
    """Say what the version shown changed, or that it is the first."""
    if changes is None:
        return ["Première version : elle rassemble ce qui a été publié, sans version précédente à comparer."]
    return list(changes.phrases[:6]) or [f"La version {numero} ne change aucun montant ni aucune initiative."]


def news_since(changes: Changes, before: int) -> list[str]:
    """Say everything that changed since a version, or that nothing did."""
    return list(changes.phrases) or [f"Rien n'a changé depuis la version {before}."]


def upcoming(deadlines: pd.DataFrame, count: int = 5) -> list[str]:
    """Say the next dated limits, soonest first, or that none is published."""
    ahead = deadlines.loc[~deadlines["passee"]].head(count)
    said = [
        f"{_capital(format_fr.date_longue(row['date']))} : {row['quoi']} ({row['qui']})."
        for row in ahead.to_dict("records")
    ]
    return said or ["Aucune échéance à venir n'est publiée."]


def map_title(aggregate: Aggregate) -> str:
    """Say how much of the committed amount the map can show."""
    by_mrc = aggregate.lignes.loc[aggregate.lignes["cle"].isin(mrc_names()), "montant_accorde"].sum(min_count=1)
    whole = aggregate.total["montant_accorde"]
    if pd.isna(by_mrc) or pd.isna(whole) or whole == 0:
        return "Aucun montant par MRC n'est publié"
    return f"{format_fr.montant_court(int(by_mrc))} sont attribués à une MRC, {format_fr.part(by_mrc / whole)} du montant engagé"


def beside_the_map(aggregate: Aggregate) -> str:
    """Say the amounts that no MRC holds."""
    rows = aggregate.lignes.loc[~aggregate.lignes["cle"].isin(mrc_names())]
    said = [
        f"{row['cle']} : {format_fr.montant(row['montant_accorde'], row['precision'])}"
        for row in rows.to_dict("records")
    ]
    return "Hors de la carte : " + "; ".join(said) + "."


def current_cycle(enveloppes: Mapping[str, Enveloppe], shown: str, today: pd.Timestamp) -> str:
    """Say what is known of the cycle in progress when another one is shown (empty text when it is the one shown)."""
    running = [e for e in enveloppes.values() if e.date_debut <= today <= e.date_fin]
    if not running or running[-1].id == shown:
        return ""
    amount = running[-1].montant
    known = (
        "a un montant publié de " + format_fr.montant_court(amount) if amount else "n'a pas encore de montant publié"
    )
    return f"Le cycle en cours, {running[-1].cycle}, {known}."
