"""A page that fails."""

import streamlit as st

st.title("Panne")
raise RuntimeError("montant secret 123456")
