"""« Initiatives » on the published facts: what is found, the address that says it, one page per initiative, text shown as typed."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from analytics.schema import TABLES
from pages.commun.initiatives import confiance, lecture_initiatives
from tests.aggregates.fabrique import funding, initiative, workbook
from tests.donnees import table as published
from tests.pages.ecran import HOSTILE, links, open_page, publish, raw, shown, use_store

PAGE = "consulter/initiatives"
NAMED = published("initiatives")
WITH_AMOUNT = {row["id_initiative"] for row in published("financement")}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Read the published facts in a store that the module shares."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        yield use_store(tmp_path_factory.mktemp("magasin"), monkeypatch)


def titles(page) -> list[str]:
    """Return the titles listed, in order, as they show."""
    return [text for text, address in links(page).items() if "initiative=" in address]


def plain(label: str) -> str:
    """Return a label as it shows: escapes and word joiners away."""
    return label.replace("\u2060", "").replace("\\", "")


def facet(page, name: str):
    """Return the widget of a facet."""
    return page.button_group(key=f"initiatives-{name}")


def counts(page, name: str) -> dict[str, int]:
    """Return value → count, as a facet shows them."""
    return {
        plain(text).rsplit(" **", 1)[0]: int(text.rsplit(" **", 1)[1].strip("*")) for text in facet(page, name).options
    }


def test_first_view_says_how_many_and_how_much(store):
    text = shown(open_page(PAGE))
    assert f"{len(NAMED)} initiatives sont nommées, dont {len(WITH_AMOUNT)} avec un montant publié" in text
    total, alliance = 7_500 + 30_827 + 19_606 + 36_000 + 10_000, 30_827 + 19_606 + 36_000
    said = [f"plus de {dollars:,} $".replace(",", " ") for dollars in (total, alliance)]
    assert f"totalisent {said[0]}, dont {said[1]} du FQIS – Alliance" in text
    assert f"{len(WITH_AMOUNT)} des {len(NAMED)} initiatives trouvées ont un montant publié" in text


def test_list_shows_twenty_largest_amounts_first_then_the_next_page(store):
    first, second = open_page(PAGE), open_page(PAGE, page="2")
    assert (len(titles(first)), len(titles(second))) == (20, len(NAMED) - 20)
    assert set(titles(first)) | set(titles(second)) == {row["titre"] for row in NAMED}
    assert titles(first)[0] == "Droits des locataires (campagne de sensibilisation et outils)"
    assert f"21 à {len(NAMED)} sur {len(NAMED)} initiatives" in shown(second)
    assert titles(open_page(PAGE, page="999")) == titles(second)


def test_list_says_who_where_for_what_how_much_and_the_state(store):
    text = shown(open_page(PAGE, recherche="droits locataires campagne"))
    assert "Comité logement Bas-Saint-Laurent · Régional · Logement (2018-2023)" in text
    assert "plus de 36 000 $ · en cours" in text
    assert "10 000 $ hors FQIS – Alliance" in shown(open_page(PAGE, recherche="projet pilote transport"))
    assert "montant non publié · terminée" in shown(open_page(PAGE, recherche="COSMOSS demarche"))


@pytest.mark.parametrize("asked", ["frigos partagés", "PARTAGES Frigos", "partagés, frigo!"])
def test_search_reads_words_in_any_order_without_accents_or_case(store, asked):
    page = open_page(PAGE, recherche=asked)
    expected = {
        "Frigos partagés de la MRC de Rivière-du-Loup",
        "Abris isolés pour frigos partagés accessibles toute l'année",
    }
    assert set(titles(page)) == expected
    assert page.text_input(key="initiatives-recherche").value == asked


def test_search_shows_where_the_word_stands_when_the_line_does_not(store):
    assert "<mark>bénévoles,</mark>" in raw(open_page(PAGE, recherche="benevoles"))


def test_facets_count_what_the_other_choices_leave(store):
    page = open_page(PAGE, territoire="Kamouraska")
    here = [row for row in NAMED if row["territoire"] == "Kamouraska"]
    assert f"{len(here)} des {len(NAMED)} initiatives correspondent" in shown(page)
    assert counts(page, "territoire")["Témiscouata"] == sum(row["territoire"] == "Témiscouata" for row in NAMED)
    assert counts(page, "territoire")["La Mitis"] == 0
    assert counts(page, "cycle") == {"2018-2023": len(here)}
    assert counts(page, "montant") == {
        "avec un montant publié": sum(row["id_initiative"] in WITH_AMOUNT for row in here),
        "sans montant publié": sum(row["id_initiative"] not in WITH_AMOUNT for row in here),
    }


@pytest.mark.parametrize(
    ("facette", "value"),
    [("cycle", "2010-2015"), ("territoire", "Les Basques"), ("priorite", "Santé"), ("statut", "abandonnée"),
     ("montant", "avec"), ("clienteles", "locataires"), ("type_initiative", "Non publié")],
)  # fmt: skip
def test_choosing_a_value_writes_it_in_the_address_and_the_address_chooses_it(store, facette, value):
    page = open_page(PAGE, page="2")
    facet(page, facette).set_value([value]).run()
    assert page.query_params == {facette: value}
    again = open_page(PAGE, **{facette: value})
    assert facet(again, facette).value == [value]
    assert titles(again) == titles(page) and 0 < len(titles(page)) <= 20
    assert shown(again) == shown(page)


def test_typing_sorting_and_showing_as_a_table_write_the_address(store):
    page = open_page(PAGE)
    page.text_input(key="initiatives-recherche").set_value(" jardin ").run()
    page.selectbox(key="initiatives-tri").set_value("titre").run()
    page.button_group(key="initiatives-vue").set_value("tableau").run()
    assert page.query_params == {"recherche": "jardin", "tri": "titre", "vue": "tableau"}
    listed = [row["titre"] for row in NAMED if "jardin" in row["titre"].lower()]
    assert [raw(page).count(f">{title}</a>") for title in listed] == [1] * len(listed)


def test_address_says_wrong_is_not_asked(store):
    page = open_page(PAGE, territoire="Atlantide", tri="zzz", vue="zzz", page="-3", montant="<script>", recherche="  ")
    assert shown(page) == shown(open_page(PAGE))


def test_everything_taken_away_by_one_link(store):
    page = open_page(PAGE, territoire="Kamouraska", recherche="frigo", tri="titre", version="1")
    link = next(link for link in page.main.get("page_link") if link.proto.label == "Tout retirer")
    assert link.proto.query_string == "tri=titre&version=1"


def test_nothing_found_says_what_to_do(store):
    text = shown(open_page(PAGE, recherche="zzz"))
    assert "Aucune initiative ne correspond à ce que vous cherchez" in text
    assert "Retirez un mot ou un choix." in text


@pytest.mark.parametrize("row", NAMED, ids=lambda row: row["id_initiative"])
def test_page_of_an_initiative_says_all_its_columns_and_its_origin(store, row):
    page = open_page(PAGE, initiative=row["id_initiative"])
    text = shown(page)
    # Days and lists are written in words, which the tests of the phrases check; an address is a link.
    elsewhere = {"date_debut", "date_fin", "clienteles", "source"}
    said = [value for name, value in row.items() if value not in ("", "Non publié") and name not in elsewhere]
    assert [value for value in said if " ".join(value.replace("\u00a0", " ").split()) not in text] == []
    assert row["source"].replace("&", "&amp;") in raw(page)
    position = NAMED.index(row) + 2
    assert f"initiatives.csv, ligne {position}" in text
    missing = TABLES["initiatives"]["date_fin"].title.lower()
    assert f"{missing}" in text.split("Non publié :")[1].split(".")[0]


def test_page_of_an_initiative_lists_its_amounts_with_their_note_and_row(store):
    text = shown(open_page(PAGE, initiative="bsl-2018-002"))
    assert "2021-2022 FQIS – Alliance plus de 36 000 $" in text
    assert "Compris dans la part régionale du total publié." in text
    assert "financement.csv, ligne 5" in text
    assert "Aucun montant accordé n'est publié" in shown(open_page(PAGE, initiative="bsl-2018-003"))


def test_page_of_an_initiative_links_back_to_the_list_as_it_was(store):
    page = open_page(PAGE, initiative="bsl-2018-002", recherche="droits", territoire="Régional")
    back = page.main.get("page_link")[0].proto
    assert back.query_string == "recherche=droits&territoire=R%C3%A9gional"
    listed = open_page(PAGE, recherche="droits", territoire="Régional")
    assert "?recherche=droits&territoire=R%C3%A9gional&initiative=bsl-2018-002" in links(listed).values()


@pytest.mark.parametrize("unknown", ["bsl-0000-000", "<script>alert(1)</script>", "BSL-2018-002"])
def test_unknown_initiative_is_said_in_words(store, unknown):
    page = open_page(PAGE, initiative=unknown)
    assert f"ne porte l'identifiant « {unknown} »" in shown(page)
    assert "<script>" not in raw(page)


@pytest.fixture
def hostile(tmp_path, monkeypatch):
    """Publish an initiative whose every text is hostile."""
    row = initiative("id/é?&=1", titre=HOSTILE, organisme_porteur=HOSTILE, fiduciaire=HOSTILE, description=HOSTILE,
                     resultats=HOSTILE, clienteles=HOSTILE, source="javascript:alert(1)")  # fmt: skip
    amount = funding("id/é?&=1", 10, note=HOSTILE, source='https://exemple.test/"><script>')
    publish(use_store(tmp_path, monkeypatch), workbook([row], [amount]))


@pytest.mark.parametrize(
    "address", [{}, {"vue": "tableau"}, {"recherche": "alert"}, {"initiative": "id/é?&=1"}, {"clienteles": HOSTILE}]
)
def test_hostile_text_is_shown_as_typed(hostile, address):
    page = open_page(PAGE, **address)
    assert "<script" not in raw(page) and "javascript:" not in raw(page).replace(">javascript:alert(1)<", "")
    assert HOSTILE in shown(page) or HOSTILE in titles(page)
    labels = [o for g in page.get("button_group") for o in g.options]
    assert [label for label in labels if "](https" in label or "$x$" in label or label.startswith("**")] == []


def test_version_without_initiative_says_what_to_do(tmp_path, monkeypatch):
    publish(use_store(tmp_path, monkeypatch), workbook())
    text = shown(open_page(PAGE))
    assert "Aucune initiative n'est nommée dans cette version" in text
    assert "Ajoutez la feuille « Initiatives » au prochain dépôt." in text


def test_files_hold_the_whole_result_in_dollars_with_the_origin(tmp_path, monkeypatch):
    rows = [initiative(f"k{rank:02}", titre=f"=Titre {rank}", date_debut="2021-04-01") for rank in range(25)]
    publish(use_store(tmp_path, monkeypatch), workbook(rows, [funding("k07", 12.5, precision="plancher")]))
    found = lecture_initiatives.chercher(2, "", (), "montant")
    index = lecture_initiatives.index(2)
    text = confiance.fichier("csv", index, found, ()).decode("utf-8-sig").splitlines()
    assert len(text) == 1 + 25
    assert text[0].split(";")[:2] == ["Identifiant de l'initiative", "Titre"]
    assert "k07;'=Titre 7;" in text[1] and ";12,5;plancher;12,5;" in text[1]
    book = load_workbook(BytesIO(confiance.fichier("xlsx", index, found, ("Note",))))
    sheet = book["Données"]
    header = [cell.value for cell in sheet[1]]
    assert (sheet.max_row, sheet.cell(2, header.index("Montant accordé ($)") + 1).value) == (26, 12.5)
    assert sheet.cell(2, header.index("Date de début") + 1).value.date() == date(2021, 4, 1)
    assert book["Source"]["A1"].value == "Note"


def test_files_leave_excel_out_when_it_would_take_too_long():
    assert confiance.formats(confiance.LIGNES_XLSX) == ("csv", "xlsx")
    assert confiance.formats(confiance.LIGNES_XLSX + 1) == ("csv",)
