"""Every column of the schema, typed from what its declaration promises; a column added is tested by being declared."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pytest

from analytics.intake.cells import SIGNS
from analytics.intake.colonnes_typees import to_pandas
from analytics.intake.columns import parse_column
from analytics.intake.vecteurs import maybe_special
from analytics.schema import NON_PUBLIE, TABLES, Column, Kind

COLUMNS = [pytest.param(column, id=f"{table.name}.{column.name}") for table in TABLES.values() for column in table]
TYPED = [param for param in COLUMNS if param.values[0].kind not in (Kind.TEXTE,)]


def parse(column: Column, *texts: str | None) -> tuple[list, list[tuple[int, str]]]:
    """Return the values of a column and its (position, code)."""
    parsed = parse_column(pa.array(texts, pa.string()), column)
    found = [(int(position), trouble.code) for trouble in parsed.troubles for position in trouble.positions]
    return parsed.values.to_pylist(), found


@pytest.mark.parametrize("column", COLUMNS)
def test_parse_column_reads_its_own_example(column):
    values, found = parse(column, column.example)
    assert values[0] is not None
    assert found == []


@pytest.mark.parametrize("column", COLUMNS)
def test_parse_column_gives_the_declared_dtype(column):
    typed = pd.Series(
        to_pandas(parse_column(pa.array([column.example, None], pa.string()), column).values, column.kind)
    )
    assert str(typed.dtype) == column.kind.dtype
    assert typed.isna().tolist() == [False, True]


@pytest.mark.parametrize("column", COLUMNS)
def test_parse_column_refuses_an_empty_required_cell_only(column):
    values, found = parse(column, None)
    assert values == [None]
    assert found == ([(0, "obligatoire-vide")] if column.required else [])


@pytest.mark.parametrize("column", COLUMNS)
def test_parse_column_never_reads_a_missing_sign_as_a_value(column):
    values, found = parse(column, "n. d.")
    expected = NON_PUBLIE if column.may_be_unpublished else None
    code = (
        "valeur-reconnue"
        if column.may_be_unpublished
        else "obligatoire-non-publie"
        if column.required
        else "valeur-manquante"
    )
    assert (values, found) == ([expected], [(0, code)])


@pytest.mark.parametrize("column", COLUMNS)
def test_parse_column_refuses_an_excel_error(column):
    assert parse(column, "#N/A") == ([None], [(0, "valeur-erreur-excel")])


@pytest.mark.parametrize("column", COLUMNS)
def test_parse_column_refuses_a_formula_without_value(column):
    assert parse(column, "\u0000formule") == ([None], [(0, "formule-sans-valeur")])


@pytest.mark.parametrize("column", TYPED)
def test_parse_column_refuses_or_says_what_it_cannot_read(column):
    _, found = parse(column, "texte qui ne veut rien dire ici")
    assert len(found) == 1 and found[0][1] != "valeur-manquante"


@pytest.mark.parametrize("column", [param for param in COLUMNS if param.values[0].choices is not None])
def test_parse_column_recognises_every_spelling_of_its_list(column):
    for choice in column.choices():
        assert parse(column, choice.value) == ([choice.value], [])
        for spelling in choice.spellings:
            values, found = parse(column, spelling.upper())
            assert values == [choice.value]
            assert {code for _, code in found} <= {"valeur-reconnue", "territoire-reconnu"}


@pytest.mark.parametrize("column", [param for param in COLUMNS if param.values[0].max_length is not None])
def test_parse_column_counts_characters_not_bytes(column):
    assert parse(column, "é" * column.max_length)[1] == []
    assert parse(column, "é" * (column.max_length + 1))[1] == [(0, "texte-trop-long")]


@pytest.mark.parametrize("column", [param for param in COLUMNS if param.values[0].minimum == 0])
def test_parse_column_refuses_a_negative_number(column):
    code = "montant-negatif" if column.kind is Kind.MONTANT else "nombre-hors-bornes"
    assert parse(column, "-12", "0", "12")[1] == [(0, code)]


@pytest.mark.parametrize("name", ["montant_accorde"])
def test_fast_and_slow_paths_agree(name):
    column = TABLES["financement"][name]
    plain = [f"{number}{sign}{number % 100:02d}" for number in range(6000) for sign in (",", ".")]
    values, found = parse(column, *plain, "douze mille", "1 000,00", None)
    assert values[:-3] == [number * 100 + number % 100 for number in range(6000) for _ in range(2)]
    assert (values[-3:], found) == ([None, 100_000, None], [(12_000, "montant-illisible")])


def test_sieve_lets_every_sign_through():
    signs = [*SIGNS, *map(str.upper, SIGNS), "n. d.", "N/D", "S.O.", "..", "-", "****", "À déterminer", "Non publié"]
    missed = [sign for sign in signs if not len(maybe_special(pa.array([sign])))]
    assert missed == []
