"""Folding many texts gives what folding each gives; an excerpt shows where the words stand, and nothing that is not there."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from analytics.aggregates.search_text import excerpt, fold_all, holds
from analytics.schema.spelling import fold

any_text = st.text(max_size=40) | st.text("aéœ·'-ß½ \n\t\u0301", max_size=20)


@given(st.lists(any_text, max_size=6))
@example(["", "\n", "e\u0301\ne", "L'Œuvre n° ½", "ΑΣ\u0301ς", "\ufb01n\u2028x\x85y"])
def test_fold_all_answers_as_fold_on_each_text(texts):
    assert fold_all(texts) == [fold(text) for text in texts]


@given(any_text, st.lists(st.sampled_from(["a", "e", "oe", "mot"]), min_size=1, max_size=2))
def test_excerpt_shows_words_of_the_text_and_marks_those_that_are_asked(text, asked):
    pieces = excerpt(text, asked)
    assert bool(pieces) == any(holds(part, word) for part in text.split() for word in asked)
    assert "".join(piece for piece, _ in pieces).removeprefix("… ").removesuffix(" …") in text
    assert all(found == any(holds(piece, word) for word in asked) for piece, found in pieces)


def test_excerpt_cuts_a_long_text_between_words_around_the_first_word_found():
    text = "début " * 60 + "Épicerie ambulante " + "fin " * 90
    pieces = excerpt(text, ["epicer"])
    assert [piece for piece, found in pieces if found] == ["Épicerie"]
    shown = "".join(piece for piece, _ in pieces)
    assert shown.startswith("… ") and shown.endswith(" …")
    assert len(shown) < 90 + 180 + 30
    assert set(shown.split()) == {"…", "début", "Épicerie", "ambulante", "fin"}
