"""The page « Versions »: the list of the versions, and everything that is kept of one of them."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from analytics import format_fr
from analytics.exports.version_entiere import corrections_frame, write_version
from analytics.figures import phrases_depot as phrases
from analytics.publications import Entry, KeptFile, Provenance, Version
from analytics.publications.journal import ACTIONS
from pages.commun import html, lecture, mise_en_page
from pages.commun.depot.accueil import describe, title_of
from pages.commun.fiches import tableau_en_fiches

SHOWN = 20
_LIST = {
    "numero": html.Colonne("Version", html=True),
    "quand": html.Colonne("Publiée"),
    "auteur": html.Colonne("Par"),
    "commentaire": html.Colonne("Pourquoi"),
    "contenu": html.Colonne("Contenu"),
}


def liste(versions: list[Version], numero: int) -> None:
    """Show the versions, newest first, the one on screen set apart."""
    shown = versions[:SHOWN]
    frame = pd.DataFrame([_row(version, numero) for version in shown], columns=list(_LIST))
    more = f" (les {SHOWN} dernières sur {format_fr.nombre(len(versions))})" if len(versions) > SHOWN else ""
    st.html(tableau_en_fiches(frame, _LIST, f"Versions publiées{more}"))


def _row(version: Version, numero: int) -> tuple[str, ...]:
    """Return one version as a row of the list."""
    mark = " (courante)" if version.courante else ""
    name = (
        f"<strong>Version {version.numero}</strong>{mark}, à l'écran"
        if version.numero == numero
        else f'<a href="?version={version.numero}">Version {version.numero}</a>{mark}'
    )
    content = f"{_counts(version)}; {version.origine}" + ("; données fictives" if version.fictif else "")
    return name, when(version), version.auteur, version.commentaire or "sans commentaire", content


def when(version: Version) -> str:
    """Write when a version was published."""
    return f"{format_fr.date_longue(version.publiee_le)}, {phrases.hour(version.publiee_le)}"


def _counts(version: Version) -> str:
    """Write the rows of the two main tables, and of the others together."""
    main = (("initiatives", "initiative", "initiatives"), ("financement", "montant", "montants"))
    said = [format_fr.compte(version.lignes.get(name, 0), one, several) for name, one, several in main]
    others = sum(version.lignes.values()) - sum(version.lignes.get(name, 0) for name, _, _ in main)
    return f"{', '.join(said)}, {format_fr.compte(others, 'autre ligne', 'autres lignes')}"


def details(version: Version) -> None:
    """Show what is kept of one version."""
    store, numero = lecture.magasin(), version.numero
    provenance, entries = store.provenance(numero), store.journal.about(f"version {numero}")
    mise_en_page.intertitre(f"Version {numero} : ce qui est gardé")
    st.html(html.liste(_facts(version, provenance)))
    st.html(
        f'<p class="d-empreinte">Empreinte SHA-256 de la version : <code>{html.texte(version.empreinte)}</code></p>'
    )
    files = store.files(numero)
    _fichiers(version, files)
    st.download_button(
        "Télécharger la version entière (zip)",
        partial(_zip, version, provenance, entries), f"version-{numero}.zip", "application/zip", key=f"zip-{numero}", on_click="ignore",
    )  # fmt: skip
    _plis(provenance, entries)


def _zip(version: Version, provenance: Provenance, entries: list[Entry]) -> bytes:
    """Write the archive of a version, when somebody asks for it."""
    store = lecture.magasin()
    return write_version(version, store.originals(version.numero), store.tables(version.numero), provenance, entries)


def _facts(version: Version, provenance: Provenance) -> list[str]:
    """Say what identifies a version, and how it was made."""
    said = [
        f"Origine : {version.origine}.",
        f"Règles de vérification : version {version.regles}.",
    ]
    levels = (provenance.constats or {}).get("niveaux", {})
    found = [phrases.level_count(level, count) for level, count in levels.items() if count]
    if provenance.constats is not None:
        said.append(f"Constats à la publication : {format_fr.liste(found) or 'aucun'}.")
    return said


def _fichiers(version: Version, files: list[KeptFile]) -> None:
    """Offer each file as it was received."""
    if not files:
        st.html('<p class="a-confiance">Cette version n\'a pas été faite à partir de fichiers.</p>')
        return
    with st.expander(f"Fichiers d'origine ({len(files)}), à l'octet près", key=f"fichiers-{version.numero}"):
        for rank, file in enumerate(files):
            st.html(
                f'<p class="d-colonne"><strong>{html.texte(file.nom)}</strong> <span>{html.texte(phrases.size(file.taille))}</span></p>'
                f'<p class="d-empreinte">SHA-256 : <code>{html.texte(file.empreinte)}</code></p>'
            )
            st.download_button(
                html.etiquette(f"Télécharger {file.nom}"),
                partial(lecture.magasin().brouillons.content, file.empreinte), file.nom, key=f"fichier-{version.numero}-{rank}",
                on_click="ignore", type="tertiary",
            )  # fmt: skip


_CORRECTIONS = {
    "cellule": html.Colonne("Cellule"),
    "ou": html.Colonne("Où"),
    "avant": html.Colonne("Avant"),
    "apres": html.Colonne("Après"),
    "qui": html.Colonne("Qui, quand"),
}


def _plis(provenance: Provenance, entries: list[Entry]) -> None:
    """Show what is folded: the corrections, the profile, the journal."""
    if provenance.corrections:
        with st.expander(f"Corrections ({len(provenance.corrections)})", key="version-corrections"):
            st.html(html.tableau(_corrections(provenance), _CORRECTIONS, "Cellules corrigées avant de publier"))
    if provenance.profil:
        with st.expander("Lecture des colonnes (profil d'import)", key="version-profil"):
            st.html(html.liste(_profile(provenance.profil)))
    with st.expander("Journal de cette version", key="version-journal"):
        st.html(html.liste([_entry(one) for one in entries]) if entries else "<p>Aucune entrée.</p>")


def _corrections(provenance: Provenance) -> pd.DataFrame:
    """Return the mended cells in words."""
    rows = corrections_frame(provenance.corrections).to_dict("records")
    return pd.DataFrame(
        {
            "cellule": row["cellule"],
            "ou": ", ".join(part for part in (row["colonne"] and title_of(row["colonne"]), row["feuille"], row["fichier"]) if part),
            "avant": row["avant"] or "(vide)",
            "apres": row["apres"] or "(vide)",
            "qui": f"{row['auteur']}, {format_fr.date_longue(row['le'])}",
        }
        for row in rows
    )  # fmt: skip


def _profile(profil: object) -> list[str]:
    """Say a profile in words: one for each sheet from the page, one for all from the terminal."""
    entries = profil if isinstance(profil, list) else [{"profil": profil}]
    said = []
    for one in entries:
        where = ", ".join(part for part in (one.get("fichier"), one.get("feuille")) if part) or "Tous les fichiers"
        pairs = [f"« {key} » : {title_of(name)}" for key, name in (one["profil"].get("colonnes") or {}).items() if name]
        said.append(f"{where} : {'; '.join([*pairs, describe({'constantes': one['profil'].get('constantes')})])}")
    return said


def _entry(entry: Entry) -> str:
    """Say one line of the journal."""
    return f"{format_fr.date_longue(entry.le)}, {phrases.hour(entry.le)} : {entry.qui} {ACTIONS.get(entry.quoi, entry.quoi)}."
