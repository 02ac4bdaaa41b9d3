"""The measures of the house: sizes, what a page may contain, what no code may contain."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.maison.source import Source, sources

PAGE_LINES = 80
FILE_LINES = 300
FUNCTION_LINES = 40
SCREENS = {"consulter", "presenter", "gerer", "comprendre"}
REDUCTIONS = {"groupby", "merge", "merge_asof", "pivot", "pivot_table", "crosstab"}
OUTSIDE_DATA = re.compile(r"\bshared/|[\"']shared[\"']")


def misplaced_pages(root: Path) -> list[str]:
    """List the scripts directly under `pages/`: Streamlit may serve them without app.py or any gate."""
    found = sorted((root / "pages").glob("*.py"))
    return [f"pages/{path.name}: un script doit être dans un sous-dossier de pages/" for path in found]


def open_pages(root: Path) -> list[str]:
    """List the scripts of `pages/gerer/` that do something, if only read, before `exiger(Role.X)` asks who is there."""
    return [
        source.at(node.lineno, "la première ligne d'une page de pages/gerer/ est « exiger(Role.…) »")
        for source in sources(root, "pages")
        if source.path.parts[1] == "gerer"
        for node in [_first_deed(source)]
        if not _asks_for_a_role(node)
    ]


def _first_deed(source: Source) -> ast.stmt:
    """Give the first statement of a script after its docstring and its imports, or its last one."""
    deeds = [node for node in source.tree.body if not isinstance(node, ast.Import | ast.ImportFrom | ast.Expr)]
    calls = [node for node in source.tree.body if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)]
    return min([*deeds, *calls], key=lambda node: node.lineno, default=source.tree.body[-1])


def _asks_for_a_role(node: ast.stmt) -> bool:
    """Tell whether a statement is `exiger(Role.X)`, kept under a name or not."""
    call = node.value if isinstance(node, ast.Assign | ast.Expr) else None
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "exiger"):
        return False
    role = call.args[0] if len(call.args) == 1 else None
    return isinstance(role, ast.Attribute) and isinstance(role.value, ast.Name) and role.value.id == "Role"


def oversized_files(root: Path) -> list[str]:
    """List the files that are too long, a screen's script being held to less."""
    measured = [(source, len(source.text.splitlines()), _file_limit(source.path)) for source in sources(root)]
    return [f"{source.path.as_posix()}: {n} lignes, {limit} au plus" for source, n, limit in measured if n > limit]


def _file_limit(path: Path) -> int:
    """Give the number of lines that a file may have."""
    is_screen = path.parts[0] == "pages" and len(path.parts) > 2 and path.parts[1] in SCREENS
    return PAGE_LINES if is_screen else FILE_LINES


def oversized_functions(root: Path) -> list[str]:
    """List the functions longer than the limit, from `def` to their last line."""
    return [
        source.at(node.lineno, f"{node.name} : {_length(node)} lignes, {FUNCTION_LINES} au plus")
        for source in sources(root)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _length(node) > FUNCTION_LINES
    ]


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function, docstring included and decorators left out."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def bare_excepts(root: Path) -> list[str]:
    """List each `except:` that names no exception."""
    return [
        source.at(node.lineno, "« except: » doit nommer l'exception")
        for source in sources(root)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ExceptHandler) and node.type is None
    ]


def asserts(root: Path) -> list[str]:
    """List the `assert` of the product: `python -O` drops them, and what a user typed is a finding."""
    return [
        source.at(node.lineno, "« assert » ne garde rien : lever une exception qui dit les valeurs")
        for source in sources(root, "analytics", "pages", "app.py", "outils")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Assert)
    ]


def reductions_in_pages(root: Path) -> list[str]:
    """List the calculations made in a page, which belong to `analytics/aggregates`."""
    return [
        source.at(line, f"{name} : ce calcul va dans analytics/aggregates")
        for source in sources(root, "pages", "app.py")
        for line, name in _called_methods(source)
        if name in REDUCTIONS
    ]


def _called_methods(source: Source) -> Iterator[tuple[int, str]]:
    """Yield (line, name) of each method called."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.lineno, node.func.attr


def outside_data(root: Path) -> list[str]:
    """List what names the folder of preparatory documents, which the product never reads."""
    return [
        source.at(number, "nomme shared, qui n'existe pas dans une installation")
        for source in sources(root, "analytics", "pages", "app.py", "benchmarks")
        for number, line in enumerate(source.text.splitlines(), start=1)
        if OUTSIDE_DATA.search(line)
    ]
