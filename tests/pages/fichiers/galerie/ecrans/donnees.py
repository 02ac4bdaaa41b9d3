"""Every component that shows data: grids, tables, charts, figures, pages of a list."""

import json
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from pages.commun.tracer import PLOTLY_CONFIG

TABLE = pd.DataFrame(
    {
        "Territoire": ["Kamouraska", "La Mitis", "La Matanie"],
        "Montant": [199970.5, 229930.25, 219430.0],
        "Actif": [True, False, True],
        "Annonce": pd.to_datetime(["2021-09-22", "2021-10-01", "2022-01-15"]),
        "Site": ["https://crdbsl.org"] * 3,
    }
)
SQUARE = json.loads((Path(__file__).with_name("carre.geojson")).read_text(encoding="utf-8"))

st.title("Données")
st.dataframe(
    TABLE, column_config={"Site": st.column_config.LinkColumn(display_text="Ouvrir")}, alt="Montants par territoire"
)
st.dataframe(TABLE.head(0))
st.dataframe(TABLE, on_select="rerun", selection_mode=["multi-row", "multi-column"], key="choix")
st.data_editor(
    TABLE.assign(Statut="en cours"),
    num_rows="dynamic",
    column_config={"Statut": st.column_config.SelectboxColumn(options=["en cours", "terminée"], required=True)},
)
st.table(TABLE)
st.table(TABLE.head(0))

dates = pd.date_range("2021-01-01", periods=6, freq="MS")
line = go.Figure(go.Scatter(x=dates, y=[1234.5, 2000, 5000, 8000.25, 9000, 12000], name="engagé"))
st.plotly_chart(line, config=PLOTLY_CONFIG, alt="Montants par mois")
carte = go.Figure(go.Choropleth(geojson=SQUARE, locations=["a"], z=[3], featureidkey="properties.code"))
carte.update_geos(fitbounds="locations", visible=False)
st.plotly_chart(carte, config=PLOTLY_CONFIG, alt="Carte", on_select="rerun")

st.metric("Engagé", "2,6 M$", "43 %", help="Depuis 2018")
st.metric("Rythme", "1,2", chart_data=[1, 2, 3, 2])
st.progress(0.43, text="43 % engagés")
st.json({"version": 1, "lignes": [1, 2]})
st.code("python -m analytics versions")
st.image(str(Path(__file__).with_name("carre.png")), caption="Un carré", width=64)
st.pagination(12, key="pages")
tabs = st.tabs([f"Territoire {number}" for number in range(30)])
tabs[0].write("Premier onglet")
st.markdown("Note[^1]. **Gras**, *italique*, `code`, :material/info: et :blue[bleu].\n\n[^1]: Le détail.")
