"""The pieces of HTML: a text is shown as typed, and no line begins with what ends the one before."""

from __future__ import annotations

import pytest

from pages.commun import html


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("La Mitis : 12 500 $ (« peu »)!", "La Mitis\u00a0: 12\u00a0500\u00a0$ («\u00a0peu\u00a0»)!"),
        ("43 % en 2021 et 36 000 autres", "43\u00a0% en 2021 et 36\u00a0000 autres"),
        ("<b>gras</b> & autres", "&lt;b&gt;gras&lt;/b&gt; &amp; autres"),
    ],
)
def test_phrase_escapes_and_ties_numbers_guillemets_and_signs(typed, written):
    assert html.phrase(typed) == html.texte(typed) == written


def test_texte_says_what_is_missing():
    assert html.texte(None) == html.texte("Non publié") == '<span class="a-non-publie">non publié</span>'
