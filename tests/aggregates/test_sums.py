"""Whatever the workbook, the sums agree whatever the cut (modele.md §4.1)."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analytics.aggregates.crosstab import cross
from analytics.aggregates.groups import CUTS, aggregate_by
from analytics.aggregates.ledger import build_ledger
from analytics.aggregates.reconcile import reconcile
from analytics.schema.lists import PLAFOND
from analytics.schema.reference import priorites_of, territoires
from tests.aggregates.fabrique import ALLIANCE, ENVELOPE, funding, initiative, total, workbook

TERRITOIRES = [t.nom for t in territoires()]
PRIORITES = list(priorites_of("2018-2023"))
EXERCICES = ["2019-2020", "2020-2021", "2021-2022"]
CENTS = st.integers(0, 10_000_000)
PRECISIONS = st.sampled_from([None, "exact", "plancher", "arrondi"])
KEYS = [f"i{k}" for k in range(6)]


def dollars(cents):
    """Return an amount in dollars, cents kept."""
    return cents / 100


initiatives = st.lists(
    st.builds(initiative, st.sampled_from(KEYS), st.sampled_from(TERRITOIRES), st.sampled_from(PRIORITES)),
    max_size=6,
    unique_by=lambda row: row["id_initiative"],
)
rows = st.lists(
    st.builds(
        lambda key, cents, exercice, territoire, priorite, precision, outside: funding(
            key,
            None if cents is None else dollars(cents),
            exercice,
            territoire=territoire,
            priorite=priorite,
            precision=precision,
            montant_verse=1.5 if cents is None else None,
            **({"source_financement": "Autre", "enveloppe": None} if outside else {}),
        ),  # fmt: skip
        st.sampled_from(KEYS),
        st.none() | CENTS,
        st.sampled_from(EXERCICES),
        st.none() | st.sampled_from(TERRITOIRES),
        st.none() | st.sampled_from(PRIORITES),
        PRECISIONS,
        st.booleans(),
    ),
    max_size=12,
)
totals = st.lists(
    st.builds(
        lambda cents, exercice, territoire, priorite, precision: total(
            dollars(cents), exercice, territoire=territoire, priorite=priorite, precision=precision
        ),
        CENTS,
        st.sampled_from(EXERCICES),
        st.none() | st.sampled_from(TERRITOIRES[:3]),
        st.none() | st.sampled_from(PRIORITES[:2]),
        PRECISIONS,
    ),
    max_size=6,
)
workbooks = st.builds(workbook, initiatives, rows, totals)


def known_sum(series: pd.Series) -> int:
    """Return the sum of what is published (cents)."""
    return int(series.sum())


@given(workbooks)
def test_every_cut_adds_up_to_the_same_total(book):
    ledger = build_ledger(book)
    assert [cut.ecart for cut in reconcile(ledger, ENVELOPE)] == [0] * len(CUTS)
    sums = {known_sum(aggregate_by(par, ledger, ENVELOPE).lignes["montant_accorde"]) for par in CUTS}
    assert len(sums) == 1


@given(workbooks)
def test_a_crossing_adds_up_to_either_of_its_cuts(book):
    ledger = build_ledger(book)
    crossing = cross(ledger, "territoire", "priorite", ENVELOPE)
    for par in ("territoire", "priorite"):
        groups = aggregate_by(par, ledger, ENVELOPE).lignes.set_index("cle")["montant_accorde"].dropna()
        crossed = crossing.groupby(par)["montant_accorde"].sum(min_count=1).dropna()
        assert crossed.sort_index().to_dict() == groups.sort_index().to_dict()


@given(workbooks)
def test_the_total_is_never_less_than_the_rows_nor_than_the_largest_published_total(book):
    whole = known_sum(build_ledger(book).loc[lambda f: f["enveloppe"] == ENVELOPE, "montant_accorde"])
    inside = book["financement"].loc[book["financement"]["source_financement"] == ALLIANCE, "montant_accorde"]
    assert whole >= known_sum(inside)
    per_exercice = book["totaux_publies"].groupby("exercice")["montant_accorde"].max()
    assert whole >= known_sum(per_exercice)


@given(st.builds(workbook, initiatives, rows), st.randoms())
def test_the_order_of_the_rows_changes_nothing(book, random):
    order = list(range(len(book["financement"])))
    random.shuffle(order)
    shuffled = book | {"financement": book["financement"].iloc[order].reset_index(drop=True)}
    one, other = (aggregate_by("territoire", build_ledger(b), ENVELOPE).lignes for b in (book, shuffled))
    pd.testing.assert_frame_equal(one, other)


@given(st.builds(workbook, initiatives, rows))
def test_without_published_totals_a_floor_makes_every_sum_that_holds_it_a_floor(book):
    ledger = build_ledger(book)
    floors = ledger.loc[
        (ledger["precision"] == "plancher") & ledger["montant_accorde"].notna() & (ledger["enveloppe"] == ENVELOPE)
    ]
    groups = aggregate_by("territoire", ledger, ENVELOPE).lignes.set_index("cle")
    assert set(groups.loc[floors["territoire"].astype("str").unique(), "precision"]) <= {"plancher"}
    assert PLAFOND not in set(groups["precision"].dropna())


@given(workbooks)
def test_every_cut_shows_the_whole_reference_even_when_nothing_is_published(book):
    groups = aggregate_by("territoire", build_ledger(book), ENVELOPE, "2018-2023").lignes["cle"].tolist()
    assert groups[: len(TERRITOIRES)] == TERRITOIRES
    assert len(groups) == len(set(groups))
