"""Show named initiatives as links to their own page, ten at a time, with the whole list to download."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import format_fr
from analytics.schema import NON_PUBLIE
from pages.commun import html
from pages.commun.figure import telecharger
from pages.commun.pagination import premiere_ligne

PAR_PAGE = 10
_FILE = {
    "id_initiative": "Identifiant",
    "titre": "Titre",
    "organisme_porteur": "Organisme porteur",
    "territoire": "Territoire",
    "priorite": "Priorité",
    "statut": "Statut",
    "montant_accorde": "Montant accordé ($)",
    "source": "Source",
}


def montrer_initiatives(rows: pd.DataFrame, cle: str, sujet: str, champs: tuple[str, ...]) -> None:
    """Show the page of `rows` (`nommees.named_initiatives`) that `?cle=` asks for; `champs` are written under each title.

    `sujet` is what the list is about: another subject starts again at its first page.
    """
    if rows.empty:
        return
    place = st.empty()
    first = premiere_ligne(len(rows), cle, sujet, PAR_PAGE)
    listed = "".join(_initiative(row, champs) for row in rows.iloc[first : first + PAR_PAGE].to_dict("records"))
    place.html(f'<ul class="a-initiatives">{listed}</ul>')
    telecharger(cle, rows, _FILE, "initiatives", (f"Initiatives nommées : {sujet}",))


def _initiative(row: dict, champs: tuple[str, ...]) -> str:
    """Write one initiative: its title as a link, then its amount and what else is asked for."""
    silent = format_fr.missing(row["montant_accorde"])
    amount = "montant non publié" if silent else format_fr.montant(row["montant_accorde"], row["precision"])
    said = [html.texte(row[champ]) for champ in champs if not _absent(row[champ])]
    link = html.lien_de_page("initiatives", row["titre"], {"initiative": row["id_initiative"]})
    return f"<li>{link}<p><strong>{html.texte(amount)}</strong>{''.join(f'<span>{s}</span>' for s in said)}</p></li>"


def _absent(value: object) -> bool:
    """Tell a value that is not worth a line: missing or not published."""
    return format_fr.missing(value) or value == NON_PUBLIE
