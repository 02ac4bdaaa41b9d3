"""What a written file leans on is read from the published facts, and refused when it is not there."""

import pytest

from analytics.exports import publies
from analytics.schema.reference import territoires


@pytest.mark.parametrize(
    ("text", "expected"), [("1025070.00", 102_507_000), ("0.05", 5), ("", None), ("19606", 1_960_600)]
)
def test_cents_reads_a_published_amount(text, expected):
    assert publies.cents(text) == expected


def test_published_shares_follow_the_order_of_the_territories():
    assert list(publies.published_shares()) == [territoire.nom for territoire in territoires()]


def test_published_shares_refuses_a_missing_line(monkeypatch):
    rows = tuple(row for row in publies.published_rows("totaux_publies") if row["territoire"] != "La Mitis")
    monkeypatch.setattr(publies, "published_rows", lambda table: rows)
    publies.published_shares.cache_clear()
    with pytest.raises(ValueError, match="La Mitis"):
        publies.published_shares()
    publies.published_shares.cache_clear()


def test_published_envelope_ids_come_once_the_most_recent_first():
    ids = publies.published_envelope_ids()
    assert ids[:3] == ("alliance-2024-2029", "alliance-2023-2024", "alliance-2018-2023")
    assert len(ids) == len(set(ids))
