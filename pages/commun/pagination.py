"""Show a long list a page at a time; the page shown lives in the address."""

from __future__ import annotations

import streamlit as st


def premiere_ligne(count: int, cle: str, sujet: str, par_page: int) -> int:
    """Ask which page of a list of `count` rows to show (`?cle=`), and return the rank of its first row.

    `sujet` is what the list is about: another subject starts again at its first page. One page asks nothing.
    """
    pages = max(1, -(-count // par_page))
    before = f"_sujet-{cle}"
    if st.session_state.get(before, sujet) != sujet or st.session_state.get(cle, 1) > pages:
        st.session_state[cle] = 1
    st.session_state[before] = sujet
    return (st.pagination(pages, key=cle, bind="query-params") - 1) * par_page if pages > 1 else 0
