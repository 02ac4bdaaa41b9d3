"""A drawing says what its figure says: same lengths, same places, same words, nothing it was not told."""

import re
from itertools import accumulate
from xml.etree import ElementTree

import pandas as pd
import plotly.graph_objects as go
import pytest

from analytics.figures.barres import bars, labelled_bars
from analytics.figures.carte import map_figure
from analytics.figures.petits_multiples import columns_by_exercice
from analytics.figures.theme import LIGHT, blank
from analytics.figures.vecteur import NotDrawable, draw
from analytics.figures.vecteur.carte import Window
from analytics.schema.reference import mrc_names

HOSTILE = "**gras** <script>alert(1)</script> & \"x\" 'y'"


def tree(drawing) -> ElementTree.Element:
    """Parse a drawing, which must be one well-formed element."""
    return ElementTree.fromstring(drawing.fluid("Résumé").replace("\xa0", " "))


def told(root: ElementTree.Element) -> list[str]:
    """Return what the marks say when pointed at."""
    return [title.text for title in root.iter("title")]


def written(root: ElementTree.Element) -> list[str]:
    """Return the texts of a drawing."""
    return ["".join(text.itertext()).strip() for text in root.iter("text")]


def groups(*rows: tuple[str, int | None, str | None]) -> pd.DataFrame:
    """Build groups: name, cents, precision."""
    frame = pd.DataFrame(rows, columns=["cle", "montant_accorde", "precision"])
    return frame.astype({"montant_accorde": "Int64"})


ROWS = groups(("La Mitis", 22_993_000, "exact"), ("Régional", 11_496_500, "plancher"), ("La Matanie", None, None))


def test_bars_have_the_lengths_of_their_amounts_and_say_them():
    root = tree(draw(bars(ROWS, "light"), "f"))
    lengths = [float(rect.get("width").strip("%")) for rect in root.iter("rect") if rect.find("title") is not None]
    assert lengths[0] == pytest.approx(2 * lengths[1], abs=0.01) and lengths[2] == 0
    assert told(root) == ["La Mitis : 229 930 $", "Régional : plus de 114 965 $", "La Matanie : non publié"]
    assert {"229 930 $", "plus de 114 965 $", "non publié", "La Mitis"} <= set(written(root))


def test_what_is_not_exact_is_hatched_in_a_pattern_of_its_own():
    html = draw(bars(ROWS, "light"), "f").fluid("x")
    patterns = re.findall(r'<pattern id="([^"]+)"', html)
    assert len(patterns) == 1 and patterns[0].startswith("f-") and html.count(f"url(#{patterns[0]})") == 1
    assert draw(bars(ROWS, "light"), "g").fluid("x").count('id="g-') == 1


def test_texts_of_the_data_are_shown_as_typed():
    figure = labelled_bars([HOSTILE], [1.0], [HOSTILE], [HOSTILE], ["exact"], "light")
    root = tree(draw(figure, "f", {HOSTILE: "?x=1"}))
    assert [
        element.tag
        for element in root.iter()
        if element.tag not in {"div", "svg", "rect", "title", "text", "tspan", "a"}
    ] == []
    assert told(root) == [f"{HOSTILE} : {HOSTILE}"] and written(root).count(HOSTILE) == 2
    assert root.find(".//a").get("aria-label") == f"{HOSTILE} : {HOSTILE}"


def test_marks_with_an_address_are_links_that_a_finger_can_reach():
    root = tree(draw(bars(ROWS, "light"), "f", {"La Mitis": "?p=1", "La Matanie": "?p=2"}))
    links = root.findall(".//a")
    assert [link.get("href") for link in links] == ["?p=1", "?p=2"]
    assert all(link.find("rect").get("width") == "100%" for link in links)
    assert (
        root.find("svg").get("role") == "group"
        and tree(draw(bars(ROWS, "light"), "f")).find("svg").get("role") == "img"
    )


def reached(way: str) -> list[tuple[int, int]]:
    """List the places of a way, which says where each ring begins and then its steps."""
    places = []
    for ring in re.findall(r"M([^M]+)", way):
        start, steps = ([int(number) for number in re.findall(r"-?\d+", part)] for part in ring.rstrip("z").split("l"))
        across, down = accumulate(start[:1] + steps[::2]), accumulate(start[1:] + steps[1::2])
        places += zip(across, down, strict=True)
    return places


