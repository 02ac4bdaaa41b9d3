"""« Concertation » on the published facts: the eight plans, the deadlines past and to come, the fifteen sectors, the documents."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from analytics.schema.reference import mrc_names, secteur_choices
from pages.commun import lecture
from pages.commun.concertation import listes
from tests.aggregates.fabrique import table, workbook
from tests.donnees import table as published
from tests.pages.ecran import HOSTILE, open_page, publish, publish_alone, raw, shown, use_store

PAGE = "consulter/concertation"
TODAY = pd.Timestamp("2026-11-22")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Read the published facts in a store that the module shares, on a given day."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(lecture, "aujourdhui", lambda: TODAY)
        yield use_store(tmp_path_factory.mktemp("magasin"), monkeypatch)


def words(drawn: str) -> str:
    """Return the words of a piece of HTML with plain spaces."""
    return plain(re.sub(r"<[^>]+>", " ", drawn))


def plain(value: str) -> str:
    """Return a cell of a file with plain spaces."""
    return " ".join(value.replace("\u00a0", " ").split())


def test_first_view_says_where_the_plans_stand_with_both_deadlines(store):
    text = shown(open_page(PAGE))
    assert "Aucun des huit plans de territoire n'est connu comme déposé" in text
    assert "Ils étaient attendus le 28 février 2026 ou le 31 mars 2026, selon la source." in text
    assert "Étape connue comme en cours : planification territoriale (La Matapédia)." in text
    assert "L'état de 1 des 48 étapes est publié" in text


def test_grid_says_each_state_in_words_beside_its_mark(store):
    grid = raw(open_page(PAGE)).split("k-grille", 1)[1].split("</table>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", grid.split("<tbody>")[1])
    assert [re.search(r'<th scope="row">(.*?)</th>', row)[1] for row in rows] == list(mrc_names())
    assert [row.count("k-inconnu") for row in rows] == [6] * 7 + [5]
    assert [row.count(">non publié<") for row in rows] == [6] * 7 + [5]
    assert rows[-1].count('k-encours" aria-hidden="true"></span><span class="k-mot">en cours<') == 1


def test_deadlines_are_listed_in_order_around_today(store):
    text = shown(open_page(PAGE)).split("Échéances publiées, de la plus ancienne")[1]
    places = [text.index(said) for said in (
        "28 février 2026 passée depuis 8 mois", "31 mars 2026 passée depuis 7 mois", "Aujourd'hui , 22 novembre 2026",
        "31 décembre 2028 dans 2 ans",
    )]  # fmt: skip
    assert places == sorted(places)
    assert "Une autre source dit le 31 mars 2026. Source : Info Dimanche" in text
    assert "Une autre source dit le 28 février 2026. Source : adresse non publiée" in text


def test_what_each_source_says_is_there(store):
    text = shown(open_page(PAGE))
    said = {plain(row["commentaire"]) for row in published("jalons")}
    assert [words for words in said if words not in text] == []


def test_sectors_name_every_organisation_and_the_seats_that_are_known(store):
    page = open_page(PAGE)
    text = shown(page)
    titles = re.findall(
        r"<section><h3>(.*?)</h3>", raw(page).split('class="k-secteurs"')[1].split('class="k-documents"')[0]
    )
    expected = [c.value[:1].upper() + c.value[1:] for c in secteur_choices()][:15] + ["Hors des quinze secteurs"]
    assert [title.replace("&#x27;", "'") for title in titles] == expected
    assert [row["nom"] for row in published("organismes") if plain(row["nom"]) not in text] == []
    assert "Kamouraska, Rivière-du-Loup, Témiscouata, Les Basques · siège à la Table régionale" in text
    assert "La Traversée Kamouraska · siège non publié" in text
    assert "40 organismes nommés; 2 sièges à la Table sont publiés" in text


def test_long_sector_is_folded_and_only_a_seat_has_a_first_day():
    rows = [{"nom": f"Organisme {rank}", "secteur": "jeunesse", "territoire": "La Mitis", "table_regionale": rank == 1,
             "depuis": pd.Timestamp("2021-04-01")} for rank in range(1, 11)]  # fmt: skip
    drawn = listes.secteurs({"jeunesse": table("organismes", *rows)}, seul=True)
    said = words(drawn)
    assert "Organisme 1 siège à la Table régionale depuis le 1er avril 2021 ·" in said
    assert said.count("depuis") == 1 and said.count("ne siège pas à la Table régionale ·") == 9
    assert (
        "Organisme 8" in words(drawn.split("<details>")[0]) and "Organisme 9" in drawn.split("<summary>Les 2 autres")[1]
    )


def test_territory_of_the_address_filters_the_organisations_and_is_written_there(store):
    page = open_page(PAGE, territoire="La Mitis")
    here = {row["nom"] for row in published("organismes") if row["territoire"] == "La Mitis"}
    text = shown(page)
    assert page.selectbox(key="concertation-territoire").value == "La Mitis"
    assert f"{len(here)} organismes nommés" in text and "La Traversée" not in text
    page.selectbox(key="concertation-territoire").set_value("Kamouraska").run()
    assert page.query_params == {"territoire": "Kamouraska"}
    assert "La Traversée" in shown(page)
    page.selectbox(key="concertation-territoire").set_value(None).run()
    assert page.query_params == {}
    assert shown(page) == shown(open_page(PAGE, territoire="Atlantide"))


def test_documents_stand_under_their_section_with_their_address_or_without(store):
    page = open_page(PAGE)
    text = shown(page)
    rows = published("documents")
    assert [row["titre"] for row in rows if plain(row["titre"]) not in text] == []
    assert [
        row["url"] for row in rows if row["url"] and f'href="{row["url"].replace("&", "&amp;")}"' not in raw(page)
    ] == []
    assert "Bulletins de l'Alliance, autres numéros date non publiée · adresse non publiée" in text
    assert "19 novembre 2024 · Info Dimanche" in text
    without = sum(not row["url"] for row in rows)
    assert f"{len(rows) - without} des {len(rows)} documents ont une adresse publiée" in text


@pytest.mark.parametrize("block", ["plans", "echeances", "secteurs", "documents"])
def test_each_part_opens_to_its_rows_and_their_origin(store, block):
    page = open_page(PAGE)
    page.session_state[f"donnees-{block}"] = True
    page.run()
    tables = raw(page).split("<caption>")[1:]
    assert len(tables) == 1
    if block != "echeances":
        assert ".csv</td>" in tables[0] and '<th scope="col">Ligne</th>' in tables[0]


def test_version_without_steps_says_what_to_do(tmp_path, monkeypatch):
    publish_alone(use_store(tmp_path, monkeypatch), workbook())
    text = shown(open_page(PAGE))
    assert "Aucune étape de plan n'est publiée." in text and "Ajoutez la feuille « Étapes des plans »" in text
    assert "Aucun des 15 secteurs de la Table régionale n'a d'organisme nommé" in text
    assert "Aucun document n'est publié" in text


def test_hostile_text_is_shown_as_typed(tmp_path, monkeypatch):
    tables = {
        "jalons": table("jalons", {"territoire": "La Mitis", "etape": "dépôt du plan", "statut": "fait", "commentaire": HOSTILE, "source": HOSTILE}),
        "organismes": table("organismes", {"nom": HOSTILE, "secteur": "jeunesse", "territoire": "La Mitis", "source": "javascript:alert(1)"}),
        "documents": table("documents", {"titre": HOSTILE, "rubrique": "bulletin", "url": 'https://a.test/"><script>', "note": HOSTILE}),
    }  # fmt: skip
    publish(use_store(tmp_path, monkeypatch), workbook() | tables)
    page = open_page(PAGE)
    assert shown(page).count(HOSTILE) == 5
    assert "<script" not in raw(page) and 'href="javascript' not in raw(page)
