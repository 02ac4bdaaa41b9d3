"""Show what the priorities receive: amounts and numbers, with the territories, along the exercices."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from analytics import format_fr
from analytics.aggregates.groups import Aggregate
from analytics.aggregates.profil import on_every
from analytics.figures import phrases_priorites as phrases
from analytics.figures.barres import bars, labelled_bars
from analytics.figures.chaleur import heat_table
from analytics.figures.petits_multiples import columns_by_exercice
from analytics.figures.phrases import APART, coverage
from analytics.figures.theme import Mode
from analytics.schema.reference import territoires
from pages.commun import chaleur
from pages.commun.blocs import bloc_groupes
from pages.commun.blocs_croises import bloc_croise
from pages.commun.figure import Bloc, montrer
from pages.commun.lecture_croisements import croisement, exercices
from pages.commun.territoires.tableau import adresse


def montrer_montants(aggregate: Aggregate, numero: int, enveloppe: str, mode: Mode) -> None:
    """Show the amount and the number of initiatives of each priority, side by side; a click chooses a priority."""
    gauche, droite = st.columns(2, gap="large")
    with gauche:
        bloc = bloc_groupes("priorite", aggregate, phrases.amount_title(aggregate))
        montrer(bloc, bars(aggregate.lignes, mode, quiet=APART), numero, enveloppe, on_select="rerun")
    with droite:
        montrer(_bloc_nombres(aggregate), _nombres(aggregate, mode), numero, enveloppe, on_select="rerun")


def _bloc_nombres(aggregate: Aggregate) -> Bloc:
    """Build the block of the numbers of initiatives: the same groups, another measure."""
    same = bloc_groupes("priorite-nombre", aggregate, phrases.count_title(aggregate))
    said = [f"{r['cle']} : {format_fr.compte(int(r['nombre_initiatives']), 'initiative')}" for r in aggregate.lignes.to_dict("records")]  # fmt: skip
    return Bloc(
        cle=same.cle, titre=same.titre, nom="Nombre d'initiatives nommées, par priorité", resume="; ".join(said) + ".",
        couverture=same.couverture, donnees=same.donnees, formules=("nombre", "priorite"), origine="priorite", groupes=same.groupes,
    )  # fmt: skip


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
    crossed = croisement(numero, enveloppe, "territoire", "priorite")
    total, names = aggregate.total, {t.nom for t in territoires()}
    bloc = bloc_croise(
        "chaleur", phrases.heat_title(crossed, aggregate), "Montant engagé par territoire et par priorité, en dollars", crossed,
        ("territoire", "priorite"), coverage(int(total["nombre_initiatives"]), int(total["nombre_avec_montant"])),
    )  # fmt: skip
    dessin = chaleur.tableau(
        heat_table(crossed, "territoire", "priorite", mode), "Montant engagé par territoire et par priorité", "Territoire",
        lambda name: f"territoires?{adresse(name)}" if name in names else None,
        lambda name: None if name in phrases.APART else f"priorites?{_adresse(name)}",
    )  # fmt: skip
    montrer(bloc, dessin, numero, enveloppe)


def _adresse(name: str) -> str:
    """Return the query of the detail of a priority, in the same envelope and version."""
    kept = {key: st.query_params[key] for key in ("version", "enveloppe") if key in st.query_params}
    return urlencode({**kept, "priorite": name})


def montrer_evolution(aggregate: Aggregate, numero: int, enveloppe: str, mode: Mode) -> None:
    """Show each priority along the exercices of the period, one row of columns above the other."""
    crossed = on_every(
        croisement(numero, enveloppe, "priorite", "exercice"),
        "priorite",
        list(aggregate.lignes["cle"]),
        "exercice",
        exercices(numero, enveloppe),
    )
    total = aggregate.total
    bloc = bloc_croise(
        "evolution", phrases.evolution_title(crossed), "Montant engagé par priorité et par exercice, en dollars (même échelle; « Non ventilé » est écrit sans colonne)",
        crossed, ("priorite", "exercice"), coverage(int(total["nombre_initiatives"]), int(total["nombre_avec_montant"])),
    )  # fmt: skip
    montrer(bloc, columns_by_exercice(crossed, "priorite", mode, unscaled=phrases.APART), numero, enveloppe)
