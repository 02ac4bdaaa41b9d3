"""Give back each workbook of a draft annotated; what is made is made when somebody asks."""

from __future__ import annotations

import streamlit as st

from analytics.exports.tableur import MIMES
from analytics.intake import Reading, Upload
from analytics.intake.annote import Annotated, AnnotationImpossible, annotate
from pages.commun import html
from pages.commun.depot.brouillon import Ouvert

_READY = "_classeur-annote"


def montrer(ouvert: Ouvert, reading: Reading) -> None:
    """Offer the files that have findings: prepared by a first click, downloaded by a second."""
    named = list(dict.fromkeys(batch.place.fichier for batch in reading.batches if batch.place.fichier))
    names = [file.nom for file in ouvert.draft.fichiers if file.nom in named]
    if not names:
        return
    name = names[0] if len(names) == 1 else st.selectbox("Classeur à annoter", names, key="classeur-a-annoter")
    ready = st.session_state.get(_READY)
    if ready is not None and ready[0] == (name, ouvert.cle()):
        given: Annotated = ready[1]
        st.download_button(
            html.etiquette(f"Télécharger « {given.nom} »"), given.contenu, given.nom, MIMES["xlsx"], key="annote", type="primary",
            on_click="ignore",
        )  # fmt: skip
    elif st.button("Préparer le classeur annoté", key="preparer-annote"):
        _preparer(ouvert, reading, name)


def _preparer(ouvert: Ouvert, reading: Reading, name: str) -> None:
    """Annotate one file, or say why it cannot be."""
    upload = next(Upload(one.nom, one.contenu) for one in ouvert.fichiers() if one.nom == name)
    try:
        with st.spinner("Préparation du classeur annoté…"):
            st.session_state[_READY] = ((name, ouvert.cle()), annotate(upload, reading))
    except AnnotationImpossible as refusal:
        st.html(f'<p class="d-attention">{html.texte(str(refusal))}</p>')
        return
    st.rerun()
