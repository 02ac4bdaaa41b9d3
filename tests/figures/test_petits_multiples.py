"""Small multiples share one scale, and draw nothing where nothing is published."""

from __future__ import annotations

import pandas as pd

from analytics.figures.petits_multiples import columns_by_exercice, side_by_side, without_silent


def groups(**amounts: int | None) -> pd.DataFrame:
    """Return groups with their amounts (cents)."""
    return pd.DataFrame({
        "cle": list(amounts),
        "montant_accorde": pd.array(list(amounts.values()), dtype="Int64"),
        "precision": ["exact"] * len(amounts),
    })  # fmt: skip


def evolution(**amounts: list[int | None]) -> pd.DataFrame:
    """Return the crosstab priorité × exercice (cents), from one list a priority."""
    rows = [
        {"priorite": name, "exercice": f"{2019 + k}-{2020 + k}", "montant_accorde": cents, "precision": "plancher"}
        for name, line in amounts.items()
        for k, cents in enumerate(line)
    ]
    return pd.DataFrame(rows).astype({"montant_accorde": "Int64"})


def test_side_by_side_gives_every_figure_the_scale_of_the_largest():
    figures = side_by_side({"Petit": groups(a=100), "Grand": groups(a=1_000_000)}, "light")
    ranges = {figure.layout.xaxis.range for figure in figures.values()}
    assert len(ranges) == 1 and ranges.pop()[1] > 1_000_000 / 100
    assert [figure.data[0].x[0] for figure in figures.values()] == [100 / 100, 1_000_000 / 100]


def test_without_silent_names_the_groups_that_no_frame_has_an_amount_for():
    kept, silent = without_silent({"A": groups(x=1, y=None, z=None), "B": groups(x=None, y=None, z=0)})
    assert {name: frame["cle"].tolist() for name, frame in kept.items()} == {"A": ["x", "z"], "B": ["x", "z"]}
    assert silent == ["y"]


def test_without_silent_keeps_everything_when_nothing_is_published():
    kept, silent = without_silent({"A": groups(x=None, y=None)})
    assert (kept["A"]["cle"].tolist(), silent) == (["x", "y"], [])


def test_columns_by_exercice_are_in_proportion_across_the_rows():
    figure = columns_by_exercice(evolution(Logement=[100, 400], Santé=[200, None]), "priorite", "light")
    first, second = (list(trace.y) for trace in figure.data)
    assert first[1] == 4 * first[0] and second[0] == 2 * first[0]
    assert second[1] is None


def test_columns_by_exercice_write_what_they_do_not_draw():
    crossed = evolution(Logement=[100, None], **{"Non ventilé": [90_000, None]})
    figure = columns_by_exercice(crossed, "priorite", "light", ("Non ventilé",))
    assert list(figure.data[1].y) == [None, None]
    said = [note.text.replace("\u00a0", " ") for note in figure.layout.annotations]
    assert said == [
        "plus de<br>1 $",
        "non publié",
        "<b>Logement</b>",
        "plus de<br>900 $",
        "non publié",
        "<b>Non ventilé</b>",
    ]


def test_columns_by_exercice_of_amounts_that_are_all_zero_still_draws():
    figure = columns_by_exercice(evolution(Logement=[0, 0]), "priorite", "dark")
    assert list(figure.data[0].y) == [0, 0]
