"""The dependencies: exact, explained, used, declared, and held by the locks."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.maison.source import Source, sources

PIN = re.compile(r"([A-Za-z0-9._-]+)(?:\[[a-z0-9,-]+\])?==([^\s;#*]+)\s+#\s*\S.*")
LOCKED = re.compile(r"^([a-z0-9._-]+)==(\S+)((?:.*\\\n)*.*)", re.MULTILINE)
PRODUCT = ("analytics", "pages", "app.py")
HASH = "--hash=sha256:"


def normalise(name: str) -> str:
    """Write a distribution's name in its one official spelling."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(root: Path, name: str) -> dict[str, str]:
    """Read distribution → version of the lines that are well made."""
    found = map(PIN.fullmatch, _lines(root, name))
    return {normalise(match[1]): match[2] for match in found if match}


def _lines(root: Path, name: str) -> list[str]:
    """Read the lines that name a dependency."""
    lines = map(str.strip, (root / name).read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith(("#", "-r "))]


def inexact_pins(root: Path, name: str) -> list[str]:
    """List the lines that are not « nom==version  # raison »."""
    wrong = [line for line in _lines(root, name) if not PIN.fullmatch(line)]
    return [f"{name}: « {line} » doit s'écrire nom==version  # raison" for line in wrong]


def unused_dependencies(root: Path, owners: Mapping[str, list[str]]) -> list[str]:
    """List the direct dependencies that the product never imports; `owners`: module → distributions."""
    modules = {module for source in sources(root, *PRODUCT) for _, module in _foreign(root, source)}
    used = set().union(*(_of(owners, module) for module in modules))
    direct = pins(root, "requirements.txt")
    return [f"requirements.txt: {name} n'est importé nulle part" for name in direct if name not in used]


def undeclared_imports(root: Path, owners: Mapping[str, list[str]]) -> list[str]:
    """List the imports of a package not declared; the tests and the tools have more than the product, the benchmarks still more.

    What only the benchmarks need is rarely installed: it goes there by the name of its module.
    """
    product = set(pins(root, "requirements.txt"))
    more = product | set(pins(root, "requirements-dev.txt"))
    allowed = dict.fromkeys(PRODUCT, product) | {"benchmarks": more | set(_bench_pins(root))}
    return [
        source.at(line, f"importe {module}, qui n'est pas déclaré")
        for source in sources(root)
        for line, module in _foreign(root, source)
        if not (_of(owners, module) or {normalise(module)}) & allowed.get(source.path.parts[0], more)
    ]


def _bench_pins(root: Path) -> dict[str, str]:
    """Read what only the benchmarks compare the project with."""
    return pins(root, "requirements-bench.txt") if (root / "requirements-bench.txt").exists() else {}


def _foreign(root: Path, source: Source) -> list[tuple[int, str]]:
    """List (line, top module) of the imports that are neither Python's nor the project's."""
    tops = sorted({(line, name.split(".")[0]) for line, name in source.imports})
    return [
        (line, top) for line, top in tops if top not in sys.stdlib_module_names and not _is_local(root, source, top)
    ]


def _is_local(root: Path, source: Source, module: str) -> bool:
    """Tell whether a module stands in a folder above the file."""
    folders = [root / parent for parent in source.path.parents]
    return any((folder / module).is_dir() or (folder / f"{module}.py").exists() for folder in folders)


def _of(owners: Mapping[str, list[str]], module: str) -> set[str]:
    """Give the distributions that bring a module."""
    return {normalise(name) for name in owners.get(module, [])}


def locked(root: Path, name: str) -> dict[str, tuple[str, str]]:
    """Read distribution → (version, what follows it) of a lock."""
    return {m[1]: (m[2], m[3]) for m in LOCKED.finditer((root / name).read_text(encoding="utf-8"))}


def lock_violations(root: Path, direct: str, lock: str, base: str | None = None) -> list[str]:
    """List what a lock misses: a direct dependency, a fingerprint, the versions of the lock it extends."""
    held = locked(root, lock)
    extended = {name: version for name, (version, _) in locked(root, base).items()} if base else {}
    late = [
        f"{lock}: {name} devrait être à {version} (« make verrou »)"
        for name, version in (pins(root, direct) | extended).items()
        if held.get(name, ("",))[0] != version
    ]
    return late + [f"{lock}: {name} est sans empreinte" for name, (_, rest) in held.items() if HASH not in rest]
