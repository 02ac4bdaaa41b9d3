"""The sheets to print: one tagged page each, the figures of the aggregates, the same scales, nothing injected."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from analytics import format_fr
from analytics.aggregates.profil import read_profil
from analytics.exports.fiches import REGION, export_files, file_name, sheet_names, sheets_pdf
from analytics.exports.fiches.carte import amount_classes, outlines
from analytics.exports.fiches.contenu import document_data, region_sheet, territory_sheet
from analytics.exports.fiches.echelles import common_scales
from analytics.exports.fiches.rendu import SheetError, compose
from analytics.exports.fiches.textes import MOST_INITIATIVES, change_sentences, cut, other_initiatives
from analytics.schema.reference import mrc_names, territoires
from tests.aggregates.fabrique import funding, initiative, workbook
from tests.exports.pdf import fonts, images, opened, tags, texts
from tests.exports.releves import example, published, releve_of

NAMES = [t.nom for t in territoires()]
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")


@cache
def all_sheets() -> bytes:
    return sheets_pdf(published())


@pytest.fixture(scope="module")
def document():
    return opened(all_sheets())


@pytest.fixture(scope="module")
def structure(document):
    return tags(document)


def sheet(nom: str, releve=None):
    return published_sheet(nom) if releve is None else territory_sheet(releve, common_scales(releve.coupes), nom)


@cache
def published_sheet(nom: str):
    return region_sheet(published()) if nom == REGION else sheet(nom, published())


def test_sheets_are_one_letter_page_each(document):
    assert len(document.pages) == len(sheet_names()) == 1 + 9
    assert {tuple(map(float, page.mediabox)) for page in document.pages} == {(0, 0, 612, 792)}


def test_document_says_that_it_is_pdf_ua_and_in_which_language(document):
    assert document.Root.MarkInfo.Marked and str(document.Root.Lang) == "fr-CA"
    assert document.Root.ViewerPreferences.DisplayDocTitle
    with document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Alliance pour la solidarité : fiches des territoires"


def test_every_sheet_has_one_title_and_no_heading_is_skipped(structure):
    levels = [int(tag.role[1]) for tag in structure if tag.role in HEADINGS]
    assert levels.count(1) == len(sheet_names()) and levels[0] == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_every_text_is_in_an_element_that_says_what_it_is(structure):
    titles = [tag for tag in structure if tag.role in HEADINGS]
    assert all(set(tag.ancestors) <= {"Document", "Div"} for tag in titles)
    assert not any(
        tag.role == "Span" and (not tag.ancestors or tag.ancestors[-1] in ("Document", "Div")) for tag in structure
    )


def test_every_figure_has_words_for_who_cannot_see_it(structure):
    figures = [tag for tag in structure if tag.role == "Figure"]
    assert all(tag.alt and len(tag.alt) > 20 for tag in figures)
    with_gauge = 1 + len(mrc_names())
    assert len(figures) == len(sheet_names()) * (1 + 3) + with_gauge


def test_every_table_has_headers(structure):
    tables = sum(tag.role == "Table" for tag in structure)
    heads = [tag for tag in structure if tag.role == "TH"]
    assert tables and sum(tag.role == "THead" for tag in structure) == tables
    assert all("THead" in tag.ancestors for tag in heads) and len(heads) >= 3 * tables


def test_everything_is_vector_and_every_font_is_inside(document):
    assert images(document) == []
    found = fonts(document)
    assert found and all("/FontFile3" in one or "/FontFile2" in one for one in found)
    assert all("SourceSans3" in str(one.FontName) for one in found)


def test_the_file_asks_for_nothing_outside(document):
    assert not any(isinstance(obj, dict) and "/URI" in obj for obj in document.objects)
    assert "/OpenAction" not in document.Root and "/AcroForm" not in document.Root


@pytest.mark.parametrize("rank", range(10))
def test_each_sheet_says_its_amount_its_version_and_what_is_missing(rank):
    text, name = texts(all_sheets())[rank], sheet_names()[rank]
    rows = published().par_territoire
    total = (
        rows.total["montant_accorde"] if name == REGION else rows.lignes.set_index("cle").loc[name, "montant_accorde"]
    )
    assert format_fr.montant(total).replace("\u00a0", " ") in text
    assert "Version 1, publiée le 20 novembre 2026" in text and "Dernière annonce connue : 22 septembre 2021" in text
    assert "Ce qui n'est pas publié" in text and "non publié" in text
    assert re.search(r"\bnan\b|<NA>|NaT|None", text) is None


def test_the_bars_hold_the_figures_of_the_aggregates():
    rows = published().par_territoire.lignes.set_index("cle")["montant_accorde"]
    for nom in mrc_names():
        told = {bar["nom"]: bar["valeur"] for bar in sheet(nom)["barres"][0]["lignes"]}
        assert told == {name: rows[name] / 100 for name in NAMES}
        assert sum(bar["valeur"] for bar in sheet(nom)["barres"][1]["lignes"]) == rows[nom] / 100
        assert sum(bar["valeur"] for bar in sheet(nom)["barres"][2]["lignes"]) == rows[nom] / 100


def test_the_nine_sheets_share_their_scales():
    ends = {tuple(bars["fin"] for bars in sheet(nom)["barres"]) for nom in NAMES}
    assert len(ends) == 1 and ends.pop()[0] == 231_073
    gauges = {sheet(nom)["jauge"]["fin"] for nom in mrc_names()}
    assert gauges == {650_000}


def test_a_sheet_never_draws_or_writes_zero_for_what_is_not_published():
    sante = next(bar for bar in sheet("La Mitis")["barres"][2]["lignes"] if bar["nom"] == "Santé")
    assert (sante["motif"], sante["texte"]) == ("absent", "non publié")


def test_nothing_left_to_break_down_is_no_bar():
    complete = region_sheet(releve_of(workbook([initiative("a")], [funding("a", 10)])))
    assert "Non ventilé" not in [bar["nom"] for bars in complete["barres"] for bar in bars["lignes"]]
    assert "Non ventilé" in [bar["nom"] for bar in published_sheet(REGION)["barres"][0]["lignes"]]


def test_a_sheet_keeps_plus_de_in_words_and_in_pattern():
    housing = next(bar for bar in sheet("Régional")["barres"][2]["lignes"] if bar["nom"] == "Logement")
    assert housing["texte"].replace("\u00a0", " ") == "plus de 36 000 $" and housing["motif"] == "plancher"


def test_the_map_has_the_eight_mrc_in_place_within_the_paper():
    shapes = outlines()
    assert sorted(form["nom"] for form in shapes["formes"]) == sorted(mrc_names())
    points = [point for form in shapes["formes"] for ring in form["anneaux"] for point in ring]
    assert all(0 <= x <= 1 and 0 <= y <= shapes["hauteur"] for x, y in points)
    lefts = {form["nom"]: min(x for ring in form["anneaux"] for x, _ in ring) for form in shapes["formes"]}
    assert lefts["Kamouraska"] < lefts["Rimouski-Neigette"] < lefts["La Matanie"]


def test_the_classes_of_the_map_follow_the_amounts():
    ranks = amount_classes(published().par_territoire.lignes)["rangs"]
    assert ranks["Rivière-du-Loup"] < ranks["Rimouski-Neigette"] < ranks["La Mitis"]


@pytest.mark.parametrize("nom", ["La Mitis", "Régional"])
def test_a_profile_read_with_the_others_is_the_one_read_alone(nom):
    releve = published()
    together, alone = (
        read_profil(releve.tables, cuts, nom) for cuts in (releve.coupes, replace(releve.coupes, besoins=None))
    )
    pd.testing.assert_frame_equal(together.besoins, alone.besoins)


def test_needs_carry_their_year_and_quality():
    rows = {row[0]: row[1:] for row in sheet("La Mitis")["besoins"]["lignes"]}
    value, around, quality = rows["Population des secteurs les plus vulnérables du Canada"]
    assert value.replace("\u00a0", " ") == "22,5 %" and around.replace("\u00a0", " ") == "6,5 à 22,5 %"
    assert quality.startswith("2021, ")


def test_a_fictitious_version_is_marked_on_every_sheet_and_fits():
    pages = texts(sheets_pdf(example(300), (REGION, "La Mitis", "Régional")))
    assert len(pages) == 3 and all("Données fictives" in page for page in pages)


@pytest.mark.stress
def test_a_version_of_5000_initiatives_fits():
    releve = replace(example(5000), avant=(published().version, published().tables))
    pages = texts(sheets_pdf(releve))
    assert len(pages) == 10 and all("autres initiatives, à lire dans le tableau de bord" in page for page in pages)


MARKUP = '#panic("non") = Titre *gras* $x^2$ <etiquette> @ref `code` \\ // [contenu] "guillemets" #{1+1}'


def test_no_text_is_ever_read_as_markup():
    rows = [initiative("a", titre=MARKUP, organisme_porteur='#import "x": *', priorite="Logement")]
    page = texts(sheets_pdf(releve_of(workbook(rows, [funding("a", 10)])), ("La Mitis",)))[0]
    assert '#panic("non") = Titre *gras* $x^2$ <etiquette>' in page and '#import "x": *' in page


def test_signs_that_the_typeface_lacks_never_stop_a_sheet():
    rows = [initiative("a", titre="Jardin 😀 ᐃᓄᒃ 中文 \u200bŁódź", organisme_porteur="E\u0301quipe")]
    page = texts(sheets_pdf(releve_of(workbook(rows, [funding("a", 10)])), ("La Mitis",)))[0]
    assert "Jardin" in page and "Équipe" in page


def test_the_longest_texts_still_make_one_page_that_counts_what_it_leaves_out():
    long = [
        initiative(f"i{n}", titre="Mot très long " * 10, organisme_porteur="Organisme au nom très long " * 5)
        for n in range(40)
    ]
    before = workbook()
    after = workbook(long, [funding(f"i{n}", 10 + n, exercice="2021-2022") for n in range(40)])
    releve = replace(releve_of(after, 2), avant=(published().version, before))
    for name in (REGION, "La Mitis"):
        (page,) = texts(sheets_pdf(releve, (name,)))
        shown = len(re.findall(r"(?:Mot très long ){4}[^…]*…", page))
        assert 0 < shown <= MOST_INITIATIVES and f"Et {40 - shown} autres initiatives" in page
        assert "L'ensemble de la région" in page or "La Mitis" in page


def test_what_changed_is_told_when_asked_only():
    after = workbook([initiative("a", titre="Frigos")], [funding("a", 10)])
    assert sheet("La Mitis", releve_of(after))["changements"] is None
    compared = replace(releve_of(after, 2), avant=(published().version, workbook()))
    told = sheet("La Mitis", compared)["changements"]
    assert told["titre"] == "Ce qui a changé depuis la version 1"
    assert told["phrases"] == [
        "La Mitis a maintenant un montant publié, 10\u00a0$ : une initiative ajoutée (« Frigos »)."
    ]
    assert sheet("La Matanie", compared)["changements"]["phrases"] == ["Rien n'a changé."]


def test_change_sentences_lose_the_names_before_their_end():
    rows = [initiative(f"i{n}", titre=f"Un titre assez long pour la ligne (numéro {n})" * 2) for n in range(5)]
    changes = replace(releve_of(workbook(rows), 2), avant=(published().version, workbook())).changements
    assert change_sentences(changes, "La Mitis") == ["La Mitis : 5\u00a0initiatives ajoutées, sans montant publié."]


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (0, "Les 3 initiatives nommées sont à lire dans le tableau de bord."),
        (2, "Et une autre initiative, à lire dans le tableau de bord."),
        (3, ""),
    ],
)
def test_other_initiatives_counts_what_is_left(shown, expected):
    assert other_initiatives(3, shown) == expected


def test_cut_ends_at_a_word():
    assert cut("un deux trois", 9) == "un deux…" and cut("court", 9) == "court"


def test_a_version_without_envelope_or_indicators_still_has_its_sheets():
    releve = releve_of(workbook([initiative("a")], enveloppes=()))
    assert len(texts(sheets_pdf(releve, (REGION, "La Mitis", "Régional")))) == 3


def test_sheets_are_the_same_to_the_byte_for_the_same_version_and_day():
    assert sheets_pdf(published(), ("La Mitis",)) == sheets_pdf(published(), ("La Mitis",))


def test_several_people_may_ask_for_sheets_at_once():
    names = ["La Mitis", "La Matanie", "Régional"]
    alone = [sheets_pdf(published(), (name,)) for name in names]
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(lambda name: sheets_pdf(published(), (name,)), names * 2)) == alone * 2


def test_export_files_makes_one_file_or_a_folder():
    one = export_files(published(), Path("x.pdf"), "La Mitis")
    folder = export_files(published(), Path("fiches"), "La Mitis")
    assert list(one) == [Path("x.pdf")] and list(folder) == [Path("fiches/fiche-la-mitis.pdf")]
    assert file_name("Rivière-du-Loup") == "fiche-riviere-du-loup.pdf"


def test_compose_refuses_a_sheet_that_does_not_fit():
    data = sheet("La Mitis") | {"manques": ["Ce qui manque"] * 200}
    with pytest.raises(SheetError, match="ne tient pas en une page"):
        shapes = outlines() | amount_classes(published().par_territoire.lignes)
        compose(document_data(published(), [data]) | {"carte": shapes}, published().version.publiee_le)


def test_amounts_missing_everywhere_give_scales_that_end():
    scales = common_scales(releve_of(workbook([initiative("a")])).coupes)
    assert (scales.montant, scales.exercice, scales.priorite, scales.part) == (1, 1, 1, 1)
    assert pd.notna(scales.montant)
