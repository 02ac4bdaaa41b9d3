"""The arrows of the house: who may know whom, and who may look at the clock.

app → pages → analytics → data; inside `analytics`, the packages named in MAY_KNOW know only those listed
there. What is not named (the command line, the making of the first version) puts the pieces together and may
know all of them.
"""

from __future__ import annotations

import ast
from pathlib import Path

from tests.maison.source import Source, sources

MAY_KNOW = {
    "schema": set(),
    "format_fr": set(),
    "intake": {"schema", "format_fr"},
    "publications": {"schema", "format_fr"},
    "aggregates": {"schema", "format_fr"},
    "figures": {"schema", "format_fr", "aggregates"},
    "exports": {"schema", "format_fr", "intake", "publications", "aggregates", "figures"},
}
BUILDERS = {"tests", "outils", "benchmarks"}
FORBIDDEN = {
    "app.py": BUILDERS,
    "pages": BUILDERS | {"app"},
    "analytics": BUILDERS | {"app", "pages", "streamlit"},
    "outils": {"app", "pages", "tests", "benchmarks", "streamlit"},
    "benchmarks": set(),
    "tests": set(),
}
ELSEWHERE = {"streamlit"}
CLOCK = {
    "datetime.datetime.now", "datetime.datetime.utcnow", "datetime.datetime.today", "datetime.date.today",
    "time.time", "time.time_ns", "time.localtime", "time.gmtime", "time.strftime", "time.ctime",
    "pandas.Timestamp.now", "pandas.Timestamp.today", "pandas.Timestamp.utcnow",
    "pandas.to_datetime('now')", "pandas.to_datetime('today')", "pandas.Timestamp('now')",
    "pandas.Timestamp('today')", "numpy.datetime64('now')", "numpy.datetime64('today')",
    "sqlalchemy.func.now", "sqlalchemy.func.current_timestamp", "sqlalchemy.func.current_date",
}  # fmt: skip
CLOCK_KEEPER = Path("analytics/__main__.py")


def arrow_violations(root: Path) -> list[str]:
    """List the imports that go against the arrows."""
    return [
        source.at(line, f"importe {name}, ce que {_place(source.path)} n'a pas le droit de connaître")
        for source in sources(root)
        for line, name in source.imports
        if _breaks_an_arrow(source.path, name)
    ]


def _place(path: Path) -> str:
    """Name the place of a file in the house: `app.py`, `pages`, `analytics/schema`…"""
    return f"analytics/{_package(path)}" if path.parts[0] == "analytics" else path.parts[0]


def _package(path: Path) -> str:
    """Name the part of `analytics` that a file belongs to."""
    return Path(path.parts[1]).stem


def _breaks_an_arrow(path: Path, name: str) -> bool:
    """Tell whether a file may not import this full dotted name."""
    top, *rest = name.split(".")
    if top in FORBIDDEN.get(path.parts[0], ELSEWHERE):
        return True
    if path.parts[0] != "analytics" or top != "analytics" or not rest:
        return False
    own = _package(path)
    return own in MAY_KNOW and rest[0] not in MAY_KNOW[own] | {own}


def clock_violations(root: Path) -> list[str]:
    """List the looks at the clock in `analytics`, where today is always a parameter."""
    return [
        source.at(node.lineno, f"regarde l'heure ({name}); la date doit être un paramètre")
        for source in sources(root, "analytics")
        if source.path != CLOCK_KEEPER
        for aliases in [_aliases(source)]
        for node in ast.walk(source.tree)
        for name in _names(node, aliases)
        if name in CLOCK
    ]


def _aliases(source: Source) -> dict[str, str]:
    """Map each imported local name to its full dotted name."""
    aliases = {}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            aliases |= {
                a.asname or a.name.split(".")[0]: a.name if a.asname else a.name.split(".")[0] for a in node.names
            }
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            aliases |= {a.asname or a.name: f"{node.module}.{a.name}" for a in node.names}
    return aliases


def _names(node: ast.AST, aliases: dict[str, str]) -> list[str]:
    """Give the full dotted name that a node stands for, and for a call with one word, the call as written."""
    if isinstance(node, ast.Attribute):
        return [_dotted(node, aliases)]
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in aliases:
        return [aliases[node.id]]
    if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
        return [f"{_dotted(node.func, aliases)}({node.args[0].value!r})"]
    return []


def _dotted(node: ast.AST, aliases: dict[str, str]) -> str:
    """Write `a.b.c` in full, `a` being replaced by what it was imported from."""
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value, aliases)}.{node.attr}"
    return aliases.get(node.id, node.id) if isinstance(node, ast.Name) else "?"
