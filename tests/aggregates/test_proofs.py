"""The proof that the sums agree is computed from the rows, and fails when they do not."""

from __future__ import annotations

import pandas as pd

from analytics.aggregates.envelopes import read_enveloppes
from analytics.aggregates.ledger import build_ledger
from analytics.aggregates.proofs import proofs
from analytics.figures.phrases_methode import proof_sentence
from tests.aggregates.fabrique import ENVELOPE, funding, initiative, total, workbook

BOOK = workbook(
    [initiative("a", "La Mitis", "Logement"), initiative("b", "La Matanie", "Santé")],
    [funding("a", 300), funding("b", 200)],
    [total(1_000)],
)


def row(tables) -> pd.Series:
    """Return the proof of the only envelope."""
    return proofs(build_ledger(tables), read_enveloppes(tables["enveloppes"])).iloc[0]


def test_proofs_add_up_to_the_published_total_whatever_the_cut() -> None:
    found = row(BOOK)
    assert found["enveloppe"] == "Alliance 2018-2023"
    sums = [found[f"montant_{par}"] for par in ("total", "territoire", "priorite", "exercice", "statut", "source")]
    assert sums == [(300 + 200 + 500) * 100] * 6
    assert found["montant_ecart"] == 0


def test_proofs_stay_missing_where_nothing_is_published() -> None:
    found = row(workbook([initiative("a")]))
    assert found.drop("enveloppe").isna().all()


def test_proofs_show_a_gap_when_a_row_belongs_to_no_group() -> None:
    ledger = build_ledger(BOOK)
    broken = ledger.assign(territoire=ledger["territoire"].where(ledger["id_initiative"] != "a"))
    found = proofs(broken, read_enveloppes(BOOK["enveloppes"])).iloc[0]
    assert (found["montant_territoire"], found["montant_ecart"]) == ((200 + 500) * 100, -300 * 100)


def test_proof_sentence_says_whether_the_sums_agree() -> None:
    gaps = pd.DataFrame({"montant_ecart": pd.array([0, None], dtype="Int64")})
    assert "concordent" in proof_sentence(gaps) and "0 $" in proof_sentence(gaps)
    assert proof_sentence(gaps.assign(montant_ecart=pd.array([0, 5], dtype="Int64"))).startswith("Attention")
    assert "pas encore de somme" in proof_sentence(gaps.iloc[1:])
    assert ENVELOPE not in proof_sentence(gaps)
