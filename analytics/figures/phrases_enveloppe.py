"""Write what the page of an envelope says: its message, the title of each figure, its summary read aloud.

Every sentence is computed from an aggregate; its numbers are those of the figure under it.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics import format_fr
from analytics.aggregates.groups import Aggregate
from analytics.aggregates.outside import SANS_ENVELOPPE
from analytics.aggregates.pace import Undated
from analytics.aggregates.progress import Progress
from analytics.aggregates.reconcile import Cut
from analytics.aggregates.shares import beyond_their_part
from analytics.figures.mesures import tracks
from analytics.figures.parts import part_in_words
from analytics.figures.phrases import envelope_amount
from analytics.figures.theme import palette
from analytics.schema import NON_PUBLIE
from analytics.schema.lists import SOURCE_AUTRE, SOURCE_HORS_ALLIANCE, SOURCE_PARTENAIRES
from analytics.schema.reference import missing_facts, mrc_names

WHY_OUTSIDE = {
    SANS_ENVELOPPE: "Ces montants nomment l'Alliance, mais aucune enveloppe connue : il faut les rattacher à une enveloppe pour les compter.",
    SOURCE_HORS_ALLIANCE: "Le FQIS les a donnés en dehors de l'entente de l'Alliance : les compter surestimerait l'avancement.",
    SOURCE_PARTENAIRES: "C'est l'argent des organismes et des partenaires, qui s'ajoute à l'enveloppe et ne l'entame pas.",
    SOURCE_AUTRE: "La publication ne nomme pas le FQIS : rien ne dit que la somme vient de l'enveloppe.",
}
"""Source → why its amounts do not count in an envelope."""


def message(progress: Progress) -> str:
    """Say in one sentence how far the envelope is committed, against the time."""
    if progress.montant_accorde is None:
        return _nothing_committed(progress)
    committed = format_fr.montant_court(progress.montant_accorde, progress.precision)
    if progress.montant_enveloppe is None:
        return f"{_capital(committed)} engagés, pour une enveloppe dont le montant {_amount_in_doubt(progress)}"
    if not progress.mois_restants:
        return (
            f"{format_fr.part(progress.part_accordee)} de l'enveloppe est connue comme engagée à la fin de la période"
        )
    return f"{format_fr.part(progress.part_accordee)} de l'enveloppe engagée quand {format_fr.part(progress.part_du_temps)} du temps est écoulé"


def _nothing_committed(progress: Progress) -> str:
    """Say that no commitment is published, and what is known of the amount."""
    if not progress.enveloppe.published:
        return "Ni le montant de l'enveloppe ni aucun engagement n'est publié"
    return f"Aucun engagement n'est publié sur une enveloppe de {envelope_amount(progress)}"


def _amount_in_doubt(progress: Progress) -> str:
    """Say why an envelope has no amount: nobody published it, or the sources disagree."""
    return f"est de {envelope_amount(progress)}" if progress.enveloppe.published else "n'est pas publié"


def under_message(progress: Progress, today: pd.Timestamp, last: pd.Timestamp | None) -> str:
    """Say what is left, per month, until when; then what the reader should mind. `last`: last announcement of the envelope."""
    return " ".join(part for part in (_left(progress), _period(progress, today), _caution(progress, last)) if part)


def _left(progress: Progress) -> str:
    """Say what is left to commit on the day read, and what it makes a month."""
    left, monthly = progress.restant, progress.a_engager_par_mois
    if left is None:
        return ""
    day = format_fr.date_longue(progress.au)
    if left < 0:
        return f"Au {day}, les engagements dépassaient l'enveloppe de {format_fr.montant_court(-left)}."
    if not progress.mois_restants:
        return f"Au {day}, {format_fr.montant_court(left)} n'étaient pas connus comme engagés."
    said = f"Au {day}, il restait {format_fr.montant_court(left)} à engager"
    return f"{said}, soit {format_fr.montant_court(_to_the_dollar(monthly))} par mois." if monthly else f"{said}."


def _period(progress: Progress, today: pd.Timestamp) -> str:
    """Say when the period ends, and how much of it had gone by on the day read when no amount says it."""
    end, day = format_fr.le(progress.enveloppe.date_fin), format_fr.date_longue(progress.au)
    ended = today > progress.enveloppe.date_fin
    verb = "s'est terminée" if ended else "se termine"
    if progress.restant is not None or not progress.mois_restants:
        return f"La période {verb} {end}."
    gone = f"au {day}, {format_fr.part(progress.part_du_temps)} du temps {'est' if progress.au >= today else 'était'} écoulé"
    return f"La période {verb} {end} : {gone}."


def _caution(progress: Progress, last: pd.Timestamp | None) -> str:
    """Say what the day read leaves out: what was announced later, or what nobody published."""
    if progress.montant_accorde is None or last is None:
        return ""
    if last > progress.au:
        return "Ce qui a été annoncé plus tard n'est pas compté."
    return f"Rien n'est publié après {format_fr.le(last)}; ce qui n'est pas publié compte ici comme non engagé."


def _capital(text: str) -> str:
    """Begin with a capital letter."""
    return text[:1].upper() + text[1:]


def _to_the_dollar(cents: int) -> int:
    """Round to the dollar: a monthly mean has no cents worth reading."""
    return round(cents / 100) * 100


def tracks_title(progress: Progress) -> str:
    """Say which of the three measures nobody published, or the three amounts."""
    amounts = {"engagé": progress.montant_accorde, "versé": progress.montant_verse, "dépensé": progress.montant_depense}
    unknown = [word for word, cents in amounts.items() if cents is None]
    if len(unknown) == 3:
        return "Seul le temps se mesure : aucun montant engagé, versé ou dépensé n'est publié"
    if len(unknown) == 2:
        return f"Ni le montant {unknown[0]} ni le montant {unknown[1]} n'est publié"
    if unknown:
        return f"Le montant {unknown[0]} n'est pas publié"
    return format_fr.liste(f"{format_fr.montant_court(cents)} {word}s" for word, cents in amounts.items())


def tracks_summary(progress: Progress) -> str:
    """Read the tracks aloud."""
    lines = [f"{t.nom} : {t.texte}" for t in tracks(progress, palette("light"))]
    return (
        f"{format_fr.le(progress.au).capitalize()}. " + "; ".join(lines) + f". Enveloppe : {envelope_amount(progress)}."
    )


def pace_title(progress: Progress) -> str:
    """Compare what is committed with an even pace, or with the rule of three when there is no amount."""
    if progress.montant_accorde is None:
        return "Aucun engagement n'est publié : le rythme ne peut pas être tracé"
    if progress.montant_enveloppe is None:
        return f"{_capital(format_fr.montant_court(progress.montant_accorde, progress.precision))} engagés au {format_fr.date_longue(progress.au)}"
    even = round(progress.montant_enveloppe * progress.part_du_temps)
    gap = progress.montant_accorde - even
    if abs(gap) < progress.montant_enveloppe * 0.01:
        return "Les engagements connus suivent un rythme régulier"
    return f"{format_fr.montant_court(abs(gap))} de {'moins' if gap < 0 else 'plus'} qu'à un rythme régulier"


def pace_summary(progress: Progress, steps: pd.DataFrame) -> str:
    """Read the curve aloud: each announcement (the last ten), then the rule of three."""
    said = [
        f"{format_fr.date_longue(row['jour'])}, {format_fr.montant(row['montant_accorde'])} engagés"
        for row in steps.tail(10).to_dict("records")
    ]
    return ("; ".join(said) + ". " if said else "Aucune annonce. ") + projection_sentence(progress)


def projection_sentence(progress: Progress) -> str:
    """Say where the mean pace leads, and that it is no forecast; or why it is not computed."""
    end = progress.enveloppe.date_fin
    if progress.montant_accorde is None:
        return "Sans engagement publié, aucune projection n'est calculée."
    if not progress.mois_restants:
        return "La période est terminée : aucune projection n'est calculée."
    if progress.projection_fin is None:
        return "La période n'est pas commencée : aucune projection n'est calculée."
    share = progress.part(progress.projection_fin)
    of = "" if share is None else f", {format_fr.part(share)} de l'enveloppe"
    projected = f"{format_fr.montant_court(progress.projection_fin)} seraient engagés {format_fr.le(end)}{of}"
    return f"Au même rythme moyen, {projected} : c'est une règle de trois, et non une prévision."


def undated_sentence(loose: Undated) -> str:
    """Say which amounts have no day of announcement, and where they are counted; empty when none is."""
    if not loose.nombre:
        return ""
    many = loose.nombre > 1
    return (
        f"{format_fr.compte(loose.nombre, 'montant')} sans jour d'annonce ({format_fr.montant(loose.montant)}) "
        f"{'comptent' if many else 'compte'} au premier jour de {'leur' if many else 'son'} exercice."
    )


def exercice_title(aggregate: Aggregate, exercices: list[str]) -> str:
    """Say how many of the period's exercices have an amount, or which one has the most."""
    rows = aggregate.lignes.loc[aggregate.lignes["cle"] != NON_PUBLIE].dropna(subset=["montant_accorde"])
    if rows.empty:
        return "Aucun montant par exercice n'est publié"
    known = [name for name in exercices if name in set(rows["cle"])]
    if len(known) < len(exercices):
        verb = "a un montant publié" if len(known) == 1 else "ont un montant publié"
        return f"{len(known)} des {len(exercices)} exercices de la période {verb}"
    largest = rows.loc[rows["montant_accorde"].idxmax()]
    return f"{largest['cle']} : l'exercice le plus engagé, {format_fr.montant_court(int(largest['montant_accorde']), largest['precision'])}"


