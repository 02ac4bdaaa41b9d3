"""Make the slides of the whole region: the cover, the envelope, the map, the groups, what changed, the plans, what ends soon."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics import format_fr
from analytics.aggregates.concertation import plan_grid, steps
from analytics.aggregates.deadlines import deadlines
from analytics.aggregates.groups import Aggregate, without_empty_apart
from analytics.exports.sequence.materiel import Materiel
from analytics.exports.sequence.modele import (
    NAME,
    Avancement,
    Barres,
    Carte,
    Chiffres,
    Diapo,
    Liste,
    Somme,
    Tableau,
)
from analytics.figures import (
    phrases,
    phrases_concertation,
    phrases_diapos,
    phrases_enveloppe,
    phrases_priorites,
    phrases_territoires,
)
from analytics.figures.carte import ATTRIBUTION
from analytics.figures.chiffres import progress_figures
from analytics.figures.classes import amount_scale
from analytics.schema.reference import mrc_names

_SOON = 8
"""Dates shown: more of them on one slide would not be read."""
_TOLD = 11
"""Changes told in sentences: the region, its nine territories, what is not broken down."""


def sums(frame: pd.DataFrame) -> tuple[Somme, ...]:
    """Return the committed amounts of groups (`cle`, `montant_accorde` in cents, `precision`, `nombre_initiatives`).

    « Non ventilé » and « Non publié » only stand when they hold something: nothing left over is not something unpublished.
    """
    return tuple(
        Somme(row["cle"], _cents(row["montant_accorde"]), _or_none(row["precision"]))
        for row in without_empty_apart(frame, ["cle"])[["cle", "montant_accorde", "precision"]].to_dict("records")
    )


def _cents(value: object) -> int | None:
    """Return cents, or None when they are not published."""
    return None if pd.isna(value) else int(value)


def _or_none(value: object) -> str | None:
    """Return None for a missing value."""
    return None if pd.isna(value) else str(value)


def cover(m: Materiel) -> Diapo:
    """Make the first slide: whose figures these are, of which envelope, read when."""
    shown = "" if m.enveloppe is None else m.enveloppe.nom
    said = () if m.enveloppe is None else (phrases.headline(m.progress),)
    notes = "\n".join((
        f"Les chiffres de cette présentation viennent de la version {m.version.numero} du tableau de bord, lue {format_fr.le(m.jour)}.",
        *said,
        phrases_diapos.NON_PUBLIE,
    ))  # fmt: skip
    return Diapo("couverture", NAME, shown, said, None, "", "", amount_sources(m), notes)


def amount_sources(m: Materiel) -> str:
    """Name who published the amounts of the envelope."""
    if m.enveloppe is None:
        return phrases_diapos.sources_line(())
    rows = m.ledger.loc[(m.ledger["enveloppe"] == m.enveloppe.id) & m.ledger["montant_accorde"].notna()]
    return phrases_diapos.sources_line([*rows["source"], *(p.source for p in m.enveloppe.published)])


def envelope(m: Materiel) -> Diapo:
    """Make the slide of the envelope against time."""
    progress = m.progress
    said = (
        f"{phrases.pace_title(progress)}.",
        phrases.pace_sentence(progress, m.jour),
        phrases.current_cycle(m.enveloppes, m.enveloppe.id, m.jour),
    )
    return slide(
        m, "enveloppe", phrases.headline(progress).removesuffix("."),
        f"Avancement de l'enveloppe « {progress.enveloppe.nom} », {format_fr.le(progress.au)}", said, Avancement(progress),
        phrases_enveloppe.tracks_summary(progress), phrases.coverage(progress.nombre_initiatives, progress.nombre_avec_montant),
        a_cote=Chiffres(tuple(progress_figures(progress, m.jour))),
    )  # fmt: skip


def slide(
    m: Materiel, cle: str, titre: str, nom: str, said: tuple[str, ...], contenu, resume: str, couverture: str, **more
) -> Diapo:
    """Make a slide with the notes written from what it shows; its sources are those of the amounts unless others are given."""
    kept = tuple(sentence for sentence in said if sentence)
    gaps = more.pop("manques", ())
    notes = phrases_diapos.speaker_notes(titre, kept, resume, couverture, gaps)
    source = more.pop("source", None) or amount_sources(m)
    return Diapo(cle, titre, nom, kept, contenu, resume, _capital(couverture), source, notes, **more)


def _capital(text: str) -> str:
    """Begin with a capital letter, end with a full stop."""
    return f"{text[:1].upper()}{text[1:].removesuffix('.')}." if text else ""


def _coverage(aggregate: Aggregate) -> str:
    """Say how many of the named initiatives have an amount."""
    return phrases.coverage(int(aggregate.total["nombre_initiatives"]), int(aggregate.total["nombre_avec_montant"]))


def amount_map(m: Materiel) -> Diapo:
    """Make the slide of the map: the eight MRC by class of amount, and beside it what no MRC holds."""
    groups = sums(m.par_territoire.lignes)
    inside = tuple(s for s in groups if s.nom in mrc_names())
    dollars = [s.cents / 100 for s in inside if s.cents is not None]
    carte = Carte(
        inside,
        tuple(s for s in groups if s.nom not in mrc_names()),
        amount_scale(dollars, lambda value: format_fr.montant(round(value * 100))),
        ATTRIBUTION,
    )
    return slide(
        m, "carte", phrases.map_title(m.par_territoire), "Montant engagé par MRC, en dollars", (phrases.beside_the_map(m.par_territoire),),
        carte, phrases.groups_summary(m.par_territoire), _coverage(m.par_territoire),
    )  # fmt: skip


def by_territoire(m: Materiel) -> Diapo:
    """Make the slide of the territories as bars."""
    rows = m.par_territoire.lignes
    said = (phrases_territoires.overview_headline(rows, mrc_names()),)
    return slide(
        m, "territoires", phrases.territoire_title(m.par_territoire), "Montant engagé par territoire, en dollars", said,
        Barres(sums(rows), phrases.APART), phrases.groups_summary(m.par_territoire), _coverage(m.par_territoire),
    )  # fmt: skip


def by_priorite(m: Materiel) -> Diapo:
    """Make the slide of the priorities as bars."""
    aggregate = m.par_priorite
    own = [name for name in aggregate.lignes["cle"] if name not in phrases.APART]
    said = (phrases_priorites.list_sentence(m.enveloppe.cycle, len(own)),)
    return slide(
        m, "priorites", phrases.priorite_title(aggregate), "Montant engagé par priorité, en dollars", said,
        Barres(sums(aggregate.lignes), phrases.APART), phrases.groups_summary(aggregate), _coverage(aggregate),
    )  # fmt: skip


def changed(m: Materiel) -> Diapo:
    """Make the slide of what changed since the version compared with, in sentences."""
    before = None if m.avant is None else m.avant[0]
    said = (
        ()
        if before is None
        else (f"Version {before.numero}, publiée {format_fr.le(before.publiee_le)} : {before.commentaire}",)
    )
    sentences = _first(m.changements.phrases) if m.changements else ()
    shown = sentences or tuple(phrases.news(m.changements, m.version.numero))
    name = (
        "Ce que contient la première version"
        if before is None
        else f"Ce qui a changé de la version {before.numero} à la version {m.version.numero}"
    )
    return slide(
        m, "changements", phrases_diapos.changes_title(m.changements, None if before is None else before.numero), name, said, Liste(shown),
        " ".join(shown), "", source="Comparaison de versions publiées du tableau de bord.",
    )  # fmt: skip


def _first(sentences: Sequence[str]) -> tuple[str, ...]:
    """Keep the first sentences, the region then the territories, and count the others."""
    left = len(sentences) - _TOLD
    more = (f"Et {format_fr.compte(left, 'autre changement', 'autres changements')}.",) if left > 0 else ()
    return (*sentences[:_TOLD], *more)


def plans(m: Materiel) -> Diapo:
    """Make the slide of the eight plans: one row a territory, one column a step."""
    grid = plan_grid(m.tables["jalons"])
    rows = tuple(
        (mrc, *(phrases_concertation.state_in_words(said) for said in grid.loc[grid["territoire"] == mrc, "statuts"]))
        for mrc in mrc_names()
    )
    return slide(
        m, "plans", phrases_concertation.plans_title(grid), "Où en sont les huit plans de territoire, étape par étape",
        (phrases_concertation.plans_under(grid, m.jour),), Tableau(("Territoire", *(_capital(s).removesuffix(".") for s in steps())), rows),
        phrases_concertation.plans_summary(grid), phrases_concertation.plans_coverage(grid),
        source=phrases_diapos.sources_line(m.tables["jalons"]["source"]),
    )  # fmt: skip


def ending(m: Materiel) -> Diapo:
    """Make the slide of what ends soon: the next dated limits, soonest first."""
    ahead = deadlines(m.tables, m.jour, since=m.jour)
    shown = ahead.head(_SOON)
    rows = tuple(
        (format_fr.date_longue(r["date"]), r["quoi"], r["qui"], phrases_concertation.distance(r["date"], m.jour))
        for r in shown.to_dict("records")
    )
    left = len(ahead) - len(shown)
    more = f"Et {format_fr.compte(left, 'autre échéance', 'autres échéances')} plus tard." if left else ""
    content = (
        Tableau(("Date", "Ce qui se termine", "Où", "Quand"), rows, more)
        if rows
        else Liste(("Aucune échéance à venir n'est publiée.",))
    )
    return slide(
        m, "echeances", phrases_diapos.ending_title(ahead, m.jour), "Échéances publiées à venir, la plus proche d'abord", (), content,
        phrases_diapos.ending_summary(shown, m.jour), f"{format_fr.compte(len(ahead), 'échéance à venir publiée', 'échéances à venir publiées')}",
        source=phrases_diapos.sources_line(shown["source"]),
    )  # fmt: skip
