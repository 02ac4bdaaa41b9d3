"""Show the version read and the others; say how to report an error."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import format_fr
from analytics.publications import Version
from analytics.schema import TABLES
from analytics.schema.reference import vocabulary
from pages.commun import html, lecture
from pages.commun.comprendre import lecture_methode
from pages.commun.comprendre.lignes import Ligne, intertitre, montrer
from pages.commun.html import Colonne

MANDATAIRE = "CRD"
"""Word of the vocabulary that names whom to write to."""
_SHOWN = 50


def montrer_version(numero: int) -> None:
    """Show the version read: who, when, why, its fingerprint, its rows; then every version."""
    version, known = lecture.version(numero), lecture_methode.versions(lecture.numero_courant())
    intertitre("La version lue", "Deux copies qui ont la même empreinte sont identiques, à l'octet près.")
    montrer([_version_line(version, numero == known[0].numero)])
    st.html(html.tableau(_rows_frame(version), _ROWS, "Lignes de chaque table"))
    intertitre(
        "Toutes les versions",
        "Une version publiée ne change plus jamais. Ouvrez-en une pour relire la page telle qu'elle était.",
    )
    more = f" (les {_SHOWN} plus récentes sur {format_fr.nombre(len(known))})" if len(known) > _SHOWN else ""
    st.html(html.tableau(_versions_frame(known[:_SHOWN], numero), _VERSIONS, "Versions publiées" + more))


def _version_line(version: Version, current: bool) -> Ligne:
    """Return what identifies a version."""
    return Ligne(
        terme=f"Version {version.numero}",
        phrases=(version.commentaire,),
        marque="courante" if current else "passée",
        faits_html=[
            ("Publiée", html.texte(format_fr.le(version.publiee_le))),
            ("Par", html.texte(version.auteur)),
            ("Origine", html.texte(version.origine)),
            ("Lignes", html.texte(format_fr.nombre(sum(version.lignes.values())))),
            ("Empreinte SHA-256", f'<span class="c-code">{html.texte(version.empreinte)}</span>'),
        ],
        large=True,
    )


_ROWS = {"titre": Colonne("Table"), "lignes": Colonne("Lignes", nombre=True), "grain": Colonne("Ce qu'est une ligne")}


def _rows_frame(version: Version) -> pd.DataFrame:
    """Return the number of rows of each table, in the order of the workbook."""
    rows = [(t.title, format_fr.nombre(version.lignes.get(name, 0)), t.grain) for name, t in TABLES.items()]
    return pd.DataFrame(rows, columns=list(_ROWS))


_VERSIONS = {
    "numero": Colonne("Version", html=True),
    "date": Colonne("Publiée le"),
    "auteur": Colonne("Par"),
    "commentaire": Colonne("Pourquoi"),
    "lignes": Colonne("Lignes", nombre=True),
}


def _versions_frame(known: list[Version], numero: int) -> pd.DataFrame:
    """Return one row a version, newest first, each with the address that reads it."""
    rows = [
        (
            _version_link(version.numero, version.numero == numero),
            format_fr.date_longue(version.publiee_le),
            version.auteur,
            version.commentaire,
            format_fr.nombre(sum(version.lignes.values())),
        )
        for version in known
    ]
    return pd.DataFrame(rows, columns=list(_VERSIONS))


def _version_link(numero: int, read: bool) -> str:
    """Return the link to a version, or its number alone for the one on screen."""
    if read:
        return f"<strong>{numero}</strong>, à l'écran"
    return html.lien_de_page("", f"Lire la version {numero}", {"version": numero, "section": "Version"})


def montrer_signalement(numero: int) -> None:
    """Say whom to tell about an error, and what to say."""
    crd = next(word for word in vocabulary() if word.terme == MANDATAIRE)
    st.html(
        '<section class="c-encadre"><h2>Signaler une erreur</h2>'
        f"<p>Écrivez au {html.texte(crd.terme)} ({html.texte(crd.others[0])}), mandataire de l'Alliance : "
        f"{html.lien(crd.source, 'ouvrir sa page publique')}.</p>"
        f'<ul class="a-liste"><li>Copiez l\'adresse de la page où le chiffre est faux : elle contient vos filtres.</li>'
        f"<li>Dites la version : {numero}.</li><li>Joignez la source qui dit autre chose : sans elle, rien ne peut être corrigé.</li></ul></section>"
    )
