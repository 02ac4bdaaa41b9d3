"""The font of symbols holds every symbol that a screen may ask for, and no other."""

from fontTools.ttLib import TTFont

from outils.symboles import LIST, TARGET, ligatures, named_symbols, streamlit_static

UNKNOWN = {"star_filled", "icon_name"}
"""Named by Streamlit, or by its explanations, and in none of its fonts."""


def test_every_symbol_named_by_streamlit_or_by_a_page_is_kept():
    assert set(LIST.read_text(encoding="utf-8").split()) == named_symbols() - UNKNOWN, "python -m outils.symboles"


def test_font_draws_each_symbol_of_its_list_as_the_whole_font_does():
    kept, [whole] = TTFont(TARGET), (streamlit_static() / "media").glob("MaterialSymbols-Rounded.*.woff2")
    names = LIST.read_text(encoding="utf-8").split()
    assert _shapes(kept, names) == _shapes(TTFont(whole), names)
    assert len(list(ligatures(kept))) < len(names) * 2


def _shapes(font: TTFont, names: list[str]) -> dict[str, object]:
    """Return name → outline of its symbol."""
    letters, known, outlines = font.getBestCmap(), dict(ligatures(font)), font["glyf"]
    glyphs = {name: known[tuple(letters[ord(letter)] for letter in name)] for name in names}
    return {name: list(outlines[glyph].getCoordinates(outlines)[0]) for name, glyph in glyphs.items()}
