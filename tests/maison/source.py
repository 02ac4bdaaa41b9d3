"""Read the Python files of a tree without importing them."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

IGNORED = {".git", ".venv", ".venv-bancs", ".hypothesis", ".pytest_cache", ".ruff_cache", "__pycache__", "node_modules"}


@dataclass(frozen=True)
class Source:
    """One Python file: its path from the root, its text, and what it imports."""

    path: Path
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """Parse the file, once for all the rules."""
        return _parse(self.text)

    @cached_property
    def imports(self) -> list[tuple[int, str]]:
        """List (line, full dotted name) of everything imported, relative and dynamic imports included."""
        return [found for node in ast.walk(self.tree) for found in _imported(node, self.path)]

    def at(self, line: int, message: str) -> str:
        """Locate a message in this file."""
        return f"{self.path.as_posix()}:{line}: {message}"


@cache
def _parse(text: str) -> ast.Module:
    """Parse a text once, whatever the number of rules that read it."""
    return ast.parse(text)


def sources(root: Path, *folders: str) -> Iterator[Source]:
    """Yield the Python files of the root, or only those in the folders (or of the names) given."""
    for path in sorted(files(root)):
        relative = path.relative_to(root)
        if path.suffix == ".py" and (not folders or relative.parts[0] in folders):
            yield Source(relative, path.read_text(encoding="utf-8"))


def files(root: Path) -> Iterator[Path]:
    """Yield the files of a tree, without going down into the environments and the caches."""
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in IGNORED]
        yield from (Path(folder, name) for name in names)


def _imported(node: ast.AST, path: Path) -> list[tuple[int, str]]:
    """List what one node imports."""
    if isinstance(node, ast.Import):
        return [(node.lineno, alias.name) for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        base = ".".join([*_package(path, node.level), *([node.module] if node.module else [])])
        return [(node.lineno, f"{base}.{alias.name}") for alias in node.names]
    return _imported_by_call(node)


def _package(path: Path, level: int) -> list[str]:
    """Give the package that a relative import of this level starts from; none for an absolute one."""
    parts = list(path.parent.parts)
    return parts[: len(parts) - (level - 1)] if level else []


def _imported_by_call(node: ast.AST) -> list[tuple[int, str]]:
    """List what `import_module("x")` or `__import__("x")` imports, when the name is written there."""
    if not (isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)):
        return []
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return [(node.lineno, str(node.args[0].value))] if called in {"import_module", "__import__"} else []
