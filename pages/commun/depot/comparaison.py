"""Compare two versions: sentences, amounts per territory, initiatives added, removed, modified."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import format_fr
from analytics.aggregates.changes import Change, Changes
from analytics.exports.tableur import MIMES, to_csv
from analytics.publications import Version
from pages.commun import html, lecture, mise_en_page
from pages.commun.depot.accueil import title_of
from pages.commun.depot.effet import gap_words

SHOWN = 50


def montrer(versions: list[Version]) -> None:
    """Let two versions be chosen, and show what changed from one to the other."""
    if len(versions) < 2:
        return
    mise_en_page.intertitre("Comparer deux versions")
    numbers = [version.numero for version in versions]
    names = {
        version.numero: f"Version {version.numero}, {format_fr.date_longue(version.publiee_le)}" for version in versions
    }
    with st.container(horizontal=True):
        before = st.selectbox("De", numbers, index=1, format_func=names.get, key="comparer-de", bind="query-params")
        after = st.selectbox("À", numbers, index=0, format_func=names.get, key="comparer-a", bind="query-params")
    changes = lecture.changements(before, after)
    if changes.empty:
        st.html(f"<p>Rien ne change de la version {before} à la version {after}.</p>")
        return
    st.html(html.liste(changes.phrases))
    st.html(html.tableau(_amounts(changes), _AMOUNTS, "Montants de l'Alliance par territoire"))
    for title, ids, side in (
        ("Initiatives ajoutées", changes.ajoutees, after),
        ("Initiatives retirées", changes.retirees, before),
    ):
        _initiatives(title, ids, side)
    _modifiees(changes.modifiees, before, after)


_AMOUNTS = {
    "territoire": html.Colonne("Territoire"),
    "avant": html.Colonne("Avant ($)", nombre=True),
    "apres": html.Colonne("Après ($)", nombre=True),
    "ecart": html.Colonne("Écart ($)", nombre=True),
}


def _amounts(changes: Changes) -> pd.DataFrame:
    """Return the amounts in French."""
    frame = changes.montants
    pairs = list(zip(frame["avant"], frame["apres"], strict=True))
    return frame.assign(
        avant=[format_fr.montant(before) for before, _ in pairs],
        apres=[format_fr.montant(after) for _, after in pairs],
        ecart=[gap_words(before, after) for before, after in pairs],
    )


def _initiatives(title: str, ids: tuple[str, ...], numero: int) -> None:
    """Show initiatives by their title."""
    if not ids:
        return
    known = lecture.tables(numero)["initiatives"].drop_duplicates("id_initiative").set_index("id_initiative")
    with st.expander(f"{title} ({format_fr.nombre(len(ids))})", key=f"comparer-{title}"):
        st.html(
            html.liste([f"{known.loc[one, 'titre']} ({known.loc[one, 'territoire']}, {one})" for one in ids[:SHOWN]])
        )
        if len(ids) > SHOWN:
            st.html(f'<p class="a-confiance">Et {format_fr.nombre(len(ids) - SHOWN)} autres.</p>')


_MODIFIED = {
    "id": html.Colonne("Initiative"),
    "colonne": html.Colonne("Colonne"),
    "avant": html.Colonne("Avant"),
    "apres": html.Colonne("Après"),
}


def _modifiees(modified: tuple[Change, ...], before: int, after: int) -> None:
    """Show each value that changed, the first ones on screen, all of them in a file."""
    if not modified:
        return
    rows = [(one.id, title_of(one.colonne), one.avant or "(vide)", one.apres or "(vide)") for one in modified]
    frame = pd.DataFrame(rows, columns=list(_MODIFIED))
    with st.expander(f"Valeurs modifiées ({format_fr.nombre(len(modified))})", key="comparer-modifiees"):
        st.html(html.tableau(frame.head(SHOWN), _MODIFIED, "Valeurs modifiées"))
        st.download_button(
            "Télécharger toutes les valeurs (CSV)", lambda: to_csv(frame), f"versions-{before}-{after}.csv", MIMES["csv"],
            key="comparer-csv", on_click="ignore",
        )  # fmt: skip
