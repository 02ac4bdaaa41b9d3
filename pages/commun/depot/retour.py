"""Go back: publish a past version again, in one click and a confirmation, as a new version that says which one it restores."""

from __future__ import annotations

import streamlit as st

from analytics.publications import PublicationConflict, Role, Version
from pages.commun import html, lecture
from pages.commun.acces import exiger
from pages.commun.depot.brouillon import aviser, maintenant


def montrer(version: Version, courante: int) -> None:
    """Offer to restore a past version."""
    if version.courante:
        st.html('<p class="a-confiance">Pour revenir en arrière, ouvrez une version passée dans la liste.</p>')
        return
    changes = lecture.changements(courante, version.numero)
    with st.popover(f"Restaurer la version {version.numero}", key=f"restaurer-{version.numero}", type="primary"):
        st.html(
            f"<p>La version {courante + 1} aura les chiffres de la version {version.numero}. "
            f"La version {courante} reste dans la liste : rien n'est effacé.</p>{html.liste(changes.phrases[:12])}"
        )
        comment = st.text_input("Pourquoi revenir en arrière?", key=f"pourquoi-{version.numero}", max_chars=500)
        if st.button(
            "Oui, restaurer", key=f"oui-restaurer-{version.numero}", type="primary", disabled=not comment.strip()
        ):
            _restaurer(version.numero, courante, comment.strip())


def _restaurer(numero: int, courante: int, comment: str) -> None:
    """Publish the past version again, unless somebody published meanwhile."""
    who = exiger(Role.PUBLICATION)
    try:
        made = lecture.magasin().restore(
            numero, publiee_le=maintenant(), auteur=who.nom, commentaire=comment, attendu=courante
        )
        aviser(f"La version {made.numero} est publiée : elle restaure la version {numero}.")
        st.query_params.pop("version", None)
    except PublicationConflict as conflict:
        aviser(str(conflict))
    st.rerun()
