"""Hold each committed CSV to the declarations: columns, cells, keys, closed lists, spellings, encoding."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from analytics.schema import NON_PUBLIE, TABLES, Column, Kind
from analytics.schema.model import LISTES_SEPARATOR
from analytics.schema.reference import groupings, mrc_names, publishers, spelling_index
from analytics.schema.spelling import fold
from tests.donnees import PUBLIEES, REFERENCE, committed_csv, rows, table

CHOICE_COLUMNS = [(t.name, column.name) for t in TABLES.values() for column in t if column.choices is not None]
COLUMNS = {
    "territoires": "code nom nom_officiel article regroupements graphies",
    "cycles": "cycle nom graphies date_debut date_fin source note",
    "priorites": "cycle nom nom_long graphies officielle source note",
    "secteurs": "nom ordre graphies source note",
    "indicateurs": "indicateur nom unite description mise_en_garde",
    "editeurs": "hote editeur",
    "faits_publies": "periode portee poste montant precision nombre_initiatives date_publication source usage raison",
    "manques": "sujet ce_qui_manque a_qui_demander pourquoi",
    "vocabulaire": "terme autres_mots definition source",
    "attributions": "quoi mention licence adresse_licence source",
}


def is_iso_date(text: str) -> bool:
    """Tell whether the text is a day written `2021-09-22`."""
    return re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) is not None and bool(date.fromisoformat(text))


def is_exercice(text: str) -> bool:
    """Tell whether the text is two consecutive years, `2021-2022`."""
    return re.fullmatch(r"\d{4}-\d{4}", text) is not None and int(text[5:]) == int(text[:4]) + 1


def is_tidy(text: str) -> bool:
    """Tell whether the text has no space around it and no double space."""
    return text == " ".join(text.split())


WELL_WRITTEN = {
    Kind.TEXTE: is_tidy,
    Kind.MONTANT: re.compile(r"\d+\.\d{2}").fullmatch,
    Kind.DATE: is_iso_date,
    Kind.ENTIER: re.compile(r"\d+").fullmatch,
    Kind.NOMBRE: re.compile(r"-?\d+(\.\d+)?").fullmatch,
    Kind.OUINON: {"oui", "non"}.__contains__,
    Kind.EXERCICE: is_exercice,
    Kind.URL: re.compile(r"https?://[^\s()]+").fullmatch,
    Kind.LISTE: is_tidy,
    Kind.LISTES: is_tidy,
}


def faults(column: Column, text: str) -> list[str]:
    """Say what is wrong with one cell of one column."""
    if not text:
        return ["vide"] if column.required else []
    if column.may_be_unpublished and text == NON_PUBLIE:
        return []
    found = [] if WELL_WRITTEN[column.kind](text) else [f"mal écrit : {text}"]
    if column.max_length is not None and len(text) > column.max_length:
        found.append(f"trop long ({len(text)}) : {text}")
    if column.choices is not None:
        canonical = {choice.value for choice in column.choices()}
        found += [f"hors liste : {value}" for value in text.split(LISTES_SEPARATOR) if value not in canonical]
    return found


@pytest.mark.parametrize("name", TABLES)
def test_table_has_declared_columns_and_valid_cells(name: str) -> None:
    declared, lines = TABLES[name], table(name)
    assert lines and tuple(lines[0]) == declared.names
    found = [
        (row, c.name, fault) for row, line in enumerate(lines, 2) for c in declared for fault in faults(c, line[c.name])
    ]
    assert found == []


@pytest.mark.parametrize("name", [t.name for t in TABLES.values() if t.at_least_one])
def test_table_fills_one_column_of_each_group(name: str) -> None:
    groups = TABLES[name].at_least_one
    assert [line for line in table(name) for group in groups if not any(line[column] for column in group)] == []


@pytest.mark.parametrize("name", TABLES)
def test_table_key_is_unique(name: str) -> None:
    keys = Counter(tuple(line[column] for column in TABLES[name].key) for line in table(name))
    assert [key for key, count in keys.items() if count > 1] == []


def test_publiees_holds_the_nine_tables_and_nothing_else() -> None:
    assert {path.name for path in PUBLIEES.iterdir()} == {f"{name}.csv" for name in TABLES}


@pytest.mark.parametrize("name", COLUMNS)
def test_reference_has_its_columns(name: str) -> None:
    lines = rows(REFERENCE / f"{name}.csv")
    assert " ".join(lines[0]) == COLUMNS[name]
    assert [cell for line in lines for cell in line.values() if not is_tidy(cell)] == []


@pytest.mark.parametrize("path", committed_csv(), ids=lambda path: path.name)
def test_csv_is_clean_utf8_with_unix_line_ends(path: Path) -> None:
    content = path.read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf") and b"\r" not in content and content.endswith(b"\n")
    text = content.decode("utf-8")
    assert not re.search("\N{REPLACEMENT CHARACTER}|Ã.|â€", text)


@pytest.mark.parametrize(("name", "column"), CHOICE_COLUMNS, ids=str)
def test_choices_no_spelling_means_two_values(name: str, column: str) -> None:
    choices = TABLES[name][column].choices()
    index = spelling_index(choices)
    assert {index[fold(choice.value)] for choice in choices} == {choice.value for choice in choices}


def test_every_source_has_a_publisher_and_every_publisher_a_source() -> None:
    cells = [cell for path in committed_csv() for line in rows(path) for cell in line.values()]
    hosts = {urlsplit(cell).hostname for cell in cells if cell.startswith("http")}
    assert hosts == set(publishers()) and all(publishers().values())


def test_every_reference_file_has_a_section_in_sources() -> None:
    text = (REFERENCE / "SOURCES.md").read_text(encoding="utf-8")
    headings = [fold(line) for line in text.splitlines() if line.startswith("## ")]
    names = [fold(path.stem) for path in REFERENCE.iterdir() if path.name != "SOURCES.md"]
    assert [name for name in names if not any(heading.startswith(name) for heading in headings)] == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("MRC Matane", "La Matanie"),
        ("matanie", "La Matanie"),
        ("Riviere du Loup", "Rivière-du-Loup"),
        ("RDL", "Rivière-du-Loup"),
        ("rimouski", "Rimouski-Neigette"),
        ("BASQUES", "Les Basques"),
        ("MRC des Basques", "Les Basques"),
        ("Temiscouata", "Témiscouata"),
        ("Projets régionaux", "Régional"),
        ("Bas St-Laurent", "Régional"),
        ("Toute la région", "Régional"),
        ("Regional", "Régional"),
    ],
)
def test_territoires_are_recognised_as_people_write_them(written: str, meant: str) -> None:
    assert spelling_index(TABLES["initiatives"]["territoire"].choices())[fold(written)] == meant


def test_groupings_are_the_krtb_and_the_four_sectors() -> None:
    assert groupings()["KRTB"] == ("Kamouraska", "Rivière-du-Loup", "Témiscouata", "Les Basques")
    sectors = [places for name, places in groupings().items() if name.startswith("Secteur ")]
    assert len(groupings()) == 1 + len(sectors) == 1 + 4
    assert sorted(place for places in sectors for place in places) == sorted(mrc_names())


def test_secteurs_are_the_fifteen_then_autre() -> None:
    lines = rows(REFERENCE / "secteurs.csv")
    assert [int(line["ordre"]) for line in lines] == list(range(1, 15 + 2))
    assert (lines[0]["nom"], lines[14]["nom"], lines[15]["nom"]) == (
        "santé mentale",
        "Direction régionale de santé publique",
        "Autre",
    )
