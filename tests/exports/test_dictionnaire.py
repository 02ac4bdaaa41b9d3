"""The dictionary derives from the declarations: every column, every list, every word, in the file as in the search."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from analytics.exports.dictionnaire import (
    DICTIONARY_COLUMNS,
    HEADERS,
    KIND_WORDS,
    VALUES,
    closed_lists,
    dictionary_frame,
    entries,
    rules,
    search,
    search_words,
)
from analytics.exports.tableur import to_csv, to_xlsx
from analytics.schema import TABLES, Kind
from analytics.schema.reference import vocabulary


def found(text: str) -> dict[str, frozenset[str]]:
    """Return name of the column → folded parts where the search found it."""
    return {f"{m.entry.table.name}.{m.entry.column.name}": m.hidden for m in search(text)}


def test_entries_are_every_column_of_every_table_in_order() -> None:
    assert [(e.table.name, e.column.name) for e in entries()] == [(t.name, c.name) for t in TABLES.values() for c in t]


def test_kind_words_say_every_kind() -> None:
    assert set(KIND_WORDS) == set(Kind)


@pytest.mark.parametrize("entry", entries(), ids=lambda e: f"{e.table.name}.{e.column.name}")
def test_search_finds_a_column_by_each_of_its_headers(entry) -> None:
    assert [header for header in entry.headers if entry not in [match.entry for match in search(header)]] == []


def test_search_ignores_accents_and_case_and_wants_every_word() -> None:
    assert "initiatives.date_debut" in found("DATE début")
    assert found("début prejuges") == {}
    assert found("   ") == {}


def test_search_says_where_the_words_are_folded() -> None:
    assert found("beneficiaire") == {"initiatives.organisme_porteur": frozenset({HEADERS})}
    assert found("Matapédia")["jalons.territoire"] == frozenset({VALUES})
    assert found("identifiant de l'initiative")["initiatives.id_initiative"] == frozenset()


def test_search_words_returns_all_for_a_blank_and_those_that_hold_every_word() -> None:
    assert search_words(" ") == list(vocabulary())
    assert [word.terme for word in search_words("kamouraska basques")] == ["KRTB"]
    assert "Initiative" in [word.terme for word in search_words("PROJET presse")]


def test_closed_lists_hold_each_list_once_and_name_its_tables() -> None:
    lists = closed_lists()
    used = {column.choices() for table in TABLES.values() for column in table if column.choices}
    assert [closed.choices for closed in lists] == list(dict.fromkeys(closed.choices for closed in lists))
    assert {closed.choices for closed in lists} == used
    (territoire,) = [closed for closed in lists if closed.name == "Territoire"]
    assert "Initiatives" in territoire.uses and "Étapes des plans" in territoire.uses


def test_rules_add_those_of_the_table_and_of_an_open_list() -> None:
    said = {f"{e.table.name}.{e.column.name}": " ".join(rules(e)) for e in entries()}
    assert "au moins un parmi" in said["financement.montant_verse"]
    assert "au moins un parmi" not in said["enveloppes.montant"]
    assert said["initiatives.clienteles"].endswith("D'autres valeurs sont gardées.")
    assert said["initiatives.titre"] == "Obligatoire. 140 caractères au plus."


def test_dictionary_frame_is_the_same_in_csv_and_in_a_workbook() -> None:
    frame = dictionary_frame()
    assert list(frame) == list(DICTIONARY_COLUMNS) and len(frame) == len(entries())
    lines = to_csv(frame, DICTIONARY_COLUMNS).decode("utf-8-sig").splitlines()
    assert lines[0].split(";") == list(DICTIONARY_COLUMNS.values())
    sheet = load_workbook(io.BytesIO(to_xlsx(frame, DICTIONARY_COLUMNS)))["Données"]
    assert [cell.value for cell in sheet["C"]][1:] == [f"{e.table.name}.{e.column.name}" for e in entries()]
