"""Offer each file of a version: what it is for, then the button that makes it and gives it."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from analytics.commands.exports import WRITERS
from analytics.exports.gabarits import TemplateRefused
from analytics.schema.reference import territoires
from pages.commun import acces, adresse, html
from pages.commun.exporter.fichiers import Voulu, diapositives, fichier, nom
from pages.commun.seance.demande import Demande
from pages.commun.seance.lecture_seance import fichier as fichier_de_seance

REGION = "Toute la région"
_TEMPLATE_MO = 20


@dataclass(frozen=True, slots=True)
class Offre:
    """One kind of export: key of the command line, title, what it is for, name and kind of its file."""

    quoi: str
    titre: str
    pour: str
    base: str
    extension: str
    mime: str
    par_territoire: bool = False


OFFRES = (
    Offre(
        "diapositives",
        "Diapositives PowerPoint",
        "Graphiques et carte modifiables dans PowerPoint (clic droit, « Modifier les données »), avec des notes.",
        "diapositives",
        "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        par_territoire=True,
    ),
    Offre(
        "fiches",
        "Fiches à imprimer",
        "Une page lettre par territoire et une pour la région, lisibles en gris et par un lecteur d'écran.",
        "fiches",
        "pdf",
        "application/pdf",
        par_territoire=True,
    ),
    Offre(
        "classeur",
        "Classeur Excel",
        "Toute la version : une feuille par table, un sommaire avec graphiques, les sources. Il peut être déposé de nouveau.",
        "classeur",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    Offre(
        "donnees-ouvertes",
        "Données ouvertes",
        "Les tables en CSV, leur description et une carte GeoJSON, sous licence CC BY 4.0.",
        "donnees-ouvertes",
        "zip",
        "application/zip",
    ),
)


SEANCE = Offre(
    "seance",
    "Séance en un fichier HTML",
    "Les diapositives de la région à projeter d'un double-clic, sans Internet et sans rien installer.",
    "seance",
    "html",
    "text/html",
)


def territoire() -> str | None:
    """Ask whether the slides and the sheets are about one territory; None for the whole region."""
    names = [REGION, *(t.nom for t in territoires())]
    with adresse.partagee("territoire"):
        chosen = st.selectbox("Territoire", names, key="territoire", bind="query-params", filter_mode=None, width=300)
    return None if chosen == REGION else chosen


def montrer(voulu: Voulu) -> None:
    """Show what can be taken away; what the program cannot write yet is left out."""
    for offre in OFFRES:
        if offre.quoi in WRITERS:
            with st.container(border=True, key=f"export-{offre.quoi}"):
                _montrer(offre, voulu)


def montrer_seance(voulu: Voulu) -> None:
    """Offer the usual presentation of the region in one HTML file, and the page that makes another one."""
    demande = Demande(voulu.numero, voulu.jour, enveloppe=voulu.enveloppe, depuis=voulu.depuis)
    with st.container(border=True, key="export-seance"):
        st.html(f'<h2 class="a-titre">{SEANCE.titre}</h2><p class="a-sous-phrase">{SEANCE.pour}</p>')
        with st.container(horizontal=True, vertical_alignment="center"):
            _bouton(SEANCE, nom(SEANCE.base, voulu, SEANCE.extension, False), lambda: fichier_de_seance(demande))
            st.page_link("pages/presenter/seance.py", label="Choisir et ordonner les diapositives")


def _montrer(offre: Offre, voulu: Voulu) -> None:
    """Show one export."""
    whole = "" if offre.par_territoire or voulu.territoire is None else " Toujours la région entière."
    st.html(
        f'<h2 class="a-titre">{html.texte(offre.titre)}</h2><p class="a-sous-phrase">{html.texte(offre.pour + whole)}</p>'
    )
    sortie = nom(offre.base, voulu, offre.extension, offre.par_territoire)
    gabarit = _gabarit() if offre.quoi == "diapositives" else None
    if gabarit is None:
        _bouton(offre, sortie, lambda: fichier(offre.quoi, sortie, voulu))
        return
    try:
        _bouton(offre, sortie, diapositives(sortie, voulu, gabarit))
    except TemplateRefused as error:
        st.html(f'<p role="alert"><strong>{html.texte(str(error))}</strong></p>')


def _bouton(offre: Offre, sortie: str, contenu) -> None:
    """Show the button that gives a file, made at that moment when `contenu` is a function."""
    st.download_button(
        f"Télécharger ({offre.extension})",
        contenu,
        sortie,
        offre.mime,
        key=f"exporter-{offre.quoi}",
        on_click="ignore",
        icon=":material/download:",
    )


def _gabarit() -> bytes | None:
    """Ask somebody signed in for their own template; None without one. Nobody else sends files to the server."""
    if acces.personne() is None:
        st.html('<p class="a-confiance">Pour donner votre propre gabarit PowerPoint, connectez-vous.</p>')
        return None
    given = st.file_uploader(
        "Votre gabarit PowerPoint (facultatif)", type=["pptx", "potx"], max_upload_size=_TEMPLATE_MO, key="gabarit"
    )
    return None if given is None else given.getvalue()
