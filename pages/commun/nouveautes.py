"""Say what changed since the version before, another one, or the last meeting."""

from __future__ import annotations

import streamlit as st

from analytics.figures import phrases
from pages.commun import choix_version, html, lecture


@st.fragment
def montrer(page: str, numero: int) -> None:
    """Show what changed; choosing since when runs this block only."""
    st.subheader("Ce qui a changé", anchor=False)
    before = choix_version.depuis(page, numero)
    if before is None:
        said = phrases.news(None, numero)
    else:
        said = phrases.news_since(lecture.changements(before, numero), before)
    st.html(html.liste(said))
