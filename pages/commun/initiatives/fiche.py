"""Show one initiative: what is published of it, its amounts, the rows and the sources that say so."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import format_fr
from analytics.aggregates.fiche import Fiche
from analytics.figures.phrases_initiatives import fiche_amount, place_in_words, unpublished_columns, value_in_words
from analytics.schema import Column, Kind
from pages.commun import html, mise_en_page
from pages.commun.figure import origine, telecharger
from pages.commun.html import Carte, Colonne
from pages.commun.initiatives.demande import PAGE, cle, vers_liste, vers_tout

_EN_TITRE = ("titre",)
"""Columns that the title already says."""


def montrer(fiche: Fiche | None, identifiant: str) -> None:
    """Show the initiative, or say that no initiative has this identifier."""
    st.page_link(PAGE, label="← Retour à la liste", query_params=vers_liste())
    if fiche is None:
        mise_en_page.titre("Cette initiative est introuvable")
        mise_en_page.vide(
            f"Aucune initiative de cette version ne porte l'identifiant « {identifiant} ».",
            "Vérifiez l'adresse, ou cherchez l'initiative par son titre dans la liste.",
        )
        return
    mise_en_page.titre(str(fiche.valeurs["titre"]), " · ".join(place_in_words(fiche.valeurs)))
    st.html(html.cartes(_cartes(fiche)))
    _titre("Ce qui est publié")
    st.html(_champs(fiche))
    st.html(f'<p class="i-manque">{html.texte(unpublished_columns(fiche))}</p>')
    _titre("Montants, par exercice et par source")
    _montants(fiche)
    _titre("Lignes et sources d'origine")
    st.html(f'<div class="i-tableau">{html.tableau(_origines(fiche), _ORIGINES, "Où chaque ligne a été lue")}</div>')
    st.page_link(PAGE, label="Voir les autres initiatives du territoire", query_params=_voisines(fiche))


def _titre(text: str) -> None:
    """Write a heading of the page."""
    st.html(f'<h2 class="a-titre">{text}</h2>')


def _cartes(fiche: Fiche) -> list[Carte]:
    """Return the three amounts and the state."""
    names = {
        "montant_accorde": "Accordé",
        "montant_verse": "Versé à l'organisme",
        "montant_depense": "Dépensé par l'organisme",
    }
    written = {name: None if (cents := fiche.totaux[name]) is None else format_fr.montant(cents) for name in names}
    if fiche.totaux["montant_accorde"] is not None:
        written["montant_accorde"] = format_fr.montant(fiche.totaux["montant_accorde"], fiche.precision)
    state = fiche.valeurs["statut"]
    return [Carte(names[name], written[name]) for name in names] + [
        Carte("Statut", None if pd.isna(state) else str(state), "à la date de la source")
    ]


def _champs(fiche: Fiche) -> str:
    """Return every filled column in words, in the order of the declaration."""
    rows = [
        (column.title, _valeur(column, fiche.valeurs[column.name]))
        for column in fiche.remplis
        if column.name not in _EN_TITRE
    ]
    return (
        '<dl class="i-champs">' + "".join(f"<div><dt>{html.texte(t)}</dt><dd>{v}</dd></div>" for t, v in rows) + "</dl>"
    )


def _valeur(column: Column, value: object) -> str:
    """Return one value as HTML; an address is a link under the name of its publisher."""
    return html.lien(value) if column.kind is Kind.URL else html.texte(value_in_words(column, value))


_MONTANTS = {
    "exercice": Colonne("Exercice"),
    "source_financement": Colonne("Source de financement"),
    "nature": Colonne("Nature"),
    "territoire": Colonne("Territoire"),
    "priorite": Colonne("Priorité"),
    "montant_accorde": Colonne("Accordé", nombre=True),
    "montant_verse": Colonne("Versé", nombre=True),
    "montant_depense": Colonne("Dépensé", nombre=True),
    "date_annonce": Colonne("Annonce"),
    "lien": Colonne("Source", html=True),
}
_TOUJOURS = ("exercice", "source_financement", "montant_accorde", "lien")
"""Columns of the amounts that always stand; another stands where it says something more than the initiative's own columns."""


def _montants(fiche: Fiche) -> None:
    """Show the funding rows, then the note of each."""
    st.html(f"<p>{html.texte(fiche_amount(fiche))}</p>")
    if fiche.montants.empty:
        return
    shown = {name: column for name, column in _MONTANTS.items() if name in _TOUJOURS or _utile(fiche, name)}
    table = html.tableau(_ecrire(fiche.montants), shown, "Montants publiés de l'initiative, en dollars")
    st.html(f'<div class="i-tableau">{table}</div>{_notes(fiche.montants)}')
    titles = {name: name for name in fiche.montants.columns}
    telecharger(cle("fiche"), fiche.montants, titles, f"montants-{fiche.id_initiative}", (str(fiche.valeurs["titre"]),))


def _utile(fiche: Fiche, name: str) -> bool:
    """Tell whether a column of the amounts says something: filled, and not only with what the initiative itself says."""
    said = set(fiche.montants[name].dropna())
    return bool(said - {fiche.valeurs.get(name)})


def _ecrire(rows: pd.DataFrame) -> pd.DataFrame:
    """Write the funding rows in French."""
    sure = [None if pd.isna(precision) else precision for precision in rows["precision"]]
    return rows.assign(
        montant_accorde=[format_fr.montant(m, p) for m, p in zip(rows["montant_accorde"], sure, strict=True)],
        montant_verse=[format_fr.montant(m) for m in rows["montant_verse"]],
        montant_depense=[format_fr.montant(m) for m in rows["montant_depense"]],
        date_annonce=[format_fr.date_longue(day) for day in rows["date_annonce"]],
        lien=[html.lien(url) for url in rows["source"]],
    )


def _notes(rows: pd.DataFrame) -> str:
    """Return what must be known to read each amount."""
    noted = rows.dropna(subset=["note"])
    said = [f"{row['exercice']}, {row['source_financement']} : {row['note']}" for row in noted.to_dict("records")]
    return html.liste(said) if said else ""


_ORIGINES = {
    "table": Colonne("Feuille du modèle"),
    "origine": Colonne("Fichier et ligne"),
    "lien": Colonne("Source", html=True),
}


def _origines(fiche: Fiche) -> pd.DataFrame:
    """Write the rows of origin."""
    rows = fiche.origines
    return rows.assign(
        origine=[origine(row) for row in rows.to_dict("records")], lien=[html.lien(url) for url in rows["source"]]
    )


def _voisines(fiche: Fiche) -> dict[str, list[str]]:
    """Return the address of the initiatives of the same territory."""
    return vers_tout() | {"territoire": [str(fiche.valeurs["territoire"])]}
