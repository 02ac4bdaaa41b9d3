"""Draw the main content of a slide with the figures of the pages: one function a figure, wherever it is shown."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.exports.sequence.modele import Avancement, Barres, Carte, Diapo
from analytics.figures.avancement import envelope_bar
from analytics.figures.barres import bars
from analytics.figures.carte import map_figure
from analytics.figures.theme import Mode

MAP_PX = 460


def figure(diapo: Diapo, mode: Mode) -> go.Figure | None:
    """Return the figure of a slide, None when its content is words, a table, or nothing."""
    match diapo.contenu:
        case Avancement(progress):
            return envelope_bar(progress, mode)
        case Barres(sommes, discrets):
            return bars(_frame(sommes), mode, quiet=discrets)
        case Carte() as carte:
            return _map(carte, mode)
    return None


def _frame(sommes) -> pd.DataFrame:
    """Return amounts as the figures of the pages take them."""
    cents = pd.array([s.cents for s in sommes], dtype="Int64")
    return pd.DataFrame(
        {"cle": [s.nom for s in sommes], "montant_accorde": cents, "precision": [s.precision for s in sommes]}
    )


def _map(carte: Carte, mode: Mode) -> go.Figure:
    """Draw the map, the amounts written on it."""
    dollars = {s.nom: None if s.cents is None else s.cents / 100 for s in carte.sommes}
    words = {s.nom: s.court for s in carte.sommes}
    return map_figure(
        pd.Series(dollars, dtype="Float64"), mode, str, MAP_PX, amounts=True, scale=carte.echelle, words=words
    )
