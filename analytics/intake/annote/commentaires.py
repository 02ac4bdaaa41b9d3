"""Add comments to a sheet: their texts in one part, the shapes that hold them in another. Those that were there stay."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from analytics.intake.annote.marque import AUTEUR, xml_text
from analytics.intake.annote.xml import Names, parse, serialise
from analytics.intake.sheet import column_letter

Comments = Mapping[tuple[int, int], list[str]]
"""(true row, column from 0) → texts."""
VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_THREAD = "tc="
"""Beginning of the author of a comment that stands for a conversation, which Excel shows instead."""
_UNDER = f"\n{AUTEUR} : "
"""Beginning of what is written under the comment of a person."""
_SHAPE = re.compile(rb"<v:shape\b.*?</v:shape\s*>", re.DOTALL)
_SHAPE_NUMBER = re.compile(rb"_x0000_s(\d{1,8})")
_SHAPE_PLACE = re.compile(rb"<x:(Row|Column)>\s*(\d+)\s*</x:\1>")
_HEAD = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{block}"/>'
    '</o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)
_BOX = (
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{number}" type="#_x0000_t202" '
    'style="position:absolute;margin-left:60pt;margin-top:2pt;width:230pt;height:{height}pt;z-index:{rank};visibility:hidden" '
    'fillcolor="#fffbe6" o:insetmode="auto"><v:fill color2="#fffbe6"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left}, 15, {top}, 4, {right}, 30, {bottom}, 4</x:Anchor>"
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)


class CommentsPart:
    """The comments of one sheet."""

    def __init__(self, data: bytes | None, names: Names) -> None:
        """Read them, without those that an earlier annotation added, or begin with none."""
        self.names = names
        empty = f'<comments xmlns="{names.main}"><authors/><commentList/></comments>'
        self.root = parse(data or empty.encode())
        self.authors = self.root.find(names.tag("authors"))
        self.list = self.root.find(names.tag("commentList"))
        self.removed = self._remove_own()

    def _remove_own(self) -> set[str]:
        """Take away what an earlier annotation added, and return the places that have no comment any more."""
        own = {str(at) for at, author in enumerate(self.authors) if author.text == AUTEUR}
        removed = {node.get("ref") for node in self.list if node.get("authorId") in own}
        for node in [node for node in self.list if node.get("authorId") in own]:
            self.list.remove(node)
        for text in self.list.iter(self.names.tag("t")):
            text.text = (text.text or "").partition(_UNDER)[0]
        return removed

    def add(self, comments: Comments) -> list[tuple[int, int]]:
        """Add comments, after the text of those that a cell already has; return the cells that had none."""
        known = {node.get("ref"): node for node in self.list}
        author, added = self._author(), []
        for (row, column), texts in comments.items():
            place = f"{column_letter(column)}{row}"
            if place not in known:
                self._append(place, author, texts)
                added.append((row, column))
            elif not self._is_conversation(known[place]):
                self._lengthen(known[place], texts)
        return added

    def _author(self) -> str:
        """Return the number of our author, added if need be."""
        for at, author in enumerate(self.authors):
            if author.text == AUTEUR:
                return str(at)
        etree.SubElement(self.authors, self.names.tag("author")).text = AUTEUR
        return str(len(self.authors) - 1)

    def _append(self, place: str, author: str, texts: list[str]) -> None:
        """Add one comment."""
        node = etree.SubElement(self.list, self.names.tag("comment"))
        node.set("ref", place)
        node.set("authorId", author)
        self._run(etree.SubElement(node, self.names.tag("text")), "\n".join(texts))

    def _lengthen(self, node: etree._Element, texts: list[str]) -> None:
        """Write ours under what a person wrote."""
        text = node.find(self.names.tag("text"))
        plain = text.find(self.names.tag("t"))
        if plain is not None:
            text.remove(plain)
            self._run(text, plain.text or "")
        self._run(text, _UNDER + "\n".join(texts))

    def _run(self, parent: etree._Element, text: str) -> None:
        """Add a run of plain text."""
        run = parse(
            f'<r xmlns="{self.names.main}"><rPr><sz val="9"/><rFont val="Tahoma"/><family val="2"/></rPr>'
            f'<t xml:space="preserve">{xml_text(text)}</t></r>'.encode()
        )
        parent.append(run)

    def _is_conversation(self, node: etree._Element) -> bool:
        """Tell whether a comment stands for a conversation."""
        authors = [author.text or "" for author in self.authors]
        at = int(node.get("authorId", "0"))
        return at < len(authors) and authors[at].startswith(_THREAD)

    def data(self) -> bytes:
        """Return the part."""
        return serialise(self.root)


def add_shapes(
    drawing: bytes | None, added: list[tuple[int, int]], texts: Comments, removed: set[str], block: int
) -> bytes:
    """Return the drawing of a sheet with a hidden box for each comment added, without those of the comments removed."""
    data = drawing or _HEAD.format(block=block).encode()
    if removed:
        data = _SHAPE.sub(lambda shape: b"" if _place(shape[0]) in removed else shape[0], data)
    first = max([block * 1024, *(int(number) for number in _SHAPE_NUMBER.findall(data))]) + 1
    boxes = "".join(_box(first + rank, rank, cell, texts[cell]) for rank, cell in enumerate(added))
    at = data.rfind(b"</xml>")
    return data[:at] + boxes.encode() + data[at:] if at >= 0 else data


def _place(shape: bytes) -> str | None:
    """Return the cell of the comment that a shape holds."""
    found = {name: int(number) for name, number in _SHAPE_PLACE.findall(shape)}
    return f"{column_letter(found[b'Column'])}{found[b'Row'] + 1}" if len(found) == 2 else None


def _box(number: int, rank: int, cell: tuple[int, int], texts: list[str]) -> str:
    """Return the box of one comment, as high as its text."""
    row, column = cell
    lines = sum(1 + len(text) // 42 for text in texts)
    top = max(0, row - 2)
    return _BOX.format(
        number=number, rank=rank + 1, height=18 + 13 * lines, left=column + 1, right=column + 5, top=top,
        bottom=top + 2 + lines, row=row - 1, column=column,
    )  # fmt: skip
