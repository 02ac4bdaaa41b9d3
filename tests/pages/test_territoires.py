"""Territoires: the table, the profile of one, the comparison of a few; on the published facts and on made-up ones."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.aggregates.fabrique import ENVELOPE, funding, initiative, table, workbook
from tests.navigateur import Serveur, attendre
from tests.pages.ecran import HOSTILE, drawings, links, open_page, publish, publish_without, raw, shown, use_store

PAGE = "consulter/territoires"
KRTB = ["Kamouraska", "Rivière-du-Loup", "Témiscouata", "Les Basques"]


@pytest.fixture(scope="module", autouse=True)
def facts(tmp_path_factory):
    """Serve the published facts to the tests that publish nothing."""
    with pytest.MonkeyPatch.context() as patch:
        yield use_store(tmp_path_factory.mktemp("magasin"), patch)


@pytest.fixture
def own(tmp_path, monkeypatch):
    """Return the address of a store of the test's own."""
    yield use_store(tmp_path, monkeypatch)
    use_store(tmp_path, monkeypatch)


def names(text: str) -> list[str]:
    """Return the territories in the order in which the table names them."""
    return [part.split("</a>")[0].rsplit(">", 1)[1] for part in text.split('href="territoires?')[1:]]


def test_first_view_holds_every_territory_and_what_is_not_broken_down():
    page = open_page(PAGE)
    assert "Selon la MRC, de 117 821 $ (Rivière-du-Loup) à 231 073 $ (Témiscouata) sont engagés." in shown(page)
    assert "38 % du montant engagé n'est attribué à aucun territoire" in shown(page)
    assert names(raw(page)) == [*KRTB, "Rimouski-Neigette", "La Mitis", "La Matanie", "La Matapédia", "Régional"]
    for words in (
        "Non ventilé 994 243 $ 38 %",
        "La Mitis 229 930 $ 9 % 12,52 $ 600 000 ou 650 000 $",
        "Total 2 612 032 $",
    ):
        assert words in shown(page)


def test_table_is_ordered_by_the_measure_of_the_address():
    page = open_page(PAGE, tri_territoires="Montant par personne")
    assert names(raw(page))[:3] == ["Les Basques", "La Mitis", "La Matapédia"]
    page.selectbox(key="tri_territoires").select("Montant engagé").run()
    assert names(raw(page))[:3] == ["Témiscouata", "La Mitis", "La Matanie"]


def test_profile_answers_in_one_sentence_and_keeps_the_sources_that_disagree():
    text = shown(open_page(PAGE, territoire="La Mitis"))
    assert (
        "La Mitis : 229 930 $ engagés (9 % du total régional); part réservée : 600 000 $ ou 650 000 $ selon la source."
        in text
    )
    assert "MRC de La Mitis." in text
    for source in (
        "600 000 $ ( L'Avantage )",
        "650 000 $ ( Rouge FM Rimouski (iHeartRadio) )",
        "De 450 000 $ à 650 000 $ (",
    ):
        assert source in text
    assert "La Mitis : de 35 % à 38 % de la part réservée sont engagés" in text


def test_profile_says_what_is_not_published():
    text = shown(open_page(PAGE, territoire="La Mitis"))
    for gap in (
        "Aucune initiative nommée n'a été trouvée, ce qui ne veut pas dire qu'aucune n'est financée",
        "En 2020-2021, 994 243 $ sont engagés dans la région sans être répartis",
        "Les sources ne s'entendent pas sur sa part",
        "Aucun montant n'est publié pour les exercices 2018-2019, 2019-2020 et 2022-2023.",
    ):
        assert gap in text
    assert "0 $ " not in text.replace("000 $", "").replace("930 $", "").replace("600 $", "")


def test_profile_places_the_territory_among_the_eight_mrc_with_year_quality_and_caution():
    text = shown(open_page(PAGE, territoire="La Mitis"))
    assert (
        "Population des secteurs les plus vulnérables du Canada 22,5 % 6,5 % Kamouraska 22,5 % La Mitis Année 2021, qualité : calcul"
        in text
    )
    assert "non un taux de pauvreté" in text


def test_profile_lists_its_initiatives_as_links_to_their_own_page():
    page = open_page(PAGE, territoire="Les Basques")
    named = links(page)["Deux nouveaux trajets de transport collectif en milieu rural"]
    assert named == "initiatives?initiative=bsl-2018-001"
    assert "19 606 $ L'Éveil des Basques Transport en cours" in shown(page)


def test_profile_keeps_both_deadlines_of_the_plan_and_the_six_steps():
    text = shown(open_page(PAGE, territoire="La Matapédia"))
    assert "31 mars 2026 (passée)" in text and "28 février 2026 (passée)" in text
    assert "Planification territoriale en cours" in text
    for step in ("Mobiliser le milieu", "Fonctionnement territorial", "Participation citoyenne", "Mise en œuvre"):
        assert step in text


def test_profile_of_regional_has_neither_part_nor_plan():
    text = shown(open_page(PAGE, territoire="Régional"))
    assert "Volet régional : 77 027 $ engagés (3 % du total régional)." in text
    assert "Étapes du plan" not in text and "Part réservée" not in text


def test_profile_of_an_envelope_without_amount_lives_with_it():
    page = open_page(PAGE, territoire="La Mitis", enveloppe="Alliance pour la solidarité 2024-2029")
    assert "La Mitis : aucun montant engagé n'est publié; part réservée : non publié." in shown(page)


