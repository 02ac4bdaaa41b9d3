"""The groups of the published facts (modele.md §3), rebuilt from a few rows, and the rules of precision."""

from __future__ import annotations

import pytest

from analytics.aggregates.groups import aggregate_by
from analytics.aggregates.ledger import build_ledger
from analytics.aggregates.reconcile import overruns, reconcile
from tests.aggregates.fabrique import ENVELOPE, funding, initiative, total, workbook

NINE_LINES = {
    "Kamouraska": 199_970, "Témiscouata": 231_073, "Rivière-du-Loup": 117_821, "Les Basques": 132_821, "Rimouski-Neigette": 198_285,
    "La Mitis": 229_930, "La Matanie": 219_430, "La Matapédia": 211_432, "Régional": 46_200,
}  # fmt: skip


@pytest.fixture
def published():
    """Return the amounts that were published up to September 2021."""
    return workbook(
        initiatives=[
            initiative("transport", "Les Basques", "Transport"),
            initiative("locataires", "Régional", "Logement"),
            initiative("prejuges", "Régional", "Lutte aux préjugés"),
            initiative("sans-montant", "Kamouraska", "Alimentation"),
        ],
        financement=[
            funding("transport", 19_606),
            funding("locataires", 36_000, precision="plancher"),
            funding("prejuges", 30_827, "2020-2021"),
        ],
        totaux=[
            total(1_025_070, "2020-2021"),
            total(1_586_962),
            *[total(dollars, territoire=name) for name, dollars in NINE_LINES.items()],
        ],
    )


def amounts(aggregate) -> dict[str, float]:
    """Return group → dollars for the groups that have an amount."""
    known = aggregate.lignes.dropna(subset=["montant_accorde"])
    return {row["cle"]: row["montant_accorde"] / 100 for row in known.to_dict("records")}


def precisions(aggregate) -> dict[str, str]:
    """Return group → precision for the groups that have an amount."""
    known = aggregate.lignes.dropna(subset=["montant_accorde"])
    return dict(zip(known["cle"], known["precision"], strict=True))


def test_aggregate_by_territoire_gives_the_published_lines_and_what_is_left(published):
    aggregate = aggregate_by("territoire", build_ledger(published), ENVELOPE)
    assert amounts(aggregate) == NINE_LINES | {"Régional": 46_200 + 30_827, "Non ventilé": 1_025_070 - 30_827}
    assert aggregate.total["montant_accorde"] == (1_025_070 + 1_586_962) * 100
    assert aggregate.lignes["cle"].tolist()[:8] == [
        "Kamouraska", "Rivière-du-Loup", "Témiscouata", "Les Basques", "Rimouski-Neigette", "La Mitis", "La Matanie", "La Matapédia",
    ]  # fmt: skip


def test_aggregate_by_priorite_adds_up_to_the_same_total(published):
    aggregate = aggregate_by("priorite", build_ledger(published), ENVELOPE, "2018-2023")
    named = {"Transport": 19_606, "Logement": 36_000, "Lutte aux préjugés": 30_827}
    assert amounts(aggregate) == named | {"Non ventilé": 2_612_032 - sum(named.values())}


def test_aggregate_by_counts_an_initiative_without_amount(published):
    rows = aggregate_by("territoire", build_ledger(published), ENVELOPE).lignes.set_index("cle")
    assert rows.loc["Kamouraska", ["nombre_initiatives", "nombre_avec_montant"]].tolist() == [1, 0]


def test_a_floor_inside_an_exact_total_does_not_make_the_total_a_floor(published):
    ledger = build_ledger(published)
    by_territoire, by_priorite = (
        aggregate_by("territoire", ledger, ENVELOPE),
        aggregate_by("priorite", ledger, ENVELOPE),
    )
    assert precisions(by_territoire)["Régional"] == "exact"
    assert precisions(by_priorite) == {
        "Logement": "plancher",
        "Transport": "exact",
        "Lutte aux préjugés": "exact",
        "Non ventilé": "plafond",
    }
    assert by_territoire.total["precision"] == "exact"


