"""Choose the slides of a presentation and their order; the address keeps them, so that it reopens the same presentation."""

from __future__ import annotations

import streamlit as st

from analytics.exports.sequence import DEFAULT, Diapo, slide_names, territory_keys
from pages.commun import adresse, html
from pages.commun.seance.demande import lire_notes, suite

PAGE = "seance"


def demandees() -> tuple[str, ...]:
    """Return the slides that the address asks for, those of the whole region by default."""
    return suite(adresse.valeur("diapos")) or DEFAULT


def montrer_ordre(shown: dict[str, Diapo], possibles: tuple[str, ...]) -> None:
    """Show the slides in order, each with what moves it or takes it away, then what may be added."""
    keys = list(shown)
    with st.container(gap="small", key="ordre"):
        for rank, slide in enumerate(shown.values()):
            _ligne(rank, slide, keys)
    names = slide_names()
    missing = [key for key in possibles if key not in shown]
    with st.container(horizontal=True, vertical_alignment="bottom", key="ajouts"):
        if missing:
            st.selectbox(
                "Ajouter une diapositive",
                missing,
                index=None,
                placeholder="Choisissez",
                format_func=names.get,
                key="ajout",
                filter_mode=None,
                width=320,
                on_change=_ajouter,
                args=(keys,),
            )
        _bouton(
            "Ajouter tous les territoires", "territoires", [*keys, *(k for k in missing if k in territory_keys())], keys
        )
        _bouton("Reprendre la suite de départ", "depart", [k for k in DEFAULT if k in possibles], keys)


def _ligne(rank: int, slide: Diapo, keys: list[str]) -> None:
    """Show one slide and its three buttons."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.html(
            f'<p class="s-diapo"><span>{rank + 1}.</span> {html.texte(slide.titre)}<br>'
            f'<span class="s-nom">{html.texte(slide.nom)}</span></p>'
        )
        for label, icon, order in (
            ("Monter", ":material/arrow_upward:", _moved(keys, rank, -1)),
            ("Descendre", ":material/arrow_downward:", _moved(keys, rank, 1)),
            ("Retirer", ":material/close:", [key for key in keys if key != slide.cle]),
        ):
            st.button(
                label,
                icon=icon,
                key=f"{label}-{slide.cle}",
                type="tertiary",
                disabled=order == keys or not order,
                on_click=_ecrire,
                args=(order,),
            )


def _moved(keys: list[str], rank: int, step: int) -> list[str]:
    """Return the keys with one moved up or down; the same when it is already at the end."""
    to = rank + step
    if not 0 <= to < len(keys):
        return keys
    moved = keys.copy()
    moved[rank], moved[to] = moved[to], moved[rank]
    return moved


def _bouton(label: str, key: str, order: list[str], keys: list[str]) -> None:
    """Show a button that gives the presentation another order."""
    st.button(label, key=f"ordre-{key}", disabled=order == keys, on_click=_ecrire, args=(order,))


def _ajouter(keys: list[str]) -> None:
    """Add the slide chosen at the end."""
    if st.session_state["ajout"]:
        _ecrire([*keys, st.session_state["ajout"]])
        st.session_state["ajout"] = None


def _ecrire(order: list[str]) -> None:
    """Keep an order in the address; the usual one needs no word."""
    adresse.ecrire(PAGE, {"diapos": ["" if tuple(order) == DEFAULT else ",".join(order)]})


def notes(shown: dict[str, Diapo]) -> tuple[tuple[str, str], ...]:
    """Let the speaker rewrite the notes of a slide; return those rewritten. They stay as long as this visit."""
    if "notes-de-seance" not in st.session_state:
        st.session_state["notes-de-seance"] = dict(lire_notes(st.query_params.get("notes")))
    kept: dict[str, str] = st.session_state["notes-de-seance"]
    with st.expander("Notes de la personne qui présente"):
        cle = st.selectbox(
            "Diapositive", list(shown), format_func=lambda key: shown[key].titre, key="notes-diapo", filter_mode=None
        )
        said = st.text_area("Ce que vous direz", kept.get(cle, shown[cle].notes), height=220, key=f"notes-{cle}")
        st.html(
            '<p class="a-confiance">Elles suivent la séance et le fichier HTML; la salle ne les voit pas. Une fois la séance ouverte, '
            "la touche N les montre dans une autre fenêtre.</p>"
        )
    if said != shown[cle].notes:
        kept[cle] = said
    else:
        kept.pop(cle, None)
    return tuple((key, text) for key, text in kept.items() if key in shown)