def parts_title(rows: pd.DataFrame) -> str:
    """Say how the committed amounts of the MRC stand against their published part."""
    published = rows.loc[rows["montant_minimum"].notna() | rows["montant_maximum"].notna()]
    places = [name for name in dict.fromkeys(published["cle"]) if name in mrc_names()]
    if published.empty:
        return "La part de chaque territoire n'est pas publiée"
    beyond = beyond_their_part(rows)
    if beyond:
        names = format_fr.liste(beyond) if len(beyond) <= 3 else f"{len(beyond)} territoires"
        return f"{names} : plus que la part publiée"
    if published["montant_accorde"].notna().sum() == 0:
        return "Les parts sont publiées, mais aucun montant engagé par territoire ne l'est"
    where = "des huit MRC" if len(places) == len(mrc_names()) else f"de {format_fr.liste(places)}"
    return f"Les montants connus restent sous la part publiée {where}"


def parts_summary(rows: pd.DataFrame) -> str:
    """Read each territory aloud: its committed amount, its published part."""
    groups = rows.groupby("cle", sort=False)
    return "; ".join(f"{name} : {_committed(group)}, {part_in_words(group)}" for name, group in groups) + "."


def _committed(rows: pd.DataFrame) -> str:
    """Write the committed amount of one territory."""
    first = rows.iloc[0]
    return format_fr.montant(
        None if pd.isna(first["montant_accorde"]) else int(first["montant_accorde"]), first["precision"]
    )


