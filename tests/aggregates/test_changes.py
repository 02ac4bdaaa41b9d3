"""What changed from one version to another: sentences in good French, whose amounts are those of the aggregates."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import format_fr
from analytics.aggregates.change_words import of, passage, priority_subject, quoted, territory_subject
from analytics.aggregates.changes import compare
from analytics.aggregates.groups import aggregate_by
from analytics.aggregates.ledger import build_ledger
from analytics.amorce import read_published
from analytics.schema.reference import territoires
from tests.aggregates.fabrique import funding, initiative, table, workbook


def said(before, after, territoire: str | None = None) -> list[str]:
    """Return the sentences (of one territory), with plain spaces."""
    changes = compare(before, after)
    found = changes.phrases if territoire is None else changes.par_territoire.get(territoire, ())
    return [sentence.replace("\u00a0", " ") for sentence in found]


def published_with(*rows, totals=None):
    """Return the published facts with more initiatives and their amounts."""
    tables = dict(read_published().frames)
    for name, own in zip(("initiatives", "financement"), zip(*rows, strict=True), strict=True):
        tables[name] = pd.concat([tables[name], table(name, *own)], ignore_index=True)
    return tables


def test_compare_says_the_sentence_of_the_mission():
    added = (
        initiative("m-1", titre="Frigos partagés", cycle="2018-2023"),
        funding("m-1", 25_000, exercice="2022-2023"),
    )
    after = published_with(added)
    assert said(read_published().frames, after)[:2] == [
        "L'ensemble de la région passe de 2 612 032 $ à 2 637 032 $.",
        "La Mitis passe de 229 930 $ à 254 930 $ : une initiative ajoutée (« Frigos partagés »).",
    ]
    assert (
        "La priorité « Logement » passe de plus de 36 000 $ à plus de 61 000 $ (Alliance pour la solidarité 2018-2023)."
        in said(read_published().frames, after)
    )


def test_compare_a_version_with_itself_says_nothing():
    assert compare(read_published().frames, read_published().frames).empty


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("La Mitis", "La Mitis passe de 1 $ à 2 $"),
        ("Kamouraska", "Le Kamouraska passe de 1 $ à 2 $"),
        ("Témiscouata", "Le Témiscouata passe de 1 $ à 2 $"),
        ("Les Basques", "Les Basques passent de 1 $ à 2 $"),
        ("Rivière-du-Loup", "Rivière-du-Loup passe de 1 $ à 2 $"),
        ("Régional", "Le volet régional passe de 1 $ à 2 $"),
        ("Non ventilé", "Le groupe « Non ventilé » passe de 1 $ à 2 $"),
    ],
)
def test_passage_agrees_with_its_subject(name, expected):
    assert passage(territory_subject(name), {"avant": 100, "apres": 200}).replace("\u00a0", " ") == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"avant": None, "apres": 100}, "Les Basques ont maintenant un montant publié, 1 $"),
        ({"avant": 100, "apres": None}, "Les Basques n'ont plus de montant publié (auparavant 1 $)"),
        ({"avant": 100, "precision_avant": "arrondi", "apres": 200, "precision_apres": "plafond"}, "Les Basques passent d'environ 1 $ à au plus 2 $"),
        ({"avant": 100, "precision_avant": "plancher", "apres": 100, "precision_apres": "exact"}, "Les Basques passent de plus de 1 $ à 1 $"),
    ],
)  # fmt: skip
def test_passage_never_writes_zero_and_keeps_the_doubts(row, expected):
    assert passage(territory_subject("Les Basques"), row).replace("\u00a0", " ") == expected


def test_passage_of_what_no_priority_holds():
    assert passage(priority_subject("Non ventilé"), {"avant": 0, "apres": 100}).startswith("Ce qui n'est pas ventilé")


def test_of_elides_before_a_vowel():
    assert [of(text) for text in ("environ 1 $", "au plus 1 $", "plus de 1 $", "1 $")] == [
        "d'environ 1 $",
        "d'au plus 1 $",
        "de plus de 1 $",
        "de 1 $",
    ]


def test_quoted_never_puts_french_marks_inside_french_marks():
    assert quoted("« Socialement » (campagne)") == "« “Socialement” (campagne) »"
    assert quoted("mot " * 40).endswith("mot… »") and len(quoted("mot " * 40)) < 90


def test_compare_counts_many_initiatives_and_names_three():
    rows = [(initiative(f"i{n}", titre=f"T{n}"), funding(f"i{n}", 1)) for n in range(5)]
    after = workbook([row for row, _ in rows], [amount for _, amount in rows])
    assert said(workbook(), after, "La Mitis") == [
        "La Mitis a maintenant un montant publié, 5 $ : 5 initiatives ajoutées (dont « T0 », « T1 » et « T2 »)."
    ]
    assert said(after, workbook(), "La Mitis") == [
        "La Mitis n'a plus de montant publié (auparavant 5 $) : 5 initiatives retirées (dont « T0 », « T1 » et « T2 »)."
    ]


def test_compare_says_which_amount_was_revised():
    before = workbook([initiative("a", titre="A"), initiative("b", titre="B")], [funding("a", 10), funding("b", 5)])
    after = workbook([initiative("a", titre="A"), initiative("b", titre="B")], [funding("a", 12.5)])
    assert said(before, after, "La Mitis") == [
        "La Mitis passe de 15 $ à 12,50 $ : 2 montants révisés (« A », de 10 $ à 12,50 $; « B », auparavant 5 $, maintenant non publié)."
    ]


def test_compare_says_that_a_new_initiative_changes_no_amount():
    before = workbook([initiative("a")], [funding("a", 10)])
    after = workbook(
        [initiative("a"), initiative("b", titre="B"), initiative("c", "Les Basques", titre="C")], [funding("a", 10)]
    )
    assert said(before, after) == [
        "Les Basques : une initiative ajoutée (« C »), sans montant publié.",
        "La Mitis : une initiative ajoutée (« B »), sans changement du total (10 $).",
    ]


def test_compare_says_what_was_corrected():
    before = workbook([initiative("a", titre="A", statut="en cours", description="x" * 90)])
    after = workbook(
        [initiative("a", titre="A", statut="terminée", date_fin="2022-03-31", ads_plus=True, description="y" * 90)]
    )
    assert said(before, after) == [
        "La Mitis : une initiative modifiée (« A », statut : « terminée » au lieu de « en cours »; date de fin : « 2022-03-31 »; "
        "ADS+ : « oui »; description : texte revu)."
    ]


def test_compare_tells_an_initiative_in_each_territory_that_funds_it():
    rows = [initiative("a", "Régional", titre="A")]
    after = workbook(rows, [funding("a", 1, territoire="La Mitis"), funding("a", 2, territoire="La Matanie")])
    changes = compare(workbook(), after)
    assert {name for name, own in changes.par_territoire.items() if "« A »" in own[0]} == {
        "Régional",
        "La Mitis",
        "La Matanie",
    }


def test_compare_counts_the_rows_of_the_other_tables():
    jalon = {"territoire": "La Mitis", "etape": "dépôt du plan", "statut": "fait", "source": "https://exemple.test"}
    before = workbook() | {"jalons": table("jalons", jalon | {"statut": "en cours"})}
    after = workbook() | {"jalons": table("jalons", jalon, jalon | {"territoire": "La Matanie"})}
    assert said(before, after) == ["Étapes des plans : 1 ligne ajoutée et 1 ligne modifiée."]


def test_compare_never_says_that_nothing_changed_when_a_row_did():
    before = workbook([initiative("a")], [funding("a", 10)])
    after = workbook([initiative("a")], [funding("a", 10, note="Vérifié")])
    assert said(before, after) == ["Financement : 1 ligne modifiée."]


NAMES = [t.nom for t in territoires()]
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c", "d"]), st.sampled_from(NAMES), st.integers(1, 10**9),
        st.sampled_from(["exact", "plancher", "arrondi"]),
    ),
    max_size=6,
)  # fmt: skip


def drawn(rows):
    """Return the workbook of drawn rows: (initiative, territory, cents, precision)."""
    homes = {key: name for key, name, _, _ in reversed(rows)}
    return workbook(
        [initiative(key, name) for key, name in homes.items()],
        [funding(key, cents / 100, territoire=name, precision=sure) for key, name, cents, sure in rows],
    )


def written(tables) -> dict[str, str]:
    """Return territory → its amount as the aggregates write it."""
    groups = aggregate_by("territoire", build_ledger(tables)).lignes.to_dict("records")
    return {
        row["cle"]: format_fr.montant(row["montant_accorde"], None if pd.isna(row["precision"]) else row["precision"])
        for row in groups
    }


@given(ROWS, ROWS)
def test_the_amounts_of_the_sentences_are_those_of_the_aggregates(first, second):
    before, after = drawn(first), drawn(second)
    was, now, changes = written(before), written(after), compare(before, after)
    for name in was:
        sentences = changes.par_territoire.get(name, ())
        if was[name] == now[name]:
            assert not any(" passe" in text or " publié, " in text for text in sentences)
            continue
        told = sentences[0]
        assert all(amount in told for amount in (was[name], now[name]) if amount != format_fr.NON_PUBLIE), told
        assert (" passe" in told) == (format_fr.NON_PUBLIE not in (was[name], now[name]))
    assert all(text.endswith(".") and "de au " not in text and "de environ" not in text for text in changes.phrases)


@settings(max_examples=5)
@given(ROWS)
def test_any_version_compared_with_itself_is_empty(rows):
    assert compare(drawn(rows), drawn(rows)).empty
