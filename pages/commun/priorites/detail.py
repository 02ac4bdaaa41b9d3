"""Show one priority: its initiatives, where and when its amounts go, the rows behind them."""

from __future__ import annotations

import streamlit as st

from analytics.aggregates.groups import Aggregate
from analytics.aggregates.profil import along
from analytics.figures import phrases_territoires as phrases
from analytics.figures.phrases import APART
from analytics.figures.theme import Mode
from pages.commun import lecture, mise_en_page
from pages.commun.blocs_croises import bloc_ligne
from pages.commun.figure import lignes, montrer
from pages.commun.initiatives_nommees import montrer_initiatives
from pages.commun.lecture_croisements import croisement, exercices, nommees
from pages.commun.traces import bars


def ligne_de(aggregate: Aggregate, priorite: str) -> dict:
    """Return the row of one priority in the aggregate."""
    return aggregate.lignes.set_index("cle", drop=False).loc[priorite].to_dict()


def montrer_detail(aggregate: Aggregate, priorite: str, numero: int, enveloppe: str, mode: Mode) -> None:
    """Show the initiatives, the territories, the exercices and the rows of a priority."""
    row = ligne_de(aggregate, priorite)
    count = int(row["nombre_initiatives"])
    mise_en_page.intertitre(f"{priorite} : {phrases.initiatives_title(count, int(row['nombre_avec_montant'])).lower()}")
    named = nommees(numero, enveloppe, "priorite", (priorite,))
    montrer_initiatives(named, "page_priorite", priorite, ("territoire", "organisme_porteur", "statut"))
    gauche, droite = st.columns(2, gap="large")
    for place, par, mot, keys in (
        (gauche, "territoire", "territoire", []),
        (droite, "exercice", "exercice", exercices(numero, enveloppe)),
    ):
        frame = along(croisement(numero, enveloppe, "priorite", par), "priorite", priorite, par, keys)
        bloc = bloc_ligne(
            f"priorite-{par}", phrases.split_title(frame, mot), f"{priorite}, montant engagé par {mot}, en dollars", frame, par,
            {"priorite": (priorite,)}, row,
        )  # fmt: skip
        with place:
            montrer(bloc, bars(frame, mode, quiet=APART), numero, enveloppe)
    mise_en_page.intertitre(f"Les lignes de « {priorite} »")
    rows = lecture.lignes_derriere(numero, enveloppe, "priorite", priorite)
    lignes(rows, f"Lignes de « {priorite} »", "lignes-priorite")
