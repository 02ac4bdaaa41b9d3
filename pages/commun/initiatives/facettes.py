"""Show the search box and the facets: each value with the number of initiatives that choosing it would give."""

from __future__ import annotations

import streamlit as st

from analytics import format_fr
from analytics.aggregates.search import Resultat, offered
from analytics.aggregates.search_index import FACETTES
from analytics.figures.phrases_initiatives import facet_value
from analytics.schema.reference import territoires
from pages.commun import html
from pages.commun.initiatives.demande import LONGUEUR, PAGE, TEMOIN, Demande, cle, noter, vers_tout

TITRES = {
    "territoire": "Territoire",
    "cycle": "Cycle",
    "priorite": "Priorité",
    "statut": "Statut",
    "montant": "Montant",
    "clienteles": "Clientèle",
    "type_initiative": "Type d'initiative",
}
_PRIORITES = "Les priorités changent d'un cycle à l'autre et ne se comparent pas : choisissez un cycle pour n'avoir que les siennes."


def chercher(demande: Demande) -> None:
    """Show the search box; it is not set again while somebody may be typing in it."""
    if demande.remonte or st.session_state.get(cle("recherche")) != demande.recherche:
        st.session_state[cle("recherche")] = demande.recherche
    st.text_input(
        "Chercher une initiative",
        key=cle("recherche"),
        type="search",
        max_chars=LONGUEUR,
        placeholder="Titre, organisme, mot de la description, territoire, identifiant",
        on_change=noter,
    )


def disposer(demande: Demande):
    """Return where the facets and the result stand: side by side, or one above the other when a table needs the whole width."""
    if demande.vue == "tableau":
        return st.container(key=cle("au-dessus")), st.container()
    return st.columns([1, 2.5], gap="medium")


def choisir(demande: Demande, resultat: Resultat) -> None:
    """Show the facets; on a telephone and above a table they stay folded until somebody asks for them."""
    st.toggle(_filtrer(demande), key=cle(TEMOIN), on_change="ignore")
    with st.container(key=cle("facettes"), gap="small"):
        for facette in FACETTES:
            _facette(facette, demande.chosen(facette), resultat.comptes[facette])
            if facette == "priorite" and sum(count > 0 for count in resultat.comptes["cycle"].values()) > 1:
                st.html(f'<p class="i-aide">{_PRIORITES}</p>')


def _filtrer(demande: Demande) -> str:
    """Name the switch that shows the facets."""
    count = sum(len(values) for _, values in demande.choix)
    return f"Montrer les filtres ({format_fr.compte(count, 'choisi')})" if count else "Montrer les filtres"


def _facette(facette: str, chosen: tuple[str, ...], comptes: dict[str, int]) -> None:
    """Show one facet. Its state is set at each run: its labels hold counts, which change with the other choices."""
    always = [t.nom for t in territoires()] if facette == "territoire" else []
    st.session_state[cle(facette)] = list(chosen)
    st.pills(
        TITRES[facette],
        offered(comptes, chosen, always),
        selection_mode="multi",
        format_func=lambda value: f"{html.etiquette(facet_value(value))} **{format_fr.nombre(comptes[value])}**",
        key=cle(facette),
        on_change=noter,
    )


def rappeler(demande: Demande) -> None:
    """Say what narrows the list, with a link that takes it all away."""
    if demande.filtree:
        with st.container(key=cle("choix"), horizontal=True, vertical_alignment="center", gap="small"):
            st.html(f'<p class="i-choix">{html.texte(choix_en_mots(demande))}</p>', width="content")
            st.page_link(PAGE, label="Tout retirer", query_params=vers_tout())


def choix_en_mots(demande: Demande) -> str:
    """Say what narrows the list: the words, then the values chosen in each facet."""
    said = [f"« {demande.recherche} »"] if demande.recherche else []
    said += [f"{TITRES[name]} : {' ou '.join(facet_value(v) for v in values)}" for name, values in demande.choix]
    return "; ".join(said)
