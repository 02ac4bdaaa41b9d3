"""`exporter diapositives` writes what it says, in the template given, and refuses in a sentence."""

from __future__ import annotations

import io
from functools import partial

import pytest
from pptx import Presentation

from analytics.__main__ import main
from tests.exports.diapositives.gabarits import STANDARD, foreign
from tests.exports.diapositives.lecteur import repairs


@pytest.fixture
def call(call):
    """Return a function that exports and returns (exit code, document)."""
    return partial(call, "exporter", "diapositives")


def test_exporter_diapositives_writes_the_region(call, tmp_path):
    code, document = call("--sortie", tmp_path / "neuf" / "x.pptx")
    content = (tmp_path / "neuf" / "x.pptx").read_bytes()
    assert (code, document["version"], document["octets"]) == (0, 1, len(content))
    assert len(Presentation(io.BytesIO(content)).slides) == 8
    assert repairs(content) == []


def test_exporter_diapositives_of_a_territory_however_it_is_spelled(call, tmp_path):
    code, _ = call("--sortie", tmp_path / "x.pptx", "--territoire", "mrc de la mitis")
    titles = [slide.shapes.title.text_frame.text for slide in Presentation(tmp_path / "x.pptx").slides]
    assert code == 0 and titles[1].startswith("La Mitis\u00a0:")


def test_exporter_diapositives_in_a_template(call, tmp_path):
    (tmp_path / "g.pptx").write_bytes(foreign(STANDARD))
    code, _ = call("--sortie", tmp_path / "x.pptx", "--gabarit", tmp_path / "g.pptx")
    assert code == 0 and Presentation(tmp_path / "x.pptx").slide_width == STANDARD[0]


@pytest.mark.parametrize(
    ("content", "said"), [(None, "ne peut pas être lu"), (b"bonjour", "n'est pas une présentation")]
)
def test_exporter_diapositives_refuses_a_bad_template(call, tmp_path, content, said):
    if content is not None:
        (tmp_path / "g.pptx").write_bytes(content)
    code, document = call("--sortie", tmp_path / "x.pptx", "--gabarit", tmp_path / "g.pptx")
    assert code == 2 and said in document["erreur"]
    assert not (tmp_path / "x.pptx").exists()


def test_exporter_refuses_a_template_for_anything_else(store, monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("ALLIANCE_DATABASE_URL", store)
    assert main(["exporter", "classeur", "--sortie", str(tmp_path / "x.xlsx"), "--gabarit", "g.pptx"]) == 2
    assert "ne sert qu'aux diapositives" in capsys.readouterr().err
