"""The search finds what holds every word and every choice, whatever their order, their case, their accents; its counts are what they promise."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.aggregates.search import WORDS_READ, offered, search, words
from analytics.aggregates.search_index import AVEC, FACETTES, SANS, SEARCHED, Index, build_index
from analytics.schema import NON_PUBLIE
from analytics.schema.spelling import fold
from tests.aggregates.fabrique import funding, initiative, workbook

SINGLE = ("cycle", "statut", "montant", "type_initiative")
"""Facets of which an initiative has one value: their counts add up to what the other choices leave."""
VOCABULARY = [
    "Été",
    "école",
    "ECOLE",
    "l'aîné·e",
    "logement",
    "Log",
    "œuvre",
    "sociale",
    "santé-mentale",
    "Non publié",
    "2021",
    "à",
]

texts = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=4).map(" ".join)
maybe = st.none()


def initiatives_of(keys: list[str]):
    """Draw one initiative a key."""
    return st.tuples(*[
        st.fixed_dictionaries({
            "titre": texts,
            "organisme_porteur": texts,
            "description": maybe | texts,
            "fiduciaire": maybe | texts,
            "territoire": st.sampled_from(["La Mitis", "Les Basques", "Régional"]),
            "priorite": st.sampled_from(["Logement", "Santé"]),
            "statut": st.sampled_from(["en cours", "terminée"]),
            "cycle": st.sampled_from(["2018-2023", "2010-2015", None]),
            "clienteles": st.sampled_from([None, "familles", "familles; jeunes"]),
            "type_initiative": st.sampled_from([None, "recherche"]),
        }).map(lambda drawn, key=key: initiative(key) | drawn)
        for key in keys
    ])  # fmt: skip


def amounts_of(keys: list[str]):
    """Draw a few amounts of these initiatives."""
    row = st.builds(
        lambda key, dollars, sure, where, source: funding(
            key, dollars, precision=sure, territoire=where, source_financement=source
        ),
        st.sampled_from(keys),
        maybe | st.integers(0, 5_000),
        st.sampled_from([None, "exact", "plancher", "arrondi"]),
        st.sampled_from([None, "Kamouraska"]),
        st.sampled_from(["FQIS – Alliance", "Autre"]),
    )
    return st.lists(row, max_size=4)


@st.composite
def indexes(draw) -> Index:
    """Draw the index of one to five initiatives and a few amounts."""
    keys = [f"bsl-{rank}" for rank in range(draw(st.integers(1, 5)))]
    return build_index(workbook(draw(initiatives_of(keys)), draw(amounts_of(keys))))


asked_words = st.lists(st.sampled_from([*VOCABULARY, "éc", "log", "zzz"]), max_size=3)
choices = st.fixed_dictionaries({}, optional={
    "territoire": st.lists(st.sampled_from(["La Mitis", "Kamouraska", "Les Basques"]), max_size=2),
    "cycle": st.lists(st.sampled_from(["2018-2023", NON_PUBLIE]), max_size=2),
    "clienteles": st.lists(st.sampled_from(["jeunes", NON_PUBLIE]), max_size=2),
    "montant": st.lists(st.sampled_from([AVEC, SANS]), max_size=1),
})  # fmt: skip


def holds(row: dict, word: str) -> bool:
    """Tell, by reading the cells one by one, whether a word of the initiative begins with `word`."""
    cells = [row[name] for name in SEARCHED if isinstance(row[name], str) and row[name] != NON_PUBLIE]
    return any(part.startswith(word) for cell in cells for part in fold(cell).split())


def values_of(index: Index, facette: str, position: int) -> set[str]:
    """Return the values that an initiative has in a facet."""
    facet = index.facettes[facette]
    return {facet.valeurs[code] for row, code in zip(facet.lignes, facet.codes, strict=True) if row == position}


@given(indexes(), asked_words, choices)
def test_search_finds_exactly_what_holds_every_word_and_every_choice(index, asked, choix):
    expected = {
        position
        for position, row in enumerate(index.fiches.to_dict("records"))
        if all(holds(row, word) for word in words(" ".join(asked)))
        and all(values_of(index, name, position) & set(values) for name, values in choix.items() if values)
    }
    assert set(search(index, " ".join(asked), choix).positions) == expected


@given(indexes(), asked_words, st.randoms())
def test_search_ignores_the_order_the_case_and_the_accents_of_the_words(index, asked, random):
    shuffled = random.sample(asked, len(asked))
    found = search(index, " ".join(asked)).positions.tolist()
    for other in (" ".join(shuffled), "  ".join(shuffled).upper(), fold(" ".join(shuffled)), ", ".join(asked * 2)):
        assert search(index, other).positions.tolist() == found


@given(indexes(), asked_words, choices)
def test_search_counts_of_a_facet_are_what_choosing_each_value_finds(index, asked, choix):
    result = search(index, " ".join(asked), choix)
    for name in FACETTES:
        for value, count in result.comptes[name].items():
            assert search(index, " ".join(asked), choix | {name: [value]}).nombre == count


@given(indexes(), asked_words, choices)
def test_search_counts_of_a_facet_add_up(index, asked, choix):
    for name in FACETTES:
        others = {key: values for key, values in choix.items() if key != name}
        counted = sum(search(index, " ".join(asked), choix).comptes[name].values())
        without = search(index, " ".join(asked), others).nombre
        assert counted == without if name in SINGLE else counted >= without


@given(indexes(), asked_words, choices)
def test_search_sums_what_it_finds_and_says_how_much_of_it_is_known(index, asked, choix):
    result = search(index, " ".join(asked), choix)
    found = index.fiches.iloc[result.positions]
    known = found["montant_accorde"].dropna()
    assert result.nombre_avec_montant == len(known)
    assert choix.get("montant") or result.comptes["montant"] == {
        AVEC: len(known),
        SANS: len(found) - len(known),
        NON_PUBLIE: 0,
    }
    assert result.montant_accorde == (sum(int(cents) for cents in known) if len(known) else None)
    assert (result.precision is None) == (len(known) == 0)
    assert (result.montant_alliance or 0) <= (result.montant_accorde or 0)


@given(indexes(), st.sampled_from(["montant", "titre", "date"]))
def test_search_shows_each_initiative_once_in_the_order_asked(index, tri):
    positions = search(index, tri=tri).positions
    assert sorted(positions) == list(range(len(index)))
    shown = index.fiches.iloc[positions]
    if tri == "titre":
        folded = [fold(title) for title in shown["titre"]]
        assert folded == sorted(folded)
    else:
        values = shown["montant_accorde" if tri == "montant" else "date"]
        known = values.dropna()
        assert known.is_monotonic_decreasing
        assert values.iloc[len(known) :].isna().all()


def test_search_finds_the_beginning_of_a_word_in_any_column_read():
    index = build_index(
        workbook([
            initiative("a", titre="Frigos partagés", fiduciaire="MRC de La Mitis"),
            initiative("b", titre="Dialogue", description="Un logement d'urgence"),
            initiative("c", titre="Jardin", organisme_porteur="Non publié"),
        ])
    )  # fmt: skip
    assert found(index, "frigo") == ["a"]
    assert found(index, "log") == [
        "a",
        "b",
        "c",
    ]  # the priority of all three is « Logement »; « Dialogue » alone would not do
    assert found(index, "dia URGENCE") == ["b"]
    assert found(index, "ogue") == []
    assert found(index, "B") == ["b"]
    assert found(index, "mrc") == ["a"]
    assert found(index, "publie") == []
    assert found(index, "") == ["a", "b", "c"]
    assert found(index, "« · »") == ["a", "b", "c"]


def found(index: Index, asked: str, **choix) -> list[str]:
    """Return the identifiers found, sorted."""
    return sorted(index.fiches["id_initiative"].iloc[search(index, asked, choix).positions])


def test_search_counts_an_initiative_in_each_territory_that_its_amounts_name():
    index = build_index(
        workbook(
            [initiative("a", "La Mitis"), initiative("b", "Régional")],
            [funding("a", 10, territoire="La Matanie"), funding("a", 20, territoire="La Mitis"), funding("zzz", 5)],
        )
    )
    counts = search(index).comptes["territoire"]
    assert {name: count for name, count in counts.items() if count} == {"La Mitis": 1, "La Matanie": 1, "Régional": 1}
    assert found(index, "", territoire=["La Matanie"]) == ["a"]
    assert index.fiches["autres_territoires"].tolist()[0] == "La Matanie"
    assert pd.isna(index.fiches["autres_territoires"].tolist()[1])


def test_build_index_sums_the_amounts_of_each_initiative_with_their_doubts():
    index = build_index(
        workbook(
            [initiative("a"), initiative("b"), initiative("c"), initiative("d")],
            [
                funding("a", 100, precision="plancher"), funding("a", 50, "2022-2023", precision="arrondi"),
                funding("b", 70, source_financement="Autre", precision="arrondi", date_annonce="2022-04-01"),
                funding("b", 30, "2022-2023", date_annonce="2022-05-01"),
                funding("c", None, montant_verse=40),
            ],
        )
    )  # fmt: skip
    rows = index.fiches.set_index("id_initiative")
    assert rows["montant_accorde"].dropna().to_dict() == {"a": (100 + 50) * 100, "b": (70 + 30) * 100}
    assert rows["montant_alliance"].dropna().to_dict() == {"a": (100 + 50) * 100, "b": 30 * 100}
    assert rows["precision"].dropna().to_dict() == {"a": "plancher", "b": "arrondi"}
    assert rows["precision_alliance"].dropna().to_dict() == {"a": "plancher", "b": "exact"}
    assert rows["montant_verse"].dropna().to_dict() == {"c": 40 * 100}
    assert rows["date"].dropna().to_dict() == {"b": pd.Timestamp("2022-05-01")}
    result = search(index)
    assert (result.montant_accorde, result.precision) == ((150 + 100) * 100, "plancher")
    assert (result.montant_alliance, result.precision_alliance) == ((150 + 30) * 100, "plancher")
    assert (result.nombre, result.nombre_avec_montant) == (4, 2)


def test_search_matches_nothing_for_a_value_that_the_facet_does_not_have():
    assert found(build_index(workbook([initiative("a")])), "", statut=["zzz"]) == []


def test_search_refuses_a_sort_or_a_facet_that_does_not_exist():
    index = build_index(workbook([initiative("a")]))
    with pytest.raises(ValueError, match="zzz"):
        search(index, tri="zzz")
    with pytest.raises(ValueError, match="couleur"):
        search(index, choix={"couleur": ["bleu"]})


def test_search_answers_on_a_version_without_initiative():
    result = search(build_index(workbook()), "mot", {"statut": ["en cours"]})
    assert (result.nombre, result.montant_accorde, sum(result.comptes["territoire"].values())) == (0, None, 0)


def test_words_reads_a_bounded_number_of_different_words():
    assert words("L'Été, l'été!") == ("l", "ete")
    assert len(words(" ".join(map(str, range(100))))) == WORDS_READ


def test_offered_keeps_the_order_and_adds_what_is_chosen_or_always_shown():
    counts = {"a": 0, "b": 3, "c": 0, "d": 1}
    assert offered(counts) == ["b", "d"]
    assert offered(counts, chosen=["c"], always=["a"]) == ["a", "b", "c", "d"]
    assert offered(counts, limit=1) == ["b"]
