"""A bare Streamlit page: one list, and as many ready-made charts as the address asks (`?n=4`). `CONTENU`: the file of the figures."""

import json
import os
from itertools import cycle, islice
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

ENVELOPES = json.loads(Path(os.environ["CONTENU"]).read_text(encoding="utf-8"))

chosen = st.selectbox("Enveloppe", list(ENVELOPES), index=1)
st.title(ENVELOPES[chosen]["titre"])
for rank, figure in enumerate(islice(cycle(ENVELOPES[chosen]["figures"]), int(st.query_params.get("n", 0)))):
    st.plotly_chart(go.Figure(figure), key=f"figure-{rank}")
