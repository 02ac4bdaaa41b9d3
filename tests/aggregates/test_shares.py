"""Each territory against its published part: disagreeing sources side by side, nothing computed on what is not published."""

from __future__ import annotations

import pytest

from analytics.aggregates.envelopes import parts_by_territoire
from analytics.aggregates.groups import aggregate_by
from analytics.aggregates.ledger import build_ledger
from analytics.aggregates.shares import against_parts, beyond_their_part
from tests.aggregates.fabrique import ENVELOPE, initiative, total, workbook


def part(territoire: str, low: float | None, high: float | None, source: str = "https://exemple.org") -> dict:
    return {
        "id_enveloppe": ENVELOPE,
        "territoire": territoire,
        "montant_minimum": low,
        "montant_maximum": high,
        "source": source,
    }


def against(amounts: dict[str, float], *parts: dict):
    """Return the territories of these amounts beside these parts."""
    book = workbook([initiative("a")], totaux=[total(d, territoire=name) for name, d in amounts.items()], parts=parts)
    aggregate = aggregate_by("territoire", build_ledger(book), ENVELOPE)
    return against_parts(aggregate, parts_by_territoire(book["parts_enveloppe"], ENVELOPE))


def test_against_parts_keeps_sources_that_disagree_side_by_side():
    rows = against({"La Mitis": 300_000}, part("La Mitis", 650_000, 650_000), part("La Mitis", 600_000, 600_000))
    mitis = rows.loc[rows["cle"] == "La Mitis"]
    assert mitis["montant_maximum"].tolist() == [600_000_00, 650_000_00]
    assert mitis["part_atteinte_maximum"].tolist() == [pytest.approx(300 / 600), pytest.approx(300 / 650)]


def test_against_parts_reads_a_range_at_both_ends():
    rows = against({"Kamouraska": 225_000}, part("Kamouraska", 450_000, 650_000)).set_index("cle")
    assert rows.loc["Kamouraska", "part_atteinte_minimum"] == pytest.approx(225 / 650)
    assert rows.loc["Kamouraska", "part_atteinte_maximum"] == pytest.approx(225 / 450)


def test_against_parts_keeps_every_territory_in_order_and_computes_nothing_without_a_part():
    rows = against({"La Matanie": 10}, part("Kamouraska", None, 100))
    assert rows["cle"].tolist()[:3] == ["Kamouraska", "Rivière-du-Loup", "Témiscouata"]
    assert rows["cle"].tolist()[-2:] == ["Régional", "Non ventilé"]
    by_name = rows.set_index("cle")
    assert by_name.loc["La Matanie", ["part_atteinte_minimum", "part_atteinte_maximum"]].isna().all()
    assert by_name.loc["Kamouraska", ["montant_accorde", "part_atteinte_minimum"]].isna().all()


def test_beyond_their_part_compares_with_the_largest_part_published():
    amounts = {"La Mitis": 620_000, "Kamouraska": 651_000}
    rows = against(
        amounts,
        part("La Mitis", 600_000, 600_000),
        part("La Mitis", 650_000, 650_000),
        part("Kamouraska", 450_000, 650_000),
    )
    assert beyond_their_part(rows) == ["Kamouraska"]
