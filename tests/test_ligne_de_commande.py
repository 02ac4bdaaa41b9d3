"""docs/ligne-de-commande.md tells the truth: each call is made, in order, on a new store, and its output is the one written there.

In a written output, « … » stands for what varies: within a line any text, alone on its line any number of lines.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from analytics.__main__ import main
from analytics.commands.parser import build_parser
from tests.maison import documents

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = "docs/ligne-de-commande.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
CALL = ".venv/bin/python -m analytics "


@dataclass(frozen=True)
class Example:
    """Calls written one after the other, the language of their output (« text », « json » or none) and the output itself."""

    calls: tuple[tuple[str, ...], ...]
    language: str
    output: str


def examples() -> Iterator[Example]:
    """Yield the calls of the document, each with the block that follows."""
    blocks = BLOCK.findall((ROOT / DOCUMENT).read_text(encoding="utf-8"))
    for (language, text), (then, output) in zip(blocks, [*blocks[1:], ("", "")], strict=True):
        if language == "sh":
            calls = tuple(tuple(shlex.split(line.removeprefix(CALL))) for line in text.splitlines())
            yield Example(calls, "" if then == "sh" else then, output)


def pattern(text: str) -> str:
    """Turn a written output into a regular expression."""
    lines = [r"(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".*") + r"\n" for line in text.splitlines()]
    return "".join(lines)


def plain(text: str) -> str:
    """Return the text with plain spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Work in an empty folder, on a new store."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ALLIANCE_DATABASE_URL", f"sqlite:///{tmp_path / 'essai.sqlite'}")
    return tmp_path


def test_every_call_of_the_document_answers_what_is_written(folder, capsys) -> None:
    for example in examples():
        codes = [main(list(call)) for call in example.calls]
        answer = capsys.readouterr()
        if example.language == "json":
            assert json.loads(answer.out) == json.loads(example.output)
        elif example.language == "text":
            said = plain(answer.err if codes == [2] else answer.out)
            assert re.fullmatch(pattern(plain(example.output)), said), said
        assert all(code in (0, 2) for code in codes), (example.calls, answer.err)


def test_every_command_has_its_example() -> None:
    called = {call[0] for example in examples() for call in example.calls}
    assert called == documents._commands(build_parser())


def test_document_names_only_what_exists() -> None:
    assert documents.document_violations(ROOT, build_parser(), DOCUMENT) == []


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "decisions").glob("*.md")), ids=lambda path: path.stem)
def test_decision_names_only_what_exists_and_fits_on_a_page(path: Path) -> None:
    found = documents.document_violations(ROOT, build_parser(), f"docs/decisions/{path.name}")
    assert [problem for problem in found if "/" in problem.split(": ")[1]] == []
    assert re.match(rf"# {int(path.name[:4])}\. ", path.read_text(encoding="utf-8"))
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 60
