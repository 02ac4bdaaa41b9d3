"""What README.md promises exists: the commands, the files, and the calls of the command line."""

from __future__ import annotations

import argparse
import re
import shlex
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

FENCE = re.compile(r"^```[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\((?!\w+:|#)([^)#\s]+)[^)]*\)")
TARGET = re.compile(r"^([a-z][\w-]*):(?!=)", re.MULTILINE)
MODULE = re.compile(r"(?:^|[\s\\/])(?:python3?|py)(?:\.exe)?(?: -3)? -m ([\w.]+)(.*)")
FILE_ENDS = {
    ".py", ".md", ".txt", ".toml", ".lock", ".csv", ".json", ".geojson", ".png", ".xlsx", ".yml", ".yaml",
}  # fmt: skip


def document_violations(root: Path, parser: argparse.ArgumentParser, name: str = "README.md") -> list[str]:
    """List what a document promises and is not there."""
    text = (root / name).read_text(encoding="utf-8")
    return [f"{name}: {problem}" for problem in _problems(root, parser, text)]


def _problems(root: Path, parser: argparse.ArgumentParser, text: str) -> Iterator[str]:
    """Check the fenced commands in full, the code within sentences as far as it goes, and the links."""
    outside = FENCE.sub("", text)
    for block in FENCE.findall(text):
        for line in block.splitlines():
            yield from _command_problems(root, parser, line.split(" #")[0].strip(), whole=True)
    for span in SPAN.findall(outside):
        yield from _command_problems(root, parser, span, whole=False)
        if _looks_like_a_path(span):
            yield from _path_problems(root, span)
    for link in LINK.findall(outside):
        yield from _path_problems(root, link)


def _command_problems(root: Path, parser: argparse.ArgumentParser, line: str, *, whole: bool) -> Iterator[str]:
    """Check one command: a target of the Makefile, or a module and its call."""
    if line.startswith("make"):
        yield from _make_problems(root, line)
    elif found := MODULE.search(line):
        module, rest = found.groups()
        yield from _module_problems(root, module)
        if module == "analytics":
            yield from _call_problems(parser, rest, whole=whole)
        for script in (word for word in rest.split() if word.endswith(".py")):
            yield from _path_problems(root, script)


def _make_problems(root: Path, line: str) -> Iterator[str]:
    """Check that the targets named after `make` stand in the Makefile."""
    targets = set(TARGET.findall((root / "Makefile").read_text(encoding="utf-8")))
    asked = [word for word in shlex.split(line)[1:] if "=" not in word]
    yield from (f"« make {word} » n'existe pas" for word in asked if word not in targets)


def _module_problems(root: Path, module: str) -> Iterator[str]:
    """Check that a module of the project exists; those of its dependencies are the locks' affair."""
    place = root.joinpath(*module.split("."))
    ours = (root / module.split(".")[0]).is_dir()
    if ours and not (place.with_suffix(".py").exists() or (place / "__main__.py").exists()):
        yield f"« python -m {module} » n'existe pas"


def _call_problems(parser: argparse.ArgumentParser, rest: str, *, whole: bool) -> Iterator[str]:
    """Check a call of the command line: all of it, or only its command when it stands within a sentence."""
    words = shlex.split(rest)
    if not words:
        return
    if words[0] not in _commands(parser):
        yield f"« python -m analytics {words[0]} » n'existe pas"
    elif whole and not _is_accepted(parser, words):
        yield f"« python -m analytics{rest} » est refusé"


def _commands(parser: argparse.ArgumentParser) -> set[str]:
    """List the commands that the parser knows."""
    groups = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    return {name for group in groups for name in group.choices}


def _is_accepted(parser: argparse.ArgumentParser, words: list[str]) -> bool:
    """Tell whether the parser takes these words; whatever it raises is a refusal."""
    try:
        parser.parse_args(words)
    except (SystemExit, Exception):
        return False
    return True


def _looks_like_a_path(span: str) -> bool:
    """Tell a path of the project from another piece of code; what begins with a slash is an address of the server."""
    return (
        " " not in span
        and "://" not in span
        and not span.startswith("/")
        and ("/" in span or Path(span).suffix in FILE_ENDS)
    )


def _path_problems(root: Path, path: str) -> Iterator[str]:
    """Check that a path exists, `*` standing for anything, or that it is made on the spot (.gitignore)."""
    plain = path.replace("\\", "/").rstrip("/")
    if not any(root.glob(plain)) and not _is_made_on_the_spot(root, plain):
        yield f"{path} n'existe pas"


def _is_made_on_the_spot(root: Path, path: str) -> bool:
    """Tell whether .gitignore keeps this path out of the project."""
    lines = (root / ".gitignore").read_text(encoding="utf-8").splitlines()
    kept_out = [line.strip("/") for line in lines if line and not line.startswith("#")]
    return any(fnmatch(path, pattern) or path.startswith(f"{pattern}/") for pattern in kept_out)
