"""The fictitious Alliance: plausible as a whole, coherent row by row, marked everywhere, and read back as it was written."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.aggregates.groups import CUTS
from analytics.aggregates.ledger import build_ledger, in_enveloppe
from analytics.aggregates.reconcile import overruns, reconcile
from analytics.exports.exemple import example_tables
from analytics.exports.fictif.world import REFERENCE_DAY
from analytics.exports.publies import published_shares
from analytics.schema import TABLES, Kind
from analytics.schema.fictif import is_fictitious
from analytics.schema.lists import SOURCE_ALLIANCE
from analytics.schema.reference import REGIONAL, spelling_index

REFERENCE = pd.Timestamp(REFERENCE_DAY)
TOLERANCE = 10_00
"""Cents by which a territory's sum may differ from its published proportion of the envelope's sum."""
ORIGIN = ["origine_fichier", "origine_feuille", "origine_ligne"]
SIZES = st.integers(1, 80)
SEEDS = st.integers(-5, 2**40)


@pytest.fixture(scope="module")
def tables():
    return example_tables(400, 3)


def alliance(tables) -> pd.DataFrame:
    """Return the rows of the Alliance with the territory of their initiative where they say none."""
    rows = tables["financement"].loc[tables["financement"]["source_financement"] == SOURCE_ALLIANCE]
    own = tables["initiatives"].set_index("id_initiative")["territoire"]
    return rows.assign(territoire=rows["territoire"].fillna(rows["id_initiative"].map(own)))


def with_initiative(tables) -> pd.DataFrame:
    """Return the funding rows beside the days and the state of their initiative."""
    named = tables["initiatives"][["id_initiative", "statut", "date_debut", "date_fin"]]
    return tables["financement"].merge(named, on="id_initiative", validate="many_to_one")


@pytest.mark.parametrize("name", TABLES)
def test_example_tables_have_the_declared_types(tables, name):
    assert tables[name].dtypes.astype(str).to_dict() == TABLES[name].dtypes
    assert tables[name][ORIGIN].notna().all(axis=None)


def test_example_tables_come_in_the_order_of_the_workbook(tables):
    assert list(tables) == list(TABLES)


@pytest.mark.parametrize("graine", range(12))
def test_example_tables_use_every_column_from_25_initiatives_on(graine):
    tables = example_tables(25, graine)
    unused = [(name, c.name) for name, table in TABLES.items() for c in table if tables[name][c.name].isna().all()]
    assert unused == []


@settings(max_examples=40, deadline=None)
@given(initiatives=SIZES, graine=SEEDS)
def test_example_tables_keep_every_rule_at_any_size(initiatives, graine):
    tables = example_tables(initiatives, graine)
    assert len(tables["initiatives"]) == initiatives
    for name, table in TABLES.items():
        required = [column.name for column in table if column.required]
        assert tables[name][required].notna().all(axis=None), name
        assert not tables[name].duplicated(list(table.key)).any(), name
    assert overruns(tables).empty
    _assert_inside_the_envelopes(tables)


def _assert_inside_the_envelopes(tables):
    """Check that no envelope, nor any territory's part of it, is exceeded."""
    committed = build_ledger(tables).groupby("enveloppe", observed=True)["montant_accorde"].sum()
    limits = tables["enveloppes"].set_index("id_enveloppe")["montant"]
    assert (committed <= limits.reindex(committed.index)).all()
    parts = tables["parts_enveloppe"].set_index(["id_enveloppe", "territoire"])["montant_maximum"]
    sums = alliance(tables).groupby(["enveloppe", "territoire"])["montant_accorde"].sum()
    known = parts.reindex(sums.index).dropna()
    assert (sums[known.index] <= known).all()


