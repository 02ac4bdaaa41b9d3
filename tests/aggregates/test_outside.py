"""What does not count in an envelope is said apart, per source, and counts nowhere else."""

from __future__ import annotations

from analytics.aggregates.groups import aggregate_by
from analytics.aggregates.ledger import build_ledger
from analytics.aggregates.outside import SANS_ENVELOPPE, outside_groups, outside_rows
from tests.aggregates.fabrique import ENVELOPE, funding, initiative, total, workbook

EXERCICES = ["2020-2021", "2021-2022"]


def outside(key: str, dollars: float, source: str, exercice: str = "2021-2022", **more) -> dict:
    return funding(key, dollars, exercice, source_financement=source, enveloppe=None, **more)


def book(*rows: dict, totaux=()):
    return workbook([initiative("a"), initiative("b"), initiative("sans montant")], list(rows), totaux)


def groups(tables) -> dict[str, int]:
    found = outside_groups(build_ledger(tables), [ENVELOPE], EXERCICES)
    return dict(zip(found["cle"], found["montant_accorde"] // 100, strict=True))


def test_outside_groups_adds_up_each_source_in_order():
    tables = book(
        outside("a", 7_500, "Autre"),
        outside("a", 813_038, "Partenaires du milieu", precision="plancher"),
        outside("b", 990_979, "FQIS – hors Alliance", "2020-2021"),
        outside("b", 10_000, "Autre"),
        funding("a", 19_606),
    )
    assert groups(tables) == {
        "FQIS – hors Alliance": 990_979,
        "Partenaires du milieu": 813_038,
        "Autre": 7_500 + 10_000,
    }


def test_outside_groups_keeps_the_plus_de_of_a_floor():
    found = outside_groups(build_ledger(book(outside("a", 5, "Autre", precision="plancher"))), [ENVELOPE], EXERCICES)
    assert found["precision"].tolist() == ["plancher"]


def test_outside_groups_counts_what_is_left_of_a_total():
    tables = book(totaux=[total(990_979, "2020-2021", source_financement="FQIS – hors Alliance", enveloppe=None)])
    assert groups(tables) == {"FQIS – hors Alliance": 990_979}


def test_an_amount_of_the_alliance_without_a_known_envelope_is_said_apart():
    tables = book(funding("a", 100, enveloppe=None), funding("b", 20, enveloppe="inconnue"), funding("a", 3))
    assert groups(tables) == {SANS_ENVELOPPE: 100 + 20}


def test_another_exercice_is_left_out_and_nothing_gives_no_group():
    tables = book(outside("a", 7_500, "Autre", "2012-2013"))
    assert outside_groups(build_ledger(tables), [ENVELOPE], EXERCICES).empty


def test_inside_and_outside_share_no_row():
    tables = book(outside("a", 7_500, "Autre"), funding("a", 19_606), funding("b", 100, enveloppe=None))
    ledger = build_ledger(tables)
    rows = outside_rows(ledger, [ENVELOPE], EXERCICES)
    inside = aggregate_by("source", ledger, ENVELOPE).total["montant_accorde"]
    assert rows["montant_accorde"].sum() + inside == (7_500 + 19_606 + 100) * 100