def test_map_keeps_each_shape_within_half_a_unit():
    window = Window(-70, -66, 47, 49)
    ring = [(-69.0, 48.0), (-68.9991, 48.0), (-68.0, 48.5), (-69.0, 48.6), (-69.0, 48.0)]
    true = [(window.across(lon) * 2000, window.down(lat) * 2000 / window.ratio) for lon, lat in ring]
    assert all(any(max(abs(x - a), abs(y - b)) <= 0.5 for a, b in reached(window.way(ring))) for x, y in true)
    assert window.way([ring[0], (-68.9999, 48.0)]) == "", "nothing is said of what is smaller than a unit"


def test_map_draws_each_mrc_where_it_is_and_hatches_what_is_not_published():
    values = pd.Series([200_000.0] * 7, index=list(mrc_names())[:7])
    root = tree(draw(map_figure(values, "light", lambda v: f"{v:.0f} $"), "f", {"La Mitis": "t?x"}))
    shapes = [path for path in root.iter("path") if path.find("title") is not None]
    assert [shape.find("title").text for shape in shapes][-1] == "La Matapédia : non publié"
    assert len(shapes) == 8 and root.find(".//a").get("aria-label") == "La Mitis : 200000 $"
    west = [min(x for x, _ in reached(shape.get("d"))) for shape in shapes]
    assert west[0] == min(west) and all(0 <= x < 2000 for x in west)
    hatched = [path for path in root.iter("path") if path.get("fill") == "none"]
    assert len(hatched) == 1 and hatched[0].get("d").count("M") > 5
    assert set(mrc_names()) <= set(written(root))


def test_columns_stand_on_their_row_with_their_exercice_above():
    crossed = pd.DataFrame(
        {
            "territoire": ["La Mitis"] * 2,
            "exercice": ["2020-2021", "2021-2022"],
            "montant_accorde": pd.array([100, 200], "Int64"),
            "precision": ["exact", "exact"],
        }
    )
    root = tree(draw(columns_by_exercice(crossed, "territoire", "light"), "f"))
    columns = [rect for rect in root.iter("rect") if rect.find("title") is not None]
    heights = [float(column.get("height")) for column in columns]
    feet = {round(float(column.get("y")) + height, 1) for column, height in zip(columns, heights, strict=True)}
    assert heights[1] == pytest.approx(2 * heights[0], abs=0.02) and len(feet) == 1
    assert {"2020-2021", "2021-2022", "La Mitis"} <= set(written(root))


@pytest.mark.parametrize(
    "change",
    [
        lambda figure: figure.add_pie(values=[1]),
        lambda figure: figure.add_bar(x=[1], y=[0], orientation="h"),
        lambda figure: figure.update_traces(hovertemplate="%{meta}"),
        lambda figure: figure.update_traces(marker={"pattern": {"shape": "x", "bgcolor": "#FFF", "size": 7}}),
        lambda figure: figure.add_scatter(x=[1, 2], y=[1, 2], mode="lines", line={"shape": "spline", "color": LIGHT.text}),
        lambda figure: figure.add_shape(type="circle", x0=0, x1=1, y0=0, y1=1),
        lambda figure: figure.add_shape(type="line", x0=0, x1=1, y0=0, y1=1, line={"dash": "longdash"}),
        lambda figure: figure.update_xaxes(range=None),
        lambda figure: figure.update_xaxes(visible=True),
    ],
)  # fmt: skip
def test_a_figure_that_asks_for_more_is_refused(change):
    figure = bars(ROWS, "light")
    change(figure)
    with pytest.raises((NotDrawable, KeyError)):
        draw(figure, "f")


def test_an_empty_plan_is_drawn_empty():
    figure = blank("light", 100).update_xaxes(visible=False, range=[0, 1]).update_yaxes(visible=False, range=[0, 1])
    assert draw(go.Figure(figure), "f").fluid("Rien").count("<svg") == 1
