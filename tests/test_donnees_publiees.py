"""Hold the committed facts to what was published: sums, counts, disagreeing sources, origin of each row."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from analytics.schema import NON_PUBLIE
from analytics.schema.lists import ARRONDI, EXACT, PLANCHER, SOURCE_ALLIANCE, SOURCE_AUTRE
from analytics.schema.reference import (
    groupings,
    mrc_names,
    priorites,
    priorites_of,
    published_facts,
    territoires,
)
from tests.donnees import REFERENCE, Line, amounts, rows, table, where

FAITS = Path(__file__).resolve().parents[2] / "shared" / "faits"
RIVER = {
    "Kamouraska": "14",
    "Rivière-du-Loup": "12",
    "Témiscouata": "13",
    "Les Basques": "11",
    "Rimouski-Neigette": "10",
    "La Mitis": "09",
    "La Matanie": "08",
    "La Matapédia": "07",
    "Régional": "REG",
}


def test_territoires_follow_the_river_then_regional() -> None:
    assert [(territoire.nom, territoire.code) for territoire in territoires()] == list(RIVER.items())


def test_priorites_are_the_published_lists_in_their_order() -> None:
    published = (
        "Emploi et formation",
        "Alimentation",
        "Logement",
        "Santé",
        "Transport",
        "Lutte aux préjugés",
    )
    assert priorites_of("2018-2023") == priorites_of("2023-2024") == published
    assert priorites_of("2024-2029") == (
        "Causes systémiques",
        "Accessibilité et inclusion",
        "Besoins de base",
    )
    assert {p.cycle for p in priorites() if not p.official} == {"2010-2015"}


def test_initiatives_answer_a_priority_of_their_own_cycle() -> None:
    lines = table("initiatives")
    assert [line["titre"] for line in lines if line["priorite"] not in priorites_of(line["cycle"])] == []
    assert {line["priorite"] for line in where(lines, cycle="2010-2015")} == set(priorites_of("2010-2015"))


def test_totaux_publies_nine_lines_add_up_to_the_regional_total() -> None:
    lines = where(table("totaux_publies"), exercice="2021-2022", source_financement=SOURCE_ALLIANCE)
    split = {line["territoire"]: Decimal(line["montant_accorde"]) for line in lines if line["territoire"]}
    (region,) = where(lines, territoire="")
    assert list(split) == list(RIVER)
    assert 199_970 + 117_821 + 231_073 + 132_821 + 198_285 + 229_930 + 219_430 + 211_432 + 46_200 == 1_586_962
    assert sum(split.values()) == Decimal(region["montant_accorde"]) == 1_586_962
    assert sum(split[n] for n in groupings()["KRTB"]) == 199_970 + 117_821 + 231_073 + 132_821 == 681_685
    assert (region["nombre_nouvelles"], region["nombre_prolongees"]) == ("28", "32")
    assert int(region["nombre_initiatives"]) == 28 + 32


def test_totaux_publies_give_what_is_known_of_the_envelope() -> None:
    lines = where(table("totaux_publies"), source_financement=SOURCE_ALLIANCE, territoire="")
    assert {line["enveloppe"] for line in lines} == {"alliance-2018-2023"}
    assert sum(amounts(lines)) == 1_025_070 + 1_586_962 == 2_612_032
    (envelope,) = where(table("enveloppes"), id_enveloppe="alliance-2018-2023")
    assert round(2_612_032 / Decimal(envelope["montant"]), 4) == Decimal("0.4343")


def test_totaux_publies_keep_other_money_outside_the_envelope() -> None:
    lines = [line for line in table("totaux_publies") if line["source_financement"] != SOURCE_ALLIANCE]
    assert {(line["exercice"], line["source_financement"], line["precision"]) for line in lines} == {
        ("2020-2021", "FQIS – hors Alliance", EXACT),
        ("2021-2022", "Partenaires du milieu", PLANCHER),
    }
    assert amounts(lines) == [2_016_049 - 1_025_070, 2_400_000 - 1_586_962]
    assert {line["enveloppe"] for line in lines} == {""}


def test_initiatives_are_twenty_five_of_which_five_have_an_amount() -> None:
    known = {line["id_initiative"]: line for line in table("initiatives")}
    funded = {line["id_initiative"]: line for line in table("financement")}
    assert (len(known), len(funded), len(table("financement"))) == (25, 5, 5)
    assert Counter(line["cycle"] for line in known.values()) == {
        "2010-2015": 12,
        "2018-2023": 11,
        "2023-2024": 2,
    }
    assert {line["territoire"] for line in known.values()} == set(RIVER) - {
        "La Mitis",
        "La Matanie",
        "La Matapédia",
    }
    same = [(line[c], known[key][c]) for key, line in funded.items() for c in ("territoire", "priorite", "source")]
    assert [pair for pair in same if pair[0] != pair[1]] == []


def test_financement_inside_the_envelope_is_inside_the_published_totals() -> None:
    inside = where(table("financement"), source_financement=SOURCE_ALLIANCE, enveloppe="alliance-2018-2023")
    assert sum(amounts(where(inside, exercice="2020-2021"))) == 30_827
    assert sum(amounts(where(inside, exercice="2021-2022"))) == 19_606 + 36_000
    assert 1_025_070 - 30_827 == 994_243
    assert [line["montant_accorde"] for line in where(inside, precision=PLANCHER)] == ["36000.00"]


def test_financement_that_does_not_name_the_fqis_stays_outside() -> None:
    outside = [line for line in table("financement") if not line["enveloppe"]]
    assert {line["source_financement"] for line in outside} == {SOURCE_AUTRE}
    assert sorted(amounts(outside)) == [7_500, 10_000]


def test_enveloppes_keep_disagreeing_sources_and_the_unknown_amount() -> None:
    assert [(line["id_enveloppe"], line["montant"], line["precision"]) for line in table("enveloppes")] == [
        ("alliance-2010-2015", "4500000.00", ARRONDI),
        ("alliance-2010-2015", "4400000.00", ARRONDI),
        ("alliance-2018-2023", "6014144.00", EXACT),
        ("alliance-2023-2024", "1022462.00", EXACT),
        ("alliance-2024-2029", "", ""),
    ]


def test_parts_enveloppe_keep_ranges_and_both_sources_for_la_mitis() -> None:
    lines = table("parts_enveloppe")
    ranges = where(lines, montant_minimum="450000.00", montant_maximum="650000.00")
    assert [line["territoire"] for line in ranges] == list(mrc_names())
    exact = [line for line in lines if line["montant_minimum"] == line["montant_maximum"]]
    assert len(lines) == len(ranges) + len(exact) == 8 + 3
    assert [(line["territoire"], line["montant_minimum"]) for line in exact] == [
        ("Rimouski-Neigette", "516000.00"),
        ("La Mitis", "600000.00"),
        ("La Mitis", "650000.00"),
    ]


@pytest.mark.parametrize("mrc", mrc_names())
def test_jalons_give_each_mrc_both_deadlines(mrc: str) -> None:
    lines = where(table("jalons"), territoire=mrc, statut=NON_PUBLIE)
    deadlines = sorted((line["etape"], line["echeance"]) for line in lines)
    assert deadlines == [
        ("dépôt du plan", "2026-02-28"),
        ("dépôt du plan", "2026-03-31"),
        ("mise en œuvre", "2028-12-31"),
    ]


def test_jalons_invent_no_state() -> None:
    said = [line for line in table("jalons") if line["statut"] != NON_PUBLIE]
    assert [(line["territoire"], line["etape"], line["statut"]) for line in said] == [
        ("La Matapédia", "planification territoriale", "en cours")
    ]
    assert {line["date_realisation"] for line in table("jalons")} == {""}


def test_organismes_are_forty() -> None:
    lines = table("organismes")
    assert len({line["nom"] for line in lines}) == 40
    more = Counter(line["nom"] for line in lines)
    assert sorted(count for count in more.values() if count > 1) == [3, 4] and len(lines) == 38 + 3 + 4


def test_indicateurs_are_complete_for_the_eight_mrc_and_defined() -> None:
    defined = {line["indicateur"]: line["unite"] for line in rows(REFERENCE / "indicateurs.csv")}
    places: dict[tuple[str, str], list[str]] = {}
    for line in table("indicateurs"):
        assert line["unite"] == defined[line["indicateur"]]
        places.setdefault((line["indicateur"], line["annee"]), []).append(line["territoire"])
    assert {code for code, _ in places} == set(defined)
    assert [key for key, found in places.items() if tuple(found[:8]) != mrc_names()] == []
    assert {key: found[8:] for key, found in places.items() if found[8:]} == {
        ("part_population_icvs_quintile5", "2021"): ["Régional"]
    }


def test_indicateurs_come_from_no_press_nor_encyclopedia() -> None:
    words = [(line["qualite"] + line["source"] + line["url"]).lower() for line in table("indicateurs")]
    assert [text for text in words if "presse" in text or "wiki" in text or "cité par" in text] == []


def test_indicateurs_hold_the_published_values() -> None:
    lines = table("indicateurs")
    assert sum(amounts(where(lines, indicateur="population_recensement", annee="2021"), "valeur")) == 199_039
    shown = where(lines, indicateur="part_population_icvs_quintile5")
    assert [line["valeur"] for line in shown] == [
        "6.5",
        "7.3",
        "12.5",
        "18.7",
        "15.9",
        "22.5",
        "19.5",
        "16.2",
        "14.2",
    ]


@pytest.mark.parametrize(
    ("usage", "name", "columns"),
    [
        ("total publié", "totaux_publies", ["montant_accorde"]),
        ("enveloppe", "enveloppes", ["montant"]),
        ("initiative", "financement", ["montant_accorde"]),
        ("part d'un territoire", "parts_enveloppe", ["montant_minimum", "montant_maximum"]),
    ],
)
def test_faits_publies_say_how_each_amount_is_used(usage: str, name: str, columns: list[str]) -> None:
    facts = {(fact["montant"], fact["source"]) for fact in published_facts() if fact["usage"] == usage}
    assert facts == {(line[column], line["source"]) for line in table(name) for column in columns}


def test_faits_publies_say_why_an_amount_is_not_added() -> None:
    facts = published_facts()
    aside = [fact for fact in facts if fact["usage"] == "repère, non additionné"]
    others = {"total publié", "enveloppe", "initiative", "part d'un territoire"}
    assert {fact["usage"] for fact in facts} - others == {fact["usage"] for fact in aside}
    assert aside and all(fact["raison"] for fact in aside)
    assert {fact["precision"] for fact in facts if fact["montant"]} == {EXACT, PLANCHER, ARRONDI}


def test_manques_say_what_to_ask_and_whom() -> None:
    lines = rows(REFERENCE / "manques.csv")
    assert [line for line in lines if not all(line.values())] == []
    assert len({line["sujet"] for line in lines}) == len(lines)


def facts_file(name: str) -> list[Line]:
    """Return the rows of a file of facts the data were converted from, or skip where it is not given."""
    if not (FAITS / name).is_file():
        pytest.skip(f"le relevé d'origine ({name}) n'est pas fourni à côté du projet : rien à comparer")
    return rows(FAITS / name)


def fact_key(row: Line, source: str) -> tuple[str, str, Decimal | None, str]:
    """Return what makes a published amount the same one in both files."""
    return row["periode"], row["portee"], Decimal(row["montant"]) if row["montant"] else None, row[source]


def test_faits_publies_hold_each_row_of_the_facts() -> None:
    kept = Counter(fact_key(fact, "source") for fact in published_facts())
    found = Counter(fact_key(row, "source_url") for row in facts_file("financement.csv"))
    assert found and found - kept == Counter()


def test_initiatives_are_those_of_the_facts_and_none_to_be_confirmed() -> None:
    columns = ("titre", "territoire", "priorite")
    kept = {(*(line[c] for c in columns), line["source"]) for line in table("initiatives")}
    assert kept == {(*(row[c] for c in columns), row["source_url"]) for row in facts_file("initiatives.csv")}
    unconfirmed = {row["titre"] for row in facts_file("initiatives_a_confirmer.csv")}
    assert unconfirmed and unconfirmed.isdisjoint(titre for titre, *_ in kept)


def test_organismes_are_those_of_the_facts() -> None:
    found = facts_file("organismes.csv")
    expected = {(re.sub(r" \([^)]*\)$", "", row["nom"]), row["source_url"]) for row in found}
    assert {(line["nom"], line["source"]) for line in table("organismes")} == expected
