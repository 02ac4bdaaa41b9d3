"""What the page of an envelope says, for each thing that may be unknown."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from analytics.aggregates.envelopes import PublishedAmount, read_enveloppes
from analytics.aggregates.groups import aggregate_by
from analytics.aggregates.ledger import build_ledger
from analytics.aggregates.pace import Undated, exercices_of, over_period
from analytics.aggregates.progress import measure_progress
from analytics.aggregates.reconcile import Cut, reconcile
from analytics.figures import phrases_enveloppe as phrases
from tests.aggregates.fabrique import ENVELOPE, funding, initiative, total, workbook

AU, END, TODAY = pd.Timestamp("2021-09-22"), pd.Timestamp("2023-03-31"), pd.Timestamp("2026-11-22")


def plain(text: str) -> str:
    return text.replace("\xa0", " ")


def progress(committed: float | None = 2_612_032, amounts: tuple[float, ...] = (6_014_144,), au=AU, **measures):
    """Return the progress of the envelope 2018-2023 with these amounts (dollars)."""
    rows = (
        [] if committed is None and not measures else [funding("a", committed, date_annonce="2021-09-22", **measures)]
    )
    tables = workbook([initiative("a")], rows)
    enveloppe = read_enveloppes(tables["enveloppes"])[ENVELOPE]
    published = tuple(PublishedAmount(round(amount * 100), "exact", None) for amount in amounts)
    return measure_progress(tables, replace(enveloppe, published=published), au)


@pytest.mark.parametrize(
    ("read", "said"),
    [
        (progress(), "43 % de l'enveloppe engagée quand 70 % du temps est écoulé"),
        (progress(au=END), "43 % de l'enveloppe est connue comme engagée à la fin de la période"),
        (progress(None), "Aucun engagement n'est publié sur une enveloppe de 6,0 M$"),
        (progress(None, ()), "Ni le montant de l'enveloppe ni aucun engagement n'est publié"),
        (
            progress(None, (4_500_000, 4_400_000)),
            "Aucun engagement n'est publié sur une enveloppe de 4,4 M$ ou 4,5 M$ selon la source",
        ),
        (progress(amounts=()), "2,6 M$ engagés, pour une enveloppe dont le montant n'est pas publié"),
        (
            progress(amounts=(4_500_000, 4_400_000)),
            "2,6 M$ engagés, pour une enveloppe dont le montant est de 4,4 M$ ou 4,5 M$ selon la source",
        ),
    ],
)
def test_message_says_what_is_known_and_what_is_not(read, said):
    assert plain(phrases.message(read)) == said


def test_under_message_says_what_is_left_per_month_and_what_is_not_published():
    said = plain(phrases.under_message(progress(), TODAY, AU))
    assert "il restait 3,4 M$ à engager, soit 186 580 $ par mois" in said
    assert "La période s'est terminée le 31 mars 2023." in said
    assert "Rien n'est publié après le 22 septembre 2021" in said


def test_under_message_of_an_earlier_day_does_not_pretend_that_nothing_followed():
    said = phrases.under_message(progress(au=AU), TODAY, pd.Timestamp("2022-06-15"))
    assert "Rien n'est publié après" not in said
    assert "Ce qui a été annoncé plus tard n'est pas compté." in said


def test_under_message_names_an_overrun():
    assert "les engagements dépassaient l'enveloppe de 985 856 $" in plain(
        phrases.under_message(progress(7_000_000), TODAY, AU)
    )


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (AU, "La période se termine le 31 mars 2023 : au 22 septembre 2021, 70 % du temps est écoulé."),
        (AU + pd.Timedelta(days=30), "La période se termine le 31 mars 2023 : au 22 septembre 2021, 70 % du temps était écoulé."),
        (TODAY, "La période s'est terminée le 31 mars 2023 : au 22 septembre 2021, 70 % du temps était écoulé."),
    ],
)  # fmt: skip
def test_under_message_without_amounts_says_the_day_of_the_time_elapsed(today, said):
    assert plain(phrases.under_message(progress(None, ()), today, None)) == said


def test_under_message_of_a_finished_period_speaks_of_no_month():
    said = plain(phrases.under_message(progress(au=END), TODAY, AU))
    assert "Au 31 mars 2023, 3,4 M$ n'étaient pas connus comme engagés." in said
    assert "par mois" not in said


@pytest.mark.parametrize(
    ("read", "said"),
    [
        (progress(None), "Seul le temps se mesure : aucun montant engagé, versé ou dépensé n'est publié"),
        (progress(), "Ni le montant versé ni le montant dépensé n'est publié"),
        (progress(montant_verse=5), "Le montant dépensé n'est pas publié"),
        (progress(montant_verse=5, montant_depense=2), "2,6 M$ engagés, 5 $ versés et 2 $ dépensés"),
    ],
)
def test_tracks_title_names_what_is_missing(read, said):
    assert plain(phrases.tracks_title(read)) == said


@pytest.mark.parametrize(
    ("committed", "said"),
    [
        (2_612_032, "1,6 M$ de moins qu'à un rythme régulier"),
        (5_000_000, "813 813 $ de plus qu'à un rythme régulier"),
        (4_186_187, "Les engagements connus suivent un rythme régulier"),
    ],
)
def test_pace_title_compares_with_the_even_pace(committed, said):
    assert plain(phrases.pace_title(progress(committed))) == said


def test_projection_sentence_calls_the_rule_of_three_by_its_name():
    said = plain(phrases.projection_sentence(progress()))
    assert "3,8 M$ seraient engagés le 31 mars 2023, 62 % de l'enveloppe" in said
    assert "règle de trois, et non une prévision" in said


@pytest.mark.parametrize("read", [progress(None), progress(au=END)])
def test_projection_sentence_computes_nothing_without_a_pace(read):
    assert "aucune projection n'est calculée" in phrases.projection_sentence(read)


@pytest.mark.parametrize(
    ("loose", "said"),
    [
        (Undated(0, 0), ""),
        (Undated(1, 100_00), "1 montant sans jour d'annonce (100 $) compte au premier jour de son exercice."),
        (Undated(3, 86_433_00), "3 montants sans jour d'annonce (86 433 $) comptent au premier jour de leur exercice."),
    ],
)
def test_undated_sentence_says_where_they_are_counted(loose, said):
    assert plain(phrases.undated_sentence(loose)) == said


def exercices(*rows):
    tables = workbook([initiative("a")], rows)
    names = exercices_of(read_enveloppes(tables["enveloppes"])[ENVELOPE])
    return over_period(aggregate_by("exercice", build_ledger(tables), ENVELOPE), names), names


def test_exercice_title_counts_those_without_amount_or_names_the_largest():
    assert phrases.exercice_title(*exercices()) == "Aucun montant par exercice n'est publié"
    assert (
        phrases.exercice_title(*exercices(funding("a", 1), funding("a", 2, "2020-2021")))
        == "2 des 5 exercices de la période ont un montant publié"
    )
    whole = [funding("a", 10 + year, f"{year}-{year + 1}") for year in range(2018, 2023)]
    assert plain(phrases.exercice_title(*exercices(*whole))) == "2022-2023 : l'exercice le plus engagé, 2 032 $"


def share(cle: str, committed: float | None, low: float | None, high: float | None) -> dict:
    return {
        "cle": cle,
        "montant_accorde": committed,
        "precision": None if committed is None else "exact",
        "montant_minimum": low,
        "montant_maximum": high,
    }


def shares(*rows: dict) -> pd.DataFrame:
    names = ("montant_accorde", "montant_minimum", "montant_maximum")
    return pd.DataFrame(list(rows)).astype(dict.fromkeys(names, "Int64"))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([share("La Mitis", 5, None, None)], "La part de chaque territoire n'est pas publiée"),
        (
            [share("La Mitis", None, 10, 10)],
            "Les parts sont publiées, mais aucun montant engagé par territoire ne l'est",
        ),
        (
            [share("La Mitis", 5, 10, 10), share("Kamouraska", 5, None, None)],
            "Les montants connus restent sous la part publiée de La Mitis",
        ),
        ([share("La Mitis", 11, 10, 10)], "La Mitis : plus que la part publiée"),
    ],
)
def test_parts_title_says_how_the_amounts_stand(rows, said):
    assert phrases.parts_title(shares(*rows)) == said


def test_reconcile_title_says_the_total_only_when_every_cut_gives_it():
    ledger = build_ledger(workbook(totaux=[total(1_586_962)]))
    assert (
        plain(phrases.reconcile_title(reconcile(ledger, ENVELOPE), 0))
        == "Les 5 découpages donnent le même total, 1 586 962 $"
    )
    assert (
        phrases.reconcile_title([Cut("territoire", 100, -1), Cut("priorite", 101, 0)], 0)
        == "Les découpages ne donnent pas tous le même total"
    )
    assert phrases.reconcile_title([Cut("territoire", 100, 0)], 2).endswith("mais 2\xa0totaux publiés sont dépassés")
    assert phrases.reconcile_title([Cut("territoire", None, 0)], 0) == "Aucun montant à concilier"


def outside(*rows) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=["cle", "montant_accorde", "precision"])
    return frame.astype({"montant_accorde": "Int64"})


def test_outside_title_names_the_largest_and_counts_the_others():
    rows = [
        ("FQIS – hors Alliance", 990_979_00, "exact"),
        ("Partenaires du milieu", 813_038_00, "plancher"),
        ("Autre", 7_500_00, "exact"),
    ]
    assert (
        plain(phrases.outside_title(outside(*rows)))
        == "990 979 $ du FQIS hors Alliance et 2 autres sources ne comptent pas dans l'enveloppe"
    )
    assert (
        plain(phrases.outside_title(outside(rows[1])))
        == "Plus de 813 038 $ des partenaires ne comptent pas dans l'enveloppe"
    )
    assert len(phrases.reasons(outside(*rows))) == 3


def test_missing_sentences_are_those_of_the_words_asked():
    said = phrases.missing_sentences(["2024-2029"])
    assert any(
        sentence.startswith("Enveloppe 2024-2029 : le montant") and "À demander : CRD" in sentence for sentence in said
    )
    assert not any("2010-2015" in sentence for sentence in said)