def reconcile_title(cuts: list[Cut], overruns: int) -> str:
    """Say whether every cut gives the same total, and whether a published total is exceeded by its own rows."""
    sums = {cut.somme for cut in cuts}
    if sums == {None}:
        return "Aucun montant à concilier"
    if any(cut.ecart for cut in cuts):
        return "Les découpages ne donnent pas tous le même total"
    total = f"Les {len(cuts)} découpages donnent le même total, {format_fr.montant(sums.pop())}"
    return (
        total
        if not overruns
        else f"{total}, mais {format_fr.compte(overruns, 'total publié est dépassé', 'totaux publiés sont dépassés')}"
    )


_OF_SOURCE = {
    SOURCE_HORS_ALLIANCE: "du FQIS hors Alliance",
    SOURCE_PARTENAIRES: "des partenaires",
    SOURCE_AUTRE: "d'autres sources",
}


def outside_title(groups: pd.DataFrame) -> str:
    """Name the largest amount that does not count, and how many other sources there are."""
    if groups.empty:
        return "Aucun autre montant n'est publié pour ces exercices"
    known = groups.dropna(subset=["montant_accorde"])
    if known.empty:
        return "Les autres sources n'ont pas de montant accordé publié"
    first = known.loc[known["montant_accorde"].astype("int64").idxmax()]
    amount = format_fr.montant_court(int(first["montant_accorde"]), first["precision"])
    others = len(groups) - 1
    more = "" if not others else " et une autre source" if others == 1 else f" et {others} autres sources"
    return f"{_capital(amount)} {_OF_SOURCE.get(first['cle'], 'sans enveloppe connue')}{more} ne comptent pas dans l'enveloppe"


def reasons(groups: pd.DataFrame) -> list[str]:
    """Say, source by source, why its amounts do not count."""
    return [f"{key} : {_small(WHY_OUTSIDE[key])}" for key in groups["cle"] if key in WHY_OUTSIDE]


def missing_sentences(words: Sequence[str]) -> list[str]:
    """Say what nobody published of the subjects that name one of these words (a cycle, an exercice), and whom to ask."""
    facts = [fact for fact in missing_facts() if any(word in fact["sujet"] for word in words)]
    return [
        f"{fact['sujet']} : {_small(fact['ce_qui_manque'])} À demander : {fact['a_qui_demander']}." for fact in facts
    ]


def _small(text: str) -> str:
    """Begin with a small letter."""
    return text[:1].lower() + text[1:]


def outside_summary(groups: pd.DataFrame) -> str:
    """Read aloud what does not count, and why."""
    amounts = [format_fr.montant(m, p) for m, p in zip(groups["montant_accorde"], groups["precision"], strict=True)]
    return " ".join(
        f"{key} : {amount}. {WHY_OUTSIDE.get(key, '')}" for key, amount in zip(groups["cle"], amounts, strict=True)
    )
