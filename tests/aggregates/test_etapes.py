"""The six steps of a plan: those nobody tells about are there, and sources that differ stay side by side."""

from __future__ import annotations

from analytics.aggregates.etapes import plan_steps
from analytics.schema.lists import etape
from tests.aggregates.fabrique import table

SIX = [choice.value for choice in etape()]


def test_plan_steps_without_any_row_names_the_six_steps_not_published():
    steps = plan_steps(table("jalons"), "La Mitis")
    assert steps["etape"].tolist() == SIX
    assert set(steps["statut"]) == {"Non publié"}


def test_plan_steps_keeps_two_deadlines_side_by_side_the_latest_first():
    rows = [
        {"territoire": "La Mitis", "etape": "dépôt du plan", "statut": "Non publié", "echeance": day}
        for day in ("2026-02-28", "2026-03-31")
    ]
    steps = plan_steps(table("jalons", *rows), "La Mitis")
    assert len(steps) == len(SIX) + 1
    deposit = steps.loc[steps["etape"] == "dépôt du plan", "echeance"]
    assert deposit.dt.strftime("%Y-%m-%d").tolist() == ["2026-03-31", "2026-02-28"]


def test_plan_steps_ignores_the_steps_of_another_territory():
    rows = [{"territoire": "La Matapédia", "etape": SIX[0], "statut": "fait", "date_realisation": "2025-01-15"}]
    assert plan_steps(table("jalons", *rows), "La Matapédia").iloc[0]["statut"] == "fait"
    assert plan_steps(table("jalons", *rows), "La Mitis").iloc[0]["statut"] == "Non publié"
