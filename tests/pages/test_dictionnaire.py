"""The dictionary shows everything that the schema declares, and nothing else."""

from __future__ import annotations

import pytest

from analytics.exports.dictionnaire import KIND_WORDS, entries_of
from analytics.schema import TABLES
from analytics.schema.reference import attributions, groupings, priorites, territoires, vocabulary
from tests.pages.ecran import open_page, raw, shown, use_store

PAGE = "comprendre/dictionnaire"


@pytest.fixture(scope="module", autouse=True)
def store(tmp_path_factory):
    """Read the published facts in a store that the whole module shares."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        yield use_store(tmp_path_factory.mktemp("magasin"), monkeypatch)


def tidy(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


@pytest.mark.parametrize("name", TABLES)
def test_every_column_of_the_table_is_on_the_page(name: str) -> None:
    table = TABLES[name]
    page = open_page(PAGE, table=table.title)
    text = shown(page)
    assert page.selectbox(key="table").value == name
    expected = [table.title, table.description, table.grain]
    for entry in entries_of(table):
        column = entry.column
        expected += [column.title, column.name, column.description, column.example, KIND_WORDS[column.kind]]
        expected += [*column.constraints(), *entry.headers, *(choice.value for choice in entry.choices)]
        expected += [column.unit] if column.unit else []
    assert [words for words in expected if tidy(words) not in text] == []
    assert raw(page).count(">obligatoire</span>") == sum(column.required for column in table)


def test_page_opens_on_the_first_table_whatever_the_address_says() -> None:
    page = open_page(PAGE, table="<script>", rubrique="zzz", version="999")
    assert page.selectbox(key="table").value == next(iter(TABLES))
    assert page.button_group(key="rubrique").value == "Colonnes"


def test_search_finds_columns_and_words_without_accents() -> None:
    page = open_page(PAGE, cherche="prejuges")
    text = shown(page)
    assert "Priorité" in text and "Lutte aux préjugés" in text
    assert "3 colonnes trouvées, 1 mot du domaine" in text
    assert "Unité de travail" in text
    assert len(page.selectbox) == 0


def test_search_opens_what_was_folded_only_where_its_words_are() -> None:
    page = open_page(PAGE, cherche="BENEFICIAIRE")
    body = raw(page)
    assert "1 colonne trouvée, 0 mot du domaine" in shown(page)
    assert "<details open><summary>9\u00a0en-têtes acceptés</summary>" in body
    assert "Bénéficiaire" in body


def test_search_without_answer_says_what_to_do() -> None:
    page = open_page(PAGE, cherche="zzzz")
    assert "Rien ne correspond à cette recherche" in shown(page)
    assert "Essayez un seul mot" in shown(page)


def test_cleared_search_gives_the_tables_back() -> None:
    page = open_page(PAGE, cherche="zzzz")
    page.text_input(key="cherche").set_value("   ").run()
    assert page.selectbox(key="table").value == "initiatives"


def test_territoires_show_official_names_spellings_and_groupings() -> None:
    text = shown(open_page(PAGE, rubrique="Territoires"))
    expected = [word for t in territoires() for word in (t.nom, t.nom_officiel, t.code, t.article, *t.spellings)]
    assert [word for word in (*expected, *groupings()) if word not in text] == []


def test_priorites_show_each_cycle_and_what_is_official() -> None:
    page = open_page(PAGE, rubrique="Priorités")
    text = shown(page)
    assert [p.nom_long for p in priorites() if tidy(p.nom_long) not in text] == []
    assert raw(page).count(">officielle</span>") == sum(p.official for p in priorites())
    assert raw(page).count(">thème relevé</span>") == sum(not p.official for p in priorites())
    assert text.index("Alliance pour la solidarité 2024-2029") < text.index("Alliance pour la solidarité 2010-2015")


def test_words_of_the_domain_are_all_there_with_their_source() -> None:
    page = open_page(PAGE, rubrique="Mots du domaine")
    body, text = raw(page), shown(page)
    assert [w.terme for w in vocabulary() if tidy(w.terme) not in text or tidy(w.definition) not in text] == []
    links = [w.source for w in vocabulary() if w.source.startswith("http")]
    assert links and [link for link in links if f'href="{link}"' not in body] == []


def test_closed_lists_are_all_there_with_their_spellings() -> None:
    text = shown(open_page(PAGE, rubrique="Listes de valeurs"))
    choices = [choice for t in TABLES.values() for column in t if column.choices for choice in column.choices()]
    assert [word for c in choices for word in (c.value, *c.spellings) if tidy(word) not in text] == []


def test_attributions_name_a_licence_each() -> None:
    assert all(row["quoi"] and row["mention"] and row["licence"] for row in attributions())
