"""Titles say the message of the figure under them, and never more than what was published."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.aggregates.envelopes import read_enveloppes
from analytics.aggregates.groups import aggregate_by
from analytics.aggregates.ledger import build_ledger
from analytics.aggregates.progress import measure_progress
from analytics.figures import phrases
from tests.aggregates.fabrique import ENVELOPE, funding, initiative, total, workbook

TODAY = pd.Timestamp("2026-11-22")
DATED = {"date_annonce": "2021-09-22"}


def progress(book, au="2021-09-22"):
    """Measure the envelope of the test workbooks."""
    return measure_progress(book, read_enveloppes(book["enveloppes"])[ENVELOPE], pd.Timestamp(au))


def plain(text):
    """Return the text with plain spaces."""
    return text.replace("\u00a0", " ")


def by(par, *rows):
    """Aggregate amounts given as (key, dollars, territoire or priorité)."""
    name = {"territoire": "territoire", "priorite": "priorite"}[par]
    keys = {key for key, *_ in rows}
    book = workbook(
        [initiative(key) for key in sorted(keys)],
        [funding(key, dollars, **{name: group}) for key, dollars, group in rows],
    )
    return aggregate_by(par, build_ledger(book), ENVELOPE, "2018-2023")


def test_headline_answers_in_one_sentence():
    book = workbook(totaux=[total(1_025_070 + 1_586_962, **DATED)])
    assert plain(phrases.headline(progress(book))) == (
        "2,6 M$ des 6,0 M$ sont engagés (43 %), d'après ce qui a été publié jusqu'en septembre 2021."
    )


def test_headline_keeps_plus_de():
    book = workbook(totaux=[total(2_400_000, precision="plancher", **DATED)])
    assert plain(phrases.headline(progress(book))).startswith("Plus de 2,4 M$ des 6,0 M$ sont engagés (40 %)")


def test_headline_without_any_amount_says_so_and_never_zero():
    said = plain(phrases.headline(progress(workbook([initiative("a")]))))
    assert said.startswith("Aucun montant engagé n'est publié") and " 0 " not in said


@pytest.mark.parametrize(
    ("amounts", "said"),
    [([], "montant non publié"), ([4_500_000, 4_400_000], "4,4 M$ ou 4,5 M$ selon la source"), ([6_014_144], "6,0 M$")],
)
def test_envelope_amount_says_what_the_sources_say(amounts, said):
    base = {
        "id_enveloppe": ENVELOPE,
        "nom": "E",
        "cycle": "2018-2023",
        "date_debut": "2018-04-01",
        "date_fin": "2023-03-31",
    }
    book = workbook(enveloppes=[{**base, "montant": m} for m in amounts or [None]])
    assert plain(phrases.envelope_amount(progress(book))) == said


def test_pace_sentence_of_a_past_period_says_that_the_rest_was_not_published():
    said = phrases.pace_sentence(progress(workbook(totaux=[total(100, **DATED)])), TODAY)
    assert (
        said
        == "La période s'est terminée le 31 mars 2023. Les engagements faits après le 22 septembre 2021 ne sont pas publiés."
    )


def test_pace_sentence_of_a_period_in_progress_says_what_is_left_per_month():
    said = plain(
        phrases.pace_sentence(
            progress(workbook(totaux=[total(6_014_144 - 900_000, **DATED)])), pd.Timestamp("2021-09-22")
        )
    )
    months = (pd.Timestamp("2023-03-31") - pd.Timestamp("2021-09-22")).days / (365.25 / 12)
    monthly = f"{900_000 / months:,.0f}".replace(",", " ")
    assert said == f"Il reste 900 000 $ à engager d'ici le 31 mars 2023, soit {monthly} $ par mois."


def test_territoire_title_names_the_largest():
    aggregate = by(
        "territoire",
        ("a", 300, "La Mitis"),
        ("b", 200, "Témiscouata"),
        ("c", 100, "Kamouraska"),
        ("d", 999, "Régional"),
    )
    assert phrases.territoire_title(aggregate) == "La Mitis et Témiscouata reçoivent le plus"


def test_territoire_title_of_equal_amounts_ranks_nobody():
    assert (
        phrases.territoire_title(by("territoire", ("a", 5, "La Mitis"), ("b", 5, "Kamouraska")))
        == "Les 2 MRC reçoivent le même montant"
    )


def test_territoire_title_without_amount():
    assert phrases.territoire_title(by("territoire", ("a", 5, "Régional"))) == "Aucun montant par MRC n'est publié"


def test_priorite_title_says_first_that_most_is_not_broken_down():
    book = workbook([initiative("a")], [funding("a", 3)], [total(100)])
    aggregate = aggregate_by("priorite", build_ledger(book), ENVELOPE, "2018-2023")
    assert plain(phrases.priorite_title(aggregate)) == "97 % du montant engagé n'est pas ventilé par priorité"


def test_groups_summary_reads_every_group_and_the_total():
    said = plain(phrases.groups_summary(by("territoire", ("a", 300, "La Mitis"))))
    assert "La Mitis : 300 $" in said and "Kamouraska : non publié" in said and said.endswith("Total : 300 $.")


@pytest.mark.parametrize(
    ("named", "known", "said"),
    [
        (0, 0, "aucune initiative nommée"),
        (9, 0, "aucune des 9 initiatives nommées n'a de montant publié"),
        (9, 1, "1 des 9 initiatives nommées a un montant publié"),
        (9, 3, "3 des 9 initiatives nommées ont un montant publié"),
        (2, 2, "les 2 initiatives nommées ont un montant publié"),
        (1, 0, "la seule initiative nommée n'a pas de montant publié"),
        (1, 1, "la seule initiative nommée a un montant publié"),
    ],
)
def test_coverage(named, known, said):
    assert plain(phrases.coverage(named, known)) == said


def test_current_cycle_is_said_only_when_another_one_is_shown():
    base = {"nom": "E", "cycle": "2024-2029", "date_debut": "2024-04-01", "date_fin": "2029-03-31"}
    enveloppes = read_enveloppes(workbook(enveloppes=[{**base, "id_enveloppe": "e"}])["enveloppes"])
    assert phrases.current_cycle(enveloppes, "e", TODAY) == ""
    assert (
        phrases.current_cycle(enveloppes, "autre", TODAY)
        == "Le cycle en cours, 2024-2029, n'a pas encore de montant publié."
    )
    assert phrases.current_cycle(enveloppes, "autre", pd.Timestamp("2020-01-01")) == ""
