"""Say what changed since the version before, another one, or the last meeting."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analytics import format_fr
from analytics.figures import phrases
from pages.commun import choix_version, html, lecture
from pages.commun.acces import morceau

_SHOWN = 4
"""Sentences shown at once: the region's, then the first territories'."""


@morceau
def montrer(page: str, numero: int) -> None:
    """Show what changed; choosing since when runs this block only."""
    st.subheader("Ce qui a changé", anchor=False)
    before = choix_version.depuis(page, numero)
    if before is None:
        said = phrases.news(None, numero)
    else:
        said = phrases.news_since(lecture.changements(before, numero), before)
    st.html(html.liste(said[:_SHOWN]) + _others(said[_SHOWN:]))


def _others(said: Sequence[str]) -> str:
    """Return the sentences after the first ones, folded: a whole exercice may change at once."""
    if not said:
        return ""
    title = "Un autre changement" if len(said) == 1 else f"Les {format_fr.nombre(len(said))} autres changements"
    return f"<details><summary>{html.phrase(title)}</summary>{html.liste(said)}</details>"
