"""The effect of a publication before it is made: what changes, where, and nothing else."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.aggregates.effect import OUTSIDE, changed, measure_effect, sentences
from tests.aggregates.fabrique import funding, initiative, workbook


def book(*amounts: float, source: str = "FQIS – Alliance") -> dict[str, pd.DataFrame]:
    """Return the tables of initiatives a, b, c… of La Mitis, each with its amount in dollars."""
    names = "abcdefgh"[: len(amounts)]
    rows = [funding(name, amount, source_financement=source) for name, amount in zip(names, amounts, strict=True)]
    return workbook([initiative(name, territoire="La Mitis") for name in names], rows)


def money(effect, nom: str):
    """Return the money of one envelope."""
    return next(one for one in effect.argent if one.nom == nom)


def plain(effect) -> list[str]:
    """Return the sentences with plain spaces."""
    return [sentence.replace("\u00a0", " ") for sentence in sentences(effect)]


def test_measure_effect_of_the_same_tables_is_empty():
    effect = measure_effect(book(10), book(10))
    assert effect.empty and sentences(effect) == ()


def test_measure_effect_says_money_of_each_territory_and_priority_before_and_after():
    effect = measure_effect(book(1_000), book(1_000, 250.25))
    (one,) = [m for m in effect.argent if m.changed]
    row = one.territoires.set_index("cle").loc["La Mitis"]
    assert (row["avant"], row["apres"]) == (100_000, 100_000 + 25_025)
    assert (row["nombre_avant"], row["nombre_apres"]) == (1, 2)
    assert one.priorites["apres"].sum() == one.territoires["apres"].sum() == one.total["apres"] == 125_025
    assert changed(one.territoires).sum() == 1
    assert len(one.territoires) >= 9


def test_sentences_names_the_tables_that_lose_rows():
    said = plain(measure_effect(book(10, 20), book(10)))
    assert any("La Mitis passe de 30 $ à 10 $" in sentence for sentence in said)
    assert "Table « Initiatives » : 2 lignes avant, 1 après." in said


def test_money_outside_the_envelopes_is_apart():
    effect = measure_effect(book(10, source="Autre"), book(15, source="Autre"))
    assert [m.nom for m in effect.argent if m.changed] == [OUTSIDE]
    assert money(effect, OUTSIDE).total["apres"] == 1_500
    assert "Hors enveloppe : de 10 $ à 15 $." in plain(effect)


@pytest.mark.parametrize("side", [0, 1])
def test_measure_effect_keeps_what_is_not_published_missing(side: int):
    known, unknown = book(10), book(10) | {"financement": book(10)["financement"].iloc[:0]}
    pair = (known, unknown) if side else (unknown, known)
    one = next(m for m in measure_effect(*pair).argent if m.changed)
    assert pd.isna(one.territoires.set_index("cle").loc["La Mitis", ("avant", "apres")[side]])
