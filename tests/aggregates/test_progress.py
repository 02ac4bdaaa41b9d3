"""Progress against the envelope and against time (modele.md §4.5)."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.aggregates.envelopes import default_enveloppe, parts_by_territoire, read_enveloppes
from analytics.aggregates.ledger import build_ledger
from analytics.aggregates.progress import measure_progress, part_du_temps, reference_day
from tests.aggregates.fabrique import ENVELOPE, funding, initiative, total, workbook

SEPTEMBER_2021 = pd.Timestamp("2021-09-22")


@pytest.fixture
def published():
    """Return the two published totals of the cycle 2018-2023."""
    return workbook(
        totaux=[total(1_025_070, "2020-2021", date_annonce="2021-02-18"), total(1_586_962, date_annonce="2021-09-22")]
    )


def measure(book, au=SEPTEMBER_2021):
    """Measure the envelope 2018-2023."""
    return measure_progress(book, read_enveloppes(book["enveloppes"])[ENVELOPE], au)


def test_measure_progress_gives_the_published_part(published):
    progress = measure(published)
    assert progress.montant_accorde == (1_025_070 + 1_586_962) * 100
    assert round(progress.part_accordee, 4) == 0.4343
    assert progress.restant == (6_014_144 - 2_612_032) * 100


def test_measure_progress_ignores_what_was_announced_later(published):
    assert measure(published, pd.Timestamp("2021-09-21")).montant_accorde == 1_025_070 * 100


def test_part_du_temps_goes_from_the_first_day_to_the_last(published):
    enveloppe = read_enveloppes(published["enveloppes"])[ENVELOPE]
    days = [
        enveloppe.date_debut - pd.Timedelta(days=1),
        enveloppe.date_debut,
        enveloppe.date_fin,
        pd.Timestamp("2030-01-01"),
    ]
    assert [part_du_temps(enveloppe, day) for day in days] == [0, 1 / 1826, 1, 1]


def test_what_is_left_is_spread_on_the_months_left(published):
    progress = measure(published)
    assert progress.mois_restants == pytest.approx(18.2, abs=0.1)
    assert progress.a_engager_par_mois == round(progress.restant / progress.mois_restants)
    assert progress.projection_fin == round(progress.montant_accorde / progress.part_du_temps)


def test_an_envelope_without_amount_has_no_part_and_nothing_left(published):
    book = published | {"enveloppes": published["enveloppes"].assign(montant=pd.array([None], dtype="Int64"))}
    progress = measure(book)
    assert (progress.montant_enveloppe, progress.part_accordee, progress.restant, progress.a_engager_par_mois) == (
        None,
    ) * 4
    assert progress.montant_accorde == 2_612_032 * 100


def test_sources_that_disagree_are_kept_side_by_side_and_give_no_amount():
    rows = [
        {
            "id_enveloppe": "e",
            "nom": "E",
            "cycle": "2010-2015",
            "montant": m,
            "precision": "arrondi",
            "date_debut": "2010-04-01",
            "date_fin": "2015-03-31",
        }
        for m in (4_500_000, 4_400_000)
    ]
    enveloppe = read_enveloppes(workbook(enveloppes=rows)["enveloppes"])["e"]
    assert enveloppe.montant is None
    assert [p.montant for p in enveloppe.published] == [4_500_000 * 100, 4_400_000 * 100]


def test_reference_day_of_a_past_period_is_the_last_announcement(published):
    enveloppe, ledger = read_enveloppes(published["enveloppes"])[ENVELOPE], build_ledger(published)
    assert reference_day(enveloppe, ledger, pd.Timestamp("2026-11-22")) == SEPTEMBER_2021
    assert reference_day(enveloppe, ledger, pd.Timestamp("2022-01-15")) == pd.Timestamp("2022-01-15")


def test_default_enveloppe_is_the_one_of_the_latest_amount(published):
    assert default_enveloppe(build_ledger(published), read_enveloppes(published["enveloppes"])) == ENVELOPE


def test_default_enveloppe_without_any_amount_is_the_last_one():
    book = workbook([initiative("a")])
    assert default_enveloppe(build_ledger(book), read_enveloppes(book["enveloppes"])) == ENVELOPE


def test_parts_by_territoire_keeps_sources_side_by_side_in_order():
    parts = [{"id_enveloppe": ENVELOPE, "territoire": t, "montant_minimum": low, "montant_maximum": high, "source": "https://exemple.org"}
             for t, low, high in (("La Mitis", 650_000, 650_000), ("La Mitis", 600_000, 600_000), ("Kamouraska", 450_000, 650_000))]  # fmt: skip
    rows = parts_by_territoire(workbook(parts=parts)["parts_enveloppe"], ENVELOPE)
    assert rows[["territoire", "montant_minimum"]].to_numpy().tolist() == [
        ["Kamouraska", 45_000_000],
        ["La Mitis", 60_000_000],
        ["La Mitis", 65_000_000],
    ]


def test_paid_and_spent_are_read_against_the_envelope():
    book = workbook([initiative("a")], [funding("a", 100, montant_verse=60, montant_depense=25.5)])
    progress = measure(book)
    assert (progress.montant_verse, progress.montant_depense) == (6_000, 2_550)
