"""Say under the list how far the sum may be trusted and how it is computed; offer the whole result as files."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analytics import format_fr
from analytics.aggregates.search import Resultat
from analytics.aggregates.search_index import Index
from analytics.exports.tableur import MIMES, to_csv, to_xlsx
from analytics.figures.formules import FORMULES
from analytics.figures.phrases_initiatives import found_coverage
from analytics.schema import TABLES
from pages.commun import figure, html
from pages.commun.gardee import gardee
from pages.commun.initiatives.demande import Demande, cle
from pages.commun.initiatives.facettes import choix_en_mots

LIGNES_XLSX = 10_000
"""Rows beyond which an Excel workbook takes too long to write; the CSV has no limit."""

_AMOUNTS = {
    "montant_accorde": "Montant accordé ($)",
    "precision": "Précision du montant accordé",
    "montant_alliance": "Dont FQIS – Alliance ($)",
    "montant_verse": "Montant versé ($)",
    "montant_depense": "Montant dépensé ($)",
    "date_annonce": "Dernière annonce d'un montant",
}
_ORIGIN = {
    "origine_fichier": "Fichier d'origine",
    "origine_feuille": "Feuille d'origine",
    "origine_ligne": "Ligne d'origine",
}


def titres() -> dict[str, str]:
    """Return column → header of the files: the columns received, the sums of the amounts, the origin."""
    return {column.name: column.title for column in TABLES["initiatives"]} | _AMOUNTS | _ORIGIN


def montrer(index: Index, resultat: Resultat, demande: Demande, numero: int) -> None:
    """Show the trust line, the files, and the formula of the sum."""
    trust = figure.confiance(found_coverage(resultat), numero, None)
    st.html(f'<p class="a-confiance">{html.texte(trust)}</p>')
    with st.container(horizontal=True, gap="medium"):
        data = st.popover("Télécharger la liste", key=cle("donnees"), type="tertiary")
        how = st.popover("Comment ce chiffre est-il calculé?", key=cle("calcul"), type="tertiary")
    with data:
        telecharger(index, resultat, (f"Initiatives : {choix_en_mots(demande) or 'toutes'}", trust))
    with how:
        st.html(_calcul())


@gardee
def _calcul() -> str:
    """Write how the sum and its precision are computed."""
    said = [
        f"<p><strong>{html.texte(formule.nom)}.</strong> {html.texte(formule.formule)} {html.texte(formule.attention)}</p>"
        for formule in (FORMULES[key] for key in ("trouvees", "precision"))
    ]
    return "".join([*said, "<p>Chaque initiative ouvre sur ses montants, et sur le fichier et la ligne de chacun.</p>"])


def formats(nombre: int) -> tuple[str, ...]:
    """Return the kinds of file offered for a number of initiatives."""
    return ("csv", "xlsx") if nombre <= LIGNES_XLSX else ("csv",)


def fichier(extension: str, index: Index, resultat: Resultat, notes: tuple[str, ...]) -> bytes:
    """Write the result as a file, in the order shown."""
    headers = titres()
    rows = index.fiches.iloc[resultat.positions][list(headers)]
    return to_csv(rows, headers) if extension == "csv" else to_xlsx(rows, headers, notes)


def telecharger(index: Index, resultat: Resultat, notes: tuple[str, ...]) -> None:
    """Offer the files; each is only made when somebody asks for it."""
    offered = formats(resultat.nombre)
    if "xlsx" not in offered:
        limit = format_fr.nombre(LIGNES_XLSX)
        st.html(
            f'<p class="a-confiance">Au-delà de {limit} initiatives, le fichier est un CSV, qu\'Excel ouvre aussi.</p>'
        )
    with st.container(horizontal=True):
        for extension in offered:
            st.download_button(
                f"Télécharger ({extension})",
                partial(fichier, extension, index, resultat, notes),
                f"initiatives.{extension}",
                MIMES[extension],
                key=cle(f"telecharger-{extension}"),
                on_click="ignore",
            )
