"""A bare Streamlit page: one list, one title, and the ready-made figures of a page of the dashboard (`?page=carte`)."""

import re

import plotly.graph_objects as go
import streamlit as st

from benchmarks.pairs import read

PAGES = st.cache_resource(read)()
shown = PAGES[st.query_params.get("page", "apercu")]
chosen = st.selectbox("Choix", list(shown))
title = next(part["html"] for part in shown[chosen] if "<h1" in part.get("html", ""))
st.title(f"{chosen} : {re.sub('<[^>]+>', '', title)}")
figures = [part["figure"] for part in shown[chosen] if "figure" in part]
for rank, figure in enumerate(figures):
    st.plotly_chart(go.Figure(figure), key=f"figure-{rank}")
