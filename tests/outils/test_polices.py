"""The fonts of the PDF sheets are those of their author, only unpacked."""

import struct
import zlib

import pytest

from analytics.exports.fiches.polices import FOLDER, glyphs, writable
from outils.polices import main, plain_font, read_woff


def woff(tables: dict[bytes, bytes]) -> bytes:
    """Pack tables as a WOFF file does: each compressed when it gets smaller."""
    start = 44 + 20 * len(tables)
    directory, body = b"", b""
    for tag, content in tables.items():
        packed = min(zlib.compress(content), content, key=len)
        directory += struct.pack(">4sIIII", tag, start + len(body), len(packed), len(content), 7)
        body += packed + bytes(-len(packed) % 4)
    head = struct.pack(
        ">4sIIHHIHHIIIII", b"wOFF", 0x00010000, start + len(body), len(tables), 0, 0, 1, 0, 0, 0, 0, 0, 0
    )
    return head + directory + body


TABLES = {b"cmap": b"abc" * 50, b"glyf": b"xyz"}


def test_plain_font_holds_the_same_tables_at_the_places_it_says():
    font = plain_font(woff(TABLES))
    flavour, count = struct.unpack_from(">IH", font)
    records = [struct.unpack_from(">4sIII", font, 12 + 16 * rank) for rank in range(count)]
    assert flavour == 0x00010000
    assert {tag: font[start : start + size] for tag, _, start, size in records} == TABLES
    assert all(start % 4 == 0 for _, _, start, _ in records)


def test_read_woff_refuses_what_is_not_a_woff_or_is_damaged():
    with pytest.raises(ValueError, match="not a WOFF"):
        read_woff(b"wOF2" + bytes(60))
    broken = woff({b"glyf": b"xyz"}).replace(struct.pack(">II", 3, 3), struct.pack(">II", 3, 2))
    with pytest.raises(ValueError, match="3 bytes instead of 2"):
        read_woff(broken)


def test_main_writes_one_font_a_file(tmp_path, capsys):
    (tmp_path / "a.woff").write_bytes(woff(TABLES))
    assert main([str(tmp_path), str(tmp_path / "a.woff")]) == 0 and (tmp_path / "a.ttf").exists()
    assert main([]) == 2 and "emploi" in capsys.readouterr().err


@pytest.mark.parametrize("weight", [400, 600, 700])
def test_each_weight_writes_french(weight):
    known = glyphs(FOLDER / f"source-sans-3-{weight}.ttf")
    assert {ord(sign) for sign in "ÀÂÇÉÈÊËÎÏÔŒÙÛÜàâçéèêëîïôœùûüÿ«»“”’'–—…·•½°²%$ \u00a0©"} <= known


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a\u202f$", "a\u00a0$"), ("l’été", "l'été"), ("e\u0301", "é"), ("\x07a\nb", "a b"), ("ﬁn ① 中", "fin 1 ·")],
)
def test_writable_gives_only_signs_that_have_a_glyph(text, expected):
    assert writable(text) == expected
