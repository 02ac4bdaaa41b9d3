"""`verifier` on spreadsheets drawn and damaged at random: exit 0, 1 or 2, and one valid JSON document, always."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from analytics import amorce
from analytics.__main__ import main
from analytics.commands import files
from tests.intake.mutants import MUTANTS, csv_mutants

CASES = 20_000
KEYS = ["fichiers", "publiable", "lecture", "tables", "anomalies"]
QUIET = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a folder, and one real store for every call: opening one takes longer than the command itself."""
    place = tmp_path_factory.mktemp("fuzz")
    store = amorce.open_store(datetime(2026, 1, 1, tzinfo=UTC), f"sqlite:///{place / 'magasin.sqlite'}")
    tables = store.tables(store.version().numero)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "open_store", lambda now: store)
        patch.setattr(type(store), "tables", lambda self, numero: tables)
        yield place


def answer(folder: Path, data: bytes) -> tuple[int, dict]:
    """Run the command on a file, and return its code and its document."""
    path = folder / "x.xlsx"
    path.write_bytes(data)
    output, errors = io.StringIO(), io.StringIO()
    with redirect_stdout(output), redirect_stderr(errors):
        code = main(["verifier", str(path), "--json"])
    assert "Traceback" not in errors.getvalue()
    return code, json.loads(output.getvalue())


def check(folder: Path, data: bytes) -> None:
    """Check what the command answers to any file."""
    code, document = answer(folder, data)
    assert code in (0, 1, 2), document
    assert "erreur" not in document, document
    assert list(document)[:5] == KEYS
    assert (code == 0) == document["publiable"]
    for finding in document["anomalies"]:
        assert finding["message"].endswith(".") and "{" not in finding["code"]
        assert finding["cellule"] is None or finding["cellule"].endswith(str(finding["ligne"]))
    for table in document["tables"].values():
        assert table["lignes"] >= 0 and all(float(amount) is not None for amount in table["montants"].values())


@settings(max_examples=60, **QUIET)
@given(MUTANTS)
def test_verifier_answers_damaged_files(folder, data):
    check(folder, data)


@pytest.mark.stress
@settings(max_examples=int(os.environ.get("ALLIANCE_CAS", CASES)), **QUIET)
@given(MUTANTS)
def test_verifier_answers_twenty_thousand_damaged_files(folder, data):
    check(folder, data)


@settings(max_examples=30, **QUIET)
@given(csv_mutants())
def test_verifier_answers_the_same_twice(folder, data):
    assert answer(folder, data) == answer(folder, data)
