"""The pages written with Panel: the same words, the same figures, the same list that changes them (`CONTENU`, `PORT` in the environment)."""

import os
from pathlib import Path

import panel as pn

from benchmarks.pairs import read

pn.extension("plotly")
CONFIG = {"topojsonURL": "/decor/topo/"}


def panes(shown: list[dict]) -> list:
    """Make what one value shows, whose last pane tells that all of it is there."""
    made = [
        pn.pane.Plotly(part["figure"], config=CONFIG, sizing_mode="stretch_width")
        if "figure" in part
        else pn.pane.HTML(part["html"], sizing_mode="stretch_width")
        for part in shown
    ]
    return [*made, pn.pane.HTML("<div id='fin'></div>")]


def page(shown: dict[str, list[dict]]) -> pn.Column:
    """Write one page, made again for each visit."""
    names = list(shown)
    chosen = pn.widgets.Select(name="Choix", options=names, value=names[0])
    body = pn.Column(*panes(shown[names[0]]), sizing_mode="stretch_width")
    chosen.param.watch(lambda event: setattr(body, "objects", panes(shown[event.new])), "value")
    return pn.Column(chosen, body, sizing_mode="stretch_width")


if __name__ == "__main__":
    routes = {name: (lambda shown=shown: page(shown)) for name, shown in read().items()}
    decor = {"decor": str(Path(__file__).with_name("decor"))}
    pn.serve(routes, port=int(os.environ["PORT"]), address="127.0.0.1", show=False, static_dirs=decor)
