"""Show that the sums agree: for each envelope, its total beside the sum of each cut (modele.md §4.1)."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.aggregates.envelopes import Enveloppe
from analytics.aggregates.groups import CUTS
from analytics.aggregates.ledger import in_enveloppe
from analytics.aggregates.reconcile import reconcile

PROOF_COLUMNS = ("enveloppe", "montant_total", *(f"montant_{par}" for par in CUTS), "montant_ecart")


def proofs(ledger: pd.DataFrame, enveloppes: Mapping[str, Enveloppe]) -> pd.DataFrame:
    """Return one row an envelope: its committed amount, the sum of each cut, the largest gap between them (cents).

    Columns `PROOF_COLUMNS`; amounts are missing where nothing is published, and the gap then too.
    """
    rows = [_proof(ledger, key, enveloppe.nom) for key, enveloppe in enveloppes.items()]
    frame = pd.DataFrame(rows, columns=list(PROOF_COLUMNS))
    return frame.astype({name: "Int64" for name in PROOF_COLUMNS[1:]} | {"enveloppe": "str"})


def _proof(ledger: pd.DataFrame, key: str, name: str) -> dict:
    """Write the sums of one envelope."""
    total = in_enveloppe(ledger, key)["montant_accorde"].sum(min_count=1)
    cuts = reconcile(ledger, key)
    gap = pd.NA if pd.isna(total) else max((cut.ecart for cut in cuts), key=abs)
    return {
        "enveloppe": name,
        "montant_total": total,
        **{f"montant_{c.par}": c.somme for c in cuts},
        "montant_ecart": gap,
    }
