"""Add to the styles of a workbook those of the annotated cells: each cell keeps its own, with another background."""

from __future__ import annotations

import copy

from lxml import etree

from analytics.intake.annote.marque import COULEURS
from analytics.intake.annote.xml import Names, parse, serialise

_PLAIN = (
    '<styleSheet xmlns="{main}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
"""Styles of a workbook that has none; the second format is for texts, which stay so when a person edits the cell."""
TEXT_FORMAT = 1
_DARK = "FF1F2933"
LOOKS = {
    "": ("", 11, _DARK, None),
    "titre": ("<b/>", 14, _DARK, None),
    "gras": ("<b/>", 11, _DARK, None),
    "lien": ("<u/>", 11, "FF0B5A7A", None),
    "entete": ("<b/>", 11, "FFFFFFFF", "FF0B5A7A"),
}
"""Look of a text → marks of its font, size, colour, background."""
_LIGHT_THEMES, _LIGHT_INDEXES = ("0", "2"), ("1", "9", "26", "27", "41", "42", "43", "65")
_TEXT_FORMAT = "49"


class Styles:
    """The styles of a workbook; those asked for are added once each."""

    def __init__(self, data: bytes | None, names: Names) -> None:
        """Read the styles, or begin with plain ones."""
        self.names = names
        self.root = parse(data if data else _PLAIN.format(main=names.main).encode())
        self.formats = self._list("cellXfs")
        self.marked: dict[tuple[int, int], int] = {}
        self.own: dict[str, int] = {}

    def _list(self, name: str) -> etree._Element:
        """Return the list of fonts, fills or formats, made at its place if there is none."""
        found = self.root.find(self.names.tag(name))
        if found is None:
            plain = parse(_PLAIN.format(main=self.names.main).encode())
            order = [etree.QName(node).localname for node in plain]
            found = plain.find(self.names.tag(name))
            before = {f"{{{self.names.main}}}{other}" for other in ("numFmts", *order[: order.index(name)])}
            self.root.insert(sum(1 for node in self.root if node.tag in before), found)
        return found

    def mark(self, base: int, rank: int) -> int:
        """Return the number of the format that is `base` with the background of a level."""
        if (base, rank) not in self.marked:
            formats = [node for node in self.formats if isinstance(node.tag, str)]
            source = formats[base] if base < len(formats) else formats[0]
            made = copy.deepcopy(source)
            made.set("fillId", str(self._fill(COULEURS[rank])))
            made.set("applyFill", "1")
            self._darken(made)
            self.marked[base, rank] = self._append(self.formats, made)
        return self.marked[base, rank]

    def earlier(self) -> dict[int, int]:
        """Return, for each format that an earlier annotation made, the same without its background (added once)."""
        ours = {
            str(at)
            for at, fill in enumerate(node for node in self._list("fills") if isinstance(node.tag, str))
            if any(colour.get("rgb") in COULEURS for colour in fill.iter(self.names.tag("fgColor")))
        }
        formats = [node for node in self.formats if isinstance(node.tag, str)]
        return {at: self._bare(node) for at, node in enumerate(formats) if node.get("fillId") in ours}

    def _bare(self, source: etree._Element) -> int:
        """Return the number of a format without its background."""
        made = copy.deepcopy(source)
        made.set("fillId", "0")
        return self._append(self.formats, made)

    def _append(self, parent: etree._Element, node: etree._Element) -> int:
        """Add an entry to a list and return its number."""
        parent.append(node)
        count = sum(1 for child in parent if isinstance(child.tag, str))
        parent.set("count", str(count))
        return count - 1

    def _fill(self, colour: str) -> int:
        """Return the number of a plain background, added if need be."""
        if colour not in self.own:
            fill = parse(
                f'<fill xmlns="{self.names.main}"><patternFill patternType="solid"><fgColor rgb="{colour}"/>'
                '<bgColor indexed="64"/></patternFill></fill>'.encode()
            )
            self.own[colour] = self._append(self._list("fills"), fill)
        return self.own[colour]

    def _darken(self, made: etree._Element) -> None:
        """Give a dark text to a format whose light text would be lost on a light background."""
        fonts = [node for node in self._list("fonts") if isinstance(node.tag, str)]
        at = int(made.get("fontId", "0"))
        colour = fonts[at].find(self.names.tag("color")) if at < len(fonts) else None
        if colour is None or not _is_light(colour):
            return
        key = f"font {at}"
        if key not in self.own:
            font = copy.deepcopy(fonts[at])
            dark = font.find(self.names.tag("color"))
            for name in list(dark.attrib):
                del dark.attrib[name]
            dark.set("rgb", _DARK)
            self.own[key] = self._append(self._list("fonts"), font)
        made.set("fontId", str(self.own[key]))
        made.set("applyFont", "1")

    def text(self, look: str = "", rank: int | None = None) -> int:
        """Return the number of a format of texts, wrapped and never a formula: plain, or as `LOOKS` says, or of a level's colour."""
        key = f"text {look} {rank}"
        if key not in self.own:
            inside, size, colour, ground = LOOKS[look]
            font = parse(
                f'<font xmlns="{self.names.main}">{inside}<sz val="{size}"/><color rgb="{colour}"/><name val="Calibri"/>'
                '<family val="2"/></font>'.encode()
            )
            background = COULEURS[rank] if rank is not None else ground
            font_number = self._append(self._list("fonts"), font)
            made = parse(
                f'<xf xmlns="{self.names.main}" numFmtId="{_TEXT_FORMAT}" fontId="{font_number}" '
                f'fillId="{self._fill(background) if background else 0}" borderId="0" xfId="0" quotePrefix="1" '
                'applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1">'
                '<alignment vertical="top" wrapText="1"/></xf>'.encode()
            )
            self.own[key] = self._append(self.formats, made)
        return self.own[key]

    def data(self) -> bytes:
        """Return the part."""
        return serialise(self.root)


def _is_light(colour: etree._Element) -> bool:
    """Tell whether a colour of text is light."""
    rgb = colour.get("rgb", "")[-6:]
    if len(rgb) == 6:
        red, green, blue = (int(rgb[at : at + 2], 16) for at in (0, 2, 4))
        return 0.299 * red + 0.587 * green + 0.114 * blue > 140
    return colour.get("theme") in _LIGHT_THEMES or colour.get("indexed") in _LIGHT_INDEXES
