"""Write the tables of the page « Enveloppe »: the published amounts with their source, and the reconciliation."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import format_fr
from analytics.aggregates.envelopes import Enveloppe
from analytics.aggregates.reconcile import Cut
from analytics.figures import phrases_enveloppe
from pages.commun import html, lecture, mise_en_page
from pages.commun.fiches import tableau_en_fiches
from pages.commun.figure import Bloc, Donnees, origine
from pages.commun.gardee import gardee

_CUTS = {
    "territoire": "Par territoire",
    "priorite": "Par priorité",
    "exercice": "Par exercice",
    "statut": "Par statut",
    "source": "Par source de financement",
}


@gardee
def montants_publies(rows: pd.DataFrame) -> str:
    """Return the table of the amounts of one envelope, one row a source: those that disagree stay side by side."""
    written = pd.DataFrame({
        "montant": [format_fr.montant(m, None if pd.isna(p) else p) for m, p in zip(rows["montant"], rows["precision"], strict=True)],
        "source": rows["source"].map(html.lien).tolist(),
        "note": rows["note"].fillna("").tolist(),
    })  # fmt: skip
    columns = {
        "montant": html.Colonne("Montant"),
        "source": html.Colonne("Source", html=True),
        "note": html.Colonne("Ce qu'il faut savoir"),
    }
    return tableau_en_fiches(written, columns, "Montant de l'enveloppe, source par source")


@gardee
def periode(enveloppe: Enveloppe) -> str:
    """Return the dates of an envelope as sentences."""
    said = [
        f"Période : du {format_fr.date_longue(enveloppe.date_debut)} au {format_fr.date_longue(enveloppe.date_fin)}."
    ]
    if enveloppe.date_limite_plans is not None:
        said.append(f"Dépôt des plans de territoire : au plus tard {format_fr.le(enveloppe.date_limite_plans)}.")
    if enveloppe.date_limite_initiatives is not None:
        said.append(f"Fin des initiatives : au plus tard {format_fr.le(enveloppe.date_limite_initiatives)}.")
    return '<p class="a-periode">' + "<br>".join(map(html.texte, said)) + "</p>"


def rien_d_engage(numero: int, enveloppe: Enveloppe, exercices: list[str]) -> None:
    """Say that nothing committed is published, what would change it, and what is missing with whom to ask."""
    mise_en_page.vide(
        "Aucun montant engagé n'est publié pour cette enveloppe.",
        "Le rythme, les exercices, la part de chaque territoire et la conciliation se calculeront dès qu'un dépôt donnera un montant.",
    )
    missing = (
        [] if lecture.version(numero).fictif else phrases_enveloppe.missing_sentences([enveloppe.cycle, *exercices])
    )
    if missing:
        mise_en_page.intertitre("Ce qui manque, et à qui le demander")
        st.html(html.liste(missing))


@gardee
def bloc_conciliation(cuts: list[Cut], over: pd.DataFrame, total: int | None, couverture: str) -> Bloc:
    """Build the block of the reconciliation: the sum of each cut, and its gap with the whole."""
    frame = pd.DataFrame({
        "decoupage": [_CUTS[cut.par] for cut in cuts],
        "montant_somme": pd.array([cut.somme for cut in cuts], dtype="Int64"),
        "montant_total": pd.array([total] * len(cuts), dtype="Int64"),
        "montant_ecart": pd.array([None if cut.somme is None else cut.ecart for cut in cuts], dtype="Int64"),
    })  # fmt: skip
    columns = {
        "decoupage": html.Colonne("Découpage"),
        "montant_somme": html.Colonne("Somme ($)", nombre=True),
        "montant_total": html.Colonne("Montant engagé ($)", nombre=True),
        "montant_ecart": html.Colonne("Écart ($)", nombre=True),
    }
    title = phrases_enveloppe.reconcile_title(cuts, len(over))
    return Bloc(
        cle="conciliation",
        titre=title,
        nom="Somme de chaque découpage comparée au montant engagé de l'enveloppe, en dollars",
        resume=f"{title}.",
        couverture=couverture,
        donnees=Donnees(frame, columns, _ecrire, "conciliation"),
        formules=("engage", "territoire", "priorite", "exercice"),
    )


def _ecrire(frame: pd.DataFrame) -> pd.DataFrame:
    """Write the sums in French."""
    return frame.assign(
        **{name: frame[name].map(format_fr.montant) for name in frame.columns if name.startswith("montant")}
    )


@gardee
def conciliation(bloc: Bloc, over: pd.DataFrame) -> str:
    """Return the reconciliation as HTML: its table, then the published totals that their own rows exceed, each with its row."""
    shown = {name: column for name, column in bloc.donnees.colonnes.items() if name != "montant_total"}
    table = html.tableau(bloc.donnees.ecrire(bloc.donnees.frame), shown, "Somme de chaque découpage")
    return table + (_depassements(over) if len(over) else "")


_SHOWN = 50


def _depassements(over: pd.DataFrame) -> str:
    """Return the table of the totals exceeded, the largest overrun first."""
    shown = over.sort_values("depassement", ascending=False, kind="stable").head(_SHOWN)
    places = zip(shown["territoire"], shown["priorite"], strict=True)
    written = pd.DataFrame({
        "exercice": shown["exercice"].tolist(),
        "lieu": [", ".join(str(v) for v in pair if not pd.isna(v)) or "région entière" for pair in places],
        "publie": [format_fr.montant(m, p) for m, p in zip(shown["montant_accorde"], shown["precision"], strict=True)],
        "somme": shown["somme_lignes"].map(format_fr.montant).tolist(),
        "depassement": shown["depassement"].map(format_fr.montant).tolist(),
        "origine": [origine(row) for row in shown.to_dict("records")],
    })  # fmt: skip
    columns = {
        "exercice": html.Colonne("Exercice"), "lieu": html.Colonne("Ce que le total couvre"), "publie": html.Colonne("Total publié ($)", nombre=True),
        "somme": html.Colonne("Somme de ses lignes ($)", nombre=True), "depassement": html.Colonne("Dépassement ($)", nombre=True),
        "origine": html.Colonne("Fichier et ligne"),
    }  # fmt: skip
    more = f" ({_SHOWN} premiers de {format_fr.nombre(len(over))})" if len(over) > _SHOWN else ""
    return html.tableau(written, columns, "Totaux publiés que leurs propres lignes dépassent" + more)
