"""The pages written with Dash: the same words, the same figures, the same list that changes them (`CONTENU`, `PORT` in the environment)."""

import os
from html.parser import HTMLParser
from pathlib import Path

from dash import Dash, Input, Output, dcc, html

from benchmarks.pairs import read

DECOR = Path(__file__).with_name("decor")
VOID = {"br", "hr", "img", "col", "wbr"}
RENAMED = {"class": "className", "colspan": "colSpan", "rowspan": "rowSpan", "tabindex": "tabIndex"}


class Components(HTMLParser):
    """Turn HTML into the components that whoever writes a page with Dash would write."""

    def __init__(self, text: str) -> None:
        """Read all of it; `found` holds the components."""
        super().__init__()
        self.found: list = []
        self._open = [self.found]
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a component; what Dash does not know becomes a span."""
        kind = getattr(html, tag.capitalize(), html.Span)
        told = {RENAMED.get(name, name): value or "" for name, value in attrs if name != "style"}
        accepted = {name: value for name, value in told.items() if name in kind()._prop_names}
        component = kind(children=[], **accepted)
        self._open[-1].append(component)
        if tag not in VOID:
            self._open.append(component.children)

    def handle_endtag(self, tag: str) -> None:
        """Close a component."""
        if tag not in VOID and len(self._open) > 1:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Write a text."""
        self._open[-1].append(data)


def components(name: str, shown: list[dict]) -> list:
    """Make what one value shows on a page, whose last component tells that all of it is there."""
    config = {"topojsonURL": f"/{name}/assets/topo/"}
    made = [
        dcc.Graph(figure=part["figure"], config=config)
        if "figure" in part
        else html.Div(Components(part["html"]).found)
        for part in shown
    ]
    return [*made, html.Div(id="fin")]


def page(name: str, shown: dict[str, list[dict]], server) -> Dash:
    """Serve one page at an address of its own, by a server that already serves others (True: a new one)."""
    app = Dash(name, server=server, url_base_pathname=f"/{name}/", assets_folder=str(DECOR))
    made = {value: components(name, parts) for value, parts in shown.items()}
    names = list(made)
    app.layout = html.Div([dcc.Dropdown(names, names[0], id="liste", clearable=False), html.Div(id="corps")])
    app.callback(Output("corps", "children"), Input("liste", "value"))(made.__getitem__)
    return app


if __name__ == "__main__":
    server = True
    for name, shown in read().items():
        server = page(name, shown, server).server
    server.run(port=int(os.environ["PORT"]), threaded=True)
