"""Write the deadlines, the sectors and the documents as lists to read."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics import format_fr
from analytics.aggregates.concertation import AUTRE
from analytics.figures.citation import publisher_name
from analytics.figures.phrases_concertation import dates_in_words, distance, other_dates, seat_in_words
from pages.commun import html
from pages.commun.gardee import gardee

ADRESSE_NON_PUBLIEE = '<span class="a-non-publie">adresse non publiée</span>'
PAR_SECTEUR, PLIES = 8, 40
"""Organisations shown per sector, then folded under them; the file has them all."""


@gardee
def frise(due: pd.DataFrame, today: pd.Timestamp) -> str:
    """Return the deadlines in order, with the mark of today between those past and those to come."""
    items = [_echeance(row, today) for row in due.to_dict("records")]
    mark = f'<li class="k-aujourdhui"><strong>Aujourd\'hui</strong>, {html.texte(format_fr.date_longue(today))}</li>'
    place = int(due["passee"].sum())
    return f'<ol class="k-frise">{"".join([*items[:place], mark, *items[place:]])}</ol>'


def _echeance(row: dict, today: pd.Timestamp) -> str:
    """Return one deadline: its day, how far it is, what is due, who says so."""
    other = other_dates(row["autres"])
    return (
        f'<li class="{"k-passee" if row["passee"] else "k-future"}"><strong>{html.texte(format_fr.date_longue(row["date"]))}</strong>'
        f' <span class="k-ecart">{html.texte(distance(row["date"], today))}</span>'
        f"<br>{html.texte(row['quoi'])}, {html.texte(row['qui'])}. {html.texte(other) if other else ''} Source : {source(row['source'])}</li>"
    )


def source(url: object) -> str:
    """Return the link to a source, or say that its address is not published."""
    return html.lien(url) if isinstance(url, str) else ADRESSE_NON_PUBLIEE


@gardee
def notes(rows: pd.DataFrame) -> str:
    """Return what each source says of the steps."""
    return '<ul class="a-liste k-notes">' + "".join(map(_note, rows.to_dict("records"))) + "</ul>"


def _note(row: dict) -> str:
    """Return what one source says."""
    due = "" if pd.isna(row["echeance"]) else f" {dates_in_words((row['echeance'],))}"
    head = html.texte(f"{row['etape'][:1].upper()}{row['etape'][1:]}{due}, {row['qui']}")
    return f"<li><strong>{head}.</strong> {html.texte(row['commentaire'])} Source : {source(row['source'])}</li>"


@gardee
def secteurs(found: Mapping[str, pd.DataFrame], seul: bool) -> str:
    """Return the sectors with the organisations named in each; `seul`: one territory is shown, which need not be repeated."""
    return f'<div class="k-secteurs">{"".join(_secteur(name, rows, seul) for name, rows in found.items())}</div>'


def _secteur(name: str, rows: pd.DataFrame, seul: bool) -> str:
    """Return one sector."""
    title = "Hors des quinze secteurs" if name == AUTRE else name[:1].upper() + name[1:]
    body = (
        _organismes(rows.head(PAR_SECTEUR), seul) if len(rows) else '<p class="a-non-publie">aucun organisme nommé</p>'
    )
    return f"<section><h3>{html.texte(title)}</h3>{body}{_plies(rows.iloc[PAR_SECTEUR:], seul)}</section>"


def _organismes(rows: pd.DataFrame, seul: bool) -> str:
    """Return organisations as a list."""
    return "<ul>" + "".join(f"<li>{_organisme(row, seul)}</li>" for row in rows.to_dict("records")) + "</ul>"


def _plies(rows: pd.DataFrame, seul: bool) -> str:
    """Return the organisations after the first ones, folded; beyond some, only the file has them."""
    if rows.empty:
        return ""
    title = "Un autre" if len(rows) == 1 else f"Les {format_fr.nombre(len(rows))} autres"
    left = len(rows) - PLIES
    more = f"<p>Et {format_fr.compte(left, 'autre')}, dans le fichier de la section.</p>" if left > 0 else ""
    return f"<details><summary>{html.texte(title)}</summary>{_organismes(rows.head(PLIES), seul)}{more}</details>"


def _organisme(row: dict, seul: bool) -> str:
    """Return one organisation: its name, where, its seat, who names it."""
    where = "" if seul else f"{html.texte(row['territoire'])}{html.POINT}"
    seat = html.texte(seat_in_words(row["table_regionale"]))
    if pd.isna(row["table_regionale"]):
        seat = f'<span class="a-non-publie">{seat}</span>'
    elif row["table_regionale"] and not pd.isna(row["depuis"]):
        seat += f" depuis {html.texte(format_fr.le(row['depuis']))}"
    return f'{html.texte(row["nom"])}<span class="k-sous">{where}{seat}{html.POINT}{source(row["source"])}</span>'


_RUBRIQUES = {
    "orientation": "Documents d'orientation",
    "Forum des Alliances": "Forum des Alliances",
    "bulletin": "Bulletins",
    "dépôt des plans": "Dépôt des plans de territoire",
}


@gardee
def documents(found: Mapping[str, pd.DataFrame]) -> str:
    """Return the documents per section."""
    return f'<div class="k-documents">{"".join(_rubrique(name, rows) for name, rows in found.items())}</div>'


def _rubrique(name: str, rows: pd.DataFrame) -> str:
    """Return one section of documents."""
    items = "".join(f"<li>{_document(row)}</li>" for row in rows.to_dict("records"))
    body = f"<ul>{items}</ul>" if items else '<p class="a-non-publie">aucun document publié</p>'
    return f"<section><h3>{html.texte(_RUBRIQUES.get(name, name))}</h3>{body}</section>"


def _document(row: dict) -> str:
    """Return one document: its title as a link, its day, what must be known of it."""
    linked = isinstance(row["url"], str)
    title = html.lien(row["url"], row["titre"]) if linked else html.texte(row["titre"])
    day = "date non publiée" if pd.isna(row["date"]) else format_fr.date_longue(row["date"])
    where = html.texte(publisher_name(row["url"])) if linked else ADRESSE_NON_PUBLIEE
    note = "" if pd.isna(row["note"]) else f'<span class="k-sous">{html.texte(row["note"])}</span>'
    return f'{title}<span class="k-sous">{html.texte(day)}{html.POINT}{where}</span>{note}'
