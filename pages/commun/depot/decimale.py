"""The decimal sign of a sheet whose amounts can be read in two ways: what each answer gives, and the sums that were read."""

from __future__ import annotations

import streamlit as st

from analytics import format_fr
from analytics.figures import phrases_depot as phrases
from analytics.intake import Reading, SheetReading
from analytics.intake.nombres import DECIMALES, two_readings
from pages.commun import html
from pages.commun.depot.accueil import title_of


def demander(sheet: SheetReading, reading: Reading, suivi: str | None, cle: str) -> str | None:
    """Ask the decimal sign where it matters, and return it (None: the program decides); `suivi` is the one followed so far."""
    first, *_ = sheet.deux_lectures
    said = phrases.two_readings(sheet.deux_lectures, _sommes(reading, sheet))
    st.html(f'<p class="{"d-profil" if suivi else "d-attention"}">{html.texte(said)}</p>')
    signs = (None, *DECIMALES)
    return st.selectbox(
        "Signe des décimales", signs, index=signs.index(suivi), key=cle, filter_mode=None, width=420,
        format_func=lambda sign: phrases.decimal_choice(sign, first, two_readings(first)),
    )  # fmt: skip


def _sommes(reading: Reading, sheet: SheetReading) -> list[str]:
    """Say the sum of each column of amounts of a sheet, as it was read."""
    parts = [part for table in reading.tables.values() for part in table.parties or (table,)]
    here = [part for part in parts if (part.fichier, part.feuille) == sheet.place]
    sums = {name: cents for part in here for name, cents in part.montants.items()}
    return [f"Total lu de « {title_of(name)} » : {format_fr.montant(cents)}." for name, cents in sums.items()]
