"""The faulty cells in a grid: what is written, what is proposed and why, the new value; checked again at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from analytics import format_fr
from analytics.intake import Finding, Reading
from analytics.intake.catalogue import kind_of
from analytics.intake.propositions import Proposal, column_of, proposals
from pages.commun import html, lecture, mise_en_page
from pages.commun.depot.accueil import title_of
from pages.commun.depot.brouillon import Ouvert, essayer

SHOWN = 100
"""Cells of one grid: the next ones come as these are mended."""
Cell = tuple[Finding, str | None, tuple[Proposal, ...]]
_VIDER = "(vide)"
"""What a person writes to empty a cell."""


def montrer(ouvert: Ouvert, reading: Reading, level: str) -> None:
    """Show the cells of one level that can be mended here."""
    cells = faulty_cells(reading, level, lecture.tables(ouvert.draft.base or lecture.numero_courant()))
    if not cells:
        return
    mise_en_page.intertitre("Corriger ici, cellule par cellule")
    st.html(
        '<p class="a-confiance">Écrivez la bonne valeur dans « Nouvelle valeur », ou cochez « Prendre » pour accepter la proposition, '
        "puis appliquez. Chaque correction peut être défaite. Vos fichiers, eux, ne changent pas.</p>"
    )
    with st.form(f"corriger-{level}-{ouvert.draft.revision}", border=False):
        edited = st.data_editor(
            grid(cells), key=f"grille-{level}-{ouvert.draft.revision}", hide_index=True, num_rows="fixed", disabled=_FIXED,
            column_config=_CONFIG, height="auto", alt="Cellules à corriger", width="stretch",
        )  # fmt: skip
        apply = st.form_submit_button("Appliquer et revérifier", type="primary", key=f"appliquer-{level}")
    changes = changes_of(cells, edited) if apply else []
    if changes:
        essayer(ouvert.corriger, changes)
    _tout_prendre(ouvert, cells)
    _valeurs_acceptees(reading, cells)


def faulty_cells(reading: Reading, level: str, published: Mapping[str, pd.DataFrame]) -> list[Cell]:
    """Return the cells of one level that a person can mend, each once: what was found first, its text, what is proposed."""
    found: dict[tuple, Cell] = {}
    for batch in reading.batches:
        if batch.niveau != level or not batch.place.lettre or len(found) >= SHOWN:
            continue
        for finding in batch.findings(SHOWN):
            place = (finding.fichier, finding.feuille, finding.cellule)
            if place in reading.cellules and place not in found and len(found) < SHOWN:
                found[place] = (finding, reading.cellules[place], proposals(finding, reading, published))
    return list(found.values())


_TEXT = st.column_config.TextColumn
_CONFIG = {
    "cellule": _TEXT("Cellule", width=80),
    "colonne": _TEXT("Colonne", width=150),
    "valeur": _TEXT("Valeur écrite", width=150),
    "nouvelle": _TEXT("Nouvelle valeur", width=170, help=f"Écrivez {_VIDER} pour vider la cellule"),
    "prendre": st.column_config.CheckboxColumn("Prendre", width=100, help="Accepter la proposition"),
    "proposition": _TEXT("Proposition", width=320),
    "probleme": _TEXT("Problème", width=200),
    "feuille": _TEXT("Feuille"),
    "fichier": _TEXT("Fichier"),
}
_FIXED = [name for name in _CONFIG if name not in ("prendre", "nouvelle")]


def grid(cells: list[Cell]) -> pd.DataFrame:
    """Return one row a cell, in the order of the screen."""
    rows = [
        {
            "cellule": finding.cellule,
            "colonne": title_of(finding.colonne) if finding.colonne else "",
            "valeur": text or "",
            "nouvelle": "",
            "prendre": False,
            "proposition": _proposed(proposed),
            "probleme": kind_of(finding.code).titre,
            "feuille": finding.feuille or "",
            "fichier": finding.fichier,
        }
        for finding, text, proposed in cells
    ]
    return pd.DataFrame(rows)


def _proposed(proposed: tuple[Proposal, ...]) -> str:
    """Write the likeliest proposal and why, and the others after it."""
    if not proposed:
        return ""
    first = f"{proposed[0].valeur} ({proposed[0].raison})"
    others = [one.valeur for one in proposed[1:]]
    return f"{first}; sinon {format_fr.liste(others)}" if others else first


def changes_of(cells: list[Cell], edited: pd.DataFrame) -> list[tuple[Any, str | None, str | None]]:
    """Return what the person changed in the grid: (finding, text before, text after)."""
    changes = []
    for (finding, text, proposed), row in zip(cells, edited.to_dict("records"), strict=True):
        typed = "" if row["nouvelle"] is None else str(row["nouvelle"]).strip()
        if typed:
            changes.append((finding, text, None if typed == _VIDER else typed))
        elif row["prendre"] and proposed:
            changes.append((finding, text, proposed[0].valeur))
    return changes


def _tout_prendre(ouvert: Ouvert, cells: list[Cell]) -> None:
    """Offer to accept at once the proposals that have no rival."""
    sure = [(finding, text, proposed[0].valeur) for finding, text, proposed in cells if len(proposed) == 1]
    if len(sure) > 1 and st.button(f"Prendre les {len(sure)} propositions uniques", key="tout-prendre"):
        essayer(ouvert.corriger, sure)


def _valeurs_acceptees(reading: Reading, cells: list[Cell]) -> None:
    """Show the values that the lists of these cells accept."""
    columns = {column.title: column for finding, _, _ in cells if (column := column_of(finding, reading)) is not None}
    lists = {title: column.choices() for title, column in columns.items() if column.choices is not None}
    if lists:
        with st.expander("Valeurs acceptées", key="valeurs-acceptees"):
            st.html(
                html.liste(
                    [f"{title} : {format_fr.liste([c.value for c in choices])}." for title, choices in lists.items()]
                )
            )
