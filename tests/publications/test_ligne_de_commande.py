"""`ALLIANCE_DATABASE_URL` is all that changes: the same commands, the same answers, on both engines."""

from __future__ import annotations

import json

import pytest

from analytics.__main__ import main
from analytics.amorce import PUBLISHED

SIGNED = ("--auteur", "Marie Roy", "--commentaire", "Envoi")


@pytest.fixture
def call(monkeypatch, capsys):
    """Return a function that runs one call on a store and returns its document."""

    def run(url, *argv):
        monkeypatch.setenv("ALLIANCE_DATABASE_URL", url)
        code = main([*map(str, argv), "--json"])
        document = json.loads(capsys.readouterr().out)
        assert code == 0, document
        return document

    return run


def test_every_command_answers_alike_on_both_engines(new_url, call, postgresql, tmp_path):
    url, other = new_url(), postgresql.url()
    (first,) = call(url, "versions")
    assert (first["numero"], first["origine"], first["lignes"]["initiatives"]) == (1, "faits publiés", 25)
    files = [PUBLISHED / f"{name}.csv" for name in ("initiatives", "financement")]
    second = call(url, "publier", *files, *SIGNED, "--attendu", 1)["version"]
    assert second["numero"] == 2 and second["lignes"]["organismes"] == first["lignes"]["organismes"]
    assert call(url, "restaurer", 1, *SIGNED)["empreinte"] == first["empreinte"]
    call(url, "sauvegarder", "--sortie", tmp_path / "s.zip")
    call(other, "recuperer", tmp_path / "s.zip")
    assert call(other, "versions") == call(url, "versions")
    assert call(other, "comparer", 2, 3) == call(url, "comparer", 2, 3)
