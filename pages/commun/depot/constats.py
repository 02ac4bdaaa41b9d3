"""Step 3: what was found, in three levels, grouped, each with its exact cell; then the cells to mend."""

from __future__ import annotations

from itertools import islice

import streamlit as st

from analytics import format_fr
from analytics.deposits import LEVELS, Examined
from analytics.exports.anomalies import findings_csv
from analytics.exports.tableur import MIMES
from analytics.figures import phrases_depot as phrases
from analytics.intake import Finding, Group, Reading
from pages.commun import html, mise_en_page
from pages.commun.depot import annote, corrections, etapes, grille
from pages.commun.depot.brouillon import Ouvert
from pages.commun.depot.fichiers import recevoir

RETOUR = "depot-retour"
_MOST = 200
"""Findings of one kind shown on screen; the file has all of them."""


def montrer(ouvert: Ouvert, examen: Examined) -> None:
    """Show what is to be mended, how to mend it here or in one's own workbook, and what was mended."""
    reading = examen.reading
    counts = reading.counts
    worst = phrases.ERREUR if counts.get(phrases.ERREUR) else phrases.A_VERIFIER
    mise_en_page.titre(phrases.findings_title(counts), phrases.MEANINGS[worst])
    level = _niveau(counts)
    if level is not None:
        grille.montrer(ouvert, reading, level)
    corrections.montrer(ouvert)
    if level is not None:
        _groupes(reading, level)
        _emporter(ouvert, reading)
    recevoir(ouvert, RETOUR, "Redéposer un classeur corrigé : il remplace celui dont il vient")
    etapes.continuer(ouvert, "effet", "Continuer : l'effet sur les chiffres")


def _niveau(counts: dict[str, int]) -> str | None:
    """Let the person choose a level among those that have findings, the most serious at first."""
    there = [level for level in LEVELS if counts.get(level)]
    if not there:
        st.html('<p class="d-avis">Aucun constat : rien n\'est à corriger.</p>')
        return None
    return st.pills(
        "Ce que vous voulez voir", there, default=there[0], required=True, key="niveau",
        format_func=lambda level: phrases.level_count(level, counts[level]).replace(format_fr.NBSP, " "),
    )  # fmt: skip


def _groupes(reading: Reading, level: str) -> None:
    """Show the findings of a level, one block a kind and column."""
    groups = [group for group in reading.groups if group.niveau == level]
    mise_en_page.intertitre("Tous les constats, par genre")
    st.html(f'<p class="a-confiance">{html.texte(phrases.MEANINGS[level])}</p>')
    for rank, group in enumerate(groups):
        _groupe(group, rank)


def _groupe(group: Group, rank: int) -> None:
    """Show one kind in one column: how many, where, the first three, the others one click away."""
    place = group.place
    where = ", ".join(part for part in (place.fichier, place.feuille, place.titre) if part)
    with st.container(border=True, key=f"groupe-{rank}"):
        st.html(
            f'<h3 class="a-titre">{html.texte(group.titre)} ({format_fr.nombre(group.nombre)})</h3><p class="d-lieu">{html.texte(where)}</p>'
            + _liste(group.premieres)
        )
        left = group.nombre - len(group.premieres)
        if left > 0:
            title = "Voir l'autre" if left == 1 else f"Voir les {format_fr.nombre(left)} autres"
            with st.expander(title, key=f"autres-{rank}", on_change="rerun") as others:
                if others.open:
                    st.html(_liste(islice(group.batch.findings(_MOST), len(group.premieres), None)))
                    if group.nombre > _MOST:
                        st.html('<p class="a-confiance">Les suivants sont dans la liste à télécharger.</p>')


def _liste(findings) -> str:
    """Return findings as a list, the exact cell first."""
    return '<ul class="d-constat">' + "".join(map(_ligne, findings)) + "</ul>"


def _ligne(finding: Finding) -> str:
    """Return one finding."""
    cell = finding.cellule or (f"ligne {finding.ligne}" if finding.ligne else "—")
    return f'<li><span class="d-cellule">{html.texte(cell)}</span><span>{html.phrase(finding.message)}</span></li>'


def _emporter(ouvert: Ouvert, reading: Reading) -> None:
    """Offer the findings as a CSV, and each workbook back with its faulty cells coloured and commented."""
    mise_en_page.intertitre("Corriger dans votre propre classeur")
    st.html(
        '<p class="a-confiance">Votre classeur revient tel quel, les cellules à corriger colorées et commentées, avec une feuille '
        "« À corriger » dont chaque ligne mène à sa cellule. Corrigez-le, enregistrez-le, redéposez-le ici.</p>"
    )
    with st.container(horizontal=True, gap="small"):
        annote.montrer(ouvert, reading)
        st.download_button(
            "Télécharger la liste des constats (CSV)", lambda: findings_csv(reading.anomalies), "constats.csv", MIMES["csv"],
            key="constats-csv", on_click="ignore",
        )  # fmt: skip
