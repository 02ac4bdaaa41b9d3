"""When somebody published meanwhile: tell it, show what they changed, and let the draft go on from their version."""

from __future__ import annotations

import streamlit as st

from analytics import format_fr
from pages.commun import html, lecture
from pages.commun.depot.brouillon import Ouvert, aviser, essayer


def montrer(ouvert: Ouvert) -> bool:
    """Show that the draft is behind the published version; return whether it is."""
    base, current = ouvert.draft.base or 0, lecture.numero_courant()
    if base == current:
        return False
    version, changes = lecture.version(current), lecture.changements(base, current)
    said = (
        f"La version {current} a été publiée {format_fr.le(version.publiee_le)} par {version.auteur} (« {version.commentaire} ») "
        f"pendant que vous prépariez ce dépôt sur la version {base}. Rien n'est perdu : vos fichiers et vos corrections sont gardés."
    )
    st.html(
        f'<div class="d-attention"><p>{html.texte(said)}</p><p>Ce qu\'elle change :</p>'
        f"{html.liste(changes.phrases or ('Aucun chiffre ne change.',))}</div>"
    )
    if st.button(f"Repartir de la version {current}, puis relire l'effet", type="primary", key="repartir-base"):
        aviser(f"Ce dépôt est maintenant comparé à la version {current}. Relisez son effet avant de publier.")
        essayer(ouvert.sur_la_version, current)
    return True