@settings(max_examples=15, deadline=None)
@given(initiatives=st.integers(18, 300), graine=SEEDS)
def test_example_tables_keep_the_published_proportions(initiatives, graine):
    sums = alliance(example_tables(initiatives, graine)).groupby(["enveloppe", "territoire"])["montant_accorde"].sum()
    shares = pd.Series(published_shares(), dtype=float) / sum(published_shares().values())
    for envelope, of_envelope in sums.groupby(level="enveloppe"):
        expected = of_envelope.sum() * shares
        gaps = (of_envelope.droplevel("enveloppe").reindex(shares.index).fillna(0) - expected).abs()
        assert gaps.max() <= TOLERANCE, envelope


def test_published_shares_are_the_nine_lines_of_2021_2022():
    assert sum(published_shares().values()) == 1_586_962_00
    assert published_shares()["La Mitis"] == 229_930_00
    assert published_shares()[REGIONAL] == 46_200_00


def test_example_tables_commit_a_plausible_part_of_each_envelope():
    small, large = example_tables(25, 1), example_tables(5_000, 1)
    for tables, low in ((small, 0.05), (large, 0.3)):
        limits = tables["enveloppes"].set_index("id_enveloppe")["montant"]
        part = alliance(tables).groupby("enveloppe")["montant_accorde"].sum() / limits
        assert part.between(low, 0.95).all(), part


def test_example_tables_reconcile_whatever_the_cut(tables):
    ledger = build_ledger(tables)
    for envelope in tables["enveloppes"]["id_enveloppe"]:
        cuts = reconcile(ledger, envelope)
        assert [cut.par for cut in cuts] == list(CUTS)
        assert {cut.ecart for cut in cuts} == {0}
        assert {cut.somme for cut in cuts} == {in_enveloppe(ledger, envelope)["montant_accorde"].sum()}


def test_example_tables_leave_something_not_broken_down(tables):
    left = build_ledger(tables).query("ligne == 'reste'")
    assert set(left["territoire"]) == {"Non ventilé"}
    assert (left["montant_accorde"] > 0).all()


def test_example_tables_have_coherent_days(tables):
    initiatives = tables["initiatives"].dropna(subset="date_debut")
    assert (initiatives["date_debut"] < initiatives["date_fin"]).all()
    assert tables["initiatives"]["date_debut"].isna().any()
    assert (tables["financement"]["date_annonce"].dropna() <= REFERENCE).all()


def test_example_tables_have_exercices_that_meet_the_days(tables):
    rows = with_initiative(tables).dropna(subset="date_debut")
    begins = pd.to_datetime(rows["exercice"].str.slice(0, 4) + "-04-01")
    assert (rows["date_debut"] < begins + pd.DateOffset(years=1)).all()
    assert (rows["date_fin"] >= begins).all()


def test_example_tables_have_states_that_meet_the_days(tables):
    dated = tables["initiatives"].dropna(subset="date_debut")
    assert set(dated["statut"]) == {"à venir", "en cours", "terminée", "abandonnée"}
    assert (dated["date_debut"] > REFERENCE).eq(dated["statut"] == "à venir").all()
    assert (dated.loc[dated["statut"] == "terminée", "date_fin"] <= REFERENCE).all()
    assert (dated.loc[dated["statut"] == "en cours", "date_fin"] > REFERENCE).all()
    reached = tables["initiatives"].dropna(subset="personnes_rejointes")
    assert reached["personnes_visees"].notna().all()
    assert "à venir" not in set(reached["statut"])


def test_example_tables_have_steps_done_by_the_reference_day(tables):
    steps = tables["jalons"]
    done = steps["statut"] == "fait"
    assert done.eq(steps["date_realisation"].notna()).all()
    assert (steps["date_realisation"].dropna() <= REFERENCE).all()
    assert (steps.loc[steps["statut"] == "à venir", "echeance"] > REFERENCE).all()


def test_example_tables_pay_no_more_than_awarded_and_spend_no_more_than_paid(tables):
    rows = tables["financement"]
    assert (rows["montant_accorde"] > 0).all()
    assert (rows["montant_verse"] <= rows["montant_accorde"]).dropna().all()
    assert (rows["montant_depense"] <= rows["montant_verse"]).dropna().all()
    assert rows.loc[rows["montant_depense"].notna(), "montant_verse"].notna().all()
    assert (rows["montant_accorde"] % 100 != 0).any()


