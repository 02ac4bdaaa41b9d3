"""Answer `agregats` and `progression`: figures of one version of the store."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime

import pandas as pd

from analytics import format_fr
from analytics.aggregates.envelopes import Enveloppe, default_enveloppe, read_enveloppes
from analytics.aggregates.groups import Aggregate, aggregate_by
from analytics.aggregates.ledger import build_ledger
from analytics.aggregates.progress import Progress, measure_progress, reference_day
from analytics.amorce import open_store
from analytics.commands.outcome import CommandError, Outcome

ALL = "toutes"


def agregats(args: argparse.Namespace, now: datetime) -> Outcome:
    """Sum the version per `--par`, in one envelope (the one of the latest amounts when none is named)."""
    store = open_store(now)
    version = store.version(args.version)
    tables = store.tables(version.numero)
    ledger, enveloppes = build_ledger(tables), read_enveloppes(tables["enveloppes"])
    enveloppe = _chosen(args.enveloppe, default_enveloppe(ledger, enveloppes), enveloppes)
    if enveloppe is None and args.par == "priorite":
        raise CommandError(
            "Les priorités de deux cycles ne se comparent pas. Nommez une enveloppe, par exemple --enveloppe alliance-2018-2023."
        )
    cycle = enveloppes[enveloppe].cycle if enveloppe in enveloppes else None
    aggregate = aggregate_by(args.par, ledger, enveloppe, cycle)
    return Outcome(aggregate_json(aggregate, version.numero), _aggregate_text(aggregate, version.numero))


def _chosen(asked: str | None, default: str | None, enveloppes: dict[str, Enveloppe]) -> str | None:
    """Return the envelope to read; CommandError for one that nobody declared."""
    if asked == ALL:
        return None
    if asked is None:
        if default is not None:
            print(
                f"Enveloppe retenue : {default} (la plus récente dont un montant est connu). Pour toutes : --enveloppe {ALL}.",
                file=sys.stderr,
            )
        return default
    if asked not in enveloppes:
        raise CommandError(
            f"L'enveloppe « {asked} » n'existe pas dans cette version. Enveloppes connues : {', '.join(enveloppes) or 'aucune'}."
        )
    return asked


def aggregate_json(aggregate: Aggregate, numero: int) -> dict:
    """Write an aggregate as the contract says: amounts as decimal strings, null for what is not published."""
    total = {
        "cle": "Total",
        **aggregate.total.to_dict(),
        "part_du_total": 1.0 if not pd.isna(aggregate.total["montant_accorde"]) else None,
    }
    return {
        "version": numero,
        "par": aggregate.par,
        "enveloppe": aggregate.enveloppe,
        "lignes": [_row_json(row) for row in aggregate.lignes.to_dict("records")],
        "total": _row_json(total),
    }


def _row_json(row: dict) -> dict:
    """Write one group."""
    return {
        "cle": row["cle"],
        "nombre_initiatives": int(row["nombre_initiatives"]),
        "nombre_avec_montant": int(row["nombre_avec_montant"]),
        **{name: format_fr.montant_json(row[name]) for name in ("montant_accorde", "montant_verse", "montant_depense")},
        "precision": None if pd.isna(row["precision"]) else row["precision"],
        "part_du_total": None if pd.isna(row["part_du_total"]) else round(float(row["part_du_total"]), 4),
    }


def _aggregate_text(aggregate: Aggregate, numero: int) -> str:
    """Write an aggregate for a person: one line a group, then the total."""
    rows = [*aggregate.lignes.to_dict("records"), {"cle": "Total", **aggregate.total.to_dict()}]
    width = max(len(str(row["cle"])) for row in rows)
    lines = [
        f"{row['cle']!s:<{width}}  {format_fr.montant(row['montant_accorde'], row['precision']):>24}  {_count(row)}"
        for row in rows
    ]
    return "\n".join(
        [f"Version {numero}, enveloppe {aggregate.enveloppe or ALL}, montants accordés par {aggregate.par} :", *lines]
    )


def _count(row: dict) -> str:
    """Write how many initiatives a group names, and how many with an amount."""
    named = format_fr.compte(int(row["nombre_initiatives"]), "initiative nommée", "initiatives nommées")
    return f"{named}, {int(row['nombre_avec_montant'])} avec montant"


def progression(args: argparse.Namespace, now: datetime) -> Outcome:
    """Measure the progress of `--enveloppe` on the day `--au` (today, or the last announcement of a past period)."""
    store = open_store(now)
    version = store.version(args.version)
    tables = store.tables(version.numero)
    enveloppes = read_enveloppes(tables["enveloppes"])
    chosen = _chosen(args.enveloppe, None, enveloppes)
    if chosen is None:
        raise CommandError(
            "La progression se lit enveloppe par enveloppe. Nommez-en une, par exemple --enveloppe alliance-2018-2023."
        )
    today = pd.Timestamp(format_fr.jour_civil(now))
    au = args.au or reference_day(enveloppes[chosen], build_ledger(tables), today)
    progress = measure_progress(tables, enveloppes[chosen], au)
    return Outcome(progress_json(progress, version.numero), _progress_text(progress))


def progress_json(progress: Progress, numero: int) -> dict:
    """Write a progress as the contract says."""
    return {
        "version": numero,
        "enveloppe": progress.enveloppe.id,
        "montant_enveloppe": format_fr.montant_json(progress.montant_enveloppe),
        **{
            name: format_fr.montant_json(getattr(progress, name))
            for name in ("montant_accorde", "montant_verse", "montant_depense")
        },
        "part_accordee": None if progress.part_accordee is None else round(progress.part_accordee, 4),
        "au": format_fr.date_iso(progress.au),
        "part_du_temps": round(progress.part_du_temps, 4),
        "restant": format_fr.montant_json(progress.restant),
        "mois_restants": round(progress.mois_restants, 1),
        "a_engager_par_mois": format_fr.montant_json(progress.a_engager_par_mois),
        "projection_fin": format_fr.montant_json(progress.projection_fin),
        "precision": progress.precision,
    }


def _progress_text(progress: Progress) -> str:
    """Write a progress for a person."""
    return "\n".join([
        f"{progress.enveloppe.nom}, {format_fr.le(progress.au)} :",
        f"  accordé   {format_fr.montant(progress.montant_accorde, progress.precision)} de {format_fr.montant(progress.montant_enveloppe)}"
        f" ({format_fr.part(progress.part_accordee, 1)})",
        f"  versé     {format_fr.montant(progress.montant_verse)}",
        f"  dépensé   {format_fr.montant(progress.montant_depense)}",
        f"  temps     {format_fr.part(progress.part_du_temps, 1)} de la période écoulé",
        f"  restant   {format_fr.montant(progress.restant)}, soit {format_fr.montant(progress.a_engager_par_mois)} par mois",
        f"  au rythme moyen, {format_fr.montant(progress.projection_fin)} à la fin de la période",
    ])  # fmt: skip
