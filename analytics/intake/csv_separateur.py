"""Find the sign that separates the cells of a CSV, and the number of cells of its rows.

Rule: a first line « sep=; » says it; else the sign that cuts most rows into the same number of cells, the more cells
the better; between equals the semicolon, the tab, the bar, the comma.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice

from analytics.intake.csv_decoupe import cut

SEPARATORS = ";\t|,"
_HEAD_BYTES = 256 * 1024
_HEAD_ROWS = 200
_NEARLY = 0.9
_SAID = re.compile(rb'\A"?sep=([^\r\n"])"?[ \t;,]*(?:\r\n|\n|\r|\Z)', re.IGNORECASE)
NAMES = {";": "le point-virgule", "\t": "la tabulation", "|": "la barre verticale", ",": "la virgule"}


@dataclass(frozen=True, slots=True)
class Separator:
    """The sign, the usual width of a row, the bytes of the line that says the sign, and a sign nearly as good."""

    sign: str
    width: int
    line: int = 0
    rival: str | None = None


def find_separator(data: bytes) -> Separator:
    """Return the separator of UTF-8 bytes and what it gives."""
    if (said := _SAID.match(data)) and said[1].isascii() and not said[1].isalnum():
        sign = said[1].decode()
        return Separator(sign, _measure(_head(data[said.end() :]), sign)[1], said.end())
    head = _head(data)
    found = {sign: _measure(head, sign) for sign in SEPARATORS}
    best = max(SEPARATORS, key=lambda sign: found[sign][0])
    if found[best][0] == 0:
        return Separator(",", 1)
    rivals = [sign for sign in SEPARATORS if sign != best and found[sign][0] >= _NEARLY * found[best][0]]
    return Separator(best, found[best][1], 0, rivals[0] if rivals else None)


def _head(data: bytes) -> str:
    """Return the first lines of a file as text, whole."""
    text = data[:_HEAD_BYTES].decode("utf-8", errors="ignore").replace("\r\n", "\n").replace("\r", "\n")
    return text if len(data) <= _HEAD_BYTES or "\n" not in text else text[: text.rfind("\n")]


def _measure(head: str, sign: str) -> tuple[float, int]:
    """Return how well a sign cuts the first rows (0: not at all), and the width that most of them have."""
    rows = [row.cells for row in islice(cut(head, sign), _HEAD_ROWS)]
    widths = Counter(len(cells) for cells in rows if any(cells))
    several = {width: count for width, count in widths.items() if width > 1}
    if not several:
        return 0.0, 1
    width, count = max(several.items(), key=lambda item: (item[1] * math.log2(item[0]), item[0]))
    return (count / widths.total()) ** 2 * math.log2(width), width