def test_comparison_sums_the_territories_and_names_their_grouping():
    page = open_page(PAGE, territoire=KRTB)
    text = shown(page)
    assert "KRTB : 681 685 $ engagés ensemble (26 % du total régional)." in text
    assert "de 1,8 M$ à 2,6 M$ de 1 800 000 $ à 2 600 000 $; de 26 % à 38 % engagés" in text
    assert "1 des 5 initiatives nommées a un montant publié" in text
    assert page.selectbox(key="regroupement").value == "KRTB"


def test_comparison_draws_one_figure_a_territory_at_the_same_scale():
    page = open_page(PAGE, territoire=KRTB)
    bar = r'<rect x="0%"[^>]* width="([\d.]+)%"[^>]*><title>2021-2022 : ([\d\xa0]+)\xa0\$'
    drawn = [found for drawing in drawings(page) for found in re.findall(bar, drawing)]
    scales = [int(dollars.replace("\xa0", "")) / float(width) for width, dollars in drawn]
    assert len(scales) == 4 and max(scales) - min(scales) < 1


def test_grouping_chooses_its_mrc_and_its_absence_takes_them_away():
    page = open_page(PAGE)
    page.selectbox(key="regroupement").select("Secteur Mitis et Matapédia").run()
    assert page.multiselect(key="territoire").value == ["La Mitis", "La Matapédia"]
    assert "Secteur Mitis et Matapédia : 441 362 $ engagés ensemble" in shown(page)
    page.selectbox(key="regroupement").select(None).run()
    assert page.multiselect(key="territoire").value == []


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        (["La Mitis", "Atlantide"], ["La Mitis"]),
        (["Atlantide"], []),
        ([*KRTB, "La Mitis"], KRTB),
        ([HOSTILE], []),
    ],
)
def test_address_that_nobody_made_here_falls_back(asked, kept):
    page = open_page(PAGE, territoire=asked)
    assert page.multiselect(key="territoire").value == kept


def test_hostile_text_shows_as_typed(own):
    book = workbook(
        [initiative("x&initiative=y", titre=HOSTILE, organisme_porteur=HOSTILE)], [funding("x&initiative=y", 10)]
    )
    book["organismes"] = table("organismes", {"nom": HOSTILE, "secteur": "Autre", "territoire": "La Mitis"})
    book["jalons"] = table(
        "jalons", {"territoire": "La Mitis", "etape": "dépôt du plan", "statut": "fait", "commentaire": HOSTILE}
    )
    publish(own, book)
    page = open_page(PAGE, territoire="La Mitis")
    assert "<script>" not in raw(page)
    assert shown(page).count(HOSTILE) >= 3
    assert parse_qs(links(page)[HOSTILE].partition("?")[2]) == {"initiative": ["x&initiative=y"]}


def test_long_list_is_shown_ten_at_a_time_and_starts_again_with_another_territory(own):
    named = [initiative(f"i{k:02}", titre=f"Initiative {k:02}") for k in range(25)] + [
        initiative(f"j{k:02}", "La Matanie", titre=f"Autre {k:02}") for k in range(12)
    ]
    publish(own, workbook(named))
    page = open_page(PAGE, territoire="La Mitis", page_territoire="3")
    assert [name for name in links(page) if "nitiative" in name] == [f"Initiative {k}" for k in range(20, 25)]
    page.multiselect(key="territoire").set_value(["La Matanie"]).run()
    assert next(name for name, address in links(page).items() if "initiative=" in address) == "Autre 00"


def test_organisations_beyond_ten_are_folded_and_none_is_lost(own):
    seats = [{"nom": f"Organisme {k:03}", "secteur": "Autre", "territoire": "La Mitis"} for k in range(14)]
    publish(own, {"organismes": table("organismes", *seats)})
    first, folded = raw(open_page(PAGE, territoire="La Mitis")).split("<details>")
    assert "Organisme 009" in first and "Organisme 010" not in first
    assert "<summary>Les 4 autres</summary>" in folded and "Organisme 013" in folded


def test_version_without_envelope_says_what_to_do(own):
    publish_without(own, "enveloppes")
    page = open_page(PAGE)
    assert "Cette version ne décrit aucune enveloppe." in shown(page)
    assert not page.multiselect


def test_part_of_a_territory_can_be_exceeded(own):
    part = {"id_enveloppe": ENVELOPE, "territoire": "La Mitis", "montant_minimum": 100, "montant_maximum": 100}
    publish(own, workbook([initiative("a")], [funding("a", 150)], parts=[part]))
    assert "La Mitis : 150 % de la part réservée sont engagés" in shown(open_page(PAGE, territoire="La Mitis"))


def test_grouping_chosen_in_a_browser_is_shown_again_at_its_address(page, serveur: Serveur):
    opened = page(f"{serveur.url}/territoires?territoire=La+Mitis")
    opened.get_by_role("combobox", name="Regroupement").click()
    opened.get_by_role("option", name="KRTB").click()
    opened.get_by_role("heading", level=1, name="KRTB").wait_for()
    attendre(opened)
    assert parse_qs(urlsplit(opened.url).query) == {"territoire": KRTB}
    again = page(opened.url)
    assert again.get_by_role("heading", level=1).inner_text() == opened.get_by_role("heading", level=1).inner_text()
    opened.go_back()
    opened.get_by_role("heading", level=1, name="La Mitis : 229").wait_for()


def test_link_of_the_table_opens_the_profile(page, serveur: Serveur):
    opened = page(f"{serveur.url}/territoires", largeur=390)
    opened.get_by_role("link", name="La Matanie").click()
    opened.get_by_role("heading", level=1, name="La Matanie : 219").wait_for()
    assert parse_qs(urlsplit(opened.url).query) == {"territoire": ["La Matanie"]}
