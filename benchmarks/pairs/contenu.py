"""Hold what the peers show: the words and the figures of each page, ready made, for each value of its first list.

    python -m benchmarks.pairs.contenu FILE      writes them as JSON, from the published facts

Each page of the dashboard is run once a value, its figures left to plotly: what it writes is what the peers write, in the same order.
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
from typing import NamedTuple

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Node, UnknownElement

from benchmarks.pairs import Part
from benchmarks.pairs.par_plotly import draw_by_plotly

APP = Path(__file__).resolve().parents[2] / "app.py"


class Choice(NamedTuple):
    """What is chosen after the first view: the label of the list, the words chosen, and the value that they stand for when it is not they."""

    label: str
    words: str
    value: str | None = None


ENVELOPE = Choice("Enveloppe", "Alliance pour la solidarité 2010-2015")
CHOICES = dict.fromkeys(("apercu", "enveloppe", "carte", "territoires", "priorites"), ENVELOPE) | {
    "initiatives": Choice("Trier par", "Titre, de A à Z", "titre"),
    "concertation": Choice("Organismes de ce territoire", "Kamouraska"),
}


def contents() -> dict[str, dict[str, list[Part]]]:
    """Return page → value of its list → what is shown, at first and then."""
    draw_by_plotly()
    found = {}
    for name, choice in CHOICES.items():
        app = AppTest.from_file(str(APP), default_timeout=120).run()
        if name != next(iter(CHOICES)):
            app.switch_page(f"pages/consulter/{name}.py").run()
        found[name] = _by_value(app, choice)
    return found


def _by_value(app: AppTest, choice: Choice) -> dict[str, list[Part]]:
    """Return what one page shows at first, and once this is chosen."""
    listed = next(box for box in app.selectbox if box.label == choice.label)
    first = listed.options[listed.index] if listed.index is not None else listed.placeholder
    found = {first: list(parts(app.main))}
    listed.set_value(choice.value or choice.words).run()
    return found | {choice.words: list(parts(app.main))}


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
