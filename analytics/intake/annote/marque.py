"""Say what the annotation adds to a workbook: its colours, its author, its texts, which nothing runs."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

AUTEUR = "Tableau de bord de l'Alliance"
"""Author of every comment that is added."""
COULEURS = ("FFF6C3BC", "FFFBE2B0", "FFCFE6F2")
"""Colour of a cell, by rank of its level: error, to look at, advice. Dark text on each passes 7:1."""
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_HARMLESS = re.compile(r"[-+=@]|[-+][\s\u00a0]?\d[\d\s\u00a0\u202f.,]*[$%]?")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def neutralised(text: str) -> str:
    """Return a text that no spreadsheet runs: one that begins like a formula gets an apostrophe, save a signed number or a lone sign."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) and not _HARMLESS.fullmatch(text) else text


def xml_text(text: str) -> str:
    """Return a text as the XML of a workbook holds it: no sign that XML refuses, nothing that Excel decodes."""
    return escape(_ESCAPE.sub("_x005F_", _FORBIDDEN.sub("\ufffd", text)), {'"': "&quot;"})
