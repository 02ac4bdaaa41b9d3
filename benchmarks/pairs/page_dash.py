"""The first page written with Dash: the same words, the same figures, the same list that changes them (`CONTENU`, `PORT` in the environment)."""

import json
import os
from pathlib import Path

from dash import Dash, Input, Output, dcc, html

ENVELOPES = json.loads(Path(os.environ["CONTENU"]).read_text(encoding="utf-8"))
NAMES = list(ENVELOPES)
CONFIG = {"topojsonURL": "/assets/topo/"}

app = Dash(__name__, assets_folder=str(Path(__file__).with_name("decor")))
app.layout = html.Div(
    [
        dcc.Dropdown(NAMES, NAMES[1], id="enveloppe", clearable=False),
        html.H1(id="titre"),
        html.Div(id="phrases"),
        *(dcc.Graph(id=f"figure-{rank}", config=CONFIG) for rank in range(4)),
        html.Ul(id="liste"),
    ]
)


@app.callback(
    Output("titre", "children"), Output("phrases", "children"), Output("liste", "children"),
    *(Output(f"figure-{rank}", "figure") for rank in range(4)), Input("enveloppe", "value"),
)  # fmt: skip
def show(name: str):
    """Give what one envelope shows."""
    said = ENVELOPES[name]
    return (
        said["titre"],
        [html.P(text) for text in said["phrases"]],
        [html.Li(text) for text in said["liste"]],
        *said["figures"],
    )


if __name__ == "__main__":
    app.run(port=int(os.environ["PORT"]), debug=False)
