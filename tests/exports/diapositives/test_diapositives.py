"""The PowerPoint file: native charts that hold the figures, a map of nine shapes, titles, notes, alternative texts, French."""

from __future__ import annotations

import io
import re

import pandas as pd
import pytest
from pptx.enum.dml import MSO_FILL
from pptx.enum.shapes import PP_PLACEHOLDER

from analytics.aggregates.groups import aggregate_by
from analytics.exports.diapositives import chosen_slides, write_slides
from analytics.exports.diapositives.mesure import Cadre
from analytics.exports.diapositives.tableaux import cut
from analytics.exports.diapositives.typographie import held
from analytics.exports.sequence import DEFAULT, Materiel, Tableau, build_sequence, territory_keys
from analytics.schema.reference import mrc_names, territoires
from tests.aggregates.fabrique import funding, initiative, total, workbook
from tests.exports.diapositives.lecteur import (
    EVERY,
    FEW,
    A,
    chart_of,
    freeforms,
    is_decorative,
    opened,
    overflows,
    properties,
    published_slides,
    repairs,
    sheet_of,
    slide_of,
)
from tests.exports.sequence.fabrique import JOUR, material, published, version

ENVELOPE, CYCLE = "alliance-2018-2023", "2018-2023"
BARE = {"id_enveloppe": "x", "nom": "X", "cycle": "2024-2029", "date_debut": "2024-04-01", "date_fin": "2029-03-31"}
"""An envelope without a published amount."""


def plain(text):
    """Return the text with plain spaces."""
    return text.replace("\u00a0", " ").replace("\v", " ")


