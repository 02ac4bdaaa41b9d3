"""Every component that shows data: grids, tables, charts, pages of a list."""

from pathlib import Path

import pandas as pd
import streamlit as st

TABLE = pd.DataFrame(
    {
        "Territoire": ["Kamouraska", "La Mitis", "La Matanie"],
        "Montant": [199970.5, 229930.25, 219430.0],
        "Actif": [True, False, True],
        "Annonce": pd.to_datetime(["2021-09-22", "2021-10-01", "2022-01-15"]),
        "Site": ["https://crdbsl.org"] * 3,
    }
)

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
