"""The cells mended so far: before, after, who, when; each can be undone."""

from __future__ import annotations

import streamlit as st

from analytics import format_fr
from analytics.figures import phrases_depot as phrases
from analytics.publications import Correction, undone
from pages.commun import html, mise_en_page
from pages.commun.depot.accueil import title_of
from pages.commun.depot.brouillon import Ouvert, essayer

SHOWN = 30


def montrer(ouvert: Ouvert) -> None:
    """Show the corrections, the last one first."""
    kept = ouvert.draft.corrections
    if not kept:
        return
    mise_en_page.intertitre(f"Corrections faites ici ({format_fr.nombre(len(kept))})")
    for rank in reversed(range(max(0, len(kept) - SHOWN), len(kept))):
        with st.container(horizontal=True, vertical_alignment="center", key=f"correction-{rank}"):
            st.html(ecrire(kept[rank]), width="stretch")
            if st.button("Défaire", key=f"defaire-{rank}-{ouvert.draft.revision}", type="tertiary"):
                essayer(ouvert.avec_corrections, undone(kept, rank))
    if len(kept) > SHOWN:
        st.html(f'<p class="a-confiance">Et {format_fr.nombre(len(kept) - SHOWN)} plus anciennes, toutes gardées.</p>')


def ecrire(one: Correction) -> str:
    """Return one correction as HTML."""
    column = f", {title_of(one.colonne)}" if one.colonne else ""
    where = ", ".join(part for part in (one.feuille, one.fichier) if part)
    who = f"{where}. Par {one.auteur}, {format_fr.le(one.le)} à {phrases.hour(one.le)}."
    before, after = (f"« {text} »" if text else "vide" for text in (one.avant, one.apres))
    return (
        f'<p class="d-colonne"><strong>{html.texte(one.cellule + column)}</strong> : {html.texte(before)} devient {html.texte(after)}</p>'
        f'<p class="d-lieu">{html.texte(who)}</p>'
    )
