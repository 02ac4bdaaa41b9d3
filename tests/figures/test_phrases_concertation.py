"""The sentences of « Concertation » say what is published, what is past, and what sources disagree on."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.aggregates.concertation import by_section, by_sector, plan_deadlines, plan_grid
from analytics.figures import phrases_concertation as phrases
from analytics.schema.reference import mrc_names
from tests.aggregates.fabrique import table, workbook
from tests.aggregates.test_concertation import EVERYWHERE, TODAY, step

DUE = [step(mrc, "dépôt du plan", echeance=day) for mrc in mrc_names() for day in ("2026-03-31", "2026-02-28")]


def grid(*rows: dict) -> pd.DataFrame:
    """Return the grid of these rows."""
    return plan_grid(table("jalons", *rows))


@pytest.mark.parametrize(
    ("deposited", "said"),
    [
        (0, "Aucun des huit plans de territoire n'est connu comme déposé"),
        (1, "Un des huit plans de territoire est connu comme déposé (Kamouraska)"),
        (
            3,
            "Trois des huit plans de territoire sont connus comme déposés (Kamouraska, Rivière-du-Loup et Témiscouata)",
        ),
        (6, "Six des huit plans de territoire sont connus comme déposés"),
        (8, "Les huit plans de territoire sont déposés"),
    ],
)
def test_plans_title_counts_the_plans_deposited(deposited, said):
    rows = [step(mrc, "dépôt du plan", "fait") for mrc in mrc_names()[:deposited]]
    assert phrases.plans_title(grid(*rows)).replace("\u00a0", " ") == said


@pytest.mark.parametrize(("day", "verb"), [("2026-03-31", "sont attendus"), ("2026-04-01", "étaient attendus")])
def test_plans_under_says_both_dates_and_whether_they_are_past(day, verb):
    said = phrases.plans_under(grid(*DUE), pd.Timestamp(day))
    assert said == f"Ils {verb} le 28 février 2026 ou le 31 mars 2026, selon la source."


def test_plans_under_names_the_steps_in_progress():
    said = phrases.plans_under(grid(step("La Matapédia", "planification territoriale", "en cours")), TODAY)
    assert said == "Étape connue comme en cours : planification territoriale (La Matapédia)."
    assert phrases.plans_under(grid(), TODAY) == ""


def test_plans_coverage_and_summary_tell_what_is_published():
    some = grid(step("La Mitis", "mobiliser le milieu", "fait"), step("La Mitis", "mise en œuvre", "à venir"))
    assert phrases.plans_coverage(some).replace("\u00a0", " ") == "L'état de 2 des 48 étapes est publié"
    assert (
        "La Mitis : mobiliser le milieu fait, mise en œuvre à venir; La Matanie : rien de publié"
        in phrases.plans_summary(some)
    )


def test_state_in_words_keeps_two_sources_apart():
    assert phrases.state_in_words(("fait", "en cours")) == "fait ou en cours, selon la source"
    assert phrases.state_in_words(("Non publié",)) == "non publié"


def test_cell_dates_prefer_the_day_it_was_done_and_do_not_repeat_the_shared_deadline():
    day, other = pd.Timestamp("2026-02-12"), pd.Timestamp("2026-03-31")
    row = {"etape": "dépôt du plan", "realisations": (day,), "echeances": (other,)}
    assert phrases.cell_dates(row, {}) == "le 12 février 2026"
    assert phrases.cell_dates(row | {"realisations": ()}, {}) == "échéance le 31 mars 2026"
    assert phrases.cell_dates(row | {"realisations": ()}, {"dépôt du plan": (other,)}) == ""


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-11-22", "aujourd'hui"),
        ("2026-11-23", "dans 1 jour"),
        ("2026-11-12", "passée depuis 10 jours"),
        ("2026-03-31", "passée depuis 7 mois"),
        ("2028-12-31", "dans 2 ans"),
    ],
)
def test_distance_says_past_or_to_come(day, said):
    assert phrases.distance(pd.Timestamp(day), TODAY).replace("\u00a0", " ") == said


def test_deadlines_title_names_the_next_one():
    tables = workbook() | {"jalons": table("jalons", *DUE)}
    before = plan_deadlines(tables, pd.Timestamp("2026-03-01"))
    assert phrases.deadlines_title(before) == "Prochaine échéance publiée : le 31 mars 2026"
    after = plan_deadlines(tables, TODAY)
    assert phrases.deadlines_title(after) == "Aucune échéance à venir n'est publiée"
    assert phrases.deadlines_title(after.iloc[:0]) == "Aucune échéance n'est publiée"
    assert (
        phrases.deadlines_coverage(after).replace("\u00a0", " ")
        == "2 échéances publiées; les sources ne s'accordent pas pour 2 d'entre elles"
    )
    assert phrases.other_dates(after["autres"].iloc[0]) == "Une autre source dit le 31 mars 2026."


def test_sectors_title_counts_the_sectors_where_somebody_is_named():
    rows = [
        {"nom": "A", "secteur": "jeunesse", "territoire": "La Mitis", "table_regionale": True},
        {"nom": "B", "secteur": "jeunesse", "territoire": "La Mitis"},
        {"nom": "C", "secteur": "Autre", "territoire": "Régional"},
    ]
    found = by_sector(table("organismes", *rows), EVERYWHERE)
    assert (
        phrases.sectors_title(found, None).replace("\u00a0", " ")
        == "1 des 15 secteurs de la Table régionale a au moins un organisme nommé"
    )
    assert (
        phrases.sectors_coverage(found).replace("\u00a0", " ") == "3 organismes nommés; 1 siège à la Table est publié"
    )
    nobody = by_sector(table("organismes", *rows), ("La Matanie",))
    assert (
        phrases.sectors_title(nobody, "La Matanie")
        == "La Matanie : aucun des 15 secteurs de la Table régionale n'a d'organisme nommé"
    )
    assert phrases.sectors_coverage(nobody) == "Aucun organisme nommé"


def test_seat_in_words_never_reads_an_unknown_seat_as_no():
    assert [phrases.seat_in_words(seat) for seat in (True, False, pd.NA)] == [
        "siège à la Table régionale", "ne siège pas à la Table régionale", "siège non publié",
    ]  # fmt: skip


def test_documents_title_counts_those_that_can_be_read():
    rows = [{"titre": "A", "rubrique": "bulletin", "url": "https://a.test"}, {"titre": "B", "rubrique": "bulletin"}]
    assert (
        phrases.documents_title(by_section(table("documents", *rows))).replace("\u00a0", " ")
        == "2 documents, dont 1 avec une adresse publiée"
    )
    assert phrases.documents_title(by_section(table("documents"))) == "Aucun document n'est publié"
