"""The grid of the plans, the deadlines, the sectors and the documents: everything of the model stands, sources stay side by side."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.aggregates import concertation
from analytics.schema import NON_PUBLIE, lists
from analytics.schema.reference import mrc_names, secteur_choices, territoires
from tests.aggregates.fabrique import initiative, table, workbook

TODAY = pd.Timestamp("2026-11-22")
EVERYWHERE = tuple(t.nom for t in territoires())


def step(territoire: str, etape: str, statut: str = NON_PUBLIE, **more) -> dict:
    """Return one row of the steps."""
    return {"territoire": territoire, "etape": etape, "statut": statut, **more}


def cell(grid: pd.DataFrame, territoire: str, etape: str) -> pd.Series:
    """Return one cell of the grid."""
    return grid.set_index(["territoire", "etape"]).loc[(territoire, etape)]


def test_plan_grid_has_the_eight_plans_and_six_steps_even_when_nothing_is_published():
    grid = concertation.plan_grid(table("jalons"))
    assert list(dict.fromkeys(grid["territoire"])) == list(mrc_names())
    assert grid["etape"].tolist() == list(concertation.steps()) * 8
    assert set(grid["statuts"]) == {(NON_PUBLIE,)}
    assert concertation.told_cells(grid) == 0


def test_plan_grid_keeps_the_states_and_the_dates_of_disagreeing_sources():
    grid = concertation.plan_grid(
        table(
            "jalons",
            step("La Mitis", "dépôt du plan", "en cours", echeance="2026-03-31", source="https://a.test"),
            step(
                "La Mitis",
                "dépôt du plan",
                "fait",
                echeance="2026-02-28",
                date_realisation="2026-02-20",
                source="https://b.test",
            ),
            step("La Mitis", "dépôt du plan", NON_PUBLIE, echeance="2026-02-28", source="https://c.test"),
        )
    )
    found = cell(grid, "La Mitis", "dépôt du plan")
    assert found["statuts"] == ("fait", "en cours")
    assert found["echeances"] == (pd.Timestamp("2026-02-28"), pd.Timestamp("2026-03-31"))
    assert found["realisations"] == (pd.Timestamp("2026-02-20"),)
    assert concertation.told_cells(grid) == 1
    assert concertation.plans_at(grid, "dépôt du plan", "fait") == ("La Mitis",)
    assert concertation.plans_at(grid, "dépôt du plan", "en cours") == ("La Mitis",)


def test_shared_deadlines_are_those_of_the_eight_plans_alike():
    rows = [step(mrc, "dépôt du plan", echeance=day) for mrc in mrc_names() for day in ("2026-03-31", "2026-02-28")]
    rows += [step(mrc, "mise en œuvre", echeance="2028-12-31") for mrc in mrc_names()[1:]]
    shared = concertation.shared_deadlines(concertation.plan_grid(table("jalons", *rows)))
    assert shared == {"dépôt du plan": (pd.Timestamp("2026-02-28"), pd.Timestamp("2026-03-31"))}


def test_step_notes_gather_the_territories_that_a_source_speaks_of():
    rows = [step(mrc, "dépôt du plan", echeance="2026-03-31", commentaire="Report possible.") for mrc in mrc_names()]
    rows += [
        step("La Mitis", "mobiliser le milieu", "fait", commentaire="Deux rencontres."),
        step("La Mitis", "mise en œuvre"),
    ]
    notes = concertation.step_notes(table("jalons", *rows))
    assert notes[["etape", "qui"]].values.tolist() == [
        ["mobiliser le milieu", "La Mitis"],
        ["dépôt du plan", "les huit MRC"],
    ]


def test_plan_deadlines_say_the_other_dates_of_the_same_step_and_leave_the_initiatives_out():
    tables = workbook([initiative("a", date_fin="2027-01-01")]) | {
        "jalons": table(
            "jalons",
            *[step(mrc, "dépôt du plan", echeance=day) for mrc in mrc_names() for day in ("2026-03-31", "2026-02-28")],
            step("La Mitis", "mise en œuvre", echeance="2028-12-31"),
            step("La Mitis", "participation citoyenne", "fait", echeance="2025-01-01"),
        )
    }
    due = concertation.plan_deadlines(tables, TODAY)
    assert due["date"].dt.strftime("%Y-%m-%d").tolist() == ["2026-02-28", "2026-03-31", "2028-12-31"]
    assert due["passee"].tolist() == [True, True, False]
    assert due["autres"].tolist() == [(pd.Timestamp("2026-03-31"),), (pd.Timestamp("2026-02-28"),), ()]


organisations = st.lists(
    st.fixed_dictionaries({
        "nom": st.sampled_from(["Moisson", "MOISSON", "Tandem", "L'Éveil"]),
        "secteur": st.sampled_from([choice.value for choice in secteur_choices()]),
        "territoire": st.sampled_from(EVERYWHERE),
        "table_regionale": st.sampled_from([True, False, None]),
    }),
    max_size=8,
)  # fmt: skip


@given(organisations, st.sampled_from([EVERYWHERE, ("La Mitis",)]))
def test_by_sector_shows_the_fifteen_sectors_and_each_organisation_once(rows, where):
    found = concertation.by_sector(table("organismes", *rows), where)
    assert [name for name in found if name != concertation.AUTRE] == [c.value for c in secteur_choices()][:15]
    names = [name.casefold() for frame in found.values() for name in frame["nom"]]
    assert sorted(names) == sorted({row["nom"].casefold() for row in rows if row["territoire"] in where})
    assert (concertation.AUTRE in found) == any(
        len(frame) for name, frame in found.items() if name == concertation.AUTRE
    )


@pytest.mark.parametrize("url", ["https://a.test", None])
def test_by_section_keeps_the_order_received_and_every_section(url):
    rows = [{"titre": f"T{rank}", "rubrique": "bulletin", "url": url} for rank in (2, 1)]
    found = concertation.by_section(table("documents", *rows))
    assert list(found) == [choice.value for choice in lists.rubrique()]
    assert found["bulletin"]["titre"].tolist() == ["T2", "T1"]
    assert all(frame.empty for name, frame in found.items() if name != "bulletin")
