"""What is committed over time adds up to the progress read the same day, and the days offered mean something."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.aggregates.envelopes import read_enveloppes
from analytics.aggregates.groups import aggregate_by
from analytics.aggregates.ledger import build_ledger
from analytics.aggregates.pace import (
    MOST_STEPS,
    accepted_day,
    committed_over_time,
    exercices_of,
    over_period,
    reading_days,
    undated,
    with_parts,
    written_day,
)
from analytics.aggregates.progress import measure_progress
from tests.aggregates.fabrique import ENVELOPE, funding, initiative, total, workbook

TODAY = pd.Timestamp("2026-11-22")


@pytest.fixture
def published():
    """Return two totals, one amount without day inside each, and one outside any total."""
    return workbook(
        initiatives=[initiative("prejuges"), initiative("transport"), initiative("seule")],
        financement=[
            funding("prejuges", 30_827, "2020-2021"),
            funding("transport", 19_606),
            funding("seule", 500, "2022-2023", date_annonce="2022-06-15"),
        ],
        totaux=[
            total(1_025_070, "2020-2021", date_annonce="2021-02-18"),
            total(1_586_962, date_annonce="2021-09-22"),
        ],
    )


def envelope(book):
    """Return the envelope 2018-2023."""
    return read_enveloppes(book["enveloppes"])[ENVELOPE]


def day(text: str) -> pd.Timestamp:
    return pd.Timestamp(text)


def test_committed_over_time_counts_a_total_once_whatever_its_rows(published):
    steps = committed_over_time(published, envelope(published))
    assert dict(zip(steps["jour"].dt.strftime("%Y-%m-%d"), steps["montant_accorde"] // 100, strict=True)) == {
        "2020-04-01": 30_827,
        "2021-02-18": 1_025_070,
        "2021-04-01": 1_025_070 + 19_606,
        "2021-09-22": 1_025_070 + 1_586_962,
        "2022-06-15": 1_025_070 + 1_586_962 + 500,
    }
    assert steps["montant_ajoute"].sum() == (1_025_070 + 1_586_962 + 500) * 100


def test_each_step_is_the_progress_read_that_day(published):
    own = envelope(published)
    steps = committed_over_time(published, own)
    assert [measure_progress(published, own, jour).montant_accorde for jour in steps["jour"]] == steps[
        "montant_accorde"
    ].tolist()


def test_a_row_known_after_its_total_adds_nothing():
    book = workbook(
        [initiative("a")],
        [funding("a", 40, date_annonce="2021-12-01")],
        [total(100, date_annonce="2021-09-22")],
    )
    steps = committed_over_time(book, envelope(book))
    assert steps["montant_accorde"].tolist() == [100_00, 100_00]


def test_another_envelope_and_other_sources_are_left_out():
    rows = [
        funding("a", 10, date_annonce="2021-09-22"),
        funding("a", 20, date_annonce="2021-09-22", source_financement="Autre", enveloppe=None),
        funding("a", 40, "2023-2024", date_annonce="2023-06-01", enveloppe="alliance-2023-2024"),
    ]
    book = workbook([initiative("a")], rows)
    assert committed_over_time(book, envelope(book))["montant_accorde"].tolist() == [10_00]


def test_without_any_amount_there_is_no_step():
    book = workbook([initiative("a")])
    assert committed_over_time(book, envelope(book)).empty


def test_many_days_are_read_at_the_end_of_each_month():
    days = pd.date_range("2021-01-01", periods=MOST_STEPS + 5, freq="3D")
    rows = [funding("a", 1, "2020-2021", date_annonce=str(jour.date())) for jour in days]
    book = workbook([initiative("a")], rows)
    steps = committed_over_time(book, envelope(book))
    assert len(steps) == days.to_period("M").nunique()
    assert steps["jour"].dt.is_month_end.all()
    assert steps["montant_accorde"].iloc[-1] == len(days) * 100


def test_with_parts_stops_at_the_day_read_and_says_both_parts(published):
    known = with_parts(committed_over_time(published, envelope(published)), envelope(published), day("2021-03-31"))
    assert known["jour"].max() == day("2021-02-18")
    assert known["part_engagee"].iloc[-1] == pytest.approx(1_025_070 / 6_014_144)
    assert known["part_du_temps"].iloc[-1] == pytest.approx(1055 / 1826)


def test_with_parts_has_no_part_of_an_envelope_without_amount(published):
    book = published | {"enveloppes": published["enveloppes"].assign(montant=pd.array([None], dtype="Int64"))}
    known = with_parts(committed_over_time(book, envelope(book)), envelope(book), TODAY)
    assert known["part_engagee"].isna().all()
    assert known["montant_accorde"].notna().all()


def test_undated_adds_up_the_amounts_without_a_day(published):
    loose = undated(build_ledger(published), ENVELOPE)
    assert (loose.nombre, loose.montant) == (2, (30_827 + 19_606) * 100)


def test_exercices_of_covers_the_period(published):
    assert exercices_of(envelope(published)) == ["2018-2019", "2019-2020", "2020-2021", "2021-2022", "2022-2023"]


def test_over_period_shows_the_exercices_without_amount_as_missing_never_zero(published):
    aggregate = aggregate_by("exercice", build_ledger(published), ENVELOPE)
    full = over_period(aggregate, exercices_of(envelope(published))).lignes.set_index("cle")
    assert full.index.tolist()[:5] == exercices_of(envelope(published))
    assert full.loc[["2018-2019", "2019-2020"], "montant_accorde"].isna().all()
    assert full["montant_accorde"].sum() == aggregate.total["montant_accorde"]


def test_reading_days_of_a_past_period_are_its_announcements_and_its_ends(published):
    days = reading_days(envelope(published), build_ledger(published), TODAY)
    assert list(days) == sorted(days, reverse=True)
    assert days[day("2022-06-15")] == "dernière annonce"
    assert days[day("2021-02-18")] == "annonce"
    assert days[day("2021-03-31")] == "fin de l'exercice 2020-2021"
    assert days[day("2023-03-31")] == "fin de la période"
    assert TODAY not in days


def test_reading_days_of_a_running_period_hold_today_and_no_day_to_come(published):
    days = reading_days(envelope(published), build_ledger(published), day("2021-10-01"))
    assert days[day("2021-10-01")] == "aujourd'hui"
    assert day("2022-03-31") not in days


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        ("2021-09-22", True),
        ("2018-04-01", True),
        ("2023-03-31", True),
        ("2018-03-31", False),
        ("2023-04-01", False),
        ("22/09/2021", False),
        ("2021-02-30", False),
        ("<script>", False),
        ("", False),
    ],
)
def test_accepted_day_takes_a_day_of_the_period_and_nothing_else(published, text, accepted):
    assert (accepted_day(text, envelope(published), TODAY) is not None) == accepted


def test_accepted_day_refuses_a_day_to_come(published):
    assert accepted_day("2022-01-01", envelope(published), day("2021-10-01")) is None


def test_written_day_says_what_happened():
    assert written_day(day("2021-04-01"), "annonce") == "1er avril 2021 (annonce)"
    assert written_day(day("2021-09-22"), "") == "22 septembre 2021"
