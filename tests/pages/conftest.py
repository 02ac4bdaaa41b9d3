"""The stores that the tests of several pages share; a module that needs another one says so under the same name."""

from __future__ import annotations

import pytest

from tests.pages.depot import entrer
from tests.pages.ecran import use_store


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """Return the folder of a store that holds the published facts and that no test changes."""
    return tmp_path_factory.mktemp("magasin")


@pytest.fixture
def facts(shared, monkeypatch):
    """Read the published facts; return the address of their store."""
    return use_store(shared, monkeypatch)


@pytest.fixture
def url(tmp_path, monkeypatch):
    """Return the address of a store where the test may publish."""
    return use_store(tmp_path, monkeypatch)


@pytest.fixture
def store(tmp_path, monkeypatch):
    """Sign somebody in who may publish, on a store of the test's own."""
    return entrer(tmp_path, monkeypatch)