def test_example_tables_name_an_envelope_for_the_alliance_only(tables):
    rows = tables["financement"]
    assert rows["enveloppe"].notna().eq(rows["source_financement"] == SOURCE_ALLIANCE).all()
    assert set(rows["source_financement"]) == set(spelling_values("financement", "source_financement"))
    assert set(rows["enveloppe"].dropna()) == set(tables["enveloppes"]["id_enveloppe"])


def spelling_values(table: str, column: str) -> set[str]:
    """Return the values of a closed list."""
    return set(spelling_index(TABLES[table][column].choices()).values())


@pytest.mark.parametrize(
    ("table", "column"), [(n, c.name) for n, t in TABLES.items() for c in t if c.kind in (Kind.LISTE, Kind.LISTES)]
)
def test_example_tables_write_only_values_of_the_lists(tables, table, column):
    written = {value for cell in tables[table][column].dropna().unique() for value in cell.split("; ")}
    assert written <= spelling_values(table, column)


def test_example_tables_give_one_row_a_territory_to_the_initiatives_that_serve_several(tables):
    rows = alliance(tables)
    served = rows.groupby(["id_initiative", "exercice"])["territoire"].agg(["nunique", "size"])
    assert served["nunique"].eq(served["size"]).all()
    several = rows.loc[rows["id_initiative"].isin(served.query("nunique > 1").reset_index()["id_initiative"])]
    assert len(several) and REGIONAL not in set(several["territoire"])


def test_example_tables_show_initiatives_without_a_published_amount(tables):
    unfunded = ~tables["initiatives"]["id_initiative"].isin(tables["financement"]["id_initiative"])
    assert 0 < unfunded.mean() < 0.1


def test_example_tables_are_deterministic_and_differ_by_seed():
    first, again, other = example_tables(60, 9), example_tables(60, 9), example_tables(60, 10)
    for name in TABLES:
        pd.testing.assert_frame_equal(first[name], again[name])
    assert not first["financement"].equals(other["financement"])


def test_example_tables_reach_100_000_initiatives():
    tables = example_tables(100_000, 1)
    assert len(tables["initiatives"]) == 100_000
    assert 190_000 < len(tables["financement"]) < 220_000
    assert tables["initiatives"]["id_initiative"].iloc[[0, -1]].to_list() == ["FICTIF-000001", "FICTIF-100000"]
    _assert_inside_the_envelopes(tables)


@pytest.mark.parametrize("initiatives", [0, -1])
def test_example_tables_refuse_less_than_one_initiative(initiatives):
    with pytest.raises(ValueError, match=str(initiatives)):
        example_tables(initiatives, 1)


def test_example_tables_are_visibly_fictitious(tables):
    initiatives = tables["initiatives"]
    assert is_fictitious(tables)
    assert initiatives["id_initiative"].str.startswith("FICTIF-").all()
    assert initiatives["titre"].str.startswith("Initiative fictive ").all()
    assert initiatives["organisme_porteur"].isin(tables["organismes"]["nom"]).all()
    assert tables["organismes"]["nom"].str.startswith("Organisme fictif ").all()
    assert initiatives["source"].dropna().str.startswith("https://fictif.example/").all()
    for name in ("organismes", "documents", "indicateurs", "parts_enveloppe", "totaux_publies"):
        assert tables[name]["note"].str.contains("fictif|fictive").all(), name


def test_example_tables_say_which_envelope_amount_is_made_up(tables):
    named = tables["enveloppes"].set_index("id_enveloppe")
    assert named.loc["alliance-2018-2023", "montant"] == 6_014_144_00
    assert named.loc["alliance-2023-2024", "montant"] == 1_022_462_00
    assert "(montant fictif)" in named.loc["alliance-2024-2029", "nom"]
    assert "fictif" in named.loc["alliance-2024-2029", "note"]


def test_random_state_is_left_alone():
    np.random.seed(1)
    before = np.random.get_state()[1].tolist()
    example_tables(30, 4)
    assert np.random.get_state()[1].tolist() == before
