"""The filters of the pages; each lives in the address, so that a copied address shows the same thing."""

from __future__ import annotations

import streamlit as st

from pages.commun import lecture


def enveloppe(numero: int) -> str | None:
    """Ask for the envelope (the cycle) and return its id; None when the version has none."""
    known = lecture.enveloppes(numero)
    if not known:
        return None
    ids = list(reversed(known))
    default = lecture.enveloppe_par_defaut(numero)
    return st.selectbox(
        "Enveloppe",
        ids,
        index=ids.index(default),
        format_func=lambda key: known[key].nom,
        key="enveloppe",
        bind="query-params",
        filter_mode=None,
        width=420,
    )
