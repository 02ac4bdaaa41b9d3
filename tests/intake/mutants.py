"""Spreadsheets drawn at random, then damaged at random: what `verifier` must answer without ever failing."""

from __future__ import annotations

import io
import random
import zipfile

from hypothesis import strategies as st

from analytics.schema import TABLES
from tests.intake.binaires import bare_xlsx, ods_bytes, xls_bytes, xml_row

TEXTS = [
    "", " ", "La Mitis", "Frigos d’été", "1 000,00 $", "1,500", "2,5E7", "1e999", "-5", "(1,00)", "n. d.", "x", "..",
    "2021-04-01", "31/02/2021", "05/12/2016", "mars 2022", "44286", "2994626", "2021-2022", "oui", "peut-être",
    "=1+1", "+33", "@x", "#N/A", "#REF!", "Total", "Total général", "Sous-total La Mitis", "Note : voir", "* note",
    "Ã©tÃ©", "√©t√©", "é", "œ", "\u202f1", "\u00a0", "\ufeff", "a;b", "a,b", 'a"b', '"', "a\nb", "a\r\nb", "\t", "|",
    "<b>x</b>", "[x](y)", "$\\frac", "&amp;", "]]>", "https://x.org", "javascript:1", "9" * 40, "z" * 300, "\U0001f600",
    "vrai", "12:30", "0", "1E400", "nan", "inf", "null", "-", "Volet 1", "MRC de La Mitis",
]  # fmt: skip
NUMBERS = [0, 1, -1, 0.1, 12.345, 1e15, 1e300, -1e-300, 44286, 2_994_626, 0.005, 123456789.12]
SIGNS = [
    b'"',
    b";",
    b",",
    b"\t",
    b"\n",
    b"\r",
    b"\r\n",
    b"\x00",
    b"\xff",
    b"\xc3",
    b"\xe9",
    b"\x8e",
    b"\xef\xbb\xbf",
    b" ",
]
ENCODINGS = ["utf-8", "utf-8-sig", "cp1252", "mac_roman", "cp850", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]


@st.composite
def rows(draw: st.DrawFn, numbers: bool) -> list[list[object]]:
    """Draw rows of cells under the headers of a table, or under none."""
    columns = [column.title for column in TABLES[draw(st.sampled_from(list(TABLES)))]]
    cell = st.sampled_from([*TEXTS, None, *(NUMBERS if numbers else [])]) | st.text(max_size=8)
    header = draw(st.lists(st.sampled_from(columns) | st.sampled_from(TEXTS), min_size=1, max_size=12))
    body = draw(st.lists(st.lists(cell, max_size=13), max_size=8))
    before = draw(st.lists(st.lists(st.sampled_from(TEXTS), max_size=3), max_size=2))
    return [*before, header, *body]


def damaged(data: bytes, chance: random.Random, cuts: int) -> bytes:
    """Change, add, drop or move a few bytes."""
    for _ in range(cuts):
        at, length = chance.randrange(len(data) + 1), chance.randrange(1, 9)
        way = chance.randrange(5)
        piece = chance.choice(SIGNS) * length if way < 2 else b"" if way == 2 else data[at // 2 : at // 2 + length]
        data = data[:at] + piece + data[at + (length if way != 1 else 0) :] if way < 4 else data[: max(1, at)]
    return data


@st.composite
def csv_mutants(draw: st.DrawFn) -> bytes:
    """Draw a CSV, in some encoding, with some separator, its quotes in order or not, then damage it."""
    separator, newline = draw(st.sampled_from(";,\t|")), draw(st.sampled_from(["\n", "\r\n", "\r"]))
    quoted = draw(st.booleans())
    lines = []
    for row in draw(rows(numbers=False)):
        cells = ["" if cell is None else str(cell) for cell in row]
        lines.append(separator.join(f'"{cell}"' if quoted and "\n" in cell else cell for cell in cells))
    said = draw(st.sampled_from(["", "sep=;\n", f"sep={separator}\n"]))
    data = (said + newline.join(lines)).encode(draw(st.sampled_from(ENCODINGS)), errors="replace")
    chance = random.Random(draw(st.integers(0, 2**32)))
    return damaged(data, chance, draw(st.integers(0, 6)))


@st.composite
def workbook_mutants(draw: st.DrawFn) -> bytes:
    """Draw a workbook of some kind, then damage its bytes, or the XML inside."""
    cells = draw(rows(numbers=True))
    chance = random.Random(draw(st.integers(0, 2**32)))
    kind = draw(st.sampled_from(["xlsx", "ods", "xls"]))
    if kind == "xls":
        narrow = [[str(cell)[:200] if isinstance(cell, str) else cell for cell in row] for row in cells]
        return damaged(xls_bytes({"Projets": narrow}), chance, draw(st.integers(0, 4)))
    data = ods_bytes({"Projets": _bare(cells)}) if kind == "ods" else _xlsx(cells)
    if draw(st.booleans()):
        return damaged(data, chance, draw(st.integers(0, 3)))
    return _with_damaged_part(data, chance, draw(st.integers(1, 6)))


def _bare(cells: list[list[object]]) -> list[list[object]]:
    """Return cells without what XML cannot hold."""
    return [["".join(s for s in c if s >= " ") if isinstance(c, str) else c for c in row] for row in cells]


def _xlsx(cells: list[list[object]]) -> bytes:
    """Write cells as the XML of a workbook."""
    return bare_xlsx("".join(xml_row(number, row) for number, row in enumerate(_bare(cells), start=1)))


def _with_damaged_part(data: bytes, chance: random.Random, cuts: int) -> bytes:
    """Damage one part of a workbook, and put it back in a sound archive."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as copy:
        chosen = chance.choice(source.namelist())
        for name in source.namelist():
            part = source.read(name)
            copy.writestr(name, damaged(part, chance, cuts) if name == chosen else part)
    return target.getvalue()


MUTANTS = csv_mutants() | workbook_mutants()
