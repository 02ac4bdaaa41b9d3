"""The house keeps its own rules: arrows, sizes, promises of README, dependencies, no trace of a machine."""

from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.maison import dependances, documents, fleches, style, traces

ROOT = Path(__file__).resolve().parent.parent


def expect_none(found: list[str]) -> None:
    """Fail with every violation in sight, one a line."""
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize(
    "violations",
    [
        fleches.arrow_violations,
        fleches.clock_violations,
        style.misplaced_pages,
        style.open_pages,
        style.oversized_files,
        style.oversized_functions,
        style.bare_excepts,
        style.asserts,
        style.reductions_in_pages,
        style.outside_data,
        traces.trace_violations,
    ],
    ids=lambda rule: rule.__name__,
)
def test_house_has_no(violations):
    expect_none(violations(ROOT))


def test_readme_promises_what_exists():
    from analytics.__main__ import build_parser

    expect_none(documents.document_violations(ROOT, build_parser()))


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_dependencies_are_exact_and_explained(name):
    expect_none(dependances.inexact_pins(ROOT, name))
    assert dependances.pins(ROOT, name)


def test_dependencies_are_used():
    expect_none(dependances.unused_dependencies(ROOT, packages_distributions()))


def test_imports_are_declared():
    expect_none(dependances.undeclared_imports(ROOT, packages_distributions()))


@pytest.mark.parametrize(
    ("direct", "lock", "base"),
    [
        ("requirements.txt", "requirements.lock", None),
        ("requirements-dev.txt", "requirements-dev.lock", "requirements.lock"),
    ],
)
def test_locks_hold_the_dependencies(direct, lock, base):
    expect_none(dependances.lock_violations(ROOT, direct, lock, base))
    assert len(dependances.locked(ROOT, lock)) > len(dependances.pins(ROOT, direct))
