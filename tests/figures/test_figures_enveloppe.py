"""The figures of an envelope show what is published, and draw nothing where nothing is."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.aggregates.envelopes import parts_by_territoire, read_enveloppes
from analytics.aggregates.groups import aggregate_by
from analytics.aggregates.ledger import build_ledger
from analytics.aggregates.pace import committed_over_time
from analytics.aggregates.progress import measure_progress
from analytics.aggregates.shares import against_parts
from analytics.figures.carte import contrast
from analytics.figures.exercices import exercice_bars, known_measures
from analytics.figures.mesures import progress_tracks, tracks
from analytics.figures.parts import NO_PART, NOT_A_PLACE, part_in_words, parts_figure
from analytics.figures.rythme import HEIGHT, pace_figure
from analytics.figures.theme import DARK, LIGHT
from tests.aggregates.fabrique import ENVELOPE, funding, initiative, total, workbook

AU = pd.Timestamp("2021-09-22")


def book(rows=(), amounts=(6_014_144,), parts=(), totaux=()):
    """Return a workbook whose envelope has these amounts, one a source (none: not published)."""
    base = {
        "id_enveloppe": ENVELOPE,
        "nom": "E",
        "cycle": "2018-2023",
        "date_debut": "2018-04-01",
        "date_fin": "2023-03-31",
    }
    enveloppes = [base | {"montant": amount} for amount in amounts or [None]]
    return workbook([initiative("a")], rows, totaux, enveloppes, parts)


def progress(tables, au=AU):
    return measure_progress(tables, read_enveloppes(tables["enveloppes"])[ENVELOPE], au)


def steps(tables):
    return committed_over_time(tables, read_enveloppes(tables["enveloppes"])[ENVELOPE])


def one(dollars: float, **more):
    """Return one amount announced in September 2021."""
    return funding("a", dollars, date_annonce="2021-09-22", **more)


def texts(figure) -> str:
    return " | ".join(note.text for note in figure.layout.annotations)


def test_tracks_fill_each_measure_out_of_the_envelope():
    lines = tracks(progress(book([one(3_007_072, montant_verse=601_414.4)])), LIGHT)
    assert [line.part for line in lines] == [pytest.approx(1271 / 1826), pytest.approx(0.5), pytest.approx(0.1), None]
    assert [line.texte for line in lines][1:] == ["3,0\xa0M$ (50\xa0%)", "601\xa0414\xa0$ (10\xa0%)", "non publié"]


def test_tracks_say_the_range_of_parts_when_sources_disagree():
    line = tracks(progress(book([one(2_200_000)], amounts=(4_400_000, 4_500_000))), LIGHT)[1]
    assert line.part == pytest.approx(22 / 45)
    assert line.texte == "2,2\xa0M$ (de 49\xa0% à 50\xa0%, selon la source)"


def test_tracks_without_an_amount_for_the_envelope_fill_nothing():
    lines = tracks(progress(book([one(100)], amounts=())), LIGHT)
    assert [line.part for line in lines][1:] == [None, None, None]
    assert "part inconnue" in lines[1].texte


def test_progress_tracks_hatch_a_floor_and_reach_beyond_a_whole_envelope():
    figure = progress_tracks(progress(book([one(12_028_288, precision="plancher")])), "light")
    fills = figure.data[1]
    assert fills.x[1] == pytest.approx(2)
    assert fills.marker.pattern.shape[1] != ""
    assert figure.layout.xaxis.range[1] > 2


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["clair", "sombre"])
def test_names_of_tracks_are_readable(colours):
    for line in tracks(progress(book([one(1, montant_verse=1, montant_depense=1)])), colours):
        assert contrast(line.encre, colours.background) >= 4.5


def test_pace_figure_draws_the_steps_the_even_pace_and_the_rule_of_three():
    tables = book(
        totaux=[total(1_025_070, "2020-2021", date_annonce="2021-02-18"), total(1_586_962, date_annonce="2021-09-22")]
    )
    read = progress(tables)
    figure = pace_figure(read, steps(tables), "light")
    even, projection, curve = figure.data
    assert list(even.y) == [0, 6_014_144]
    assert (even.x[0], even.x[1]) == ("2018-04-01", "2023-03-31")
    assert list(projection.y) == [2_612_032, read.projection_fin / 100]
    assert (list(curve.x)[0], list(curve.y)) == ("2021-02-18", [1_025_070, 2_612_032, 2_612_032])
    assert curve.line.shape == "hv"
    assert "règle<br>de trois" in texts(figure)


def test_pace_figure_without_commitment_is_no_figure():
    tables = book()
    assert pace_figure(progress(tables), steps(tables), "light") is None


def test_pace_figure_of_a_finished_period_has_no_projection():
    tables = book([one(100)])
    figure = pace_figure(progress(tables, pd.Timestamp("2023-03-31")), steps(tables), "light")
    assert len(figure.data) == 2
    assert "de trois" not in texts(figure)


def test_pace_figure_has_one_even_line_a_published_amount_and_none_without():
    for amounts, lines in (((4_400_000, 4_500_000), 2), ((), 0)):
        tables = book([one(100)], amounts=amounts)
        figure = pace_figure(progress(tables), steps(tables), "light")
        assert sum(trace.line.dash == "dash" for trace in figure.data) == lines


def test_pace_figure_keeps_the_names_of_the_lines_apart():
    tables = book([one(100)], amounts=(4_400_000, 4_500_000))
    figure = pace_figure(progress(tables), steps(tables), "light")
    places = sorted(note.y for note in figure.layout.annotations if "<br>" in note.text and note.xref == "x domain")
    pixels = [place / figure.layout.yaxis.range[1] * (HEIGHT - 62) for place in places]
    assert len(places) == 3
    assert all(after - before >= 57 for before, after in zip(pixels, pixels[1:], strict=False))


@pytest.mark.parametrize(("closed", "zones"), [(False, 1), (True, 2)])
def test_pace_figure_shades_the_times_of_which_nothing_is_published(closed, zones):
    tables = book([one(100)])
    figure = pace_figure(progress(tables), steps(tables), "light", closed)
    assert sum(shape.type == "rect" for shape in figure.layout.shapes) == zones
    assert texts(figure).count("rien de") == zones


def part(territoire, low, high):
    return {
        "id_enveloppe": ENVELOPE,
        "territoire": territoire,
        "montant_minimum": low,
        "montant_maximum": high,
        "source": "https://exemple.org",
    }


def shares(tables):
    aggregate = aggregate_by("territoire", build_ledger(tables), ENVELOPE)
    return against_parts(aggregate, parts_by_territoire(tables["parts_enveloppe"], ENVELOPE))


def test_parts_figure_draws_a_band_for_a_range_and_a_tick_for_each_exact_part():
    tables = book(
        [one(230)],
        parts=[
            part("La Mitis", 450, 650),
            part("La Mitis", 600, 600),
            part("La Mitis", 650, 650),
            part("Kamouraska", 450, 650),
        ],
    )
    figure = parts_figure(shares(tables), "light")
    bands = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    ticks = [shape for shape in figure.layout.shapes if shape.type == "line"]
    assert [(band.x0, band.x1) for band in bands] == [(450, 650), (450, 650)]
    assert sorted(tick.x0 for tick in ticks) == [600, 650]
    assert list(figure.data[0].x) == [230]
    assert "450 à 650\xa0$; 600 ou 650\xa0$" in texts(figure)


def test_parts_figure_names_every_territory_even_without_any_amount():
    figure = parts_figure(shares(book()), "light")
    assert len(figure.layout.annotations) == 10
    assert len(figure.data[0].x) == 0
    assert texts(figure).count(NO_PART) == 9 and texts(figure).count(NOT_A_PLACE) == 1


def test_part_in_words_names_the_disagreement():
    rows = shares(book(parts=[part("La Mitis", 600_000, 600_000), part("La Mitis", 650_000, 650_000)]))
    assert (
        part_in_words(rows.loc[rows["cle"] == "La Mitis"]).replace("\xa0", " ")
        == "part : 600 000 $ ou 650 000 $, selon la source"
    )


@pytest.mark.parametrize(("low", "high", "words"), [(None, 100, "au plus 100 $"), (100, None, "plus de 100 $")])
def test_part_in_words_keeps_an_open_range_open(low, high, words):
    rows = shares(book(parts=[part("La Mitis", low, high)]))
    assert part_in_words(rows.loc[rows["cle"] == "La Mitis"]).replace("\xa0", " ") == f"part : {words}"


def exercices(*rows):
    return aggregate_by("exercice", build_ledger(book(rows)), ENVELOPE).lignes


def test_exercice_bars_show_one_bar_when_only_the_committed_amount_is_known():
    groups = exercices(one(100), funding("a", 50, "2020-2021"))
    assert [m[0] for m in known_measures(groups)] == ["montant_accorde"]
    assert list(exercice_bars(groups, "light").data[0].x) == [50, 100]


def test_exercice_bars_say_which_measure_each_bar_is_and_never_draw_a_missing_one():
    bars = exercice_bars(exercices(one(100, montant_verse=60), funding("a", 50, "2020-2021")), "light").data[0]
    assert list(bars.x) == [50, 0, 100, 60]
    assert [text.replace("\xa0", " ").strip() for text in bars.text] == [
        "accordé : 50 $",
        "versé : non publié",
        "accordé : 100 $",
        "versé : 60 $",
    ]


def test_exercice_bars_leave_the_initiatives_without_amount_to_the_table():
    tables = workbook([initiative("a"), initiative("sans")], [one(100)])
    groups = aggregate_by("exercice", build_ledger(tables), ENVELOPE).lignes
    assert "Non publié" in groups["cle"].tolist()
    assert len(exercice_bars(groups, "light").data[0].x) == 1