def test_a_floor_outside_any_total_keeps_its_plus_de_through_the_sum():
    book = workbook([initiative("a"), initiative("b")], [funding("a", 100, precision="plancher"), funding("b", 50)])
    aggregate = aggregate_by("territoire", build_ledger(book), ENVELOPE)
    assert (aggregate.total["montant_accorde"], aggregate.total["precision"]) == ((100 + 50) * 100, "plancher")


def test_a_published_floor_keeps_its_plus_de_even_when_its_rows_reach_it():
    book = workbook([initiative("a")], [funding("a", 100)], [total(100, precision="plancher")])
    aggregate = aggregate_by("territoire", build_ledger(book), ENVELOPE)
    assert (aggregate.total["montant_accorde"], aggregate.total["precision"]) == (100 * 100, "plancher")


def test_what_was_not_published_stays_missing_and_is_never_zero():
    book = workbook([initiative("a")], [funding("a", None, montant_verse=10)])
    rows = aggregate_by("territoire", build_ledger(book), ENVELOPE).lignes.set_index("cle")
    assert rows["montant_accorde"].isna().all()
    assert rows.loc["La Mitis", "montant_verse"] == 10 * 100


def test_an_initiative_of_several_mrc_counts_in_each_and_once_in_the_total():
    rows = [funding("a", 10, territoire="La Mitis"), funding("a", 20, territoire="La Matanie")]
    aggregate = aggregate_by("territoire", build_ledger(workbook([initiative("a")], rows)), ENVELOPE)
    counts = aggregate.lignes.set_index("cle")["nombre_initiatives"]
    assert (counts["La Mitis"], counts["La Matanie"], aggregate.total["nombre_initiatives"]) == (1, 1, 1)


def test_reconcile_finds_no_gap_on_the_published_facts(published):
    cuts = reconcile(build_ledger(published), ENVELOPE)
    assert {cut.par for cut in cuts} == {"territoire", "priorite", "exercice", "statut", "source"}
    assert [cut.ecart for cut in cuts] == [0] * 5


def test_overruns_names_a_total_that_its_rows_exceed():
    book = workbook([initiative("a")], [funding("a", 120)], [total(100, origine_fichier="t.csv", origine_ligne=2)])
    over = overruns(book)
    assert over[["montant_accorde", "somme_lignes", "depassement", "origine_ligne"]].to_numpy().tolist() == [
        [10_000, 12_000, 2_000, 2]
    ]


def test_an_unknown_cut_is_our_bug():
    with pytest.raises(ValueError, match="unknown cut"):
        aggregate_by("couleur", build_ledger(workbook()))


def test_aggregate_by_keeps_the_precision_of_a_floor_without_amount_out_of_the_sum():
    rows = [funding("a", None, montant_verse=10, precision="plancher"), funding("b", 50)]
    aggregate = aggregate_by("territoire", build_ledger(workbook([initiative("a"), initiative("b")], rows)), ENVELOPE)
    assert (aggregate.total["montant_accorde"], aggregate.total["precision"]) == (50 * 100, "exact")


def test_a_row_without_amount_inside_a_total_does_not_make_the_total_incomplete():
    rows = [funding("a", 40, precision="plancher"), funding("b", None, "2021-2022", montant_verse=10)]
    book = workbook([initiative("a"), initiative("b", "La Matanie")], rows, [total(100)])
    assert aggregate_by("exercice", build_ledger(book), ENVELOPE).total["precision"] == "exact"
    assert precisions(aggregate_by("statut", build_ledger(book), ENVELOPE)) == {
        "en cours": "plancher",
        "Non ventilé": "plafond",
    }


def test_shown_leaves_out_the_rest_when_nothing_is_left():
    book = workbook([initiative("a", "La Mitis")], [funding("a", 100)])
    aggregate = aggregate_by("territoire", build_ledger(book), ENVELOPE)
    assert list(aggregate.lignes["cle"]) == [*aggregate.shown().lignes["cle"], "Non ventilé"]
    book = workbook([initiative("a", "La Mitis")], [funding("a", 100)], [total(250)])
    aggregate = aggregate_by("territoire", build_ledger(book), ENVELOPE)
    assert amounts(aggregate.shown()) == {"La Mitis": 100, "Non ventilé": 150}
