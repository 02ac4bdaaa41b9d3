"""Reckon how much room a text takes, so that nothing overflows: widths of a common sans serif, wider than our own face.

A machine that lacks the face of the template writes with another one: the reckoning is on the wide side.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

EMU_PER_POINT = 12_700
LINE_HEIGHT = 1.22
"""Height of a line, in sizes of the letter."""
_WIDTHS = {"iljt.,:;'|!()[]  I’-": 0.31, "fr\u00a0/": 0.33, "mwMW@%…": 0.87, "ABCDEÉÈÀGHKNOQRUVXYZ": 0.70}
_OTHERS = 0.56
_OF = {letter: width for letters, width in _WIDTHS.items() for letter in letters}
_BOLD = 1.06


@dataclass(frozen=True, slots=True)
class Cadre:
    """A place on a slide (EMU)."""

    x: int
    y: int
    largeur: int
    hauteur: int

    @property
    def bas(self) -> int:
        """Return where it ends."""
        return self.y + self.hauteur

    def top(self, height: int) -> Cadre:
        """Return its top `height`."""
        return Cadre(self.x, self.y, self.largeur, min(height, self.hauteur))

    def below(self, height: int) -> Cadre:
        """Return what is left under its top `height`."""
        return Cadre(self.x, self.y + height, self.largeur, max(0, self.hauteur - height))

    def above(self, height: int) -> Cadre:
        """Return what is left over its bottom `height`."""
        return Cadre(self.x, self.y, self.largeur, max(0, self.hauteur - height))

    def bottom(self, height: int) -> Cadre:
        """Return its bottom `height`."""
        return Cadre(self.x, self.bas - height, self.largeur, height)

    def columns(self, part: float, gap: int) -> tuple[Cadre, Cadre]:
        """Return its left `part` (0 to 1) and what is left at the right of a gap."""
        left = round(self.largeur * part)
        return (
            Cadre(self.x, self.y, left, self.hauteur),
            Cadre(self.x + left + gap, self.y, self.largeur - left - gap, self.hauteur),
        )


def width(text: str, points: float, bold: bool = False) -> int:
    """Return the width of a text on one line (EMU)."""
    letters = sum(_OF.get(letter, _OTHERS) for letter in text)
    return round(letters * points * EMU_PER_POINT * (_BOLD if bold else 1))


def lines(text: str, room: int, points: float, bold: bool = False) -> int:
    """Return on how many lines a text is written in a width (EMU); words are not cut, no-break spaces hold."""
    count, used, space = 1, 0, width(" ", points, bold)
    for word in text.split(" "):
        long = width(word, points, bold)
        if used and used + space + long > room:
            count, used = count + 1, 0
        used += (space if used else 0) + long
        if used > room:
            count += math.ceil(used / max(1, room)) - 1
            used = used % max(1, room)
    return count


def height(texts: Sequence[str], room: int, points: float, bold: bool = False, between: float = 0) -> int:
    """Return the height (EMU) of paragraphs in a width, `between` points apart."""
    written = sum(lines(text, room, points, bold) for text in texts)
    apart = between * max(0, len(texts) - 1)
    return round((written * points * LINE_HEIGHT + apart) * EMU_PER_POINT)


def fitting(
    texts: Sequence[str], cadre: Cadre, sizes: Sequence[float], bold: bool = False, between: float = 0
) -> float:
    """Return the first of `sizes` (points, largest first) at which the paragraphs fit, else the last."""
    return next((s for s in sizes if height(texts, cadre.largeur, s, bold, between) <= cadre.hauteur), sizes[-1])
