"""What the tests of the commands share: a store, and calls that read back what was written."""

from __future__ import annotations

import json
from functools import partial

import pytest

from analytics.__main__ import main


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Name a store used by the whole module: its version 1 is made at the first call."""
    return f"sqlite:///{tmp_path_factory.mktemp('magasin') / 'alliance.sqlite'}"


@pytest.fixture
def run(capsys):
    """Return a function that runs one call with `--json` and returns (exit code, document, what was said beside)."""

    def run(*argv):
        code = main([*map(str, argv), "--json"])
        said = capsys.readouterr()
        return code, json.loads(said.out), said.err

    return run


@pytest.fixture
def call(store, run, monkeypatch):
    """Return a function that runs one call on the store and returns (exit code, document)."""
    monkeypatch.setenv("ALLIANCE_DATABASE_URL", store)
    return lambda *argv: run(*argv)[:2]


@pytest.fixture
def verify(run, tmp_path, monkeypatch):
    """Return a function that runs `verifier` on a new store, in a folder of its own, and returns what `run` does."""
    monkeypatch.setenv("ALLIANCE_DATABASE_URL", f"sqlite:///{tmp_path / 'essai.sqlite'}")
    monkeypatch.chdir(tmp_path)
    return partial(run, "verifier")
