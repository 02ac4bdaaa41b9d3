"""Hold what the peers show: the words and the figures of each page, ready made, by envelope where the page has that choice.

    python -m benchmarks.pairs.contenu FILE      writes them as JSON, from the published facts

Each page of the dashboard is run once an envelope, its figures left to plotly: what it writes is what the peers write, in the same order.
The peers do without its buttons, its windows and its menu.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from html import escape
from pathlib import Path

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Node, UnknownElement

from benchmarks.pairs import Part
from benchmarks.pairs.par_plotly import draw_by_plotly

APP = Path(__file__).resolve().parents[2] / "app.py"
PAGES = ("apercu", "enveloppe", "carte", "territoires", "priorites", "initiatives", "concertation")
CHOICE = "enveloppe"


def contents() -> dict[str, dict[str, list[Part]]]:
    """Return page → envelope (or one empty name) → what is shown, the envelope shown first being the first."""
    draw_by_plotly()
    found = {}
    for name in PAGES:
        app = AppTest.from_file(str(APP), default_timeout=120).run()
        if name != PAGES[0]:
            app.switch_page(f"pages/consulter/{name}.py").run()
        found[name] = _by_envelope(app)
    return found


def _by_envelope(app: AppTest) -> dict[str, list[Part]]:
    """Return what one page shows for each envelope that it offers."""
    if not (lists := [box for box in app.selectbox if box.key == CHOICE]):
        return {"": list(parts(app.main))}
    first = lists[0].options[lists[0].index]
    found = {first: list(parts(app.main))}
    for other in lists[0].options:
        if other != first:
            app.selectbox(CHOICE).set_value(other).run()
            found[other] = list(parts(app.main))
    return found


def parts(node: Node) -> Iterator[Part]:
    """Go through what is shown, in order."""
    if isinstance(node, Block):
        for child in node.children.values():
            yield from parts(child)
    elif node.type == "html":
        if not node.proto.body.startswith("<style"):
            yield {"html": node.proto.body}
    elif isinstance(node, UnknownElement) and node.type == "plotly_chart":
        yield {"figure": json.loads(node.proto.spec)}
    elif node.type in ("page_link", "subheader"):
        yield {"html": f"<p>{escape(node.proto.label if node.type == 'page_link' else node.proto.body)}</p>"}


def main(path: Path) -> None:
    """Write what the peers show."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ALLIANCE_DATABASE_URL"] = f"sqlite:///{folder}/banc.sqlite"
        path.write_text(json.dumps(contents(), ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
