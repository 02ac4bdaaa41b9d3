"""Show what the priorities receive: amounts and numbers, with the territories, along the exercices."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote_plus, urlencode

import streamlit as st

from analytics import format_fr
from analytics.aggregates.groups import Aggregate, without_empty_apart
from analytics.aggregates.profil import on_every
from analytics.figures import phrases_priorites as phrases
from analytics.figures.chaleur import heat_table
from analytics.figures.phrases import APART, coverage
from analytics.figures.theme import Mode
from analytics.schema.reference import territoires
from pages.commun import chaleur
from pages.commun.blocs import bloc_groupes
from pages.commun.blocs_croises import bloc_croise
from pages.commun.figure import Bloc, montrer
from pages.commun.gardee import gardee
from pages.commun.lecture_croisements import croisement, exercices
from pages.commun.territoires.tableau import adresse
from pages.commun.traces import Trace, bars, columns_by_exercice, labelled_bars


def montrer_montants(aggregate: Aggregate, numero: int, enveloppe: str, mode: Mode, liens: Mapping[str, str]) -> None:
    """Show the amount and the number of initiatives of each priority, side by side; a click on one opens its address."""
    gauche, droite = st.columns(2, gap="large")
    with gauche:
        bloc = bloc_groupes("priorite", aggregate, phrases.amount_title)
        montrer(bloc, bars(aggregate.lignes, mode, quiet=APART), numero, enveloppe, liens)
    with droite:
        montrer(_bloc_nombres(aggregate), _nombres(aggregate, mode), numero, enveloppe, liens)


@gardee
def _bloc_nombres(aggregate: Aggregate) -> Bloc:
    """Build the block of the numbers of initiatives: the same groups, another measure."""
    same = bloc_groupes("priorite-nombre", aggregate, phrases.count_title)
    said = [f"{r['cle']} : {format_fr.compte(int(r['nombre_initiatives']), 'initiative')}" for r in aggregate.lignes.to_dict("records")]  # fmt: skip
    return Bloc(
        cle=same.cle, titre=same.titre, nom="Nombre d'initiatives nommées, par priorité", resume="; ".join(said) + ".",
        couverture=same.couverture, donnees=same.donnees, formules=("nombre", "priorite"), origine="priorite", groupes=same.groupes,
    )  # fmt: skip


@gardee
def _nombres(aggregate: Aggregate, mode: Mode):
    """Draw the numbers of initiatives; the groups that name none by nature are left out."""
    rows = aggregate.lignes.loc[
        ~aggregate.lignes["cle"].isin(phrases.APART) | (aggregate.lignes["nombre_initiatives"] > 0)
    ]
    counts = [int(n) for n in rows["nombre_initiatives"]]
    labels = [format_fr.nombre(n) if n else "aucune nommée" for n in counts]
    hovers = [format_fr.compte(n, "initiative nommée", "initiatives nommées") for n in counts]
    return labelled_bars(
        rows["cle"].tolist(), [float(n) for n in counts], labels, hovers, [None] * len(counts), mode, quiet=APART
    )


def montrer_chaleur(aggregate: Aggregate, numero: int, enveloppe: str, mode: Mode) -> None:
    """Show the heat map of the territories and the priorities; a header leads to the profile or to the detail."""
    montrer(*_chaleur(aggregate, numero, enveloppe, mode, adresse(""), _adresse("")), numero, enveloppe)


@gardee
def _chaleur(
    aggregate: Aggregate, numero: int, enveloppe: str, mode: Mode, profil: str, detail: str
) -> tuple[Bloc, str | None]:
    """Build the heat map; `profil` and `detail`: addresses of a territory's profile and of a priority's detail, but for the name."""
    crossed = without_empty_apart(croisement(numero, enveloppe, "territoire", "priorite"), ("territoire", "priorite"))
    names = {t.nom for t in territoires()}
    mots = phrases.heat_title(crossed, aggregate), "Montant engagé par territoire et par priorité, en dollars"
    bloc = bloc_croise(
        "chaleur", mots, crossed, ("territoire", "priorite"), _couverture(aggregate), (numero, enveloppe)
    )
    dessin = chaleur.tableau(
        heat_table(crossed, "territoire", "priorite", mode), "Montant engagé par territoire et par priorité", "Territoire",
        lambda name: f"territoires?{profil}{quote_plus(name)}" if name in names else None,
        lambda name: None if name in phrases.APART else f"priorites?{detail}{quote_plus(name)}",
    )  # fmt: skip
    known = crossed["montant_accorde"].notna().any() or crossed["nombre_initiatives"].any()
    return bloc, dessin if known else None


def _adresse(name: str) -> str:
    """Return the query of the detail of a priority, in the same envelope and version; the name comes last."""
    kept = {key: st.query_params[key] for key in ("version", "enveloppe") if key in st.query_params}
    return urlencode({**kept, "priorite": name})


def montrer_evolution(aggregate: Aggregate, numero: int, enveloppe: str, mode: Mode) -> None:
    """Show each priority along the exercices of the period, one row of columns above the other."""
    montrer(*_evolution(aggregate, numero, enveloppe, mode), numero, enveloppe)


@gardee
def _evolution(aggregate: Aggregate, numero: int, enveloppe: str, mode: Mode) -> tuple[Bloc, Trace | None]:
    """Build the columns of each priority."""
    crossed = on_every(
        croisement(numero, enveloppe, "priorite", "exercice"),
        "priorite",
        list(aggregate.lignes["cle"]),
        "exercice",
        exercices(numero, enveloppe),
    )
    mots = phrases.evolution_title(crossed), _EVOLUTION
    bloc = bloc_croise(
        "evolution", mots, crossed, ("priorite", "exercice"), _couverture(aggregate), (numero, enveloppe)
    )
    known = crossed["montant_accorde"].notna().any()
    dessin = columns_by_exercice(crossed, "priorite", mode, unscaled=phrases.APART) if known else None
    return bloc, dessin


_EVOLUTION = (
    "Montant engagé par priorité et par exercice, en dollars (même échelle; « Non ventilé » est écrit sans colonne)"
)


def _couverture(aggregate: Aggregate) -> str:
    """Say how many of the initiatives named have an amount."""
    return coverage(int(aggregate.total["nombre_initiatives"]), int(aggregate.total["nombre_avec_montant"]))
