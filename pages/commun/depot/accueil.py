"""The arrival: deposit files, or go on with a draft; the layouts that the program remembers."""

from __future__ import annotations

import streamlit as st

from analytics import format_fr
from analytics.figures import phrases_depot as phrases
from analytics.publications import Draft, KeptProfile, Original
from analytics.schema import TABLES
from pages.commun import html, lecture, mise_en_page
from pages.commun.acces import Personne
from pages.commun.depot.brouillon import PARAMETRE, aller, aviser, cle_de_saisie, creer, maintenant, vider_la_saisie

SAISIE = "depot-fichiers"


def montrer(qui: Personne) -> None:
    """Show where to deposit, then the drafts still open, one's own first."""
    mise_en_page.titre(
        "Déposer des fichiers",
        "Un classeur, un CSV, ou plusieurs à la fois : ensemble ils feront une seule version. Rien n'est publié avant la dernière étape.",
    )
    received = st.file_uploader(
        "Fichiers à déposer (Excel, LibreOffice ou CSV)", accept_multiple_files=True, key=cle_de_saisie(SAISIE)
    )
    if received:
        vider_la_saisie(SAISIE)
        creer([Original(one.name, one.getvalue()) for one in received], qui)
    _repartir(qui)
    _brouillons(qui)
    _profils(qui)


def _repartir(qui: Personne) -> None:
    """Offer to begin with the files of the published version, to replace one of them."""
    numero = lecture.numero_courant()
    files = lecture.magasin().files(numero)
    if not files:
        return
    said = format_fr.compte(len(files), "fichier")
    with st.container(horizontal=True, vertical_alignment="center", key="repartir"):
        again = st.button(f"Repartir des fichiers de la version {numero}", key="repartir-version")
        st.html(
            f"<p class=\"a-confiance\">Pour n'en remplacer qu'un : les {said} de la version sont repris tels quels.</p>"
        )
    if again:
        creer(lecture.magasin().originals(numero), qui)


def _brouillons(qui: Personne) -> None:
    """Show the drafts still open."""
    drafts = lecture.magasin().brouillons.list()
    drafts.sort(key=lambda draft: draft.proprietaire != qui.adresse)
    if not drafts:
        return
    mise_en_page.intertitre("Brouillons en cours")
    for draft in drafts:
        _brouillon(draft, qui)


def _brouillon(draft: Draft, qui: Personne) -> None:
    """Show one draft: open it, or delete it after a confirmation."""
    names = format_fr.liste([file.nom for file in draft.fichiers[:4]])
    more = f" et {len(draft.fichiers) - 4} autres" if len(draft.fichiers) > 4 else ""
    whose = "" if draft.proprietaire == qui.adresse else f" par {draft.proprietaire}"
    with st.container(border=True, key=f"brouillon-{draft.id}"):
        st.html(
            f"<p><strong>{html.texte(names or 'Aucun fichier')}{more}</strong></p>"
            f'<p class="a-confiance">{html.texte(phrases.saved(draft.modifie_le, maintenant()) + whose)}</p>'
        )
        with st.container(horizontal=True, gap="small"):
            if st.button("Ouvrir", key=f"ouvrir-{draft.id}", type="primary"):
                aller(**{PARAMETRE: draft.id})
            with st.popover("Supprimer", key=f"supprimer-{draft.id}"):
                st.html("<p>Supprimer ce brouillon? Ses fichiers restent gardés : le journal dit où les retrouver.</p>")
                if st.button("Oui, supprimer", key=f"oui-{draft.id}"):
                    lecture.magasin().brouillons.delete(draft.id, par=qui.adresse, le=maintenant())
                    aviser("Brouillon supprimé. Ses fichiers sont gardés.")
                    st.rerun()


def _profils(qui: Personne) -> None:
    """Show the layouts that the program remembers, each of which can be forgotten."""
    kept = lecture.magasin().profils.list()
    if not kept:
        return
    with st.expander(f"Mises en page retenues ({len(kept)})", key="profils"):
        st.html(
            '<p class="a-confiance">Un fichier qui a les mêmes titres de colonnes est lu de la même façon, sans rien demander.</p>'
        )
        for one in kept:
            _profil(one, qui)


def _profil(kept: KeptProfile, qui: Personne) -> None:
    """Show one layout."""
    headers = ", ".join(header for header in kept.entetes if header)
    who = f"Retenue par {kept.auteur} {format_fr.le(kept.enregistre_le)}."
    st.html(f"<p>{html.texte(headers)}</p><p class='a-confiance'>{html.texte(f'{who} {describe(kept.profil)}')}</p>")
    if st.button("Oublier cette mise en page", key=f"oublier-{kept.signature}", type="tertiary"):
        lecture.magasin().profils.forget(kept.signature, par=qui.adresse, le=maintenant())
        st.rerun()


def describe(profil: dict) -> str:
    """Say in words what a profile does: the columns read, the values given to every row."""
    read = sum(1 for name in (profil.get("colonnes") or {}).values() if name)
    said = [format_fr.compte(read, "colonne indiquée", "colonnes indiquées")] if read else []
    said += [
        f"{title_of(name)} : {value} pour toutes les lignes" for name, value in (profil.get("constantes") or {}).items()
    ]
    if sign := profil.get("decimale"):
        said.append(f"signe des décimales : {phrases.DECIMAL_SIGNS[sign].lower()}")
    return "; ".join(said) + "." if said else ""


def title_of(name: str) -> str:
    """Return the title of a column of ours, whatever its table."""
    return next((table[name].title for table in TABLES.values() if name in table), name)
