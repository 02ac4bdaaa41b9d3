"""Hold what the peers show: the figures of each page, ready made, and the words of the first page.

python -m benchmarks.pairs.contenu FILE      writes them as JSON, from the published facts
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from analytics.aggregates.deadlines import deadlines
from analytics.aggregates.envelopes import read_enveloppes
from analytics.aggregates.groups import aggregate_by
from analytics.aggregates.ledger import build_ledger
from analytics.aggregates.progress import measure_progress, reference_day
from analytics.amorce import open_store
from analytics.figures import phrases
from analytics.figures.avancement import envelope_bar
from analytics.figures.barres import bars
from analytics.figures.carte import map_figure
from analytics.schema.reference import mrc_names


def first_page(tables: dict[str, pd.DataFrame], today: pd.Timestamp) -> dict[str, Any]:
    """Return envelope → words and figures of the first page."""
    ledger, found = build_ledger(tables), {}
    for key, enveloppe in read_enveloppes(tables["enveloppes"]).items():
        progress = measure_progress(tables, enveloppe, reference_day(enveloppe, ledger, today))
        cuts = [aggregate_by(par, ledger, key, enveloppe.cycle) for par in ("territoire", "priorite")]
        values = cuts[0].lignes.set_index("cle")["montant_accorde"].reindex(list(mrc_names())).astype("Float64") / 100
        figures = [
            envelope_bar(progress, "light"),
            map_figure(values, "light", lambda value: f"{value:.0f} $"),
            *(bars(cut.lignes, "light", quiet=phrases.APART) for cut in cuts),
        ]
        found[enveloppe.nom] = {
            "titre": phrases.headline(progress),
            "phrases": [
                phrases.pace_sentence(progress, today),
                phrases.map_title(cuts[0]),
                phrases.priorite_title(cuts[1]),
            ],
            "liste": list(phrases.upcoming(deadlines(tables, today))),
            "figures": [json.loads(figure.to_json()) for figure in figures],
        }
    return found


def write(path: Path) -> None:
    """Write what the peers show."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ALLIANCE_DATABASE_URL"] = f"sqlite:///{folder}/banc.sqlite"
        now = datetime.now(UTC)
        store = open_store(now)
        page = first_page(store.tables(1), pd.Timestamp(now.date()))
        store.close()
    path.write_text(json.dumps(page, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
