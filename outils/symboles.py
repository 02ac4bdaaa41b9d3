"""Keep of Streamlit's font of symbols only those that its scripts and the pages name: some kilobytes instead of hundreds.

    python -m outils.symboles       writes static/polices/symboles.woff2 and the list of its symbols, symboles.txt

To be run again when Streamlit changes, or when a page names a new symbol; a test says so.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[1]
FONTS = ROOT / "static" / "polices"
TARGET, LIST = FONTS / "symboles.woff2", FONTS / "symboles.txt"
_NAMED = re.compile(r":?material/([a-z0-9_]+)")
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789_"
_LIGATURES = 4


def streamlit_folder() -> Path:
    """Return the folder of Streamlit, without importing it."""
    return Path(find_spec("streamlit").origin).parent


def streamlit_static() -> Path:
    """Return the folder of Streamlit's scripts and fonts."""
    return streamlit_folder() / "static" / "static"


def named_symbols() -> set[str]:
    """Return the symbols that Streamlit's scripts, its widgets (a field of search has one of its own) and the project's pages name."""
    widgets = (streamlit_folder() / "elements" / "widgets").glob("*.py")
    scripts = [*(streamlit_static() / "js").glob("*.js"), *widgets, *(ROOT / "pages").rglob("*.py"), ROOT / "app.py"]
    return {name for path in scripts for name in _NAMED.findall(path.read_text(encoding="utf-8"))}


def ligatures(font: TTFont) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the glyphs of each name and the glyph that it stands for."""
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in (getattr(entry, "ExtSubTable", entry) for entry in lookup.SubTable):
            if table.LookupType == _LIGATURES:
                for first, found in table.ligatures.items():
                    yield from (((first, *ligature.Component), ligature.LigGlyph) for ligature in found)


def keep(font: TTFont, names: set[str]) -> list[str]:
    """Take out of a font all but the symbols named; return those that it knows."""
    letters = font.getBestCmap()
    known = dict(ligatures(font))
    glyphs = {name: known.get(tuple(letters[ord(letter)] for letter in name)) for name in names}
    options = subset.Options(layout_closure=False, layout_features=["*"], glyph_names=False, notdef_outline=True)
    cutter = subset.Subsetter(options)
    cutter.populate(
        glyphs=[letters[ord(letter)] for letter in _LETTERS if ord(letter) in letters]
        + [g for g in glyphs.values() if g]
    )
    cutter.subset(font)
    return sorted(name for name, glyph in glyphs.items() if glyph)


def main() -> int:
    """Write the font and its list."""
    [source] = (streamlit_static() / "media").glob("MaterialSymbols-Rounded.*.woff2")
    font = TTFont(source, recalcTimestamp=False)
    kept = keep(font, named_symbols())
    font.flavor = "woff2"
    font.save(TARGET)
    LIST.write_text("\n".join(kept) + "\n", encoding="utf-8")
    print(f"{len(kept)} symboles, {TARGET.stat().st_size} octets au lieu de {source.stat().st_size}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
