"""Step 5: who publishes and why; the version that comes out, or what somebody else published first."""

from __future__ import annotations

import streamlit as st

from analytics import format_fr
from analytics.deposits import Examined, Signed, publish
from analytics.figures import phrases_depot as phrases
from analytics.intake import Upload
from analytics.publications import PublicationConflict, Role, Version
from analytics.schema.fictif import is_fictitious
from pages.commun import html, lecture, mise_en_page
from pages.commun.acces import exiger
from pages.commun.depot import base, effet, etapes
from pages.commun.depot.brouillon import Ouvert, aller, aviser, maintenant


def montrer(ouvert: Ouvert, examen: Examined) -> None:
    """Ask for the comment, and publish."""
    errors = examen.reading.counts.get(phrases.ERREUR, 0)
    mise_en_page.titre(
        phrases.publish_title(errors, lecture.numero_courant() + 1),
        "Une version publiée ne change plus jamais; on peut toujours revenir à une version passée.",
    )
    behind = base.montrer(ouvert)
    if errors:
        etapes.continuer(ouvert, "corriger", "Revenir à ce qui est à corriger")
        return
    if not ouvert.qui.role.allows(Role.PUBLICATION):
        mise_en_page.vide(
            "Publier demande le rôle « publication ».",
            "Donnez l'adresse de cette page à une personne qui l'a : elle y retrouvera ce brouillon tel quel.",
        )
        return
    read = effet.avertissements(ouvert, examen)
    _resume(ouvert, examen)
    comment = st.text_area(
        "Pourquoi cette version? (obligatoire; tout le monde le lira)", value=ouvert.draft.commentaire, max_chars=500,
        key=f"commentaire-{ouvert.draft.id}", placeholder="par exemple : Bilans 2025-2026 de La Mitis et de La Matanie",
    )  # fmt: skip
    ouvert = _garder_le_commentaire(ouvert, comment)
    keep = _retenir(ouvert, examen)
    if st.button("Publier", type="primary", key="publier", disabled=behind or not read or not comment.strip()):
        _publier(ouvert, examen, comment, keep)
    if behind or not read or not comment.strip():
        st.html(f'<p class="a-confiance">{html.texte(_what_is_left(behind, read, comment))}</p>')


def _garder_le_commentaire(ouvert: Ouvert, comment: str) -> Ouvert:
    """Keep what was written so far, so that a closed browser loses nothing of it."""
    try:
        return ouvert.avec_commentaire(comment)
    except PublicationConflict as conflict:
        aviser(str(conflict))
        st.rerun()


def _what_is_left(behind: bool, read: bool, comment: str) -> str:
    """Say what keeps the button from publishing."""
    left = [
        words
        for missing, words in (
            (behind, "repartir de la version courante"),
            (not read, "lire les avertissements"),
            (not comment.strip(), "écrire pourquoi"),
        )
        if missing
    ]
    return f"Pour publier, il reste à {format_fr.liste(left)}."


def _resume(ouvert: Ouvert, examen: Examined) -> None:
    """Say what will be kept with the version, and that it is fictitious when it is."""
    draft = ouvert.draft
    said = [
        f"Publiée par {ouvert.qui.nom}.",
        f"Gardés avec la version : {format_fr.compte(len(draft.fichiers), 'fichier')} à l'octet près, "
        f"{format_fr.compte(len(ouvert.corrections_appliquees(examen.reading)), 'correction')}, la lecture des colonnes, le journal.",
    ]
    if is_fictitious(examen.reading.frames):
        said.append("Ces données sont fictives : chaque page du tableau de bord le dira.")
    st.html(html.liste(said))


def _retenir(ouvert: Ouvert, examen: Examined) -> bool:
    """Ask whether the layouts told here are to be remembered; nothing to ask when none was."""
    told = [sheet for sheet in examen.reading.feuilles if sheet.tables and sheet.place in ouvert.profils()]
    return bool(told) and st.checkbox(
        "Retenir ce que vous avez indiqué des colonnes, pour que le prochain fichier de même mise en page ne demande rien", value=True, key="retenir"
    )  # fmt: skip


def _publier(ouvert: Ouvert, examen: Examined, comment: str, keep: bool) -> None:
    """Publish the draft; when somebody was first, say so and change nothing."""
    who, now = exiger(Role.PUBLICATION), maintenant()
    profil = [
        {"fichier": one.fichier, "feuille": one.feuille, "origine": one.origine_profil, "profil": one.profil.to_json()}
        for one in examen.reading.feuilles
        if one.tables and one.profil is not None
    ]
    try:
        version = publish(
            lecture.magasin(),
            examen,
            [Upload(one.nom, one.contenu) for one in ouvert.fichiers()],
            Signed(who.nom, now, comment.strip()),
            profil=profil or None,
            corrections=ouvert.corrections_appliquees(examen.reading),
            attendu=ouvert.draft.base,
            brouillon=ouvert.draft.id,
        )
    except PublicationConflict as conflict:
        aviser(str(conflict))
        st.rerun()
    if keep:
        _retenir_les_profils(ouvert, examen, who.adresse)
    aviser(f"La version {version.numero} est publiée.")
    st.rerun()


def _retenir_les_profils(ouvert: Ouvert, examen: Examined, par: str) -> None:
    """Remember the layouts told here."""
    told = ouvert.profils()
    for sheet in examen.reading.feuilles:
        if sheet.tables and sheet.place in told and any(sheet.entetes):
            said = told[sheet.place].to_json() | {"ligne_entete": None, "feuille": None}
            kept = {name: value for name, value in said.items() if value is not None}
            lecture.magasin().profils.keep(sheet.entetes, kept, auteur=par, le=maintenant())


def montrer_publie(version: Version) -> None:
    """Show that a draft became a version, and where to see it."""
    mise_en_page.titre(
        f"La version {version.numero} est publiée",
        f"Publiée {format_fr.le(version.publiee_le)} par {version.auteur} : {version.commentaire}",
    )
    with st.container(horizontal=True, gap="medium"):
        st.page_link("pages/consulter/apercu.py", label="Voir la vue d'ensemble")
        st.page_link("pages/consulter/carte.py", label="Voir la carte")
        st.page_link("pages/gerer/versions.py", label="Voir les versions, revenir en arrière")
    if st.button("Déposer autre chose", key="deposer-autre-chose"):
        aller()
