"""Show the map of the MRC: a click goes to the territory's page; Régional and Non ventilé are said beside, never lost."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from analytics import format_fr
from analytics.aggregates.groups import Aggregate
from analytics.figures import phrases
from analytics.figures.carte import ATTRIBUTION, scale_key
from analytics.figures.classes import Scale, amount_scale
from analytics.figures.theme import Mode
from analytics.schema.reference import mrc_names
from pages.commun import html, lecture
from pages.commun.blocs import bloc_groupes
from pages.commun.figure import Bloc, montrer
from pages.commun.gardee import gardee
from pages.commun.traces import map_figure

_LINKS_KEPT = 64
MENTION = f'<p class="a-confiance a-attribution">{html.texte(ATTRIBUTION)}</p>'
"""What a page of maps says once under them: whose the limits are; the picture of a map takes it along."""


def montrer_montants(aggregate: Aggregate, mode: Mode, numero: int, enveloppe: str) -> None:
    """Show the committed amounts of an envelope on the map."""
    bloc, values = _bloc(aggregate, mode)
    montrer(bloc, map_figure(values, mode, _dollars), numero, enveloppe, liens_des_mrc(numero, enveloppe))
    st.html(MENTION)


@gardee
def _bloc(aggregate: Aggregate, mode: Mode) -> tuple[Bloc, pd.Series]:
    """Build the block of the map with its key, and the values drawn: MRC → dollars."""
    values = aggregate.lignes.set_index("cle")["montant_accorde"].reindex(list(mrc_names())).astype("Float64") / 100
    beside = f'<p class="a-confiance">{html.texte(phrases.beside_the_map(aggregate))}</p>'
    bloc = bloc_groupes("carte", aggregate, phrases.map_title)
    return replace(bloc, legende=cle(values, mode, _dollars) + beside), values


def _dollars(value: float) -> str:
    """Write dollars for the key."""
    return format_fr.montant(round(value * 100))


def cle(values: pd.Series, mode: Mode, write, scale: Scale | None = None, sans: str = format_fr.NON_PUBLIE) -> str:
    """Return the key of the map: one swatch a class (round limits, or those of `scale`), then the hatching of those without value."""
    swatches = [
        f'<span class="a-pastille" style="background:{key.colour}"></span>{html.texte(key.text)}'
        for key in scale_key(scale or amount_scale(values, write), mode)
    ]
    if values.isna().any():
        swatches.append(f'<span class="a-pastille a-hachure"></span>{html.texte(sans)}')
    return '<p class="a-cle">' + "".join(f"<span>{swatch}</span>" for swatch in swatches) + "</p>"


@st.cache_resource(show_spinner=False, max_entries=_LINKS_KEPT)
def liens_des_mrc(numero: int, enveloppe: str) -> dict[str, str]:
    """Return MRC → address of its page, from any other page; it then shows the same envelope."""
    default = enveloppe == lecture.enveloppe_par_defaut(numero)
    same = {} if default else {"enveloppe": lecture.enveloppes(numero)[enveloppe].nom}
    return {name: f"territoires?{urlencode({'territoire': name} | same)}" for name in mrc_names()}
