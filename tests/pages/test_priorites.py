"""Priorités: one cycle at a time, what is not broken down said first, a priority that opens to its initiatives and rows."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.aggregates.fabrique import funding, initiative, total, workbook
from tests.navigateur import Serveur, attendre
from tests.pages.ecran import HOSTILE, drawings, links, open_page, publish, publish_without, raw, shown, use_store

PAGE = "consulter/priorites"
OLD, LATEST = "Alliance pour la solidarité 2010-2015", "Alliance pour la solidarité 2024-2029"


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


def cells(page) -> list[str]:
    """Return the titles of the cells of the heat map: « Les Basques, Transport : 19 606 $, 1 initiative »."""
    return re.findall(r'<td role="cell" class="a-[^>]* title="([^"]*)"', raw(page).replace("\u00a0", " "))


def test_first_view_says_what_has_no_priority_and_which_receives_the_most():
    text = shown(open_page(PAGE))
    assert (
        "97 % du montant engagé n'est pas ventilé par priorité; dans le reste, Logement reçoit le plus : plus de 36 000 $."
        in text
    )
    assert "Les 6 priorités du cycle 2018-2023. Elles ne se comparent pas à celles d'un autre cycle" in text
    assert "Alimentation compte 5 des 9 initiatives nommées" in text


def test_heat_map_tells_an_amount_from_what_is_not_broken_down_and_from_silence():
    page = open_page(PAGE)
    assert "Les Basques, Transport : 19 606 $, 1 initiative" in cells(page)
    assert "Régional, Non ventilé : au plus 10 200 $" in cells(page)
    assert "Kamouraska, Alimentation : non publié, 1 initiative" in cells(page)
    assert "Non ventilé, Non ventilé : 994 243 $" in cells(page)
    assert len(cells(page)) == 10 * 7
    assert "3 des 54 croisements ont un montant publié, 3 % du montant engagé" in shown(page)


def test_evolution_keeps_every_exercice_of_the_period():
    page = open_page(PAGE)
    drawn = next(drawing for drawing in drawings(page) if "2018-2019" in drawing)
    assert all(f">{year}-{year + 1}</tspan>" in drawn for year in range(2018, 2023))
    assert "2020-2021 et 2021-2022 ont un montant publié; 97 % n'est pas ventilé par priorité" in shown(page)


@pytest.mark.parametrize(
    ("enveloppe", "said", "own_priority", "other"),
    [
        (LATEST, "Aucun montant par priorité n'est publié pour cette enveloppe.", "Causes systémiques", "Transport"),
        (OLD, "relevés dans les publications : ce n'est pas une liste officielle.", "Santé", "Besoins de base"),
    ],
)
def test_another_cycle_shows_its_own_list_and_no_other(enveloppe, said, own_priority, other):
    page = open_page(PAGE, enveloppe=enveloppe)
    assert said in shown(page)
    offered = page.selectbox(key="priorite").options
    assert own_priority in offered and other not in offered
    assert "0 $" not in shown(page)


def test_chosen_priority_shows_its_initiatives_and_the_rows_with_their_origin():
    page = open_page(PAGE, priorite="Logement")
    text = shown(page)
    assert "Logement : plus de 36 000 $ engagés (1 % du montant engagé)." in text
    assert "Logement : 1 des 2 initiatives nommées a un montant publié" in text
    named = {address for address in links(page).values() if address.startswith("initiatives?")}
    assert named == {"initiatives?initiative=bsl-2018-002", "initiatives?initiative=bsl-2018-008"}
    assert "financement.csv, ligne 5" in text and "initiatives.csv, ligne 21" in text


def test_choice_is_kept_with_the_envelope_and_forgotten_with_another_cycle():
    page = open_page(PAGE)
    page.selectbox(key="priorite").select("Transport").run()
    assert "Transport : 19 606 $ engagés" in shown(page)
    page.selectbox(key="enveloppe").select("alliance-2024-2029").run()
    assert page.selectbox(key="priorite").value is None
    assert not page.exception


@pytest.mark.parametrize("asked", ["Besoins de base", "Zut", HOSTILE])
def test_address_of_another_list_falls_back_to_all_the_priorities(asked):
    page = open_page(PAGE, priorite=asked)
    assert page.selectbox(key="priorite").value is None
    assert "97 % du montant engagé" in shown(page)


def test_nothing_left_to_break_down_draws_no_non_ventile(own):
    publish(own, workbook([initiative("a")], [funding("a", 100)], [total(100)]))
    page = open_page(PAGE)
    assert len(cells(page)) == 9 * 6
    assert "Logement reçoit le plus : 100 $." in shown(page)


def test_hostile_text_shows_as_typed(own):
    publish(own, workbook([initiative("a", titre=HOSTILE, organisme_porteur=HOSTILE)], [funding("a", 10)]))
    page = open_page(PAGE, priorite="Logement")
    assert "<script>" not in raw(page) and shown(page).count(HOSTILE) >= 2
    assert HOSTILE in links(page)


def test_version_without_envelope_says_what_to_do(own):
    publish_without(own, "enveloppes")
    page = open_page(PAGE)
    assert "Cette version ne décrit aucune enveloppe." in shown(page)


def test_click_on_a_bar_chooses_its_priority_and_a_second_one_gives_all_back(page, serveur: Serveur):
    opened = page(f"{serveur.url}/priorites")
    bar = opened.locator("[data-place=priorite-nombre] a").nth(1)
    bar.scroll_into_view_if_needed()
    for query in ({"priorite": ["Alimentation"]}, {}):
        bar.click()
        heading = "Alimentation : aucun montant" if query else "97 % du montant engagé"
        opened.get_by_role("heading", level=1, name=heading).wait_for()
        attendre(opened)
        assert parse_qs(urlsplit(opened.url).query) == query


def test_heat_map_fits_a_telephone_and_names_what_it_hatches(page, serveur: Serveur):
    opened = page(f"{serveur.url}/priorites", largeur=390)
    table_ = opened.locator(".a-chaleur")
    assert table_.evaluate("box => box.scrollWidth <= box.clientWidth")
    cell = table_.locator("td", has=opened.get_by_text("31 k$", exact=True)).first
    assert cell.get_attribute("title").replace("\u00a0", " ") == "Régional, Lutte aux préjugés : 30 827 $, 1 initiative"
    assert opened.locator(".a-cle", has_text="non publié").count() == 1
