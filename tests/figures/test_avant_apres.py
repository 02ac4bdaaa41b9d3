"""Money before and after: both bars said, one scale for both maps, nothing drawn for what is not published."""

from __future__ import annotations

from analytics.aggregates.effect import measure_effect
from analytics.figures.avant_apres import before_after_bars, before_after_layers
from tests.aggregates.fabrique import funding, initiative, workbook


def territoires():
    """Return the money per territory: La Mitis goes from 100 $ to 900 $, Kamouraska stays at 50 $."""
    rows = [initiative("a", territoire="La Mitis"), initiative("b", territoire="Kamouraska")]
    before, after = ([funding("a", amount), funding("b", 50)] for amount in (100, 900))
    return measure_effect(workbook(rows, before), workbook(rows, after)).argent[0].territoires


def test_before_after_bars_says_both_amounts_where_they_differ():
    frame = territoires()
    after, before = before_after_bars(frame, "light").data
    at = {name: rank for rank, name in enumerate(frame["cle"])}
    texts = [[text.replace("\u00a0", " ").strip() for text in bar.text] for bar in (after, before)]
    assert (texts[0][at["La Mitis"]], texts[1][at["La Mitis"]]) == ("900 $", "avant : 100 $")
    assert (texts[0][at["Kamouraska"]], texts[1][at["Kamouraska"]]) == ("50 $, inchangé", "")
    assert (after.x[at["La Mitis"]], before.x[at["La Mitis"]]) == (900.0, 100.0)
    assert after.x[at["La Matanie"]] == 0 and texts[0][at["La Matanie"]].startswith("non publié")


def test_before_after_layers_share_their_classes():
    before, after = before_after_layers(territoires())
    assert before.echelle == after.echelle and max(after.echelle.limits) >= 900
    assert before.valeurs["La Mitis"] == 100 and after.textes["La Mitis"].replace("\u00a0", " ") == "900 $"
    assert before.textes["La Matanie"] == "non publié"