def words(slide):
    """Return every text of a slide."""
    return plain(" ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame))


def one_slide(m, cle, keys=None):
    """Return the only slide of a key."""
    (slide,) = opened(write_slides(build_sequence(m, keys or [cle]))).slides
    return slide


@pytest.mark.parametrize(("cle", "par"), [("territoires", "territoire"), ("priorites", "priorite")])
def test_bar_chart_holds_the_figures_of_the_aggregates(cle, par):
    expected = aggregate_by(par, published().ledger, ENVELOPE, CYCLE).lignes
    chart = chart_of(slide_of(published_slides(), cle))
    header, *rows = sheet_of(chart)
    assert header[:2] == ("Groupe", "Montant engagé ($)")
    amounts = [None if pd.isna(v) else int(v) / 100 for v in expected["montant_accorde"]]
    assert [row[1] for row in rows] == amounts
    assert list(chart.plots[0].series[0].values) == amounts
    assert [row[0].removesuffix(" : non publié") for row in rows] == expected["cle"].tolist()
    assert [row[0] for row in rows] == list(chart.plots[0].categories)


@pytest.mark.parametrize("cle", list(territory_keys()))
def test_bar_chart_of_a_territory_adds_up_to_its_amount(cle):
    groups = aggregate_by("territoire", published().ledger, ENVELOPE, CYCLE).lignes.set_index("cle")["montant_accorde"]
    _, *rows = sheet_of(chart_of(slide_of(published_slides(), cle)))
    assert round(100 * sum(row[1] or 0 for row in rows)) == groups[territory_keys()[cle]]


def test_progress_chart_holds_the_envelope_and_computes_its_parts():
    chart = chart_of(slide_of(published_slides(), "enveloppe"))
    _, time, engaged = sheet_of(chart)
    assert engaged[3:5] == (2_612_032, 6_014_144)
    assert engaged[1] == pytest.approx(2_612_032 / 6_014_144) == chart.plots[0].series[0].values[1]
    assert time[1] == pytest.approx(published().progress.part_du_temps)


def test_bar_chart_points_at_the_sheet_of_its_workbook():
    chart = chart_of(slide_of(published_slides(), "territoires"))
    assert {node.text.split("!")[0] for node in chart._chartSpace.iter() if node.tag.endswith("}f")} == {"Feuil1"}


def test_bar_chart_keeps_plus_de_and_draws_nothing_for_what_is_not_published():
    chart = chart_of(slide_of(published_slides(), "priorites"))
    names, values = list(chart.plots[0].categories), list(chart.plots[0].series[0].values)
    assert values[names.index("Santé : non publié")] is None
    place = names.index("Logement")
    label = chart._chartSpace.xpath(f".//c:dLbl[c:idx/@val='{place}']/c:numFmt/@formatCode")[0]
    assert '"plus de "' in label
    assert chart.plots[0].series[0].points[place].format.fill.type == MSO_FILL.PATTERNED


def test_bar_chart_starts_at_zero_from_top_to_bottom():
    chart = chart_of(slide_of(published_slides(), "territoires"))
    assert chart.value_axis.minimum_scale == 0
    assert chart.category_axis.reverse_order and not chart.has_legend


def test_amount_map_is_nine_freeforms_named_by_territory():
    shapes = freeforms(slide_of(published_slides(), "carte"))
    assert set(shapes) == {t.nom for t in territoires()} and len(shapes) == 9
    assert plain(properties(shapes["La Mitis"]).get("descr")) == "La Mitis : 229 930 $"
    assert plain(properties(shapes["Régional"]).get("descr")) == "Régional, toute la région : 77 027 $"


def test_amount_map_colours_by_class_from_the_theme_so_that_it_can_be_recoloured():
    shapes = freeforms(slide_of(published_slides(), "carte"))
    assert all(shapes[name].fill.type == MSO_FILL.SOLID for name in mrc_names())
    tints = {
        name: shapes[name]._element.xpath("./p:spPr/a:solidFill/a:schemeClr/a:lumMod/@val") for name in mrc_names()
    }
    assert tints["Témiscouata"] == tints["La Mitis"] != tints["Les Basques"] == tints["Rivière-du-Loup"]


def test_amount_map_hatches_what_is_not_published():
    slide = one_slide(material(workbook([initiative("a")], [funding("a", 1000)])), "carte")
    shapes = freeforms(slide)
    assert shapes["La Mitis"].fill.type == MSO_FILL.SOLID
    assert {shapes[name].fill.type for name in shapes if name != "La Mitis"} == {MSO_FILL.PATTERNED}
    assert "non publié" in words(slide) and " 0 $" not in words(slide)


def test_add_table_is_a_real_table_with_a_header():
    (frame,) = [shape for shape in slide_of(published_slides(), "plans").shapes if shape.has_table]
    assert frame.table.first_row
    assert [row.cells[0].text for row in frame.table.rows] == ["Territoire", *mrc_names()]


def test_write_slides_gives_each_slide_its_message_in_the_title_placeholder():
    expected = [d.titre for d in build_sequence(published(), EVERY).diapos]
    titles = [slide.shapes.title for slide in opened(published_slides()).slides]
    assert [plain(title.text_frame.text) for title in titles] == [plain(text) for text in expected]
    kinds = {title.placeholder_format.type for title in titles}
    assert kinds == {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}


def test_write_slides_keeps_the_speaker_notes():
    sequence = build_sequence(published(), ["carte", "plans"], {"carte": "Saluer la préfète.\nPuis attendre."})
    first, second = opened(write_slides(sequence)).slides
    assert first.notes_slide.notes_text_frame.text == "Saluer la préfète.\nPuis attendre."
    assert second.notes_slide.notes_text_frame.text == sequence.diapos[1].notes


def test_write_slides_writes_version_date_and_number_in_their_placeholders():
    for number, slide in enumerate(opened(published_slides()).slides):
        feet = {p.placeholder_format.type: p for p in slide.placeholders if p.placeholder_format.idx in (10, 11, 12)}
        assert feet[PP_PLACEHOLDER.FOOTER].text_frame.text == "Version 1, publiée le 21 novembre 2026"
        assert feet[PP_PLACEHOLDER.DATE].text_frame.text == "Lue le 22 novembre 2026"
        assert PP_PLACEHOLDER.SLIDE_NUMBER in feet
        assert number == 0 or "Source" in words(slide) or "Comparaison" in words(slide)


def test_write_slides_describes_every_object():
    silent = [
        (number, shape.name)
        for number, slide in enumerate(opened(published_slides()).slides, start=1)
        for shape in slide.shapes
        if not properties(shape).get("descr")
        and not is_decorative(shape)
        and not (shape.is_placeholder and shape.has_text_frame)
    ]
    assert silent == []


def test_write_slides_is_in_french_run_by_run():
    for slide in opened(published_slides()).slides:
        for tree in (slide._element, slide.notes_slide._element):
            assert {run.find(f"{A}rPr").get("lang") for run in tree.iter(f"{A}r")} == {"fr-CA"}
    assert opened(published_slides()).core_properties.language == "fr-CA"
    assert chart_of(slide_of(published_slides(), "territoires"))._chartSpace.xpath("./c:lang/@val") == ["fr-CA"]


def test_name_in_french_leaves_no_english_name():
    names = {
        shape.name
        for slide in opened(published_slides()).slides
        for shape in (*slide.shapes, *slide.notes_slide.shapes)
    }
    assert not [name for name in names if re.search(r"Title|Placeholder|TextBox|Chart|Table \d|Notes P", name)]
    assert {"Titre", "Notes", "Pied de page", "Couverture et source"} <= names


def test_write_slides_needs_no_repair():
    assert repairs(published_slides()) == []


def test_repairs_sees_what_powerpoint_would_refuse():
    presentation = opened(published_slides())
    shapes = presentation.slides[2].shapes
    properties(shapes[1]).set("id", properties(shapes[0]).get("id"))
    sink = io.BytesIO()
    presentation.save(sink)
    assert any("stands 2 times" in found for found in repairs(sink.getvalue()))


def test_write_slides_gives_the_same_bytes_each_time():
    assert write_slides(build_sequence(published(), FEW)) == write_slides(build_sequence(published(), FEW))


def test_write_slides_survives_being_opened_and_saved_again():
    sink = io.BytesIO()
    opened(published_slides()).save(sink)
    again = sink.getvalue()
    assert repairs(again) == []
    for cle in ("enveloppe", "territoires"):
        assert sheet_of(chart_of(slide_of(again, cle))) == sheet_of(chart_of(slide_of(published_slides(), cle)))
    assert set(freeforms(slide_of(again, "carte"))) == {t.nom for t in territoires()}


def test_write_slides_leaves_no_shape_outside():
    assert overflows(opened(published_slides())) == []


def test_write_slides_leaves_no_empty_placeholder():
    for slide in opened(published_slides()).slides:
        assert all(
            p.has_chart or p.has_table or p.text_frame.text.strip() or p.placeholder_format.idx == 12
            for p in slide.placeholders
        )


def test_write_slides_marks_each_slide_of_a_fictitious_version():
    fictitious = Materiel(version(fictif=True), published().tables, JOUR)
    for slide in opened(write_slides(build_sequence(fictitious, FEW))).slides:
        assert "DONNÉES FICTIVES" in words(slide)
        footer = next(p for p in slide.placeholders if p.placeholder_format.type == PP_PLACEHOLDER.FOOTER)
        assert footer.text_frame.text.startswith("Données fictives.")
    assert "DONNÉES FICTIVES" not in words(slide_of(published_slides(), "carte"))


def test_cut_spreads_a_long_list_over_several_numbered_slides():
    places = [(f"i{k}-{n}", t.nom) for k, t in enumerate(territoires()) for n in range(3)]
    named = [initiative(key, place, titre=f"Titre assez long de l'initiative {key}") for key, place in places]
    after = workbook(named, [funding(f"i{k}-0", 1000 + k) for k in range(9)], [total(90_000)])
    sequence = build_sequence(material(after, workbook()), ["changements"])
    slides = opened(write_slides(sequence)).slides
    shown = " ".join(words(slide) for slide in slides)
    assert len(slides) > 1
    assert all(plain(text) in shown for text in sequence.diapos[0].contenu.phrases)
    assert [
        slide.shapes.title.text_frame.text.endswith(f"({n} de {len(slides)})")
        for n, slide in enumerate(slides, start=1)
    ] == [True] * len(slides)


def test_cut_repeats_the_header_of_a_long_table_and_loses_no_row():
    rows = tuple((f"{n} janvier 2027", f"Fin de « Titre {n} »", "La Mitis", "dans 2 ans") for n in range(40))
    tableau = Tableau(("Date", "Ce qui se termine", "Où", "Quand"), rows, "Et 2 autres.")
    parts = cut(tableau, Cadre(0, 0, 11_000_000, 4_000_000), 14)
    assert len(parts) > 1 and [row for part in parts for row in part.lignes] == list(rows)
    assert {part.colonnes for part in parts} == {tableau.colonnes}
    assert [part.reste for part in parts] == [""] * (len(parts) - 1) + ["Et 2 autres."]


def test_write_title_makes_a_long_message_smaller_until_it_fits():
    long = "Une enveloppe dont le nom est d'une longueur telle que son titre tient difficilement sur une seule diapositive, même large"
    book = workbook(enveloppes=[BARE | {"nom": f"{long} et {long}"}])
    title = one_slide(material(book), "enveloppe").shapes.title
    assert title.text_frame.paragraphs[0].runs[0].font.size.pt < 30


def test_progress_chart_without_an_amount_draws_only_the_time():
    slide = one_slide(material(workbook(enveloppes=[BARE])), "enveloppe")
    _, time, engaged = sheet_of(chart_of(slide))
    assert time[1] > 0 and engaged[:3] == ("Engagé : non publié", None, None)


def test_chosen_slides_about_one_territory():
    assert chosen_slides(None) == DEFAULT
    assert chosen_slides("La Mitis")[:2] == ("couverture", "territoire-la-mitis")


def test_write_slides_keeps_texts_that_xml_would_refuse_or_misread():
    odd = 'Jardin <b>\x07 & « cie » "du coin"'
    before, after = workbook(), workbook([initiative("a", titre=odd, date_fin="2027-01-01")])
    content = write_slides(build_sequence(material(after, before), ["changements", "echeances"], {"echeances": odd}))
    assert repairs(content) == []
    table = next(shape.table for slide in opened(content).slides for shape in slide.shapes if shape.has_table)
    assert "<b>" in table.cell(1, 1).text and '& « cie » "du coin"' in plain(table.cell(1, 1).text)


def test_held_keeps_guillemets_and_colons_with_their_words():
    assert held("Fin de « Titre » : bientôt") == "Fin de «\u00a0Titre\u00a0»\u00a0: bientôt"
