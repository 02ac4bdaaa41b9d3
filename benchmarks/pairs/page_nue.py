"""A bare Streamlit page: one list, one title, and the ready-made figures of a page of the dashboard (`?page=carte`).

With `&mots=1`, its words and its tables too, ready made: the least that the same page could cost.
"""

import re

import plotly.graph_objects as go
import streamlit as st

from benchmarks.pairs import read

PAGES = st.cache_resource(read)()
shown = PAGES[st.query_params.get("page", "apercu")]
chosen = st.selectbox("Choix", list(shown))
title = next(part["html"] for part in shown[chosen] if "<h1" in part.get("html", ""))
st.title(f"{chosen} : {re.sub('<[^>]+>', '', title)}")
for rank, part in enumerate(shown[chosen]):
    if "figure" in part:
        st.plotly_chart(go.Figure(part["figure"]), key=f"figure-{rank}")
    elif "mots" in st.query_params:
        st.html(part["html"])
