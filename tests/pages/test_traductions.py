"""The table of translations against the Streamlit that is installed: an upgrade that moves a text fails here."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import brotli
import pytest

from pages.commun.serveur import assets, bundle

CHANGES = bundle.changes_by_script()


def scripts_named(name: str) -> list[Path]:
    """List the installed scripts of a name."""
    return [path for path in bundle.SCRIPTS.glob("*.js") if bundle.script_name(path.name) == name]


@pytest.mark.parametrize("name", CHANGES)
def test_changes_by_script_finds_every_piece_in_the_installed_scripts(name: str) -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in scripts_named(name))
    absent = [english for english, _ in CHANGES[name] if english not in source]
    assert absent == []


@pytest.mark.parametrize("name", CHANGES)
def test_translate_script_leaves_no_piece_of_english(name: str) -> None:
    translated = "".join(
        bundle.translate_script(path.name, path.read_text(encoding="utf-8")) for path in scripts_named(name)
    )
    put = "".join(french for _, french in CHANGES[name])
    left = [english for english, french in CHANGES[name] if english in translated and english not in put]
    assert left == []


def test_translate_script_leaves_an_unlisted_script_as_it_is() -> None:
    assert bundle.translate_script("Inconnu.abcd1234.js", "label:`Search`") == "label:`Search`"


def test_script_name_drops_the_hash_only() -> None:
    assert bundle.script_name("emotion-react.browser.esm.Dz233AqG.js") == "emotion-react.browser.esm"
    assert bundle.script_name("DataFrame.-f9-1zS0.js") == "DataFrame"


def test_translate_page_is_french_and_has_no_inline_script() -> None:
    page = bundle.translate_page((bundle.STATIC / "index.html").read_text(encoding="utf-8"))
    assert '<html lang="fr-CA">' in page
    assert f"<title>{bundle.TITLE}</title>" in page
    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []
    assert "enable JavaScript" not in page


def test_translate_page_refuses_a_page_it_does_not_know() -> None:
    with pytest.raises(ValueError, match="html lang"):
        bundle.translate_page("<html></html>")


def test_make_asset_marks_two_contents_apart() -> None:
    french, english = assets.make_asset("js", "a=`Fermer`"), assets.make_asset("js", "a=`Close`")
    assert french.etag != english.etag
    assert gzip.decompress(french.coded["gzip"]) == brotli.decompress(french.coded["br"]) == b"a=`Fermer`"
