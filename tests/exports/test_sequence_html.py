"""The page of a sequence holds everything it needs, asks for nothing, says on each slide what it is frozen on, and is safe."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

import pytest

from analytics.exports.exemple import example_tables
from analytics.exports.sequence import (
    DEFAULT,
    Barres,
    Chiffres,
    Diapo,
    Liste,
    Materiel,
    Sequence,
    Somme,
    Tableau,
    build_sequence,
    figure,
    territory_keys,
)
from analytics.exports.sequence_html import sequence_html
from analytics.figures.chiffres import Chiffre
from tests.exports.sequence.fabrique import JOUR, published, version

WHOLE = (*DEFAULT, *territory_keys())
HOSTILE = "</script></style><img src=x onerror=alert(1)> \" ' & <!--"


@pytest.fixture(scope="module")
def sequence() -> Sequence:
    return build_sequence(published(), WHOLE)


def slides(texte: str) -> list[str]:
    """Cut the page into its slides."""
    return re.findall(r"<section .*?</section>", texte, re.S)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_sequence_html_holds_every_slide_and_stays_light(sequence, mode):
    page = sequence_html(sequence, mode)
    assert len(slides(page.texte)) == len(WHOLE) == 17
    assert len(page.texte.encode()) < 1_000_000
    assert f'data-mode="{mode}"' in page.texte


def test_sequence_html_names_no_address_but_that_of_its_code(sequence):
    text = sequence_html(sequence, "light", adresse="https://exemple.test/").texte
    addresses = set(re.findall(r"https?://[^\s\"'<>\\)]+", text)) - {"http://www.w3.org/2000/svg"}
    assert addresses == {"https://exemple.test/"}
    assert re.findall(r"\b(?:src|href)=", text) == []


def test_sequence_html_without_address_has_no_code(sequence):
    assert "<figure" not in sequence_html(sequence, "light").texte


def test_policy_lets_the_one_script_run_and_nothing_be_asked(sequence):
    page = sequence_html(sequence, "light")
    (script,) = re.findall(r"<script>(.*?)</script>", page.texte, re.S)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert page.politique.startswith(f"default-src 'none'; script-src 'sha256-{digest}'; ")
    assert "connect-src" not in page.politique and "unsafe-eval" not in page.politique


def test_each_slide_says_version_dates_and_source(sequence):
    for slide, html in zip(sequence.diapos, slides(sequence_html(sequence, "light").texte), strict=True):
        assert "Version 1, publiée le 21 novembre 2026. Lue le 22 novembre 2026." in html.replace("\xa0", " ")
        assert slide.source.replace("'", "&#x27;") in html


def test_each_slide_of_fictitious_data_says_so():
    material = Materiel(version(fictif=True), example_tables(30, 1), JOUR)
    made_up = slides(sequence_html(build_sequence(material, WHOLE), "light").texte)
    assert len(made_up) == 17 and all("aucun de ces chiffres ne décrit la réalité" in html for html in made_up)
    real = sequence_html(build_sequence(published()), "light").texte
    assert "aucun de ces chiffres ne décrit la réalité" not in real


def test_charts_are_those_of_the_sequence(sequence):
    drawn = dict(
        zip((slide.cle for slide in sequence.diapos), slides(sequence_html(sequence, "dark").texte), strict=True)
    )
    charts = {slide.cle: figure(slide, "dark") for slide in sequence.diapos}
    with_chart = [key for key, chart in charts.items() if chart is not None]
    assert [key for key, html in drawn.items() if 'class="dessin' in html] == with_chart and len(with_chart) >= 12
    said = re.findall(r"<title>([^<]*)</title>", drawn["territoires"])
    expected = [f"{somme.nom} : {somme.exact}" for somme in sequence.diapos[3].contenu.sommes]
    assert said == expected and "Kamouraska : 199\u00a0970\u00a0$" in said


def test_notes_are_data_of_the_script_and_not_of_the_slides(sequence):
    noted = replace(sequence, diapos=(replace(sequence.diapos[0], notes="Saluer la préfète."), *sequence.diapos[1:]))
    text = sequence_html(noted, "light").texte
    assert "Saluer la préfète." in text
    assert all("Saluer la préfète." not in html for html in slides(text))


def hostile() -> Sequence:
    """Return a slide of each kind in which every text tries to get out."""
    contents = (
        Barres((Somme(HOSTILE, 100), Somme("b", None))),
        Tableau((HOSTILE, "b"), ((HOSTILE, HOSTILE),), HOSTILE),
        Liste((HOSTILE,)),
        Chiffres((Chiffre(HOSTILE, HOSTILE, HOSTILE), Chiffre("rien", None))),
        None,
    )
    said = (HOSTILE,)
    made = [
        Diapo(f"d{k}", HOSTILE, HOSTILE, said, content, HOSTILE, HOSTILE, HOSTILE, HOSTILE)
        for k, content in enumerate(contents)
    ]
    return Sequence(1, JOUR, JOUR, None, False, tuple(made))


def test_sequence_html_escapes_every_text():
    text = sequence_html(hostile(), "light", adresse=f"https://x.test/?{HOSTILE}").texte
    assert "<img" not in text and text.count("</style>") == 1
    assert text.count("<script") == text.count("</script>") == 2
    assert text.count("&lt;img src=x onerror=alert(1)&gt;") > 20
    assert "non publié" in text


def test_sequence_html_refuses_a_content_it_does_not_know():
    odd = replace(hostile().diapos[0], contenu="texte")
    with pytest.raises(TypeError, match="unknown content 'texte' of the slide 'd0'"):
        sequence_html(Sequence(1, JOUR, JOUR, None, False, (odd,)), "light")


def test_a_long_list_goes_on_over_the_slides_that_follow():
    sentences = tuple(f"Phrase {k} : {'mot ' * 60}." for k in range(12))
    slide = Diapo(
        "changements", "Depuis la version 1", "Ce qui a changé", ("Avant.",), Liste(sentences), "", "", "", "Notes"
    )
    parts = slides(sequence_html(Sequence(2, JOUR, JOUR, None, False, (slide,)), "light").texte)
    assert len(parts) == 3
    assert [re.search(r'data-cle="([^"]+)"', part)[1] for part in parts] == [
        "changements",
        "changements-2",
        "changements-3",
    ]
    assert ["Depuis la version 1 (2 de 3)" in part for part in parts] == [False, True, False]
    assert ["Avant." in part for part in parts] == [True, False, False]
    assert re.findall(r"<li>Phrase (\d+) ", "".join(parts)) == [str(k) for k in range(12)]


def test_a_sentence_longer_than_a_slide_is_kept_whole():
    slide = Diapo("c", "T", "N", (), Liste(("x" * 5000, "y")), "", "", "", "")
    parts = slides(sequence_html(Sequence(2, JOUR, JOUR, None, False, (slide,)), "light").texte)
    assert len(parts) == 2 and "x" * 5000 in parts[0]
