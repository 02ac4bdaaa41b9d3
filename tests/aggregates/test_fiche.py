"""The page of an initiative has every filled column, names the others, and says where each row comes from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analytics.aggregates.fiche import read_fiche
from analytics.schema import TABLES
from tests.aggregates.fabrique import funding, initiative, workbook


def test_read_fiche_knows_no_unknown_identifier():
    assert read_fiche(workbook([initiative("a")]), "A") is None
    assert read_fiche(workbook(), "") is None


def test_read_fiche_shares_out_every_column_between_published_and_not():
    fiche = read_fiche(
        workbook([initiative("a", organisme_porteur="Non publié", ads_plus=False, personnes_visees=0)]), "a"
    )
    filled = {column.name for column in fiche.remplis}
    assert filled == {
        "id_initiative",
        "titre",
        "territoire",
        "priorite",
        "cycle",
        "statut",
        "ads_plus",
        "personnes_visees",
    }
    assert [*fiche.remplis, *fiche.non_publies] and filled | {c.name for c in fiche.non_publies} == set(
        TABLES["initiatives"].names
    )
    assert filled.isdisjoint(c.name for c in fiche.non_publies)


def test_read_fiche_sums_its_amounts_and_orders_them_by_exercice():
    tables = workbook(
        [initiative("a"), initiative("b")],
        [
            funding("a", 30, "2022-2023", precision="plancher"),
            funding("b", 999),
            funding("a", 20, "2021-2022", montant_verse=5),
            funding("a", None, "2020-2021", montant_verse=7),
        ],
    )
    fiche = read_fiche(tables, "a")
    assert fiche.montants["exercice"].tolist() == ["2020-2021", "2021-2022", "2022-2023"]
    assert fiche.totaux == {"montant_accorde": (30 + 20) * 100, "montant_verse": (5 + 7) * 100, "montant_depense": None}
    assert fiche.precision == "plancher"
    assert fiche.origines["table"].tolist() == ["Initiatives", "Financement", "Financement", "Financement"]


def test_read_fiche_says_file_sheet_and_row_of_each_row():
    tables = workbook(
        [initiative("a", origine_fichier="f.xlsx", origine_feuille="I", origine_ligne=7, source="https://a.test")]
    )
    row = read_fiche(tables, "a").origines.iloc[0]
    assert row.to_dict() == {
        "table": "Initiatives", "origine_fichier": "f.xlsx", "origine_feuille": "I", "origine_ligne": 7, "source": "https://a.test",
    }  # fmt: skip


@given(st.lists(st.none() | st.integers(0, 10_000), max_size=5))
def test_read_fiche_has_a_total_only_when_an_amount_is_published(dollars):
    rows = [
        funding("a", amount, f"20{20 + rank}-20{21 + rank}", montant_verse=1) for rank, amount in enumerate(dollars)
    ]
    fiche = read_fiche(workbook([initiative("a")], rows), "a")
    known = [amount for amount in dollars if amount is not None]
    assert fiche.totaux["montant_accorde"] == (sum(known) * 100 if known else None)
    assert (fiche.precision is None) == (not known)
