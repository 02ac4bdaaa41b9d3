"""The catalogue: stable codes, two sentences at most, nothing declared in vain."""

import re
from pathlib import Path

import pytest

import analytics.intake
from analytics.intake.catalogue import CATALOGUE, NIVEAUX
from analytics.schema import TABLES

SOURCES = "\n".join(
    path.read_text(encoding="utf-8")
    for path in Path(analytics.intake.__file__).parent.rglob("*.py")
    if "catalogue" not in path.name
)
NAMES = {column.name for table in TABLES.values() for column in table if "_" in column.name}
SENTENCE_END = re.compile(r"[.!?](?:\s+(?=[A-ZÀ-Ÿ«])|$)")


@pytest.mark.parametrize("code", CATALOGUE)
def test_kind_is_well_formed(code):
    kind = CATALOGUE[code]
    assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", code)
    assert kind.niveau in NIVEAUX
    assert kind.titre and not kind.titre.endswith(".")


@pytest.mark.parametrize("code", CATALOGUE)
def test_message_is_two_sentences_without_identifier(code):
    kind = CATALOGUE[code]
    words = re.sub(r"\{\w+\}", "xxx", f"{kind.probleme} {kind.remede}")
    assert len(SENTENCE_END.findall(words)) <= 2, words
    assert not NAMES & set(re.findall(r"\w+", words))
    assert " tu " not in words and "{" not in words


@pytest.mark.parametrize("code", CATALOGUE)
def test_kind_is_found_by_a_check(code):
    assert f'"{code}"' in SOURCES
